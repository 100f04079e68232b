/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.master.Protos.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class OperatorFeedTest {
    private final TestCluster cluster = new TestCluster();
    private final Watcher watcher = new Watcher();

    private static final class Watcher implements OperatorStream {
        private final List<Event> events = new ArrayList<>();
        private boolean closed;

        @Override
        public void send(Event event) {
            events.add(event);
        }

        @Override
        public void close() {
            closed = true;
        }

        private List<Event.Type> take() {
            var types = events.stream().map(Event::getType).toList();
            events.clear();
            return types;
        }
    }

    @Test
    @DisplayName("the stream starts with all there is and beats every 15 s")
    void startsWithEverything() {
        cluster.agent("cpus:1;mem:100");
        cluster.master().watch(watcher);

        assertThat(watcher.events
                        .get(0)
                        .getSubscribed()
                        .getGetState()
                        .getGetAgents()
                        .getAgentsCount())
                .isEqualTo(1);
        assertThat(watcher.take()).containsExactly(Event.Type.SUBSCRIBED, Event.Type.HEARTBEAT);
        cluster.advance(Duration.ofSeconds(15));
        assertThat(watcher.take()).containsExactly(Event.Type.HEARTBEAT);
        cluster.failOver();
        assertThat(watcher.closed).isTrue();
    }

    @Test
    @DisplayName("C345 frameworks, tasks and agents are told as they come, change and go")
    void tellsWhatBecomesOfThem() {
        cluster.master().watch(watcher);
        watcher.take();
        var agent = cluster.agent("cpus:1;mem:100");
        var scheduler = cluster.subscribed();
        scheduler.change(info -> info.setName("new")).updateFramework();
        var offer = scheduler.offer();
        scheduler.launch(offer, task("t", offer, "cpus:1"));
        agent.update("t", TaskState.TASK_RUNNING);
        agent.leave();
        cluster.master().teardown(scheduler.id());

        assertThat(watcher.take())
                .containsExactly(
                        Event.Type.AGENT_ADDED,
                        Event.Type.FRAMEWORK_ADDED,
                        Event.Type.FRAMEWORK_UPDATED,
                        Event.Type.TASK_ADDED,
                        Event.Type.TASK_UPDATED,
                        Event.Type.AGENT_REMOVED,
                        Event.Type.TASK_UPDATED,
                        Event.Type.FRAMEWORK_REMOVED);
        cluster.master().unwatch(watcher);
        cluster.subscribed();
        assertThat(watcher.take()).isEmpty();
    }
}
