/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a kind of worker needs from an agent.
 *
 * @param name identifies the profile among those of one client, for instance {@code default}
 * @param scalars amounts by resource name ({@code cpus}, {@code mem} and {@code disk} in MiB, {@code gpus}, ...); a
 *     zero amount is not asked for
 * @param ports how many port numbers a worker takes
 */
public record WorkerProfile(String name, Map<String, Amount> scalars, int ports) {
    public WorkerProfile {
        if (ports < 0) {
            throw new IllegalArgumentException("profile " + name + ": ports below zero: " + ports);
        }
        var wanted = new TreeMap<String, Amount>();
        scalars.forEach((resource, amount) -> {
            if (!amount.isZero()) {
                wanted.put(resource, amount);
            }
        });
        scalars = Collections.unmodifiableMap(wanted);
    }

    public Amount scalar(String resource) {
        return scalars.getOrDefault(resource, Amount.ZERO);
    }
}
