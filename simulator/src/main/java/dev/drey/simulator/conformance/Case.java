/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import java.util.List;

/**
 * One thing that Mesos does.
 *
 * @param ids of the list in docs/conformance.md that it shows
 * @param title what it is, as a sentence without a full stop
 * @param need what it takes besides a master
 * @param inBoth whether it is worth to be run in protobuf as well as in JSON
 */
public record Case(List<String> ids, String title, Need need, boolean inBoth, Body body) {
    public Case {
        ids = List.copyOf(ids);
    }

    /** What a case takes besides a master and some free resources. */
    public enum Need {
        /** Nothing more. */
        NOTHING,
        /** A command by which agents and masters are killed and paused. */
        CONTROL,
        /** That nobody else uses the cluster: agents are drained, weights are changed. */
        EXCLUSIVE
    }

    /** Shows it, or fails with a {@link Difference}. */
    @FunctionalInterface
    public interface Body {
        void run(Stage stage) throws Exception;
    }

    /** The first id, which names it. */
    public String id() {
        return ids.get(0);
    }
}
