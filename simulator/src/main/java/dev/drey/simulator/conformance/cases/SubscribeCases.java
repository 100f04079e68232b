/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Stage;
import dev.drey.simulator.conformance.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** SUBSCRIBE: what is accepted, what is refused, and who comes back. */
public final class SubscribeCases {
    private static final double THREE_HUNDRED_YEARS = 9.5e9;

    private SubscribeCases() {}

    public static void addTo(Suite suite) {
        suite.addBoth(
                "C006 C050",
                "An invalid role: 200, one ERROR, end of the stream",
                stage -> refused(stage, stage.info().clearRoles().addRoles("-bad")));
        suite.add("C033", "Roles that are valid, and roles that are not", SubscribeCases::roles);
        suite.add("C034", "The same role twice, or role beside MULTI_ROLE", stage -> {
            refused(stage, stage.info().addRoles(stage.role()));
            refused(stage, withRole(stage.info(), stage.role()));
        });
        suite.add(
                "C055",
                "roles without MULTI_ROLE",
                stage -> refused(stage, stage.bareInfo().addRoles(stage.role())));
        suite.add(
                "C051",
                "A failover timeout beyond what can be counted",
                stage -> refused(stage, stage.info().setFailoverTimeout(THREE_HUNDRED_YEARS)));
        suite.add("C053", "Framework ids that are not valid", stage -> {
            for (var id : List.of("a/b", "..", "a\\b", "x".repeat(256))) {
                var info = stage.info();
                info.getIdBuilder().setValue(id);
                refused(stage, info);
            }
        });
        suite.add("C054", "Offer filters below zero, or empty", stage -> {
            var negative = stage.info();
            negative.putOfferFilters(stage.role(), OfferCases.minimum(Map.of("cpus", -1.0)));
            refused(stage, negative);
            var empty = stage.info();
            empty.putOfferFilters(stage.role(), OfferCases.minimum(Map.of()));
            refused(stage, empty);
        });
        suite.addBoth(
                "C007 C030 C077", "A second SUBSCRIBE wins: ERROR and end for the first", SubscribeCases::supersede);
        suite.add("C037", "MULTI_ROLE: subscribing again with other roles is accepted", stage -> {
            var first = stage.joined();
            first.disconnect();
            var second = stage.successor(
                            first, first.info().toBuilder().clearRoles().addRoles(stage.otherRole()))
                    .join();
            var offer = second.offer();
            stage.expect(
                    "role of the offer",
                    stage.otherRole(),
                    offer.getAllocationInfo().getRole());
        });
        suite.add("C038", "Another principal for a known framework: ERROR", stage -> {
            var first = stage.joined();
            var changed = stage.successor(first, first.info().toBuilder().setPrincipal("somebody-else"));
            if (stage.info().hasPrincipal()) {
                stage.expect("status, as the credentials are another's", 400, changed.subscribe());
                return;
            }
            stage.expect("status", 200, changed.subscribe());
            changed.take(Event.Type.ERROR);
            stage.expect("status of a call of the first", 202, first.call(Calls.revive()));
        });
        suite.add("C039 C041", "failover_timeout 0: removed when its stream breaks, the id is retired", stage -> {
            var session = stage.session(stage.info().setFailoverTimeout(0)).join();
            session.disconnect();
            stage.await("the framework is removed", () -> session.call(Calls.revive()) == 400);
            var second = stage.successor(session);
            stage.expect("status of SUBSCRIBE", 200, second.subscribe());
            var message = second.take(Event.Type.ERROR).getError().getMessage();
            stage.expect("message", "Framework has been removed", message);
        });
        suite.add("C049", "Subscribing again without suppressed_roles brings offers back", stage -> {
            var first = stage.session(stage.info()).join(stage.role());
            first.silence(Event.Type.OFFERS, stage.ticks(3));
            first.disconnect();
            stage.successor(first).join().offer();
        });
        suite.add("C070", "All roles suppressed in SUBSCRIBE: no offers until REVIVE", stage -> {
            var session = stage.session(stage.info()).join(stage.role());
            session.silence(Event.Type.OFFERS, stage.ticks(3));
            session.send(Calls.revive());
            session.offer();
        });
        suite.add("C071", "Subscribing again with all roles suppressed: no offers", stage -> {
            var first = stage.joined();
            first.offer();
            var second = stage.successor(first).join(stage.role());
            second.silence(Event.Type.OFFERS, stage.ticks(3));
        });
        suite.add("C362", "From two roles to one without MULTI_ROLE", stage -> {
            var first = stage.session(stage.info().addRoles(stage.otherRole())).join();
            first.disconnect();
            var single = withRole(first.info().toBuilder().clearRoles().clearCapabilities(), stage.role());
            stage.successor(first, single).join();
        });
    }

    @SuppressWarnings("deprecation") // a framework without MULTI_ROLE names its role there
    private static FrameworkInfo.Builder withRole(FrameworkInfo.Builder info, String role) {
        return info.setRole(role);
    }

    private static void roles(Stage stage) throws Exception {
        for (var role : List.of("123", "foo_123", "foo.bar", "foo..bar", "...", "foo/bar", "foo/.bar")) {
            var session = stage.session(stage.info().clearRoles().addRoles(stage.role() + "-" + role));
            session.join(stage.role() + "-" + role);
            session.send(Calls.of(Call.Type.TEARDOWN));
        }
        for (var role :
                List.of("", ".", "..", "-foo", "/foo", "foo/", "foo//bar", "a b", "foo/*", "foo/..", "foo/-b")) {
            refused(stage, stage.info().clearRoles().addRoles(role));
        }
    }

    private static void refused(Stage stage, FrameworkInfo.Builder info) throws Exception {
        var session = stage.session(info);
        stage.expect("status of SUBSCRIBE", 200, session.subscribe());
        session.take(Event.Type.ERROR);
        stage.expect("whether the stream ends", true, session.hasEnded());
        session.silence(Event.Type.SUBSCRIBED, Duration.ZERO);
    }

    private static void supersede(Stage stage) throws Exception {
        var first = stage.joined(Capability.Type.PARTITION_AWARE);
        var offer = first.offer();
        stage.running(first, offer, "t");
        var second = stage.successor(first).join();
        stage.expect("id of the framework", first.id(), second.id());
        stage.expect("whether the stream id is new", false, first.streamId().equals(second.streamId()));
        stage.expect(
                "message",
                "Framework failed over",
                first.take(Event.Type.ERROR).getError().getMessage());
        stage.expect("whether the first stream ends", true, first.hasEnded());
        stage.expect("status of KILL on the first stream", 400, first.call(Calls.kill("t")));
        second.send(Calls.reconcile("t", offer.getAgentId()));
        stage.expectState(TaskState.TASK_RUNNING, second.update());
    }
}
