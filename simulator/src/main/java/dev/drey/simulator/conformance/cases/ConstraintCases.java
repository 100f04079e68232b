/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Session;
import dev.drey.simulator.conformance.Skipped;
import dev.drey.simulator.conformance.Stage;
import dev.drey.simulator.conformance.Suite;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Predicate;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Selector;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/** Offer constraints, which masters know since 1.11. */
public final class ConstraintCases {
    private static final String ABSENT = "drey_conformance_no_such_attribute";
    private static final int FIRST_MINOR = 11;

    private ConstraintCases() {}

    public static void addTo(Suite suite) {
        suite.addBoth(
                "C202",
                "exists: not offered without the attribute",
                stage ->
                        silent(stage, absent(Predicate.newBuilder().setExists(Predicate.Exists.getDefaultInstance()))));
        suite.add(
                "C203",
                "not_exists: offered without the attribute",
                stage -> offered(
                        stage, absent(Predicate.newBuilder().setNotExists(Predicate.NotExists.getDefaultInstance()))));
        suite.add("C205", "text_not_equals: offered without the attribute", stage -> {
            var value = Predicate.TextNotEquals.newBuilder().setValue("v");
            offered(stage, absent(Predicate.newBuilder().setTextNotEquals(value)));
        });
        suite.add("C206", "text_matches on the host name: the whole of it", stage -> {
            offered(
                    stage,
                    hostname(Predicate.newBuilder()
                            .setTextMatches(Predicate.TextMatches.newBuilder().setRegex(".*"))));
            silent(
                    stage,
                    hostname(Predicate.newBuilder()
                            .setTextNotMatches(
                                    Predicate.TextNotMatches.newBuilder().setRegex(".*"))));
        });
        suite.add("C207", "Two constraints in a group: both must hold; two groups: one must", stage -> {
            var yes = absent(Predicate.newBuilder().setNotExists(Predicate.NotExists.getDefaultInstance()));
            var no = absent(Predicate.newBuilder().setExists(Predicate.Exists.getDefaultInstance()));
            silent(stage, yes, no);
            var groups = OfferConstraints.newBuilder();
            var role = OfferConstraints.RoleConstraints.newBuilder();
            role.addGroupsBuilder().addAttributeConstraints(yes);
            role.addGroupsBuilder().addAttributeConstraints(no);
            subscribe(stage, groups.putRoleConstraints(stage.role(), role.build()))
                    .offer();
        });
        suite.add("C399", "A regular expression that is none: ERROR", stage -> {
            var broken = hostname(Predicate.newBuilder()
                    .setTextMatches(Predicate.TextMatches.newBuilder().setRegex("(")));
            var session = stage.session(stage.info());
            stage.expect("status", 200, session.subscribe(call(stage, session, constraints(stage, broken))));
            session.take(Event.Type.ERROR);
        });
        suite.add("C065", "UPDATE_FRAMEWORK takes a constraint away: offers start", stage -> {
            var session = subscribe(
                    stage,
                    constraints(
                            stage, absent(Predicate.newBuilder().setExists(Predicate.Exists.getDefaultInstance()))));
            session.silence(Event.Type.OFFERS, stage.ticks(2));
            var call = Calls.of(Call.Type.UPDATE_FRAMEWORK);
            call.getUpdateFrameworkBuilder().setFrameworkInfo(session.info());
            stage.expect("status", 200, session.call(call));
            session.offer();
        });
    }

    private static void silent(Stage stage, AttributeConstraint... constraints) throws Exception {
        subscribe(stage, constraints(stage, constraints)).silence(Event.Type.OFFERS, stage.ticks(3));
    }

    private static void offered(Stage stage, AttributeConstraint... constraints) throws Exception {
        subscribe(stage, constraints(stage, constraints)).offer();
    }

    private static Session subscribe(Stage stage, OfferConstraints.Builder constraints) throws Exception {
        var version = stage.web().get("/version").path("version").asText().split("\\.");
        if (version.length < 2 || version[0].equals("1") && Integer.parseInt(version[1]) < FIRST_MINOR) {
            throw new Skipped("this master is older than 1.11");
        }
        var joined = stage.session(stage.info()).join(stage.role());
        joined.disconnect();
        var session = stage.successor(joined);
        stage.expect("status", 200, session.subscribe(call(stage, session, constraints)));
        session.take(Event.Type.SUBSCRIBED);
        return session;
    }

    private static Call.Builder call(Stage stage, Session session, OfferConstraints.Builder constraints) {
        var call = Calls.of(Call.Type.SUBSCRIBE);
        call.getSubscribeBuilder().setFrameworkInfo(session.info()).setOfferConstraints(constraints);
        return call;
    }

    private static OfferConstraints.Builder constraints(Stage stage, AttributeConstraint... constraints) {
        var role = OfferConstraints.RoleConstraints.newBuilder();
        var group = role.addGroupsBuilder();
        for (var constraint : constraints) {
            group.addAttributeConstraints(constraint);
        }
        return OfferConstraints.newBuilder().putRoleConstraints(stage.role(), role.build());
    }

    private static AttributeConstraint absent(Predicate.Builder predicate) {
        return AttributeConstraint.newBuilder()
                .setSelector(Selector.newBuilder().setAttributeName(ABSENT))
                .setPredicate(predicate)
                .build();
    }

    private static AttributeConstraint hostname(Predicate.Builder predicate) {
        return AttributeConstraint.newBuilder()
                .setSelector(Selector.newBuilder().setPseudoattributeType(Selector.PseudoattributeType.HOSTNAME))
                .setPredicate(predicate)
                .build();
    }
}
