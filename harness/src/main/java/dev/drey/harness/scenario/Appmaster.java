/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The appmaster, configured as in production.
 *
 * @param options of Flink and Drey by their keys: {@code mesos.*}, {@code taskmanager.*} and others; sizes of workers
 *     that a scenario gives in its own words are among them
 */
public record Appmaster(Map<String, String> options) {
    public Appmaster {
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }
}
