/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import dev.drey.harness.scenario.Appmaster;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads how the appmaster is configured; the size of a worker becomes the options it stands for. */
final class AppmasterReader {
    private static final int LEAST_PORTS = 2;
    private static final String PORT_ASSIGNMENTS = "mesos.resourcemanager.tasks.port-assignments";
    private static final Map<String, String> DEFAULTS = Map.of(
            "mesos.resourcemanager.framework.user", "nobody",
            "taskmanager.cpu.cores", "1",
            "taskmanager.memory.process.size", "1024m");

    private final Problems problems;

    AppmasterReader(Problems problems) {
        this.problems = problems;
    }

    Appmaster read(Entry appmaster) {
        var options = new TreeMap<String, String>();
        appmaster.find("worker").ifPresent(worker -> addSize(worker, options));
        appmaster.map("options").forEach((key, value) -> {
            if (options.put(key, value.text()) != null) {
                problems.at(value.node(), key + " is given twice: 'worker' stands for it as well");
            }
        });
        boolean sizesMemory = options.keySet().stream().anyMatch(key -> key.startsWith("taskmanager.memory."));
        DEFAULTS.forEach((key, value) -> {
            if (!key.startsWith("taskmanager.memory.") || !sizesMemory) {
                options.putIfAbsent(key, value);
            }
        });
        return new Appmaster(options);
    }

    static Appmaster byDefault() {
        return new Appmaster(DEFAULTS);
    }

    private void addSize(Entry worker, Map<String, String> options) {
        worker.find("cpus").ifPresent(cpus -> options.put("taskmanager.cpu.cores", cpus.text()));
        worker.find("mem").ifPresent(mem -> options.put("taskmanager.memory.process.size", mem.memory() + "m"));
        worker.find("disk")
                .ifPresent(disk -> options.put("mesos.resourcemanager.tasks.disk", String.valueOf(disk.memory())));
        worker.find("gpus").ifPresent(gpus -> options.put("mesos.resourcemanager.tasks.gpus", gpus.text()));
        worker.find("ports").ifPresent(ports -> addPorts(ports, options));
    }

    private void addPorts(Entry ports, Map<String, String> options) {
        if (ports.count() < LEAST_PORTS) {
            problems.at(ports.node(), "a worker has two ports at least: one for data and one for RPC");
        } else if (ports.count() > LEAST_PORTS) {
            options.put(
                    PORT_ASSIGNMENTS,
                    IntStream.range(LEAST_PORTS, ports.count())
                            .mapToObj(number -> "scenario.port-" + number)
                            .collect(Collectors.joining(",")));
        }
    }
}
