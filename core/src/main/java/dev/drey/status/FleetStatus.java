/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import dev.drey.placement.WhyNot;
import dev.drey.scheduler.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an operator wants to know of an appmaster, at one moment. It is what {@code GET /status} answers, field by
 * field; the names are those of the OpenAPI document.
 *
 * @param at when this was true
 * @param flink the version of Flink that this process runs
 * @param leadership present unless this process is a standby
 */
public record FleetStatus(Instant at, Role role, String framework, String flink, Optional<Leadership> leadership) {
    private static final int MOST_ON_A_PAGE = 200;

    /** The same for a page: with at most {@value #MOST_ON_A_PAGE} workers, those that are not LIVE first. */
    FleetStatus forAPage() {
        return new FleetStatus(
                at, role, framework, flink, leadership.map(leader -> leader.withWorkers(MOST_ON_A_PAGE)));
    }

    /** What this process is at the moment. */
    public enum Role {
        /** It has the workers. */
        LEADER,
        /** It waits for the leader to end; it has no connection to a master, and knows nothing of the workers. */
        STANDBY,
        /** It led, and stopped by itself: see {@link Leadership#halted}. */
        HALTED
    }

    /**
     * What a leader knows.
     *
     * @param epoch the number of this leadership; each one has a higher number than all before
     * @param profiles the kinds of workers, and why wanted ones are not placed
     * @param states how many workers are in each state
     * @param workers all that are known, oldest first
     * @param ended the last ones that ended, newest first
     * @param agents those on which something failed a short while ago, newest first
     * @param counters events since this leadership began, by name
     */
    public record Leadership(
            long epoch,
            Instant since,
            Optional<Halt> halted,
            Master master,
            Reconciliation reconciliation,
            Budgets budgets,
            List<Profile> profiles,
            Map<String, Long> states,
            List<Worker> workers,
            List<Worker> ended,
            List<HeldOffer> offers,
            List<Agent> agents,
            Map<String, Long> counters) {

        /** The same with so many workers at most; those that are as they should be are left out first. */
        Leadership withWorkers(int most) {
            var shown = Stream.concat(
                            workers.stream().filter(worker -> !worker.isLive()),
                            workers.stream().filter(Worker::isLive))
                    .limit(most)
                    .toList();
            return new Leadership(
                    epoch,
                    since,
                    halted,
                    master,
                    reconciliation,
                    budgets,
                    profiles,
                    states,
                    shown,
                    ended,
                    offers,
                    agents,
                    counters);
        }
    }

    /** Why a leader stopped. */
    public record Halt(Instant at, String reason, String message) {}

    /** How the connection to the master is. */
    public enum Connection {
        /** No master is known, or none answers. */
        OFFLINE,
        /** A master was found; it has not accepted the subscription yet. */
        CONNECTED,
        /** The master sends events and takes calls. */
        SUBSCRIBED
    }

    /**
     * The connection to the master.
     *
     * @param since since when it is as it is
     * @param frameworkId empty before the first subscription
     * @param lastContact when the master was heard last
     * @param heartbeat how often the master promises to be heard
     * @param lastError what the master complained of last
     */
    public record Master(
            Connection connection,
            Instant since,
            Optional<String> frameworkId,
            Optional<Instant> lastContact,
            Optional<Duration> heartbeat,
            Optional<String> lastError) {}

    /**
     * What was asked of the master about workers.
     *
     * @param last when anything was asked last
     * @param lastOfAll when all that the master has was asked for last
     * @param unanswered the workers asked for that no update came of since
     */
    public record Reconciliation(Optional<Instant> last, Optional<Instant> lastOfAll, List<String> unanswered) {}

    /**
     * How much failing is answered by starting again at once, and what waits because of failures. Agents that wait are
     * told of by {@link Agent#avoidedUntil}.
     *
     * @param nextLaunchAt when a waiting time ends next
     * @param pause the pause after a disaster, while it lasts
     * @param disasters how often many agents lost their workers at once
     * @param crashLoops how often a profile or an agent was made to wait
     * @param profiles profiles whose workers failed lately
     */
    public record Budgets(
            Limits limits,
            Optional<Instant> nextLaunchAt,
            Optional<Pause> pause,
            long disasters,
            long crashLoops,
            List<FailingProfile> profiles) {}

    /**
     * The limits as they are set; durations in seconds.
     *
     * @param profileWait the waiting time of a profile after the second failure in a row; it doubles with each one more
     * @param profileLongestWait what it is at most
     * @param agentWait the same of an agent
     * @param stable a worker that ran for so long is no failure when it ends, and so much time ends a row of failures
     * @param disasterAgents so many agents that lose their workers within {@code disasterWindow} are a disaster; 0:
     *     there is none
     */
    public record Limits(
            Duration profileWait,
            Duration profileLongestWait,
            Duration agentWait,
            Duration agentLongestWait,
            Duration stable,
            int disasterAgents,
            Duration disasterWindow,
            Duration disasterPause) {}

    /** Nothing is launched for a while. */
    public record Pause(Instant until, String reason) {}

    /**
     * A profile whose workers failed lately.
     *
     * @param inARow failures in a row; those of workers that were started together count as one
     * @param waitsUntil absent if the next launch does not wait
     */
    public record FailingProfile(
            String profile, int inARow, Optional<Instant> waitsUntil, Instant last, String reason) {}

    /**
     * A kind of worker.
     *
     * @param resources what one worker needs, by resource name; mem and disk in MiB
     * @param declared how many Flink wants
     * @param present how many are placed or live
     * @param waiting how many are still to be placed
     * @param explanation why they are not placed; empty if there is nothing to tell
     * @param whyNot the same as a tree, if agents are the reason
     */
    public record Profile(
            String name,
            Map<String, String> resources,
            int ports,
            int declared,
            int present,
            int waiting,
            String explanation,
            Optional<WhyNot> whyNot) {}

    /**
     * A worker.
     *
     * @param state its state in the scheduler, or ENDED
     * @param since since when it is in this state
     * @param registered whether its TaskManager reported to Flink in this leadership
     * @param history the last changes, oldest first
     */
    public record Worker(
            String id,
            String profile,
            String agent,
            String hostname,
            String state,
            Instant since,
            boolean registered,
            List<Change> history) {
        /* JSON shows what is a component, and nothing else. */
        private boolean isLive() {
            return state.equals(WorkerState.LIVE.name());
        }
    }

    /** A change in the life of a worker: the state it is in since, and what led there; {@code detail} may be empty. */
    public record Change(Instant at, String state, String detail) {}

    /** An offer that is neither used nor given back yet; resources as text, ports as ranges. */
    public record HeldOffer(
            String id, String agent, String hostname, String role, Instant since, Map<String, String> resources) {}

    /**
     * An agent on which workers failed or were lost.
     *
     * @param failures within this hour
     * @param inARow failures in a row, as {@link FailingProfile#inARow}
     * @param avoidedUntil until when its offers are given back, if they are
     * @param reason what happened the last time
     */
    public record Agent(
            String id,
            String hostname,
            int failures,
            int inARow,
            Optional<Instant> avoidedUntil,
            Instant last,
            String reason) {}
}
