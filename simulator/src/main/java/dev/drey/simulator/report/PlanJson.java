/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.simulator.fault.CrashPoint;
import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind;
import dev.drey.simulator.fault.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;

/** A plan of wishes and faults as JSON. Times are in milliseconds. */
final class PlanJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanJson() {}

    static String write(Plan plan) throws JsonProcessingException {
        var root = JSON.createObjectNode();
        var cluster = root.putObject("cluster")
                .put("cpus", plan.cluster().cpus())
                .put("mem", plan.cluster().mem())
                .put("ports", plan.cluster().ports());
        var machines = cluster.putArray("machines");
        plan.cluster().machines().forEach(machine -> machines.addObject()
                .put("resources", machine.resources())
                .put("attributes", machine.attributes())
                .put("domain", machine.domain()));
        root.put("run", plan.run().toMillis()).put("settle", plan.settle().toMillis());
        var steps = root.putArray("steps");
        plan.steps().forEach(step -> write(steps.addObject(), step));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static void write(ObjectNode json, Plan.Step step) {
        json.put("at", step.at().toMillis());
        if (step instanceof Plan.Want want) {
            json.put("want", want.count());
        } else if (step instanceof Plan.Inject inject) {
            var fault = inject.fault();
            json.put("fault", fault.kind().toString())
                    .put("agent", fault.agent())
                    .put("time", fault.time().toMillis())
                    .put("rate", fault.rate())
                    .put("point", fault.point().toString());
        } else {
            json.put("other", step.toString());
        }
    }

    /** Throws {@link IOException} for what is no such plan. */
    static Plan read(String text) throws IOException {
        JsonNode root = JSON.readTree(text);
        var cluster = root.required("cluster");
        var machines = new ArrayList<Plan.Machine>();
        for (JsonNode machine : cluster.required("machines")) {
            machines.add(new Plan.Machine(
                    machine.required("resources").asText(),
                    machine.required("attributes").asText(),
                    machine.required("domain").asText()));
        }
        var steps = new ArrayList<Plan.Step>();
        for (JsonNode step : root.required("steps")) {
            steps.add(step(step));
        }
        return new Plan(
                new Plan.Cluster(
                        machines,
                        Plan.Setting.EMPTY,
                        cluster.required("cpus").asDouble(),
                        cluster.required("mem").asDouble(),
                        cluster.required("ports").asInt()),
                steps,
                millis(root, "run"),
                millis(root, "settle"));
    }

    private static Plan.Step step(JsonNode json) throws IOException {
        var at = millis(json, "at");
        if (json.has("want")) {
            return new Plan.Want(at, json.required("want").asInt());
        }
        String name = json.path("fault").asText();
        var kind = FaultKind.named(name).orElseThrow(() -> new IOException("no fault is named '" + name + "'"));
        String point = json.required("point").asText();
        return new Plan.Inject(
                at,
                new Fault(
                        kind,
                        json.required("agent").asInt(),
                        millis(json, "time"),
                        json.required("rate").asDouble(),
                        CrashPoint.named(point)
                                .orElseThrow(() -> new IOException("no crash point is named '" + point + "'"))));
    }

    private static Duration millis(JsonNode json, String name) {
        return Duration.ofMillis(json.required(name).asLong());
    }
}
