/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One step: the time it happens at, and what it asks for. Nothing is asked for once the instance halts. */
final class Turn {
    private final Instant now;
    private final Watcher watcher;
    private final List<Effect> effects = new ArrayList<>();
    private boolean halted;

    Turn(Instant now, Watcher watcher) {
        this.now = now;
        this.watcher = watcher;
    }

    Instant now() {
        return now;
    }

    void add(Effect effect) {
        if (!halted) {
            effects.add(effect);
        }
    }

    void tell(FleetEvent event) {
        add(new Effect.NotifyClient(event));
    }

    void count(Metric metric) {
        add(new Effect.Count(metric));
    }

    boolean isWatched() {
        return watcher != Watcher.NONE;
    }

    /** Tells those who watch. */
    void note(Insight insight) {
        watcher.noted(now, insight);
    }

    void halt(Effect.Halt.Reason reason, String message) {
        add(new Effect.Halt(reason, message));
        halted = true;
    }

    /** Nothing more is to be done by this instance, now and ever. */
    void end() {
        halted = true;
    }

    boolean isHalted() {
        return halted;
    }

    List<Effect> effects() {
        return List.copyOf(effects);
    }
}
