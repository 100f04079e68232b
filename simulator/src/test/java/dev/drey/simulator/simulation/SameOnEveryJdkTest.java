/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drey.simulator.fault.MixedPlan;
import dev.drey.simulator.world.Choices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same seed goes the same way on every JDK from 17 on: compares with those below {@code /usr/lib/jvm}, or below the
 * folder that {@code -Ddrey.jdks} names.
 */
@Tag("sim")
class SameOnEveryJdkTest {
    private static final int SEEDS = 10;

    /** Prints the hashes of the traces of some seeds. */
    public static void main(String... args) {
        hashes().forEach(System.out::println);
    }

    @Test
    void theHashesAreTheSame() throws Exception {
        var others = otherJdks();
        assumeTrue(!others.isEmpty(), "no other JDK is installed here");
        var own = hashes();

        for (Path java : others) {
            assertThat(hashesOn(java)).as("on %s", java).isEqualTo(own);
        }
    }

    private static List<String> hashes() {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> {
                    var choices = Choices.ofSeed(seed);
                    var plan = MixedPlan.draw(choices.fork("nemesis"));
                    return Simulation.run(plan, new ExampleFramework(), choices)
                            .trace()
                            .hash();
                })
                .toList();
    }

    private static List<Path> otherJdks() throws IOException {
        var folder = Path.of(System.getProperty("drey.jdks", "/usr/lib/jvm"));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var own = Path.of(System.getProperty("java.home")).toRealPath();
        try (var homes = Files.list(folder)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> !home.toAbsolutePath().normalize().equals(own))
                    .filter(home -> !Files.isSymbolicLink(home))
                    .map(home -> home.resolve("bin/java"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> hashesOn(Path java) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SameOnEveryJdkTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = process.getInputStream()) {
            var lines = new String(output.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(process.waitFor()).as("exit code of %s", java).isZero();
            return lines;
        }
    }
}
