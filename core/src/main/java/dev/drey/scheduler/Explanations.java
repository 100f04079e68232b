/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why wanted workers are not placed, for people: said again only when the text changes. */
final class Explanations {
    private final Map<String, String> said = new LinkedHashMap<>();

    void say(Turn turn, String profile, String text) {
        if (!said.getOrDefault(profile, "").equals(text)) {
            said.put(profile, text);
            turn.add(new Effect.Explain(profile, text));
        }
    }

    static String noOffers(Instant since, boolean isSubscribed) {
        return (isSubscribed ? "" : "not subscribed to a Mesos master; ") + "no offers received since " + since;
    }
}
