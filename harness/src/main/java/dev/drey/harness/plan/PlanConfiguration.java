/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import dev.drey.flink.ConfigurationFile;
import dev.drey.flink.ConfiguredFleet;
import dev.drey.flink.InvalidConfigException;
import dev.drey.flink.MesosOptions;
import dev.drey.harness.scenario.Nearest;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.AlgorithmOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.TaskManagerOptionsInternal;

/** What an appmaster would be configured with, as far as it decides where workers go. */
public final class PlanConfiguration {
    /* Nobody is connected to: an address has to be there, and files of secrets and certificates need not be. */
    private static final String NOBODY = "127.0.0.1:5050";
    private static final List<String> NOT_NEEDED =
            List.of(MesosOptions.FRAMEWORK_SECRET.key(), MesosOptions.FRAMEWORK_SECRET_FILE.key());
    private static final String TLS = "mesos.ssl.";

    private static final List<String> CHECKED = List.of("taskmanager.", "slotmanager.");
    private static final List<Class<?>> FLINK = List.of(
            AlgorithmOptions.class,
            CheckpointingOptions.class,
            ClusterOptions.class,
            CoreOptions.class,
            MetricOptions.class,
            NettyShuffleEnvironmentOptions.class,
            ResourceManagerOptions.class,
            TaskManagerOptions.class,
            TaskManagerOptionsInternal.class);

    private final Configuration configuration;

    private PlanConfiguration(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Reads the files of a directory, if there is one, and these options before them.
     *
     * @throws IllegalArgumentException if an option looks like a misspelt one of Flink; the message names both
     * @throws org.apache.flink.configuration.IllegalConfigurationException if the directory has no configuration
     */
    public static PlanConfiguration of(Optional<Path> directory, Map<String, String> options) {
        check(options.keySet());
        var dynamic = Configuration.fromMap(options);
        return new PlanConfiguration(directory
                .map(path -> ConfigurationFile.load(path.toString(), dynamic))
                .orElse(dynamic));
    }

    /** As the appmaster reads it, but for what it needs to reach its master. */
    public ConfiguredFleet fleet() throws InvalidConfigException {
        var relevant = Configuration.fromMap(configuration.toMap());
        relevant.keySet().stream()
                .filter(key -> key.startsWith(TLS) || NOT_NEEDED.contains(key))
                .toList()
                .forEach(relevant::removeKey);
        relevant.set(MesosOptions.MASTER, NOBODY);
        return ConfiguredFleet.read(relevant);
    }

    /** How many workers Flink starts without being asked by a job ({@code slotmanager.number-of-slots.min}), or 1. */
    public int workers() {
        var slots = Math.max(1, configuration.get(TaskManagerOptions.NUM_TASK_SLOTS));
        var least = configuration.get(ResourceManagerOptions.MIN_SLOT_NUM);
        return Math.max(1, (least + slots - 1) / slots);
    }

    /* The appmaster's own options are checked by its reader; Flink ignores what it does not know. */
    private static void check(Set<String> keys) {
        var known = known();
        for (var key : keys) {
            if (CHECKED.stream().anyMatch(key::startsWith) && !known.contains(key)) {
                var hint = Nearest.to(key, known);
                if (hint.isPresent()) {
                    throw new IllegalArgumentException(
                            "-D" + key + ": Flink has no such option; did you mean " + hint.get() + "?");
                }
            }
        }
    }

    static Set<String> known() {
        var keys = new TreeSet<String>();
        for (var options : FLINK) {
            for (var option : options(options)) {
                keys.add(option.key());
                option.fallbackKeys().forEach(fallback -> keys.add(fallback.getKey()));
            }
        }
        return keys;
    }

    private static List<ConfigOption<?>> options(Class<?> options) {
        var found = new ArrayList<ConfigOption<?>>();
        Arrays.stream(options.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && Modifier.isPublic(field.getModifiers()))
                .filter(field -> field.getType() == ConfigOption.class)
                .forEach(field -> {
                    try {
                        found.add((ConfigOption<?>) field.get(null));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(field + " is public", e);
                    }
                });
        return found;
    }
}
