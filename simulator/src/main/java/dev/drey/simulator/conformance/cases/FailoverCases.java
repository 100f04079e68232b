/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Stage;
import dev.drey.simulator.conformance.Suite;
import dev.drey.simulator.conformance.Tasks;
import java.time.Duration;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A scheduler that goes away and comes back. */
public final class FailoverCases {
    private FailoverCases() {}

    public static void addTo(Suite suite) {
        suite.addBoth("C269 C169", "After a failover the rest is offered afresh, without what a task has", stage -> {
            var first = stage.joined();
            var offer = first.offer();
            stage.running(first, offer, "t");
            first.disconnect();
            var second = stage.successor(first).join();
            var rest = second.expectOffer("of the agent", other -> sameAgent(offer, other));
            stage.expect("whether the offer is new", false, rest.getId().equals(offer.getId()));
            stage.expect("whether less is offered", true, Tasks.amount(rest, "cpus") < Tasks.amount(offer, "cpus"));
        });
        suite.add("C274", "Superseded: no RESCIND, old offers are void, filters survive", FailoverCases::superseded);
        suite.add("C275", "Disconnected and back: filters are gone, offers come at once", stage -> {
            var first = stage.joined();
            var offer = first.offer();
            first.send(Calls.decline(1000, offer));
            first.disconnect();
            stage.await("the master sees the end of the stream", () -> first.call(Calls.revive()) == 403);
            var second = stage.successor(first).join();
            second.expectOffer("of the declined agent", other -> sameAgent(offer, other));
        });
        suite.addBoth("C269", "An update without acknowledgement comes again after a failover", stage -> {
            var first = stage.joined();
            var offer = first.offer();
            first.send(Calls.launch(offer, Tasks.command(offer, "t", "sleep 600")));
            var starting = stage.expectState(TaskState.TASK_STARTING, first.unacknowledgedUpdate());
            first.disconnect();
            var second = stage.successor(first).join();
            stage.expect("uuid", starting.getUuid(), second.update().getUuid());
        });
    }

    private static void superseded(Stage stage) throws Exception {
        var first = stage.joined(Capability.Type.PARTITION_AWARE);
        var held = first.offer();
        var second = stage.successor(first).join();
        first.hasEnded();
        first.silence(Event.Type.RESCIND, Duration.ZERO);
        second.send(Calls.launch(held, Tasks.command(held, "t", "true")));
        stage.expectFromMaster(TaskState.TASK_DROPPED, Reason.REASON_INVALID_OFFERS, second.update());
        var again = second.expectOffer("of the same agent", other -> sameAgent(held, other));
        second.send(Calls.decline(1000, again));
        var third = stage.successor(second).join();
        third.noOffer("declined before", other -> sameAgent(held, other), stage.ticks(3));
    }

    private static boolean sameAgent(Offer one, Offer other) {
        return one.getAgentId().equals(other.getAgentId());
    }
}
