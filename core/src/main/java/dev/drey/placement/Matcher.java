/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Offer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Places workers on offers under rules, and says why the rest could not be placed.
 *
 * <p>Whatever is placed fits, exactly; each accept takes offers of one agent and one role; all required rules hold at
 * the moment each worker is placed, those placed before it counted. With the same input the result is the same.
 */
public final class Matcher {
    /* How many values are tried for a CLUSTER without value if the first does not hold all workers. */
    private static final int CLUSTERS_TRIED = 32;

    private final PlacementSettings settings;

    public Matcher(PlacementSettings settings) {
        this.settings = settings;
    }

    /** Places as many of the wanted workers as it can on these offers. */
    public Matching match(List<Offer> offers, List<Wanted> wanted, Occupancy occupancy) {
        return match(Terrain.of(offers), wanted, occupancy);
    }

    /** The same with offers that were read before. */
    public Matching match(Terrain terrain, List<Wanted> wanted, Occupancy occupancy) {
        return result(best(new Trial(new Situation(terrain, occupancy), new Needs(wanted))));
    }

    private record Trial(Situation situation, Needs needs) {}

    private Round best(Trial trial) {
        var first = round(trial, Optional.empty());
        var isPacking = settings.policy() == Policy.BIN_PACK && trial.needs().size() > 1;
        first.run(isPacking ? first.largestFirst() : first.inOrder());
        var best = first;
        if (isPacking && best.missing() > 0) {
            var asGiven = round(trial, Optional.empty());
            asGiven.run(asGiven.inOrder());
            best = better(better(best, asGiven), fewerLarge(trial));
        }
        if (best.missing() > 0) {
            for (var choice : clusters(trial)) {
                var other = round(trial, Optional.of(choice));
                other.run(other.inOrder());
                best = better(best, other);
                if (best.missing() == 0) {
                    break;
                }
            }
        }
        return best;
    }

    /* If not all fit, large workers may stand in the way of more small ones. The fewer are left to the end the better,
     * as long as all others fit. */
    private Round fewerLarge(Trial trial) {
        var least = 0;
        int largest = round(trial, Optional.empty()).largestFirst().get(0);
        var most = trial.needs().wanted(largest).count();
        while (least < most) {
            var middle = (least + most) / 2;
            if (heldBack(trial, middle).isOnlyLargestMissing(largest)) {
                most = middle;
            } else {
                least = middle + 1;
            }
        }
        return heldBack(trial, least);
    }

    private Round heldBack(Trial trial, int workers) {
        var round = round(trial, Optional.empty());
        round.run(round.largestFirst(), workers);
        return round;
    }

    private static Round better(Round one, Round other) {
        return other.missing() < one.missing() ? other : one;
    }

    private Round round(Trial trial, Optional<Gates.Choice> choice) {
        return new Round(trial.situation(), settings, trial.needs(), choice);
    }

    /* Workers that have to be together go where most of them fit, which is not always where the first one fits. */
    private List<Gates.Choice> clusters(Trial trial) {
        var rules = new ArrayList<Rule>(List.of(settings.rules().required()));
        for (var i = 0; i < trial.needs().size(); i++) {
            rules.add(trial.needs().wanted(i).rule());
        }
        var clusters = Clusters.of(rules);
        if (clusters.isEmpty()) {
            return List.of();
        }
        var field = clusters.get(0);
        var terrain = trial.situation().terrain();
        var column = terrain.column(field);
        var fresh = round(trial, Optional.empty());
        Map<Integer, Long> room = new LinkedHashMap<>();
        for (var pool = 0; pool < terrain.size(); pool++) {
            if (column.value(pool) != Column.NONE) {
                room.merge(column.value(pool), fresh.capacity(pool), Long::sum);
            }
        }
        return room.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                .limit(CLUSTERS_TRIED)
                .map(entry -> new Gates.Choice(field, entry.getKey()))
                .toList();
    }

    private static Matching result(Round round) {
        var shortfalls = new ArrayList<Shortfall>(0);
        if (round.terrain().size() > 0) {
            for (var batch : round.batches()) {
                if (batch.missing() > 0) {
                    shortfalls.add(new Shortfall(round, batch));
                }
            }
        }
        return new Matching(round.placements(), shortfalls);
    }
}
