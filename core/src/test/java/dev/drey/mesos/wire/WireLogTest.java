/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.TextFormat;
import dev.drey.mesos.MesosConnection;
import dev.drey.mesos.TransportListener;
import dev.drey.model.AgentId;
import dev.drey.model.TaskId;
import dev.drey.store.MemoryStore;
import dev.drey.store.StoreChange;
import dev.drey.store.WorkerRecord;
import dev.drey.store.WorkerRecord.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class WireLogTest {
    private static final Call REVIVE = Call.newBuilder()
            .setFrameworkId(FrameworkID.newBuilder().setValue("f-1"))
            .setType(Call.Type.REVIVE)
            .build();

    @TempDir
    private Path directory;

    private final FakeConnection below = new FakeConnection();
    private final Heard above = new Heard();
    private WireLog log;
    private MesosConnection connection;

    @BeforeEach
    void open() throws IOException {
        log = WireLog.open(directory);
        connection = log.around((callbacks, listener) -> below.calledBackBy(callbacks, listener))
                .open(above, above);
    }

    @Test
    void passesEverythingOnAndWritesItInOrder() throws Exception {
        var heartbeat = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();

        below.callbacks.connected(below);
        connection.send(REVIVE);
        below.callbacks.received(below, heartbeat);
        below.listener.callRejected(Call.Type.REVIVE, 400, "no");
        below.callbacks.disconnected(below);

        assertThat(below.sent).containsExactly(REVIVE);
        assertThat(above.heard).containsExactly("connected", "HEARTBEAT", "rejected REVIVE 400", "disconnected");
        assertThat(lines())
                .extracting(line -> line.get("what").asText())
                .containsExactly("CONNECTED", "CALL", "EVENT", "REFUSED", "DISCONNECTED");
        assertThat(TextFormat.parse(lines().get(1).get("text").asText(), Call.class))
                .isEqualTo(REVIVE);
    }

    @Test
    void answersOnTheConnectionThatIsLogged() {
        below.callbacks.connected(below);

        assertThat(above.from).isSameAs(connection);
    }

    @Test
    void hidesWhatMayBeSecret() throws Exception {
        var task = TaskInfo.newBuilder().setName("worker");
        task.getTaskIdBuilder().setValue("w-1");
        task.getAgentIdBuilder().setValue("a-1");
        task.getCommandBuilder().setValue("run").addUrisBuilder().setValue("http://host/token-abc/conf");
        task.getCommandBuilder()
                .getEnvironmentBuilder()
                .addVariablesBuilder()
                .setName("KEY")
                .setValue("s3cret");
        task.getLabelsBuilder().addLabelsBuilder().setKey("owner").setValue("s3cret");
        var accept = Call.newBuilder().setType(Call.Type.ACCEPT);
        accept.getAcceptBuilder()
                .addOperationsBuilder()
                .setType(Operation.Type.LAUNCH)
                .getLaunchBuilder()
                .addTaskInfos(task);

        connection.send(accept.build());

        assertThat(below.sent).containsExactly(accept.build());
        assertThat(lines().get(0).get("text").asText())
                .contains("w-1", "a-1", "KEY", "owner")
                .doesNotContain("s3cret", "token-abc");
    }

    @Test
    void tellsWhichWorkersAreStoredAfterEachChange() throws Exception {
        var store = log.around(new MemoryStore());
        var worker = new WorkerRecord(new TaskId("w-1"), "p", new AgentId("a-1"), "host", Goal.LAUNCHED);

        store.open();
        store.apply(new StoreChange.PutWorkers(List.of(worker)));
        store.apply(new StoreChange.PutWorkers(List.of(worker.released())));
        store.close();

        assertThat(lines())
                .extracting(line ->
                        line.get("what").asText() + ":" + line.get("text").asText())
                .containsExactly("OPENED:epoch 1", "STORED:", "STORED:w-1", "STORED:");
    }

    @Test
    void goesOnWithoutALogThatWasClosed() throws Exception {
        log.close();

        connection.send(REVIVE);

        assertThat(below.sent).containsExactly(REVIVE);
        assertThat(lines()).isEmpty();
    }

    private List<JsonNode> lines() throws IOException {
        try (var files = Files.list(directory)) {
            var read = new ArrayList<JsonNode>();
            for (String line : Files.readAllLines(files.findFirst().orElseThrow())) {
                read.add(new ObjectMapper().readTree(line));
            }
            return read;
        }
    }

    private static final class FakeConnection implements MesosConnection {
        private final List<Call> sent = new ArrayList<>();
        private Scheduler callbacks;
        private TransportListener listener;

        MesosConnection calledBackBy(Scheduler scheduler, TransportListener heardBy) {
            callbacks = scheduler;
            listener = heardBy;
            return this;
        }

        @Override
        public void send(Call call) {
            sent.add(call);
        }

        @Override
        public void reconnect() {}

        @Override
        public void close() {}
    }

    private static final class Heard implements Scheduler, TransportListener {
        private final List<String> heard = new ArrayList<>();
        private Mesos from;

        @Override
        public void connected(Mesos mesos) {
            from = mesos;
            heard.add("connected");
        }

        @Override
        public void disconnected(Mesos mesos) {
            heard.add("disconnected");
        }

        @Override
        public void received(Mesos mesos, Event event) {
            heard.add(event.getType().name());
        }

        @Override
        public void callRejected(Call.Type type, int status, String message) {
            heard.add("rejected " + type + " " + status);
        }
    }
}
