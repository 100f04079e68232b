/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.Offer;
import java.time.Duration;
import java.time.Instant;

/**
 * How announced maintenance of agents is honoured.
 *
 * @param avoidBefore how long before a window an agent gets no new workers any more
 * @param moves whether the workers of an agent are moved before its window begins
 * @param moveBefore how long before
 */
public record MaintenanceSettings(Duration avoidBefore, boolean moves, Duration moveBefore) {
    public static final MaintenanceSettings DEFAULT =
            new MaintenanceSettings(Duration.ofHours(1), true, Duration.ofMinutes(10));

    public MaintenanceSettings {
        if (moves && (moveBefore.isNegative() || avoidBefore.compareTo(moveBefore) < 0)) {
            throw new IllegalArgumentException("workers moved " + moveBefore
                    + " before maintenance could be placed there again, as agents are avoided only " + avoidBefore
                    + " before");
        }
    }

    /** Whether an agent with this window goes so soon that it gets no new workers. */
    public boolean avoids(Instant now, Offer.Unavailability window) {
        return !window.start().minus(avoidBefore).isAfter(now) && !isOver(now, window);
    }

    static boolean isOver(Instant now, Offer.Unavailability window) {
        return window.duration()
                .filter(duration -> !window.start().plus(duration).isAfter(now))
                .isPresent();
    }
}
