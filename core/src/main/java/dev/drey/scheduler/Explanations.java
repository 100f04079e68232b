/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.placement.WhyNot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Why wanted workers are not placed, for people: said again only when it changes. */
final class Explanations {
    /* The text is an effect, because it is written to the log. The tree changes with each offer; only those who watch
     * get it. */
    private final Map<String, String> said = new LinkedHashMap<>();
    private final Map<String, WhyNot> shown = new LinkedHashMap<>();
    private final Map<String, Reason> lastReasons = new LinkedHashMap<>();

    private record Reason(String text, Optional<WhyNot> whyNot) {}

    void say(Turn turn, String profile, String text) {
        if (text.isEmpty()) {
            lastReasons.remove(profile);
        }
        say(turn, profile, text, Optional.empty());
    }

    /** Workers of this profile fit on no offer; the tree is asked for only if somebody watches. */
    void unplaced(Turn turn, String profile, String text, Supplier<WhyNot> whyNot) {
        var tree = turn.isWatched() ? Optional.of(whyNot.get()) : Optional.<WhyNot>empty();
        lastReasons.put(profile, new Reason(text, tree));
        say(turn, profile, text, tree);
    }

    /** No offers came for a while. */
    void noOffers(Turn turn, String profile, Instant since, boolean isSubscribed) {
        var text = (isSubscribed ? "" : "not subscribed to a Mesos master; ") + "no offers received since " + since;
        var last = Optional.ofNullable(lastReasons.get(profile));
        say(
                turn,
                profile,
                text + last.map(reason -> "; of the last ones " + reason.text()).orElse(""),
                last.flatMap(Reason::whyNot));
    }

    private void say(Turn turn, String profile, String text, Optional<WhyNot> whyNot) {
        if (!said.getOrDefault(profile, "").equals(text)) {
            said.put(profile, text);
            turn.add(new Effect.Explain(profile, text));
        }
        if (!Optional.ofNullable(shown.get(profile)).equals(whyNot)) {
            whyNot.ifPresentOrElse(tree -> shown.put(profile, tree), () -> shown.remove(profile));
            turn.note(new Insight.Explained(profile, whyNot));
        }
    }
}
