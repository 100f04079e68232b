/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import java.util.List;

/**
 * A framework as its master knew it.
 *
 * @param agents the ids of the agents on which its tasks run, once for each task
 */
record FrameworkDump(String id, String name, List<String> agents) {
    FrameworkDump {
        agents = List.copyOf(agents);
    }
}
