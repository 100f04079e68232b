/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Stage;
import dev.drey.simulator.conformance.Suite;
import dev.drey.simulator.conformance.Tasks;
import java.time.Duration;
import java.util.Map;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferFilters;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.Value.Scalar;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** What is offered when. */
public final class OfferCases {
    private OfferCases() {}

    public static void addTo(Suite suite) {
        suite.addBoth("C162", "An offer is of one agent and carries its host name, address and resources", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            stage.expect("framework", session.id(), offer.getFrameworkId());
            stage.expect(
                    "whether it has a host name", false, offer.getHostname().isEmpty());
            stage.expect("scheme of the url", "http", offer.getUrl().getScheme());
            stage.expect(
                    "whether the agent is known",
                    true,
                    stage.control().isActive(offer.getAgentId().getValue()));
        });
        suite.add("C106", "ephemeral_ports are never offered", stage -> {
            var offer = stage.joined().offer();
            stage.expect(
                    "ephemeral_ports", false, offer.getResourcesList().stream().anyMatch(resource -> resource.getName()
                            .equals("ephemeral_ports")));
        });
        suite.add("C175", "MULTI_ROLE: offers and their resources carry the role", stage -> {
            var offer = stage.joined().offer();
            stage.expect(
                    "role of the offer", stage.role(), offer.getAllocationInfo().getRole());
            for (var resource : offer.getResourcesList()) {
                stage.expect(
                        "role of " + resource.getName(),
                        stage.role(),
                        resource.getAllocationInfo().getRole());
            }
        });
        suite.add("C183", "A role with a path: offers carry the whole path", stage -> {
            var role = stage.role() + "/part";
            var session =
                    stage.session(stage.info().clearRoles().addRoles(role)).join();
            var offer = session.offer();
            stage.expect("role of the offer", role, offer.getAllocationInfo().getRole());
            stage.running(session, offer, "t");
        });
        suite.addBoth("C175", "Without MULTI_ROLE offers carry no role", stage -> {
            var session = stage.session(withRole(stage)).join();
            var offer = session.offer();
            stage.expect("allocation_info of the offer", false, offer.hasAllocationInfo());
            stage.expect(
                    "allocation_info of a resource",
                    false,
                    offer.getResources(0).hasAllocationInfo());
        });
        suite.add("C109", "RESERVATION_REFINEMENT: resources have no role", stage -> {
            var session = stage.joined(Capability.Type.RESERVATION_REFINEMENT);
            stage.expect("role of a resource", false, hasRole(session.offer()));
            session.send(Calls.of(Call.Type.TEARDOWN));
            var old = stage.session(withRole(stage)).join().offer();
            stage.expect("role of a resource without it", true, hasRole(old));
        });
        suite.addBoth("C191", "DECLINE with the default filter: not before five seconds", OfferCases::defaultFilter);
        suite.add("C193", "DECLINE for long: nothing; REVIVE: at once", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            session.send(Calls.decline(1000, offer));
            session.noOffer("declined", other -> sameAgent(other, offer), stage.ticks(3));
            session.send(Calls.revive());
            session.expectOffer("after REVIVE", other -> sameAgent(other, offer));
        });
        suite.add("C179", "offer_filters: a minimum that no agent has, then none", stage -> {
            var info = stage.info();
            info.putOfferFilters(stage.role(), minimum(Map.of("cpus", 1e6)));
            var session = stage.session(info).join();
            session.silence(Event.Type.OFFERS, stage.ticks(3));
            session.disconnect();
            stage.successor(session, session.info().toBuilder().clearOfferFilters())
                    .join()
                    .offer();
        });
        suite.add("C095", "What an ACCEPT leaves over without a filter is offered at the next tick", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            stage.running(session, offer, "t");
            var rest = session.expectOffer("the leftovers", other -> sameAgent(other, offer));
            var taken = Tasks.amount(offer, "cpus") - Tasks.amount(rest, "cpus");
            stage.expect("cpus of the task", Tasks.CPUS, Math.round(taken * 1000) / 1000.0);
        });
        suite.add("C173", "A task ends: its resources are offered again", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            session.send(Calls.launch(offer, Tasks.command(offer, "t", "true")));
            var rest = session.expectOffer("the leftovers", other -> sameAgent(other, offer));
            stage.awaitRunning(session);
            stage.expectState(TaskState.TASK_FINISHED, session.update());
            session.send(Calls.decline(0, rest));
            session.expectOffer(
                    "all of it",
                    other -> sameAgent(other, offer)
                            && Tasks.amount(other, "cpus") > Tasks.amount(rest, "cpus") + Tasks.CPUS / 2);
        });
        suite.add("C155 C157", "cpus are counted in thousandths", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            var task = Tasks.command(offer, "t", "sleep 600");
            task.setResources(0, Tasks.part(offer, "cpus", 0.1004));
            session.send(Calls.launch(offer, task));
            stage.awaitRunning(session);
            var path = "/tasks?task_id=t&framework_id=" + session.id().getValue();
            stage.expect(
                    "cpus of the task",
                    0.1,
                    stage.web().get(path).at("/tasks/0/resources/cpus").asDouble());
        });
    }

    @SuppressWarnings("deprecation") // a framework without MULTI_ROLE names its role there
    private static FrameworkInfo.Builder withRole(Stage stage) {
        return stage.bareInfo().setRole(stage.role());
    }

    @SuppressWarnings("deprecation") // the old form of a resource
    private static boolean hasRole(Offer offer) {
        return offer.getResources(0).hasRole();
    }

    private static boolean sameAgent(Offer one, Offer other) {
        return one.getAgentId().equals(other.getAgentId());
    }

    private static void defaultFilter(Stage stage) throws Exception {
        var session = stage.joined();
        var offer = session.offer();
        var call = Calls.decline(0, offer);
        call.getDeclineBuilder().clearFilters();
        session.send(call);
        session.noOffer("declined", other -> sameAgent(other, offer), Duration.ofMillis(4500));
        session.expectOffer("after the filter", other -> sameAgent(other, offer));
    }

    /** Offers are to have at least these scalars. */
    static OfferFilters minimum(Map<String, Double> scalars) {
        var filters = OfferFilters.newBuilder();
        var quantities = filters.getMinAllocatableResourcesBuilder().addQuantitiesBuilder();
        scalars.forEach((name, amount) -> quantities.putQuantities(
                name, Scalar.newBuilder().setValue(amount).build()));
        return filters.build();
    }
}
