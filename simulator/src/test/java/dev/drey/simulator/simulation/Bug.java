/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

/** Mistakes that schedulers make, each with the promise it breaks. */
enum Bug {
    ACKNOWLEDGES_EARLY("acknowledge-recorded-first"),
    NEVER_ACKNOWLEDGES_STRAYS("acknowledges-every-update"),
    ACKNOWLEDGES_WITHOUT_UUID("acknowledges-only-updates"),
    FORGETS_TO_RECONCILE("reconciles-after-subscribing"),
    REUSES_AN_OFFER("offer-used-once"),
    LAUNCHES_AGAIN_AFTER_RECONNECT("task-id-unique"),
    IGNORES_RESCISSIONS("no-use-after-rescind"),
    FORGETS_ITS_ID("no-orphaned-tasks"),
    HOARDS_OFFERS("good-neighbour"),
    STAYS_SUPPRESSED("suppressed-only-when-content"),
    LAUNCHES_BEFORE_WRITING("no-launch-without-intent"),
    KEEPS_OFFERS_OVER_RECONNECT("no-use-of-stale-offers"),
    IGNORES_LOST_TASKS("converges"),
    CALLS_BEFORE_SUBSCRIBED("subscribed-first"),
    DECLINES_FOR_EVER("converges"),
    NEVER_ACKNOWLEDGES_ENDS("acknowledges-every-update"),
    KILLS_ANOTHER_TASK("kills-only-the-unwanted"),
    NEVER_KILLS("no-orphaned-tasks"),
    LAUNCHES_ON_ANOTHER_AGENT("no-invalid-launch"),
    ASKS_FOR_TOO_MUCH("no-invalid-launch"),
    LAUNCHES_ONE_TOO_MANY("converges"),
    NAMES_TASKS_AGAIN("task-id-unique"),
    REVIVES_ALL_THE_TIME("no-storm"),
    RECONCILES_AT_EACH_UPDATE("no-storm"),
    SUBSCRIBES_AGAIN("subscribes-once"),
    DECLINES_WHAT_IT_ACCEPTED("offer-used-once");

    private final String oracle;

    Bug(String oracle) {
        this.oracle = oracle;
    }

    String oracle() {
        return oracle;
    }
}
