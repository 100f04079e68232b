/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import java.io.IOException;
import java.util.Optional;

/** Where scenarios can be played. */
public interface World {

    /** One word. */
    String name();

    /** Why this world cannot play a scenario; empty if it can. */
    Optional<String> cannotPlay(Scenario scenario);

    /**
     * Plays a scenario to its end, and judges it.
     *
     * @param seed what its chance begins with; worlds that have no say in chance ignore it
     */
    Report play(Scenario scenario, long seed) throws IOException, InterruptedException;
}
