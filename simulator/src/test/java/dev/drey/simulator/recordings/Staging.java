/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.recordings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a recording does not tell: who subscribes, and what is done without a record.
 *
 * @param frameworks each in turn, besides what all have in common
 * @param holdsOffers whether the first two offers are taken at once and the second is declined for long
 * @param unacknowledged updates that are never acknowledged
 */
record Staging(List<ObjectNode> frameworks, boolean holdsOffers, Set<String> unacknowledged) {
    private static final Map<String, Staging> ALL = new TreeMap<>();

    static {
        for (var id : List.of("A01", "A02", "A08", "A10", "A19", "O02", "O04", "O05", "O07", "W01", "X03")) {
            ALL.put(id, plain(framework()));
        }
        for (var id : List.of("A14", "A16", "A17")) {
            ALL.put(id, plain(refinement()));
        }
        for (var id : List.of("R02", "U02", "U03", "U11", "U12", "U14", "G01")) {
            ALL.put(id, holding(framework()));
        }
        for (var id : List.of("G02", "G07")) {
            ALL.put(id, holding(framework("PARTITION_AWARE")));
        }
        for (var id : List.of("G08", "X02")) {
            ALL.put(id, plain(framework("PARTITION_AWARE")));
        }
        for (var id : List.of("G05", "U05")) {
            ALL.put(id, holding(framework(), framework("PARTITION_AWARE")));
        }
        ALL.put("A13", plain(framework().put("role", "ra")));
        ALL.put("A20", plain(refinement().put("principal", "me")));
        ALL.put("O14", plain(wholeAgentsOnly()));
        ALL.put("R03", new Staging(List.of(framework()), true, Set.of("U2")));
        ALL.put("U09", holding(framework("TASK_KILLING_STATE")));
        ALL.put(
                "G04",
                holding(
                        framework().put("checkpoint", false),
                        framework("PARTITION_AWARE").put("checkpoint", false)));
    }

    private static final Map<String, List<String>> NOT_REPLAYED = new LinkedHashMap<>();

    static {
        NOT_REPLAYED.put("requests made by hand, whose bodies were not recorded", List.of("H01", "W02", "W05", "Z01"));
        NOT_REPLAYED.put(
                "operator requests, whose bodies were not recorded",
                List.of("G10", "G11", "G13", "P02", "P03", "P05", "P06", "P08", "P09", "X05"));
        NOT_REPLAYED.put(
                "calls whose bodies were too long to be recorded", List.of("A04", "A07", "A11", "O13", "R06", "U08"));
        NOT_REPLAYED.put(
                "several streams or frameworks at a time, and which one a step is of was not recorded",
                List.of("A05", "O10", "O11", "S03", "W04"));
        NOT_REPLAYED.put(
                "parts of what was done or subscribed were not recorded",
                List.of(
                        "O01", "O08", "O16", "O17", "R05", "S02", "S05", "S06", "S08", "S09", "S11", "S12", "S14",
                        "S15", "U06", "U15", "W07", "W08"));
    }

    /** The staging of every recording that can be replayed. */
    static Map<String, Staging> all() {
        return ALL;
    }

    /** Why others are not, by reason; a recording in protobuf is as the one in JSON. */
    static Map<String, List<String>> notReplayed() {
        return NOT_REPLAYED;
    }

    private static Staging plain(ObjectNode... frameworks) {
        return new Staging(List.of(frameworks), false, Set.of());
    }

    private static Staging holding(ObjectNode... frameworks) {
        return new Staging(List.of(frameworks), true, Set.of());
    }

    private static ObjectNode framework(String... capabilities) {
        var info = JsonNodeFactory.instance
                .objectNode()
                .put("user", System.getProperty("user.name"))
                .put("name", "replay")
                .put("checkpoint", true)
                .put("failover_timeout", 600.0);
        var list = new ArrayList<>(List.of(capabilities));
        var types = info.putArray("capabilities");
        list.forEach(type -> types.addObject().put("type", type));
        return info;
    }

    private static ObjectNode refinement() {
        var info = framework("MULTI_ROLE", "RESERVATION_REFINEMENT");
        info.putArray("roles").add("ra");
        return info;
    }

    private static ObjectNode wholeAgentsOnly() {
        var info = framework();
        var quantities = info.putObject("offer_filters")
                .putObject("*")
                .putObject("min_allocatable_resources")
                .putArray("quantities")
                .addObject()
                .putObject("quantities");
        quantities.putObject("cpus").put("value", 4.0);
        quantities.putObject("mem").put("value", 2048.0);
        return info;
    }
}
