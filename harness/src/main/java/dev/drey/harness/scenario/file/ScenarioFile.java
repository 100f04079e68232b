/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.harness.scenario.Background;
import dev.drey.harness.scenario.Condition;
import dev.drey.harness.scenario.Expectations;
import dev.drey.harness.scenario.Expectations.Expectation;
import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.Scenario.Target;
import dev.drey.simulator.fault.FaultKind;
import dev.drey.simulator.oracle.Promises;
import dev.drey.simulator.oracle.Sometimes;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a scenario from YAML. Every amount carries its unit, every key must be known, and all problems are told. */
public final class ScenarioFile {
    private static final Duration SETTLE = Duration.ofMinutes(10);

    private final Problems problems;

    private ScenarioFile(String name) {
        problems = new Problems(name);
    }

    /** Reads a file; throws {@link ScenarioException} if what it says is not a scenario. */
    public static Scenario read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    /** Reads a text; {@code name} is told with problems. */
    public static Scenario parse(String name, String yaml) {
        return new ScenarioFile(name).parse(yaml);
    }

    /** The JSON schema of scenario files, for editors. */
    public static ObjectNode schema() {
        var schema = Type.JSON.objectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "A Drey scenario");
        schema.setAll(Language.SCENARIO.schema());
        return schema;
    }

    private Scenario parse(String yaml) {
        Node root = tree(yaml);
        if (root == null) {
            throw new ScenarioException("there is nothing in it");
        }
        Language.SCENARIO.check(root, problems);
        problems.orThrow();
        var scenario = scenario(new Entry(root));
        problems.orThrow();
        return scenario;
    }

    private Node tree(String yaml) {
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            problems.at(e.getProblemMark(), 0, e.getProblem());
            problems.orThrow();
            throw e;
        }
    }

    private Scenario scenario(Entry root) {
        var cluster = new ClusterReader(problems).read(root.get("cluster"));
        var faults = new FaultReader(cluster.agents().size(), problems);
        var run = root.get("run");
        return new Scenario(
                root.get("name").text(),
                root.get("story").text().strip(),
                root.find("seed")
                        .map(seed -> OptionalLong.of(Long.parseLong(seed.text())))
                        .orElse(OptionalLong.empty()),
                run.get("for").duration(),
                run.find("settle").map(Entry::duration).orElse(SETTLE),
                cluster,
                root.find("appmaster")
                        .map(appmaster -> new AppmasterReader(problems).read(appmaster))
                        .orElseGet(AppmasterReader::byDefault),
                new StepReader(faults, problems).read(root),
                root.find("background")
                        .map(background ->
                                background(background, faults, run.get("for").duration()))
                        .orElse(Background.QUIET),
                root.find("expect")
                        .map(ScenarioFile::expectations)
                        .orElse(new Expectations(List.of(), List.of(), List.of())),
                targets(root));
    }

    private static Set<Target> targets(Entry root) {
        return root.has("targets")
                ? root.list("targets").stream()
                        .map(target -> Target.valueOf(target.text().toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet())
                : Set.of(Target.SIMULATOR);
    }

    private static Background background(Entry background, FaultReader faults, Duration run) {
        var lasting = background.list("faults").stream()
                .flatMap(fault -> faults.read(fault, run).stream())
                .toList();
        return new Background(lasting, background.find("chaos").map(ScenarioFile::chaos));
    }

    private static Background.Chaos chaos(Entry chaos) {
        var kinds = chaos.get("faults").isPlain()
                ? Arrays.asList(FaultKind.values())
                : chaos.list("faults").stream()
                        .map(kind -> FaultKind.named(kind.text()).orElseThrow())
                        .toList();
        return new Background.Chaos(kinds, chaos.get("every").duration());
    }

    private static Expectations expectations(Entry expect) {
        return new Expectations(
                expectations(expect, "always"), expectations(expect, "finally"), expectations(expect, "sometimes"));
    }

    private static List<Expectation> expectations(Entry expect, String key) {
        return expect.list(key).stream().map(ScenarioFile::expectation).toList();
    }

    private static Expectation expectation(Entry entry) {
        if (Promises.NAMES.contains(entry.text())) {
            return new Expectations.Promise(entry.text());
        }
        return Arrays.stream(Sometimes.values())
                .filter(mark -> Expectations.nameOf(mark).equals(entry.text()))
                .findFirst()
                .<Expectation>map(Expectations.Reached::new)
                .orElseGet(() -> new Expectations.That(Condition.parse(entry.text())));
    }
}
