/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.roles;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.json.ProtoJson;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class OfferConstraintsTest {
    private static final String RACK = "'selector':{'attribute_name':'rack'}";

    private final TestCluster cluster = new TestCluster();

    @ParameterizedTest(name = "{0} is met by {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'exists':{} | r0 other number",
                "'not_exists':{} | none",
                "'text_equals':{'value':'r0'} | r0 number",
                "'text_not_equals':{'value':'r0'} | other none number",
                "'text_matches':{'regex':'r[0-9]'} | r0 number",
                "'text_matches':{'regex':'r'} | number",
                "'text_not_matches':{'regex':'r[0-9]'} | other none number",
                "'text_not_matches':{'regex':'r'} | r0 other none number"
            })
    @DisplayName("C202 C203 C205 C206 predicates on text, on an absent attribute and on one that is not text")
    void evaluatesPredicates(String predicate, String met) throws Exception {
        agents("r0=rack:r0", "other=rack:row 1", "none=", "number=rack:7");

        var offered = offered(constraints("*", "[{" + RACK + ",'predicate':{" + predicate + "}}]"));

        assertThat(offered).containsExactlyInAnyOrder(met.split(" "));
    }

    @Test
    @DisplayName("C398 only the first of two attributes of one name counts")
    void looksAtTheFirstAttribute() throws Exception {
        agents("first=rack:r0;rack:r1", "second=rack:r1;rack:r0");

        var offered = offered(constraints("*", "[{" + RACK + ",'predicate':{'text_equals':{'value':'r0'}}}]"));

        assertThat(offered).containsExactly("first");
    }

    @Test
    @DisplayName("C207 constraints of a group are all to be met, of groups one, and each role has its own")
    void combinesConstraints() throws Exception {
        agents("a=rack:r0;disk:ssd", "b=rack:r0", "c=disk:ssd", "d=");
        var rack = "{" + RACK + ",'predicate':{'exists':{}}}";
        var ssd = "{'selector':{'attribute_name':'disk'},'predicate':{'text_equals':{'value':'ssd'}}}";

        assertThat(offered(constraints("*", "[" + rack + "," + ssd + "]"))).containsExactly("a");
        assertThat(offered(constraints("*", "[" + rack + "]", "[" + ssd + "]"))).containsExactly("a", "b", "c");
        assertThat(offered(OfferConstraints.getDefaultInstance())).hasSize(4);
        assertThat(offeredTo("y", constraints("x", "[" + rack + "]"))).hasSize(4);
        assertThat(offeredTo("x", constraints("x", "[" + rack + "]"))).containsExactly("a", "b");
    }

    @Test
    void knowsTheHostName() throws Exception {
        agents("a=", "b=");
        var constraints = constraints(
                "*",
                "[{'selector':{'pseudoattribute_type':'HOSTNAME'},"
                        + "'predicate':{'text_matches':{'regex':'host-(1|7)'}}}]");

        assertThat(offered(constraints)).containsExactly("b");
    }

    @Test
    void hasNoRegionAndNoZoneWithoutADomain() throws Exception {
        agents("a=");
        var zone = "{'selector':{'pseudoattribute_type':'ZONE'},'predicate':{'not_exists':{}}}";
        var region = "{'selector':{'pseudoattribute_type':'REGION'},'predicate':{'exists':{}}}";

        assertThat(offered(constraints("*", "[" + zone + "]"))).containsExactly("a");
        assertThat(offered(constraints("*", "[" + region + "]"))).isEmpty();
    }

    @Test
    @DisplayName("C065 UPDATE_FRAMEWORK replaces the constraints; offers that are out stay")
    void updateReplacesConstraints() throws Exception {
        agents("a=rack:r0", "b=rack:r1");
        var scheduler = cluster.scheduler(info -> info)
                .constrainedBy(constraints("*", "[{" + RACK + ",'predicate':{'text_equals':{'value':'r0'}}}]"))
                .subscribe();
        cluster.settle();
        assertThat(names(scheduler.offers())).containsExactly("a");

        scheduler
                .constrainedBy(constraints("*", "[{" + RACK + ",'predicate':{'text_equals':{'value':'r1'}}}]"))
                .updateFramework();
        cluster.tick();

        assertThat(names(scheduler.offers())).containsExactly("b");
        assertThat(scheduler.rescinds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'*':{}}",
                "{'*':{'groups':[{}]}}",
                "{'*':{'groups':[{'attribute_constraints':[{" + RACK + ",'predicate':{}}]}]}}",
                "{'*':{'groups':[{'attribute_constraints':[{'selector':{},'predicate':{'exists':{}}}]}]}}",
                "{'*':{'groups':[{'attribute_constraints':[{" + RACK
                        + ",'predicate':{'text_matches':{'regex':'('}}}]}]}}",
                "{'*':{'groups':[{'attribute_constraints':[{" + RACK
                        + ",'predicate':{'text_not_matches':{'regex':'(a|b){1,200}'}}}]}]}}",
                "{'other':{'groups':[{'attribute_constraints':[{" + RACK + ",'predicate':{'exists':{}}}]}]}}"
            })
    @DisplayName("C399 broken or too complex expressions, and constraints that say nothing, are refused")
    void refusesBadConstraints(String byRole) throws Exception {
        var bad = parse("{'role_constraints':" + byRole + "}");
        var subscribed = cluster.subscribed();
        var newcomer = cluster.scheduler(info -> info).constrainedBy(bad).subscribe();
        cluster.settle();

        assertThat(newcomer.errors()).hasSize(1);
        assertThat(subscribed.constrainedBy(bad).updateFramework().status()).isEqualTo(400);
    }

    private final List<String> names = new ArrayList<>();

    private void agents(String... namesAndAttributes) {
        for (String text : namesAndAttributes) {
            int equals = text.indexOf('=');
            names.add(text.substring(0, equals));
            cluster.agent("cpus:1;mem:100", text.substring(equals + 1));
        }
    }

    private List<String> offered(OfferConstraints constraints) {
        return offeredTo("*", constraints);
    }

    private List<String> offeredTo(String role, OfferConstraints constraints) {
        var wanted = constraints.getRoleConstraintsMap().keySet().stream()
                .filter(known -> !known.equals("*"))
                .toList();
        var all = new ArrayList<>(wanted);
        if (!all.contains(role)) {
            all.add(role);
        }
        var suppressed = all.stream().filter(other -> !other.equals(role)).toArray(String[]::new);
        var scheduler = cluster.scheduler(roles(all.toArray(String[]::new)))
                .suppressing(suppressed)
                .constrainedBy(constraints)
                .subscribe();
        cluster.settle();
        var offered = names(scheduler.offers());
        cluster.master().teardown(scheduler.id());
        cluster.settle();
        return offered;
    }

    private List<String> names(List<Offer> offers) {
        return offers.stream()
                .map(offer -> names.get(Integer.parseInt(offer.getHostname().substring("host-".length()))))
                .sorted()
                .toList();
    }

    private static OfferConstraints constraints(String role, String... groups) throws Exception {
        var json = new ArrayList<String>();
        for (String group : groups) {
            json.add("{'attribute_constraints':" + group + "}");
        }
        return parse("{'role_constraints':{'" + role + "':{'groups':[" + String.join(",", json) + "]}}}");
    }

    private static OfferConstraints parse(String json) throws Exception {
        return ProtoJson.parse(json.replace('\'', '"'), OfferConstraints.newBuilder())
                .build();
    }
}
