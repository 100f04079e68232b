/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import dev.drey.journal.Redaction;
import dev.drey.placement.WhyNot;
import dev.drey.placement.WhyNotText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why wanted workers are not placed: what {@code GET /explain} answers.
 *
 * @param waiting the profiles of which some are still to be placed
 */
public record Explanation(
        FleetStatus.Role role, Optional<FleetStatus.Connection> connection, int heldOffers, List<Waiting> waiting) {

    /**
     * Workers of one profile that are still to be placed. As they are alike, what keeps one keeps all of them.
     *
     * @param explanation the reason in a sentence
     * @param whyNot the reasons of all agents as a tree; absent if no agent was asked
     */
    public record Waiting(String profile, int count, int declared, String explanation, Optional<WhyNot> whyNot) {}

    static Explanation of(FleetStatus status) {
        var leader = status.leadership();
        var waiting = leader.stream()
                .flatMap(known -> known.profiles().stream())
                .filter(profile -> profile.waiting() > 0)
                .map(profile -> new Waiting(
                        profile.name(),
                        profile.waiting(),
                        profile.declared(),
                        why(profile, leader.orElseThrow()),
                        profile.whyNot()))
                .toList();
        return new Explanation(
                status.role(),
                leader.map(known -> known.master().connection()),
                leader.map(known -> known.offers().size()).orElse(0),
                waiting);
    }

    /* The scheduler says nothing of those for which it has not looked at an offer yet. */
    private static String why(FleetStatus.Profile profile, FleetStatus.Leadership leader) {
        if (!profile.explanation().isEmpty()) {
            return profile.explanation();
        }
        if (leader.halted().isPresent()) {
            return "the scheduler stopped: " + leader.halted().get().message();
        }
        return leader.master().connection() == FleetStatus.Connection.SUBSCRIBED
                ? "no offer came since they are wanted"
                : "there is no subscription to a Mesos master";
    }

    /** For people. */
    String text() {
        if (role == FleetStatus.Role.STANDBY) {
            return "This appmaster is a standby: ask the leader.\n";
        }
        if (waiting.isEmpty()) {
            return "All wanted workers are placed.\n";
        }
        var text = new StringBuilder();
        for (var one : waiting) {
            text.append("%s: %d of %d workers wait: %s\n"
                    .formatted(one.profile(), one.count(), one.declared(), one.explanation()));
            one.whyNot().ifPresent(tree -> WhyNotText.lines(tree, "  ")
                    .forEach(line -> text.append(line).append('\n')));
        }
        var state =
                connection.map(known -> known.name().toLowerCase(Locale.ROOT)).orElse("unknown");
        text.append("The master is %s; offers held: %d.\n".formatted(state, heldOffers));
        return Redaction.text(text.toString());
    }
}
