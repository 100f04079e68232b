/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ConfigConstants;

/** The Flink installation this process runs from, as the start script tells it, and what of it workers need. */
final class FlinkFiles {
    /* Each worker gets a configuration of its own; the other files of conf/ are those of the logging frameworks. */
    private static final Set<String> CONFIGURATION = Set.of("config.yaml", "flink-conf.yaml");

    private final Map<String, String> environment;

    FlinkFiles(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Logging configuration only: the rest of Flink is on the agents already. */
    void addConfigurationTo(WorkerBundle bundle) throws IOException {
        for (var file : below(directory(ConfigConstants.ENV_FLINK_CONF_DIR).orElseThrow(this::notStartedByScript))) {
            if (!CONFIGURATION.contains(file.relative())) {
                bundle.ship(new ShippedFile(file.path(), "conf/" + file.relative(), false, false));
            }
        }
    }

    /** The programs and libraries of Flink, and the user's libraries in usrlib next to them. */
    void addDistributionTo(WorkerBundle bundle) throws IOException {
        var lib = directory(ConfigConstants.ENV_FLINK_LIB_DIR).orElseThrow(this::notStartedByScript);
        add("bin", directory("FLINK_BIN_DIR").orElseThrow(this::notStartedByScript), bundle);
        add("lib", lib, bundle);
        var plugins = directory(ConfigConstants.ENV_FLINK_PLUGINS_DIR);
        if (plugins.isPresent()) {
            add("plugins", plugins.get(), bundle);
        }
        var usrlib = lib.toAbsolutePath().resolveSibling(ConfigConstants.DEFAULT_FLINK_USR_LIB_DIR);
        if (Files.isDirectory(usrlib)) {
            add("usrlib", usrlib, bundle);
        }
    }

    private void add(String destination, Path directory, WorkerBundle bundle) throws IOException {
        for (var file : below(directory)) {
            boolean executable = Files.isExecutable(file.path());
            bundle.ship(new ShippedFile(file.path(), destination + "/" + file.relative(), true, executable));
        }
    }

    private Optional<Path> directory(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(Path::of).filter(Files::isDirectory);
    }

    private IllegalStateException notStartedByScript() {
        return new IllegalStateException("FLINK_BIN_DIR, FLINK_CONF_DIR and FLINK_LIB_DIR must name directories;"
                + " bin/mesos-appmaster.sh sets them");
    }

    private record Found(Path path, String relative) {}

    private static List<Found> below(Path directory) throws IOException {
        try (var walk = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(Files::isRegularFile)
                    .map(path -> new Found(path, directory.relativize(path).toString()))
                    .sorted((one, other) -> one.relative().compareTo(other.relative()))
                    .toList();
        }
    }
}
