/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container.image;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The images of a cluster, by name.
 *
 * @param node Mesos, a JRE and the distribution in {@code /opt/drey}: for masters, agents and the appmaster
 * @param marathon if it is to run the appmaster
 * @param marathonApp the app it then runs
 * @param tools for faults
 * @param versions what they are made of, for people: name of the part and what it is
 */
public record Images(
        String node,
        String zooKeeper,
        Optional<String> marathon,
        Path marathonApp,
        String tools,
        List<String> versions) {
    private static final List<String> ZOOKEEPER_JARS = List.of(
            "zookeeper-", "netty-", "slf4j-api-", "log4j-", "metrics-core-", "snappy-java-", "audience-annotations-");

    /** Why the images cannot be had here, if so. */
    public static Optional<String> problem(ImageSettings settings) throws IOException {
        return settings.needHostPackages() ? HostPackages.problem() : Optional.empty();
    }

    /**
     * Builds what is missing.
     *
     * @param repository where `mvn package` was run
     * @param progress told what takes time
     */
    public static Images prepare(
            ImageSettings settings, DockerClient docker, Path repository, Consumer<String> progress)
            throws IOException {
        var scratch = Files.createTempDirectory("drey-images-");
        try {
            return new Kitchen(settings, new ImageBuilder(docker, progress), repository, scratch).cook();
        } finally {
            delete(scratch);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Makes one image after the other. */
    private record Kitchen(ImageSettings settings, ImageBuilder builder, Path repository, Path scratch) {
        Images cook() throws IOException {
            var local = settings.needHostPackages()
                    ? Optional.of(builder.build(new HostPackages(scratch).recipe()))
                    : Optional.<String>empty();
            String jre = settings.jre().or(() -> local).orElseThrow();
            String zooKeeper =
                    settings.zooKeeper().isPresent() ? settings.zooKeeper().get() : zooKeeper(jre);
            String mesos = settings.mesos().isPresent() ? settings.mesos().get() : simulatedMesos(jre);
            String tools = settings.tools().or(() -> local).orElseThrow();
            var versions = List.of(
                    "mesos: " + mesos,
                    "zookeeper: " + zooKeeper,
                    "marathon: " + settings.marathon().orElse("none"),
                    "jre: " + jre,
                    "tools: " + tools);
            Path app = repository.resolve("compose/marathon-session.json");
            return new Images(node(mesos, jre), zooKeeper, settings.marathon(), app, tools, versions);
        }

        private String zooKeeper(String jre) throws IOException {
            var recipe = Recipe.of("zookeeper", """
                    ARG JRE_IMAGE
                    FROM ${JRE_IMAGE}
                    COPY lib /opt/zookeeper/lib
                    COPY run.sh /opt/zookeeper/run.sh
                    EXPOSE 2181 2888 3888
                    ENTRYPOINT ["/opt/zookeeper/run.sh"]
                    """)
                    .argument("JRE_IMAGE", jre)
                    .file("run.sh", Resources.copy("zookeeper/run.sh", scratch));
            for (Path jar : jars("harness/target/lib")) {
                String name = jar.getFileName().toString();
                if (ZOOKEEPER_JARS.stream().anyMatch(name::startsWith)) {
                    recipe.file("lib/" + name, jar);
                }
            }
            return builder.build(recipe);
        }

        private String simulatedMesos(String jre) throws IOException {
            var recipe = Recipe.of("simulated-mesos", """
                    ARG JRE_IMAGE
                    FROM ${JRE_IMAGE}
                    COPY mesos /opt/mesos
                    RUN cd /usr/local/bin && ln -s /opt/mesos/bin/mesos-master . && \\
                        ln -s mesos-master mesos-slave && ln -s mesos-master mesos-agent
                    EXPOSE 5050 5051
                    """)
                    .argument("JRE_IMAGE", jre)
                    .file("mesos/bin/mesos-master", repository.resolve("simulator/src/main/scripts/mesos-master"));
            var jars = new ArrayList<>(jars("simulator/target/lib"));
            jars.addAll(jars("simulator/target"));
            for (Path jar : jars) {
                recipe.file("mesos/lib/" + jar.getFileName(), jar);
            }
            return builder.build(recipe);
        }

        /* The same Dockerfile with which people make theirs. */
        private String node(String mesos, String jre) throws IOException {
            return builder.build(Recipe.of("node", Files.readString(repository.resolve("compose/Dockerfile")))
                    .argument("MESOS_IMAGE", mesos)
                    .argument("JRE_IMAGE", jre)
                    .directory(".", distribution()));
        }

        private Path distribution() throws IOException {
            Path target = repository.resolve("core/target");
            if (Files.isDirectory(target)) {
                try (Stream<Path> entries = Files.list(target)) {
                    var found = entries.filter(entry -> Files.isExecutable(entry.resolve("bin/mesos-appmaster.sh")))
                            .findFirst();
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
            throw new IOException("no distribution in " + target + ": run `mvn -DskipTests package` first");
        }

        private List<Path> jars(String folder) throws IOException {
            Path lib = repository.resolve(folder);
            if (!Files.isDirectory(lib)) {
                throw new IOException("no " + lib + ": run `mvn -DskipTests package` first");
            }
            try (Stream<Path> files = Files.list(lib)) {
                return files.filter(file -> file.toString().endsWith(".jar"))
                        .sorted()
                        .toList();
            }
        }
    }
}
