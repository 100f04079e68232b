/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.model.AgentId;
import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns what survives a crash into one line of JSON and back.
 *
 * <p>Each line carries the version of its format: an older one is migrated when it is read, a newer one is refused with
 * a {@link StoreException} that says so. Lines hold no line break.
 */
public final class StoreCodec {
    /* Enums are written by name, ids as they are. Fields that are not known are ignored when read. */
    private final JsonLines lines = new JsonLines(List.of());

    public String encode(StoreChange change) {
        return lines.write(change.match(new ChangeWriter()));
    }

    public StoreChange decodeChange(String line) throws StoreException {
        var object = lines.read(line);
        return parse(line, () -> switch (text(object, "change")) {
            case "put-framework-id" -> new StoreChange.PutFrameworkId(new FrameworkId(text(object, "framework")));
            case "put-workers" -> new StoreChange.PutWorkers(workers(object));
            case "remove-worker" -> new StoreChange.RemoveWorker(new TaskId(text(object, "task")));
            case "forget-framework" -> new StoreChange.ForgetFramework();
            case "clear" -> new StoreChange.Clear();
            default -> throw new IllegalArgumentException("unknown change '" + text(object, "change") + "'");
        });
    }

    public String encode(WorkerRecord worker) {
        return lines.write(fill(lines.begin(), worker));
    }

    public WorkerRecord decodeWorker(String line) throws StoreException {
        var object = lines.read(line);
        return parse(line, () -> worker(object));
    }

    public String encode(StoredState state) {
        var object = lines.begin();
        state.framework().ifPresent(id -> object.put("framework", id.value()));
        object.set("workers", array(state.workers()));
        return lines.write(object);
    }

    public StoredState decodeState(String line) throws StoreException {
        var object = lines.read(line);
        return parse(line, () -> {
            var framework = object.has("framework")
                    ? Optional.of(new FrameworkId(text(object, "framework")))
                    : Optional.<FrameworkId>empty();
            return new StoredState(framework, workers(object));
        });
    }

    private final class ChangeWriter implements StoreChange.Cases<ObjectNode> {
        @Override
        public ObjectNode putFrameworkId(StoreChange.PutFrameworkId put) {
            return named("put-framework-id").put("framework", put.id().value());
        }

        @Override
        public ObjectNode putWorkers(StoreChange.PutWorkers put) {
            return named("put-workers").set("workers", array(put.workers()));
        }

        @Override
        public ObjectNode removeWorker(StoreChange.RemoveWorker remove) {
            return named("remove-worker").put("task", remove.task().value());
        }

        @Override
        public ObjectNode forgetFramework(StoreChange.ForgetFramework forget) {
            return named("forget-framework");
        }

        @Override
        public ObjectNode clear(StoreChange.Clear clear) {
            return named("clear");
        }

        private ObjectNode named(String change) {
            return lines.begin().put("change", change);
        }
    }

    private static ArrayNode array(List<WorkerRecord> workers) {
        var array = JsonNodeFactory.instance.arrayNode();
        workers.forEach(worker -> fill(array.addObject(), worker));
        return array;
    }

    private static ObjectNode fill(ObjectNode object, WorkerRecord worker) {
        object.put("task", worker.task().value())
                .put("profile", worker.profile())
                .put("agent", worker.agent().value())
                .put("hostname", worker.hostname())
                .put("goal", worker.goal().name());
        if (!worker.values().isEmpty()) {
            worker.values().forEach(object.putObject("values")::put);
        }
        if (!worker.ports().isEmpty()) {
            worker.ports().forEach(object.putArray("ports")::add);
        }
        return object;
    }

    private static List<WorkerRecord> workers(JsonNode object) {
        if (!object.path("workers").isArray()) {
            throw new IllegalArgumentException("the field 'workers' is missing");
        }
        var workers = new ArrayList<WorkerRecord>();
        object.path("workers").forEach(node -> workers.add(worker(node)));
        return workers;
    }

    private static WorkerRecord worker(JsonNode node) {
        return new WorkerRecord(
                new TaskId(text(node, "task")),
                text(node, "profile"),
                new AgentId(text(node, "agent")),
                text(node, "hostname"),
                WorkerRecord.Goal.valueOf(text(node, "goal")),
                values(node.path("values")),
                ports(node.path("ports")));
    }

    /* Absent in records of earlier versions, and for workers without ports. */
    private static List<Integer> ports(JsonNode node) {
        var ports = new ArrayList<Integer>();
        for (var port : node) {
            if (!port.canConvertToInt() || !port.isIntegralNumber()) {
                throw new IllegalArgumentException("'" + port + "' is no port");
            }
            ports.add(port.intValue());
        }
        return ports;
    }

    /* Absent in records of earlier versions, and where no rule looks at agents. */
    private static Map<String, String> values(JsonNode node) {
        var values = new TreeMap<String, String>();
        node.fieldNames().forEachRemaining(field -> values.put(field, text(node, field)));
        return values;
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new IllegalArgumentException("the field '" + field + "' is missing");
        }
        return node.path(field).textValue();
    }

    private interface Parser<T> {
        T parse();
    }

    private static <T> T parse(String line, Parser<T> parser) throws StoreException {
        try {
            return parser.parse();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new StoreException("stored text is damaged (" + e.getMessage() + "): " + JsonLines.excerpt(line), e);
        }
    }
}
