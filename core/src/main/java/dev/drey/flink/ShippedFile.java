/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.nio.file.Path;

/**
 * A file that every worker gets in its sandbox.
 *
 * @param destination where, relative to the sandbox, with '/' between its parts
 * @param cached whether the agent may keep it for the next worker; not for anything secret or changeable, which each
 *     worker fetches from an address of its own
 */
record ShippedFile(Path source, String destination, boolean cached, boolean executable) {

    static ShippedFile secret(Path source, String destination) {
        return new ShippedFile(source, destination, false, false);
    }
}
