/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.SecurityOptions;

/** Tells keys below {@code mesos.} that do not exist from those that do, and what was probably meant. */
final class OptionNames {
    private static final String PREFIX = "mesos.";
    private static final String ALL_TLS = "security.ssl.enabled";

    private static final String JOB_MANAGER_MEMORY = "use jobmanager.memory.process.size, for instance 1600m";
    private static final String WORKER_MEMORY = "use taskmanager.memory.process.size, for instance 1728m";
    private static final String STORE = "remove it: workers are remembered below <path.root>/<cluster-id>/mesos";

    private static final Map<String, String> REMOVED = Map.of(
            "mesos.initial-tasks", "remove it: workers are started when jobs need them",
            "mesos.maximum-failed-tasks", "use resourcemanager.start-worker.max-failure-rate",
            "mesos.resourcemanager.tasks.mem", WORKER_MEMORY,
            "jobmanager.heap.size", JOB_MANAGER_MEMORY,
            "jobmanager.heap.mb", JOB_MANAGER_MEMORY,
            "taskmanager.heap.size", WORKER_MEMORY,
            "taskmanager.heap.mb", WORKER_MEMORY,
            "high-availability.zookeeper.path.mesos-workers", STORE,
            "recovery.zookeeper.path.mesos-workers", STORE);

    /* Map options may also be written as one key per entry below the option's key. */
    private static final Set<String> MAPS =
            Set.of(MesosOptions.FRAMEWORK_LABELS.key() + ".", WorkerOptions.TASKS_LABELS.key() + ".");

    private static final Set<String> KNOWN =
            MesosOptions.all().stream().map(MesosOption::key).collect(Collectors.toCollection(TreeSet::new));

    private OptionNames() {}

    static void check(Configuration configuration, OptionReader reader) {
        new TreeMap<>(configuration.toMap()).forEach((key, value) -> check(key, value, reader));
        checkTls(configuration, reader);
    }

    /** The known key that differs least, if it differs little enough to be what was meant. */
    static Optional<String> nearest(String key) {
        return KNOWN.stream()
                .min(Comparator.comparingInt(known -> distance(key, known)))
                .filter(known -> distance(key, known) <= Math.max(3, key.length() / 4));
    }

    private static void check(String key, String value, OptionReader reader) {
        var problem = ConfigProblem.at(key, value);
        if (REMOVED.containsKey(key)) {
            reader.report(problem.because("this option was removed").tryInstead(REMOVED.get(key)));
        } else if (key.startsWith(PREFIX) && !isKnown(key)) {
            var remedy =
                    nearest(key).map(known -> "did you mean " + known + "?").orElse("see the list of options");
            reader.report(problem.because("there is no such option").tryInstead(remedy));
        }
    }

    /* Flink 2 does not know this key any more, and whoever relies on it would talk in the clear. */
    private static void checkTls(Configuration configuration, OptionReader reader) {
        var isMeant = configuration.toMap().getOrDefault(ALL_TLS, "").strip().equalsIgnoreCase("true");
        if (isMeant
                && !SecurityOptions.isInternalSSLEnabled(configuration)
                && !SecurityOptions.isRestSSLEnabled(configuration)) {
            reader.report(ConfigProblem.at(ALL_TLS, "true")
                    .because("this option was removed from Flink, and nothing would be encrypted")
                    .tryInstead("use security.ssl.internal.enabled and security.ssl.rest.enabled"));
        }
    }

    private static boolean isKnown(String key) {
        return KNOWN.contains(key) || MAPS.stream().anyMatch(key::startsWith);
    }

    /** The number of characters to insert, delete or replace to get from one to the other (Levenshtein). */
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(diagonal, row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
