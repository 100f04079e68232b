/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import static dev.drey.harness.scenario.file.Type.listOf;
import static dev.drey.harness.scenario.file.Type.mapOf;
import static dev.drey.harness.scenario.file.Type.mapping;
import static dev.drey.harness.scenario.file.Type.needed;
import static dev.drey.harness.scenario.file.Type.optional;
import static dev.drey.harness.scenario.file.Type.text;

import dev.drey.harness.scenario.Expectations;
import dev.drey.simulator.fault.CrashPoint;
import dev.drey.simulator.fault.FaultKind;
import dev.drey.simulator.oracle.Promises;
import dev.drey.simulator.oracle.Sometimes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The language of scenario files: which keys there are, what they hold, and what they mean. */
final class Language {
    private static final Type CONDITION = new ConditionType(List.of());
    private static final Type FAULT = new ChoiceType("fault", names(FaultKind.values()));
    private static final Type POINT = new ChoiceType("crash point", names(CrashPoint.values()));
    private static final Type AGENTS =
            new EitherType(new ChoiceType("choice of agents", List.of("all", "half")), listOf(ScalarType.COUNT));

    /* What a fault takes is checked by FaultReader, which knows its kind. */
    private static final Type.Key[] FAULT_KEYS = {
        optional("agent", ScalarType.COUNT, "which agent, from 0"),
        optional("agents", AGENTS, "which agents, from 0: a list, 'all', or 'half' for the first half of them"),
        optional(
                "for",
                ScalarType.DURATION,
                "how long the fault lasts, or something is down, or by how much a clock jumps"),
        optional("rate", ScalarType.RATE, "how often, in percent"),
        optional("point", POINT, "where in its work the appmaster dies"),
    };

    private static final Type GROUP = mapping(
            optional("count", ScalarType.COUNT, "how many agents of this kind (1)"),
            optional(
                    "resources",
                    text(),
                    "all an agent has, in the form of mesos-agent --resources; instead of the amounts"),
            optional("cpus", ScalarType.NUMBER, "cpus of an agent"),
            optional("mem", ScalarType.MEMORY, "memory of an agent"),
            optional("disk", ScalarType.MEMORY, "disk of an agent"),
            optional("gpus", ScalarType.COUNT, "GPUs of an agent"),
            optional("ports", text(), "ports of an agent, as first-last (31000-32000); 'none' for none"),
            optional(
                    "reserved",
                    mapOf(text()),
                    "what is statically reserved for roles besides that, by role, in the form of --resources"),
            optional(
                    "attributes",
                    mapOf(new EitherType(text(), listOf(text()))),
                    "attributes by name; of a list, the agents take the values in turn"),
            optional("domain", new ScalarType("region/zone", "string", "[^/]+/[^/]+", domain()), "region/zone"));

    private static final Type MASTERS = new EitherType(
            ScalarType.COUNT,
            mapping(
                    optional("count", ScalarType.COUNT, "how many masters (1)"),
                    optional(
                            "flags",
                            mapOf(text()),
                            "flags of mesos-master without dashes, for instance agent_ping_timeout: 15secs")));

    private static final Type CLUSTER = mapping(
            optional("masters", MASTERS, "how many masters, or how many and their flags (1)"),
            needed("agents", listOf(GROUP), "the agents, in groups that are alike"),
            optional(
                    "neighbours",
                    listOf(mapping(
                            needed("name", text(), "its name"),
                            optional("role", text(), "its role (*)"),
                            needed("tasks", ScalarType.COUNT, "how many tasks it keeps running"),
                            needed("task", text(), "what a task needs, in the form of --resources"))),
                    "other frameworks, each of which keeps some tasks running"),
            optional(
                    "quotas",
                    listOf(mapping(
                            needed("role", text(), "whose quota"),
                            optional("guarantee", text(), "what is kept ready for it, in the form of --resources"),
                            optional("limit", text(), "what it may have at most, in the form of --resources"))),
                    "quotas of roles"));

