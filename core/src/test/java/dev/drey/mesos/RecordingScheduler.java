/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;

/** Writes down what a transport tells. */
final class RecordingScheduler implements Scheduler, TransportListener {
    final List<String> callbacks = new CopyOnWriteArrayList<>();
    final List<String> refused = new CopyOnWriteArrayList<>();
    final List<String> rejected = new CopyOnWriteArrayList<>();
    final List<String> lost = new CopyOnWriteArrayList<>();
    final List<String> unreadable = new CopyOnWriteArrayList<>();

    /** Waits until these callbacks have come, and no others. */
    void awaits(String... expected) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(callbacks).containsExactly(expected));
    }

    @Override
    public void connected(Mesos mesos) {
        callbacks.add("connected");
    }

    @Override
    public void disconnected(Mesos mesos) {
        callbacks.add("disconnected");
    }

    @Override
    public void received(Mesos mesos, Event event) {
        callbacks.add(event.getType().name());
    }

    @Override
    public void refused(int status, String message) {
        refused.add(status + ": " + message);
    }

    @Override
    public void callRejected(Call.Type type, int status, String message) {
        rejected.add(type + " " + status + " " + message);
    }

    @Override
    public void callLost(Call.Type type, String reason) {
        lost.add(type + ": " + reason);
    }

    @Override
    public void eventUnreadable(String reason) {
        unreadable.add(reason);
    }
}
