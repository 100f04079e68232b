/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Debian packages of this machine as the contents of an image, so that no registry is needed. */
final class HostPackages {
    private static final String SCRIPT = "package-files.sh";
    private static final Pattern JRE = Pattern.compile("ii +(openjdk-(\\d+)-jre-headless)");
    private static final int JAVA_MINIMUM = 17;
    private static final String INSTEAD = "name an image instead, for instance -Djre.image=eclipse-temurin:17-jre";
    private static final List<String> TOOLS = List.of(
            "base-files",
            "bash",
            "ca-certificates",
            "coreutils",
            "curl",
            "dash",
            "debianutils",
            "findutils",
            "grep",
            "gzip",
            "hostname",
            "iproute2",
            "iptables",
            "libc-bin",
            "mawk",
            "procps",
            "sed",
            "tar",
            "util-linux");
    private static final String DOCKERFILE = """
            FROM scratch
            ADD rootfs.tar /
            RUN mkdir -p /usr/local/bin /usr/local/sbin && ln -sfn /opt/java/openjdk/bin/java /usr/bin/java
            ENV PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \\
                JAVA_HOME=/opt/java/openjdk LANG=C.UTF-8
            CMD ["/bin/bash"]
            """;

    private final Path scratch;

    /** With a directory for what is made on the way. */
    HostPackages(Path scratch) {
        this.scratch = scratch;
    }

    /** Why there can be no image of this machine's packages, if so. */
    static Optional<String> problem() throws IOException {
        if (!Files.isExecutable(Path.of("/usr/bin/dpkg-query")) || !Files.isExecutable(Path.of("/usr/bin/apt-cache"))) {
            return Optional.of("this machine has no Debian packages that a JRE image could be made of; " + INSTEAD);
        }
        if (jre().isEmpty()) {
            return Optional.of("no package openjdk-" + JAVA_MINIMUM
                    + "-jre-headless or newer is installed that a JRE image could be made of; " + INSTEAD);
        }
        return Optional.empty();
    }

    /** A JRE in {@code /opt/java/openjdk}, a shell and the usual tools, iptables among them. */
    Recipe recipe() throws IOException {
        var packages = new ArrayList<>(TOOLS);
        packages.add(jre().orElseThrow());
        Path script = Resources.copy(SCRIPT, scratch);
        String key = text(command(script, "key", packages)).strip();
        return Recipe.of("jre", DOCKERFILE)
                .argument("SCRIPT", String.valueOf(Files.readString(script).hashCode()))
                .file("rootfs.tar", key, () -> {
                    Path root = scratch.resolve("rootfs.tar");
                    run(command(script, "tar", packages).redirectOutput(root.toFile()));
                    return root;
                });
    }

    /** The newest JRE package that is installed. */
    private static Optional<String> jre() throws IOException {
        var query =
                new ProcessBuilder("dpkg-query", "-W", "-f=${db:Status-Abbrev} ${Package}\n", "openjdk-*-jre-headless");
        return text(query)
                .lines()
                .map(JRE::matcher)
                .filter(Matcher::find)
                .filter(jre -> version(jre) >= JAVA_MINIMUM)
                .max(Comparator.comparingInt(HostPackages::version))
                .map(jre -> jre.group(1));
    }

    private static int version(Matcher jre) {
        return Integer.parseInt(jre.group(2));
    }

    private static ProcessBuilder command(Path script, String action, List<String> packages) {
        var words = new ArrayList<>(List.of("bash", script.toString(), action));
        words.addAll(packages);
        return new ProcessBuilder(words);
    }

    /** What it prints; nothing if it fails, as a query for packages that do not exist does. */
    private static String text(ProcessBuilder command) throws IOException {
        var process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void run(ProcessBuilder command) throws IOException {
        var process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command.command()) + " failed with exit code "
                        + process.exitValue() + "; its message is above");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while packages were packed", e);
        }
    }
}
