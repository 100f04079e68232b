/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.AgentId;
import dev.drey.model.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps account of workers that ended although they were wanted: those that did not last make their profile and their
 * agent wait, and many agents at once stop everything for a while.
 */
final class FailureBudget {
    /* It is forgotten when the leader changes: the next one begins with patience. A worker that an earlier leader left
     * counts as one that lasted. */
    private final FailureSettings settings;
    private final Fleet fleet;
    private final CrashLoops<String> profiles;
    private final CrashLoops<AgentId> agents;
    private final Map<TaskId, Optional<Instant>> runningSince = new LinkedHashMap<>();
    private final Map<AgentId, Instant> lost = new LinkedHashMap<>();
    private Instant pausedUntil = Instant.MIN;
    private int lostTogether;

    /** @param avoided for how long an agent is used last after a worker failed on it */
    FailureBudget(FailureSettings settings, Duration avoided, Fleet fleet) {
        this.settings = settings;
        this.fleet = fleet;
        this.profiles = new CrashLoops<>(settings.profile(), settings.stable(), Duration.ZERO);
        this.agents = new CrashLoops<>(settings.agent(), settings.stable(), avoided);
    }

    void launched(TaskId task) {
        runningSince.put(task, Optional.empty());
    }

    /** Its process runs, for all that is known. */
    void running(Turn turn, TaskId task) {
        runningSince.computeIfPresent(task, (id, since) -> since.or(() -> Optional.of(turn.now())));
    }

    /** It is gone, or will be, for reasons of its own or of ours. */
    void forget(TaskId task) {
        runningSince.remove(task);
    }

    void forgetAll() {
        runningSince.clear();
    }

    /**
     * It ended although nobody let it go.
     *
     * @param isOfAgent whether its agent may be to blame
     */
    void failed(Turn turn, Worker worker, boolean isOfAgent, String reason) {
        turn.count(Metric.WORKERS_FAILED);
        var since = runningSince.get(worker.task());
        var isYoung = since != null
                && since.filter(start -> !start.plus(settings.stable()).isAfter(turn.now()))
                        .isEmpty();
        if (isYoung) {
            var profile = worker.record().profile();
            var profileWaits = profiles.failed(turn.now(), profile, reason);
            turn.note(new Insight.ProfileFailed(profile, told(profiles.known(turn.now(), profile)), reason));
            var agentWaits = isOfAgent && agents.failed(turn.now(), worker.agent(), reason);
            if (profileWaits || agentWaits) {
                turn.count(Metric.CRASH_LOOPS);
            }
        } else if (isOfAgent) {
            agents.noted(turn.now(), worker.agent(), reason);
        }
        if (isOfAgent) {
            blamed(turn, worker, reason);
        }
        forget(worker.task());
    }

    /** Its agent would not start it. */
    void refused(Turn turn, Worker worker, String reason) {
        if (agents.failed(turn.now(), worker.agent(), reason)) {
            turn.count(Metric.CRASH_LOOPS);
        }
        blamed(turn, worker, reason);
        forget(worker.task());
    }

    /** It never reported to the client. */
    void missed(Turn turn, Worker worker) {
        var reason = "a worker did not register";
        agents.noted(turn.now(), worker.agent(), reason);
        blamed(turn, worker, reason);
    }

    private void blamed(Turn turn, Worker worker, String reason) {
        var streak = told(agents.known(turn.now(), worker.agent()));
        turn.note(new Insight.AgentFailed(worker.agent(), worker.record().hostname(), streak, reason));
    }

    private static Insight.Streak told(CrashLoops.Streak streak) {
        return new Insight.Streak(streak.failures(), streak.until());
    }

    /** It is lost with its agent, for good or not. */
    void lost(Turn turn, Worker worker, String reason) {
        blamed(turn, worker, reason);
        var agent = worker.agent();
        lost.values().removeIf(at -> at.plus(settings.disasterWindow()).isBefore(turn.now()));
        lost.put(agent, turn.now());
        if (settings.disasterAgents() > 0 && lost.size() >= settings.disasterAgents() && isHalfOfAll()) {
            lostTogether = lost.size();
            pausedUntil = turn.now().plus(settings.disasterPause());
            lost.clear();
            turn.count(Metric.DISASTERS);
            turn.note(new Insight.LaunchesPaused(pausedUntil, pause()));
        }
    }

    private boolean isHalfOfAll() {
        Set<AgentId> all = new TreeSet<>(lost.keySet());
        fleet.all().forEach(worker -> all.add(worker.agent()));
        return lost.size() * 2 >= all.size();
    }

    /** When things go on again; empty if nothing is paused. */
    Optional<Instant> pausedUntil(Instant now) {
        return Optional.of(pausedUntil).filter(until -> until.isAfter(now));
    }

    String pause() {
        return "nothing is launched until " + pausedUntil + ": " + lostTogether + " agents lost their workers within "
                + settings.disasterWindow().toSeconds() + " s";
    }

    Optional<CrashLoops.Streak> waiting(Instant now, String profile) {
        return profiles.waiting(now, profile);
    }

    /** The agents on which a worker failed a short while ago. */
    Set<AgentId> failedLately(Instant now) {
        return agents.lately(now);
    }

    Optional<CrashLoops.Streak> waiting(Instant now, AgentId agent) {
        return agents.waiting(now, agent);
    }
}
