/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.net.URI;
import java.nio.file.Path;

/** Where files are put for agents to fetch. */
interface Artifacts {
    URI add(String path, Path file);

    URI add(String path, byte[] content);

    void remove(String path);
}
