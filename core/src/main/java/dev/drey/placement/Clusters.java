/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the fields by which all workers have to be together, wherever that is. */
final class Clusters {
    private Clusters() {}

    static List<Field> of(List<Rule> rules) {
        var fields = new ArrayList<Field>();
        rules.stream().flatMap(Clusters::required).forEach(rule -> {
            if (rule instanceof Rule.Cluster cluster && cluster.value().isEmpty()) {
                fields.add(cluster.field());
            }
        });
        return fields;
    }

    /** The rules that all have to hold so that this one holds. */
    static Stream<Rule> required(Rule rule) {
        return rule instanceof Rule.All all ? all.parts().stream().flatMap(Clusters::required) : Stream.of(rule);
    }
}
