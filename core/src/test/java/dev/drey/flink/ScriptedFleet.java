/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.model.AgentId;
import dev.drey.model.TaskId;
import dev.drey.model.WorkerProfile;
import dev.drey.runtime.WorkerFleet;
import dev.drey.scheduler.Effect.Halt.Reason;
import dev.drey.scheduler.FleetEvent;
import dev.drey.scheduler.FleetEvent.WorkerLaunched;
import dev.drey.scheduler.FleetEvent.WorkerTerminated;
import dev.drey.store.StoreException;
import dev.drey.store.WorkerRecord;
import dev.drey.store.WorkerRecord.Goal;
import java.util.ArrayList;
import java.util.List;

/** A fleet that notes what it is told, and tells what a test wants it to. */
final class ScriptedFleet implements WorkerFleet, FleetFactory {
    final List<String> calls = new ArrayList<>();
    final List<WorkerRecord> survivors = new ArrayList<>();
    WorkerProfile profile;
    private Listener listener;

    @Override
    public WorkerFleet create(Listener client) {
        listener = client;
        return this;
    }

    void launches(String task) {
        launches(task, profile.name());
    }

    void launches(String task, String ofProfile) {
        tells(new WorkerLaunched(worker(task, ofProfile)));
    }

    void ends(String task, String why) {
        tells(new WorkerTerminated(new TaskId(task), why));
    }

    void tells(FleetEvent event) {
        listener.on(event);
    }

    void halts(Reason reason, String message) {
        listener.halted(reason, message);
    }

    static WorkerRecord worker(String task, String profile) {
        return new WorkerRecord(new TaskId(task), profile, new AgentId("agent"), "host", Goal.LAUNCHED);
    }

    @Override
    public List<WorkerRecord> open() throws StoreException {
        calls.add("open");
        return List.copyOf(survivors);
    }

    @Override
    public void start() {
        calls.add("start");
    }

    @Override
    public void declare(WorkerProfile declared, int count) {
        profile = declared;
        calls.add("declare " + count);
    }

    @Override
    public void release(TaskId worker) {
        calls.add("release " + worker);
    }

    @Override
    public void registered(TaskId worker) {
        calls.add("registered " + worker);
    }

    @Override
    public void teardown() {
        calls.add("teardown");
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
