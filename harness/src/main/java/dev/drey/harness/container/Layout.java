/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a cluster is made of.
 *
 * @param zooKeepers how many; an odd number
 * @param masters how many; they need one another only to take turns
 * @param masterFlags of {@code mesos-master}, without dashes
 * @param appmasterOptions of Flink and Drey; they come before those the cluster needs to work at all
 */
public record Layout(
        int zooKeepers,
        int masters,
        Map<String, String> masterFlags,
        List<Agent> agents,
        Map<String, String> appmasterOptions) {

    public Layout {
        masterFlags = Collections.unmodifiableMap(new TreeMap<>(masterFlags));
        agents = List.copyOf(agents);
        appmasterOptions = Collections.unmodifiableMap(new TreeMap<>(appmasterOptions));
    }

    /**
     * An agent.
     *
     * @param resources as the flag {@code --resources}
     * @param attributes as the flag {@code --attributes}; may be empty
     */
    public record Agent(String resources, String attributes) {}
}
