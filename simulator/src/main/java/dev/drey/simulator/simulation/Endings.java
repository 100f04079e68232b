/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Trace.Kind;

/** Ends faults when their time is over. */
final class Endings {
    private final Timeline timeline;
    private final Seam seam;

    Endings(Timeline timeline, Seam seam) {
        this.timeline = timeline;
        this.seam = seam;
    }

    /** Begins now, ends later. */
    void during(Fault fault, Runnable begin, Runnable end) {
        begin.run();
        after(fault, end);
    }

    void after(Fault fault, Runnable end) {
        timeline.after(fault.time(), "end of " + fault.kind(), () -> {
            seam.note("faults", Kind.FAULT, "end of " + fault.kind());
            end.run();
        });
    }
}
