/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why wanted workers are not placed, for people: said again only when the text changes. */
final class Explanations {
    private final Map<String, String> said = new LinkedHashMap<>();
    private final Map<String, String> lastReasons = new LinkedHashMap<>();

    void say(Turn turn, String profile, String text) {
        if (text.isEmpty()) {
            lastReasons.remove(profile);
        }
        if (!said.getOrDefault(profile, "").equals(text)) {
            said.put(profile, text);
            turn.add(new Effect.Explain(profile, text));
        }
    }

    /** Workers of this profile fit on no offer. */
    void unplaced(Turn turn, String profile, String reason) {
        lastReasons.put(profile, reason);
        say(turn, profile, reason);
    }

    /** No offers came for a while. */
    void noOffers(Turn turn, String profile, Instant since, boolean isSubscribed) {
        var text = (isSubscribed ? "" : "not subscribed to a Mesos master; ") + "no offers received since " + since;
        var last = lastReasons.get(profile);
        say(turn, profile, last == null ? text : text + "; of the last ones " + last);
    }
}
