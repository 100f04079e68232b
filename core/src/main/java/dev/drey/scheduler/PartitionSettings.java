/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Duration;

/**
 * How long a worker may be unreachable.
 *
 * @param replaceAfter after how long it is given up, and another one is wanted; if it comes back, it is killed
 * @param expungeAfter after how long it is forgotten; if it comes back even later, it is killed as well
 */
public record PartitionSettings(Duration replaceAfter, Duration expungeAfter) {
    public static final PartitionSettings DEFAULT = new PartitionSettings(Duration.ofMinutes(1), Duration.ofHours(1));

    public PartitionSettings {
        if (replaceAfter.isNegative() || expungeAfter.compareTo(replaceAfter) < 0) {
            throw new IllegalArgumentException("unreachable workers cannot be replaced after " + replaceAfter
                    + " and forgotten after " + expungeAfter);
        }
    }
}
