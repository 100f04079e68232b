/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a scenario from YAML. Every value carries its unit, every key must be known. */
public final class ScenarioFile {
    private static final YAMLMapper YAML = new YAMLMapper();

    private ScenarioFile() {}

    /** Reads a file; throws {@link ScenarioException} if what it says is not a scenario. */
    public static Scenario read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    static Scenario parse(String name, String yaml) {
        var root = new Section(name, tree(name, yaml), "name", "cluster", "worker", "steps", "end", "finally");
        var cluster = root.section("cluster", "agents", "resources", "attributes");
        var worker = root.section("worker", "cpus", "mem", "ports");
        var expected = root.section("finally", "workers-running", "launches");
        return new Scenario(
                root.text("name"),
                new Scenario.Cluster(
                        cluster.count("agents"), cluster.text("resources"), cluster.text("attributes", "")),
                new Scenario.Worker(worker.number("cpus"), worker.number("mem"), worker.count("ports")),
                steps(root.list("steps", "at", "want-workers", "kill", "down")),
                root.duration("end"),
                new Scenario.Expectation(expected.count("workers-running"), expected.count("launches")));
    }

    static JsonNode tree(String name, String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new ScenarioException(name + ":" + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
        }
    }

    private static List<Scenario.Step> steps(List<Section> steps) {
        return steps.stream().map(ScenarioFile::step).toList();
    }

    private static Scenario.Step step(Section step) {
        if (step.has("want-workers")) {
            return new Scenario.WantWorkers(step.duration("at"), step.count("want-workers"));
        }
        if (step.has("kill") && step.text("kill").equals("appmaster")) {
            return new Scenario.KillAppmaster(step.duration("at"), step.duration("down"));
        }
        throw new ScenarioException(step.at("at") + ": a step either says `want-workers: N` or `kill: appmaster`");
    }
}
