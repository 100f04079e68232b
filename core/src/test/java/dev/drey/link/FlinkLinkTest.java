/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One jar serves several versions of Flink: it is compiled against the newest, and every class of it links with the
 * older ones too, but for those that are made for one version. The build puts the jars of each version into a directory
 * that bears its name.
 */
@Tag("unit")
class FlinkLinkTest {
    private static final Path TARGET = Path.of(System.getProperty("drey.basedir"), "core/target");

    /** Per-job mode, which Flink 2 itself has no more: rebuilt on what 2.3 has. */
    private static final List<String> FOR_2_3 = List.of(
            "dev/drey/flink/GraphApplication",
            "dev/drey/flink/GraphClusterEntrypoint",
            "dev/drey/flink/GraphDispatcher");

    private final Map<String, byte[]> ours = ours();

    FlinkLinkTest() throws IOException {}

    static List<String> versions() throws IOException {
        try (Stream<Path> directories = Files.list(TARGET.resolve("flink"))) {
            return directories
                    .map(directory -> directory.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void allSupportedVersionsAreThere() throws IOException {
        assertThat(versions().stream().map(version -> version.replaceAll("\\.\\d+$", "")))
                .containsOnly("1.20", "2.0", "2.1", "2.2");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyClassLinksButThoseMadeForOneVersion(String version) throws IOException {
        try (var classPath = new ClassPath(ours, TARGET.resolve("flink").resolve(version))) {
            var check = new LinkCheck(classPath);
            var problems = new ArrayList<String>();
            ours.forEach((name, file) -> {
                if (!FOR_2_3.contains(outermost(name))) {
                    problems.addAll(check.problemsOf(name, file));
                }
            });

            assertThat(problems)
                    .as(
                            "with Flink %s (the build copies only those modules that we refer to, see core/pom.xml)",
                            version)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void noClassIsMadeForOneVersionWithoutNeed(String version) throws IOException {
        try (var classPath = new ClassPath(ours, TARGET.resolve("flink").resolve(version))) {
            var check = new LinkCheck(classPath);

            var linking = FOR_2_3.stream()
                    .filter(name -> check.problemsOf(name, ours.get(name)).isEmpty());

            if (version.startsWith("1.")) {
                assertThat(linking).isEmpty();
            }
        }
    }

    private static String outermost(String name) {
        return name.replaceAll("\\$.*", "");
    }

    private static Map<String, byte[]> ours() throws IOException {
        var classes = new TreeMap<String, byte[]>();
        var directory = TARGET.resolve("classes");
        try (Stream<Path> files = Files.walk(directory)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                var name = directory.relativize(file).toString().replace(".class", "");
                classes.put(name, Files.readAllBytes(file));
            }
        }
        return classes;
    }
}
