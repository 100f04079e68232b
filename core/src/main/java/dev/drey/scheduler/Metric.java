/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

/** The counters of the scheduler. */
public enum Metric {
    OFFERS_RECEIVED("Offers that came in."),
    OFFERS_DECLINED("Offers given back unused."),
    OFFERS_ACCEPTED("Offers used for a launch."),
    OFFERS_RESCINDED("Offers the master took back."),
    WORKERS_LAUNCHED("Launches sent."),
    WORKERS_TERMINATED("Workers that ended, whatever the reason."),
    WORKERS_FAILED("Workers that ended although nobody let them go."),
    CRASH_LOOPS("Times that a profile or an agent was made to wait because its workers keep failing."),
    DISASTERS("Times that many agents lost their workers at once."),
    WORKERS_UNREACHABLE("Times that workers became unreachable."),
    WORKERS_REPLACED("Workers given up because they were unreachable for too long."),
    WORKERS_EXPUNGED("Workers forgotten because they were unreachable for even longer."),
    UPDATES_OF_OTHER_AGENTS("Updates of a worker that came from another agent than the one it was launched on."),
    WORKERS_NOT_REGISTERED("Workers given up because they did not report to the client in time."),
    INVERSE_OFFERS_RECEIVED("Requests of the master to give an agent back for maintenance."),
    WORKERS_MOVED("Workers given up to be elsewhere when the maintenance of their agent begins."),
    FRAMEWORKS_REMOVED("Times that the master had removed the framework, and a new one was begun."),
    KILLS_SENT("Kill calls sent, repetitions included."),
    UPDATES_ACKNOWLEDGED("Status updates that carried a uuid and were acknowledged."),
    UPDATES_FOR_UNKNOWN_TASKS("Updates for tasks this scheduler does not know."),
    RECONCILIATIONS("Reconciliation requests sent."),
    SUBSCRIPTIONS("Subscriptions accepted by a master."),
    UNLISTED_TRANSITIONS(
            "Pairs of worker state and event that the life cycle table does not list; each one is a bug to be reported.");

    private final String help;

    Metric(String help) {
        this.help = help;
    }

    /** What it counts. */
    public String help() {
        return help;
    }
}
