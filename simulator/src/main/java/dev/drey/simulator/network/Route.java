/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.network;

import dev.drey.simulator.world.Choices;
import java.time.Duration;

/** One direction between two nodes: whether anything gets through, and how long it takes. */
public final class Route {
    private static final int JITTER_MILLIS = 4;

    private final Choices choices;
    private final Weather weather;
    private final Runnable beforeTrouble;
    private int cuts;
    private Duration lag = Duration.ZERO;

    Route(Choices choices, Weather weather, Runnable beforeTrouble) {
        this.choices = choices;
        this.weather = weather;
        this.beforeTrouble = beforeTrouble;
    }

    boolean isFair() {
        return cuts == 0 && lag.isZero() && weather.delay.isZero() && weather.loss == 0;
    }

    boolean isCut() {
        return cuts > 0;
    }

    void cut() {
        beforeTrouble.run();
        cuts++;
    }

    void mend() {
        cuts = Math.max(0, cuts - 1);
    }

    void heal() {
        cuts = 0;
        lag = Duration.ZERO;
    }

    /** Every message that is sent this way from now on travels so much longer. */
    public void lag(Duration extra) {
        beforeTrouble.run();
        lag = extra;
    }

    /** How long the next message travels. */
    Duration latency() {
        var usual =
                Duration.ofMillis(1 + choices.below("jitter", JITTER_MILLIS)).plus(lag);
        return weather.delay.isZero() ? usual : choices.between("delay", usual, usual.plus(weather.delay));
    }

    /** Whether the next message is lost that may be lost. */
    public boolean loses() {
        return choices.happens("message is lost", weather.loss);
    }

    /** Whether the next message comes twice that may come twice. */
    public boolean duplicates() {
        return choices.happens("message is doubled", weather.duplication);
    }

    /** What holds for all routes of a network at a time. */
    static final class Weather {
        Duration delay = Duration.ZERO;
        double loss;
        double duplication;
    }
}
