/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The distribution that {@code mvn package} assembles: a Flink home with the appmaster in it. */
record Distribution(Path home) {

    /** Finds it below the repository. */
    static Distribution find(Path repository) throws IOException {
        Path target = repository.resolve("core/target");
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
