/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.scheduler.FrameworkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who the framework is.
 *
 * @param user the Unix user of the workers
 * @param secret the secret of the principal
 * @param endsWithSigterm whether it is torn down when this process is told to end
 * @param registersAnew whether it comes back under a new id after the master removed it
 * @param capabilities what it asks the master for beyond the ordinary, by the names of Mesos
 */
public record FrameworkConfig(
        String name,
        String user,
        Set<String> roles,
        Duration failoverTimeout,
        Optional<String> principal,
        Optional<String> secret,
        Map<String, String> labels,
        boolean registersAnew,
        boolean endsWithSigterm,
        Set<String> capabilities) {
    private static final Set<String> CAPABILITIES = new TreeSet<>(Set.of(
            "GPU_RESOURCES",
            "MULTI_ROLE",
            "PARTITION_AWARE",
            "REGION_AWARE",
            "RESERVATION_REFINEMENT",
            "TASK_KILLING_STATE"));

    static FrameworkConfig read(OptionReader reader) {
        var principal = reader.text(MesosOptions.FRAMEWORK_PRINCIPAL);
        var secret = secret(reader);
        if (secret.isPresent() && principal.isEmpty()) {
            reader.report(ConfigProblem.missing(MesosOptions.FRAMEWORK_PRINCIPAL.key())
                    .because("there is a secret but nobody it belongs to")
                    .tryInstead("set it, or remove the secret"));
        }
        if (principal.filter(text -> text.contains(":")).isPresent()) {
            reader.report(
                    MesosOptions.FRAMEWORK_PRINCIPAL, "it holds a colon", "no Mesos master can check such a name");
        }
        if (secret.filter(text -> text.contains(":")).isPresent()) {
            reader.report(MesosOptions.FRAMEWORK_SECRET, "it holds a colon", "no Mesos master can check such a secret");
        }
        return new FrameworkConfig(
                reader.text(MesosOptions.FRAMEWORK_NAME).orElse(MesosOptions.FRAMEWORK_NAME.defaultValue()),
                reader.text(MesosOptions.FRAMEWORK_USER).orElse(System.getProperty("user.name")),
                roles(reader),
                reader.notNegativeDuration(MesosOptions.FAILOVER_TIMEOUT),
                principal,
                secret,
                new TreeMap<>(reader.get(MesosOptions.FRAMEWORK_LABELS)),
                reader.get(MesosOptions.FRAMEWORK_WHEN_REMOVED) == MesosOptions.RemovedFramework.REGISTER_ANEW,
                reader.get(MesosOptions.FRAMEWORK_ON_SIGTERM) == MesosOptions.OnSigterm.TEAR_DOWN,
                capabilities(reader));
    }

    /**
     * The settings to subscribe with.
     *
     * @param looksAtRegions whether agents of other regions than the master's are of use
     */
    FrameworkSettings settings(String hostname, Optional<String> webuiUrl, boolean usesGpus, boolean looksAtRegions) {
        var all = new TreeSet<>(capabilities);
        if (usesGpus) {
            all.add("GPU_RESOURCES");
        }
        if (looksAtRegions) {
            all.add("REGION_AWARE");
        }
        return new FrameworkSettings(
                name, user, roles, failoverTimeout, true, hostname, webuiUrl, principal, all, labels);
    }

    /** Everything but the secret. */
    @Override
    public String toString() {
        return "FrameworkConfig[name=" + name + ", user=" + user + ", roles=" + roles + ", principal=" + principal
                + "]";
    }

    private static Set<String> capabilities(OptionReader reader) {
        var names = new TreeSet<>(reader.items(MesosOptions.FRAMEWORK_CAPABILITIES));
        names.stream()
                .filter(name -> !CAPABILITIES.contains(name))
                .forEach(name -> reader.report(
                        MesosOptions.FRAMEWORK_CAPABILITIES,
                        "'" + name + "' is none that workers can make use of",
                        "known are " + String.join(", ", CAPABILITIES)));
        return names;
    }

    private static Set<String> roles(OptionReader reader) {
        var roles = new TreeSet<>(reader.items(MesosOptions.FRAMEWORK_ROLE));
        if (roles.isEmpty()) {
            roles.add(MesosOptions.FRAMEWORK_ROLE.defaultValue());
        }
        roles.stream()
                .filter(role -> !isValidRole(role))
                .forEach(role -> reader.report(
                        MesosOptions.FRAMEWORK_ROLE,
                        "'" + role + "' is not a role",
                        "a role has no blanks, does not begin with '-' or '/', and is neither '.' nor '..'"));
        return roles;
    }

    /* The rule of the master, see roles.cpp of Mesos. */
    private static boolean isValidRole(String role) {
        return !role.matches("-.*|/.*|.*/|.*//.*|.*\\s.*|.*\\\\.*")
                && !Set.of(".", "..").contains(role);
    }

    private static Optional<String> secret(OptionReader reader) {
        var file = reader.text(MesosOptions.FRAMEWORK_SECRET_FILE);
        var secret = reader.optional(MesosOptions.FRAMEWORK_SECRET);
        if (file.isPresent() && secret.isPresent()) {
            reader.report(MesosOptions.FRAMEWORK_SECRET_FILE, "the secret is given as well", "remove one of them");
        }
        return file.isPresent() ? contentOf(file.get(), reader) : secret;
    }

    private static Optional<String> contentOf(String file, OptionReader reader) {
        try {
            return Optional.of(Files.readString(Path.of(file)).replaceFirst("\\R\\z", ""));
        } catch (IOException e) {
            reader.report(
                    MesosOptions.FRAMEWORK_SECRET_FILE, "it cannot be read: " + e, "it must be a file of this user");
            return Optional.empty();
        }
    }
}
