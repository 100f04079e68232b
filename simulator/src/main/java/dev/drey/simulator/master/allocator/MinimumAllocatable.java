/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.OfferFilters;

/**
 * The least that is worth an offer: at least one of the alternatives must be there. No alternatives: anything will do.
 *
 * @param alternatives sizes by name of resource, in thousandths; ranges and sets count by their number of members
 */
public record MinimumAllocatable(List<SortedMap<String, Long>> alternatives) {
    public static final MinimumAllocatable DEFAULT = parse("cpus:0.01|mem:32");

    public MinimumAllocatable {
        alternatives = List.copyOf(alternatives);
    }

    /** Reads the flag {@code --min_allocatable_resources}, for instance {@code cpus:1;mem:100|disk:100}. */
    public static MinimumAllocatable parse(String flag) {
        var alternatives = new ArrayList<SortedMap<String, Long>>();
        for (String alternative : flag.split("\\|")) {
            if (!alternative.isBlank()) {
                alternatives.add(Resources.parse(alternative).sizeMillis());
            }
        }
        return new MinimumAllocatable(alternatives);
    }

    static MinimumAllocatable of(OfferFilters.MinAllocatableResources wish) {
        var alternatives = new ArrayList<SortedMap<String, Long>>();
        wish.getQuantitiesList().forEach(quantities -> {
            var sizes = new TreeMap<String, Long>();
            quantities
                    .getQuantitiesMap()
                    .forEach((name, scalar) -> sizes.put(name, Math.round(scalar.getValue() * 1000)));
            alternatives.add(sizes);
        });
        return new MinimumAllocatable(alternatives);
    }

    boolean isMetBy(Resources resources) {
        var sizes = resources.sizeMillis();
        return alternatives.isEmpty()
                || alternatives.stream().anyMatch(wanted -> wanted.entrySet().stream()
                        .allMatch(size -> sizes.getOrDefault(size.getKey(), 0L) >= size.getValue()));
    }
}