    private static final Type APPMASTER = mapping(
            optional(
                    "worker",
                    mapping(
                            optional("cpus", ScalarType.NUMBER, "taskmanager.cpu.cores"),
                            optional("mem", ScalarType.MEMORY, "taskmanager.memory.process.size"),
                            optional("disk", ScalarType.MEMORY, "mesos.resourcemanager.tasks.disk"),
                            optional("gpus", ScalarType.COUNT, "mesos.resourcemanager.tasks.gpus"),
                            optional("ports", ScalarType.COUNT, "how many ports; 2 at least (2)")),
                    "the size of a worker; stands for options, which may be given instead"),
            optional("options", mapOf(text()), "options of Flink and Drey by their keys"));

    private static final Type STEP = mapping(joined(
            Stream.of(
                    optional("at", ScalarType.DURATION, "when, counted from the beginning"),
                    optional("when", CONDITION, "once the step before was taken and this holds"),
                    optional(
                            "after",
                            ScalarType.DURATION,
                            "how long after the step before, or after the condition holds"),
                    optional("want-workers", ScalarType.COUNT, "from now on so many workers are wanted in all"),
                    optional("expect", CONDITION, "this must hold now"),
                    optional("fault", FAULT, "this goes wrong")),
            Arrays.stream(FAULT_KEYS)));

    private static final Type BACKGROUND = mapping(
            optional(
                    "faults",
                    listOf(mapping(
                            joined(Stream.of(needed("fault", FAULT, "what goes wrong")), Arrays.stream(FAULT_KEYS)))),
                    "faults that last for the whole run"),
            optional(
                    "chaos",
                    mapping(
                            needed(
                                    "faults",
                                    new EitherType(new ChoiceType("choice of faults", List.of("all")), listOf(FAULT)),
                                    "which may come; 'all' for all"),
                            needed("every", ScalarType.DURATION, "how often one comes, on average")),
                    "faults drawn from the seed"));

    private static final Type EXPECT = mapping(
            optional("always", listOf(new ConditionType(Promises.NAMES)), "must hold at every moment"),
            optional("finally", listOf(new ConditionType(Promises.NAMES)), "must hold in the end"),
            optional("sometimes", listOf(new ConditionType(marks())), "must come in at least one of the seeds"));

    static final MappingType SCENARIO = (MappingType) mapping(
            needed("name", text(), "one sentence"),
            needed("story", text(), "one paragraph: what happens, and what must come of it"),
            optional("seed", ScalarType.SEED, "the seed to play it with, if it is for one only"),
            needed(
                    "run",
                    mapping(
                            needed("for", ScalarType.DURATION, "how long; at the end all faults are healed"),
                            optional(
                                    "settle", ScalarType.DURATION, "how long to wait then before all is judged (10m)")),
                    "how long"),
            needed("cluster", CLUSTER, "the Mesos cluster"),
            optional("appmaster", APPMASTER, "how the appmaster is configured"),
            optional(
                    "demand",
                    listOf(mapping(
                            needed("at", ScalarType.DURATION, "when, counted from the beginning"),
                            needed("workers", ScalarType.COUNT, "how many workers are wanted in all from now on"))),
                    "how many workers are wanted, over time"),
            optional("steps", listOf(STEP), "what is done, in the order of the story"),
            optional("background", BACKGROUND, "what goes wrong all the time"),
            optional("expect", EXPECT, "what must hold"),
            optional(
                    "targets",
                    listOf(new ChoiceType("target", List.of("simulator", "containers"))),
                    "the worlds it is for (simulator)"));

    private Language() {}

    static List<String> marks() {
        return Arrays.stream(Sometimes.values()).map(Expectations::nameOf).toList();
    }

    private static Function<String, Optional<String>> domain() {
        return text -> text.matches("[^/]+/[^/]+")
                ? Optional.empty()
                : Optional.of("expected region/zone instead of '" + text + "'");
    }

    private static List<String> names(Object[] all) {
        return Arrays.stream(all).map(Object::toString).toList();
    }

    private static Type.Key[] joined(Stream<Type.Key> first, Stream<Type.Key> second) {
        return Stream.concat(first, second).toArray(Type.Key[]::new);
    }
}
