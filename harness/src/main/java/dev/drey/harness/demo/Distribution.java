/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The distribution that {@code mvn package} assembles: a Flink home with the appmaster in it. */
record Distribution(Path home) {

    /** The version of Flink that the demo runs if nothing else is said. */
    static final String CURRENT = "2.3";
    /* Where the build puts the home of each version. */
    private static final Map<String, String> TARGETS =
            new TreeMap<>(Map.of(CURRENT, "core/target", "1.20", "harness/flink-1.20/target"));

    /** Finds that of the current version of Flink below the repository. */
    static Distribution find(Path repository) throws IOException {
        return find(repository, CURRENT);
    }

    /**
     * Finds one below the repository.
     *
     * @param flink {@code 2.3} or {@code 1.20}
     */
    static Distribution find(Path repository, String flink) throws IOException {
        if (!TARGETS.containsKey(flink)) {
            throw new DemoFailure(
                    "there is no Flink " + flink + " here; choose one of " + String.join(", ", TARGETS.keySet()) + ".");
        }
        Path target = repository.resolve(TARGETS.get(flink));
        if (Files.isDirectory(target)) {
            try (Stream<Path> entries = Files.list(target)) {
                var found = entries.filter(entry -> Files.isExecutable(entry.resolve("bin/mesos-appmaster.sh")))
                        .findFirst();
                if (found.isPresent()) {
                    return new Distribution(found.get());
                }
            }
        }
        throw new DemoFailure("no distribution in " + target + ": run `mvn -DskipTests package` first.");
    }

    Path script(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** An example jar of Flink, for instance {@code WordCount}. */
    Path example(String name) throws IOException {
        try (Stream<Path> jars = Files.walk(home.resolve("examples"))) {
            return jars.filter(jar -> jar.getFileName().toString().contains(name))
                    .findFirst()
                    .orElseThrow(() -> new DemoFailure("no example " + name + " in " + home + "/examples"));
        }
    }
}
