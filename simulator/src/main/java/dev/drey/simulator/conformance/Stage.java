/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import dev.drey.simulator.flags.DurationText;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Where one case plays: it has frameworks of its own, which are gone when it ends. */
public final class Stage implements AutoCloseable {
    private static final int POLL_MILLIS = 50;

    private final Target target;
    private final String mediaType;
    private final String name;
    private final Web web;
    private final Control control;
    private final List<Session> sessions = new ArrayList<>();

    Stage(Target target, HttpClient client, String mediaType, String name) {
        this.target = target;
        this.mediaType = mediaType;
        this.name = name;
        this.web = new Web(target, client);
        this.control = new Control(target, web);
    }

    public Web web() {
        return web;
    }

    public Control control() {
        return control;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The role of all frameworks. */
    public String role() {
        return target.role();
    }

    /** Another one. */
    public String otherRole() {
        return target.role() + "-2";
    }

    /** A framework in its role, with MULTI_ROLE and what is named, that does not subscribe yet. */
    public FrameworkInfo.Builder info(Capability.Type... capabilities) {
        var info = bareInfo().addRoles(role());
        info.addCapabilitiesBuilder().setType(Capability.Type.MULTI_ROLE);
        for (var capability : capabilities) {
            info.addCapabilitiesBuilder().setType(capability);
        }
        return info;
    }

    /** A framework without roles and capabilities. It is gone a minute after it was left alone. */
    public FrameworkInfo.Builder bareInfo() {
        var info = FrameworkInfo.newBuilder()
                .setName("drey-conformance " + name)
                .setUser(target.user())
                .setCheckpoint(true)
                .setFailoverTimeout(60);
        target.principal().ifPresent(info::setPrincipal);
        return info;
    }

    public Session session(FrameworkInfo.Builder info) {
        var session = new Session(web, mediaType, info.build(), target.patience());
        sessions.add(session);
        return session;
    }

    /** Another process of the same framework. */
    public Session successor(Session session) {
        var other = session.other();
        sessions.add(other);
        return other;
    }

    public Session successor(Session session, FrameworkInfo.Builder changed) {
        var other = session.other(changed);
        sessions.add(other);
        return other;
    }

    /** A framework that is subscribed. */
    public Session joined(Capability.Type... capabilities) throws IOException, InterruptedException {
        return session(info(capabilities)).join();
    }

    /** Fails unless both are equal. */
    public void expect(String what, Object expected, Object seen) {
        Difference.check(what, expected, seen);
    }

    /** Fails unless the status has this state. */
    public TaskStatus expectState(TaskState state, TaskStatus status) {
        expect("state of task " + status.getTaskId().getValue(), state, status.getState());
        return status;
    }

    /** Fails unless the master says this of the task, on its own account and without a uuid. */
    public TaskStatus expectFromMaster(TaskState state, TaskStatus.Reason reason, TaskStatus status) {
        expectState(state, status);
        expect("reason", reason, status.getReason());
        expect("source", TaskStatus.Source.SOURCE_MASTER, status.getSource());
        expect("whether it has a uuid", false, status.hasUuid());
        return status;
    }

    /** Launches a task that sleeps, and waits until it runs. */
    public TaskStatus running(Session session, Offer offer, String id) throws IOException, InterruptedException {
        session.send(Calls.launch(offer, Tasks.command(offer, id, "sleep 600")));
        return awaitRunning(session);
    }

    public TaskStatus awaitRunning(Session session) throws IOException, InterruptedException {
        expectState(TaskState.TASK_STARTING, session.update());
        return expectState(TaskState.TASK_RUNNING, session.update());
    }

    /** Some runs of the allocator. */
    public Duration ticks(int count) throws IOException, InterruptedException {
        return flag("allocation_interval", Duration.ofSeconds(1)).multipliedBy(count);
    }

    /** A flag of the master, as it shows it. */
    public Duration flag(String flag, Duration otherwise) throws IOException, InterruptedException {
        var text = web.get("/flags").at("/flags/" + flag).asText();
        try {
            return text.isEmpty() ? otherwise : DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }

    /** Waits until something is so. */
    public void await(String what, Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + target.patience().toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new Difference(what, "so within " + target.patience().toSeconds() + " s", "not so");
            }
            new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Removes all frameworks of the case, and with them their tasks. */
    @Override
    public void close() throws InterruptedException {
        for (var session : sessions) {
            try {
                session.leave();
            } catch (IOException e) {
                continue; // the master does not answer, so its failover timeout will do
            } finally {
                session.disconnect();
            }
        }
    }
}
