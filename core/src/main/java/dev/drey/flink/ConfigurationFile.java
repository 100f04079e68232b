/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration of Flink: {@code config.yaml}, or a {@code flink-conf.yaml} of Flink 1 if that is the only
 * one. Flink 2 itself knows the former only; operators who come from Flink 1 have the latter.
 *
 * <p>The old file has one {@code key: value} per line and is no YAML: a {@code #} begins a comment wherever it is, and a
 * line without colon and blank is left out with a warning.
 */
public final class ConfigurationFile {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFile.class);
    private static final String NEW = "config.yaml";
    private static final String OLD = "flink-conf.yaml";

    private ConfigurationFile() {}

    /**
     * The configuration of this directory.
     *
     * @param dynamic what comes before that of the file
     * @throws RuntimeException if there is no file; the message says where it was looked for
     */
    public static Configuration load(String directory, Configuration dynamic) {
        var old = Path.of(directory, OLD);
        var hasNew = Files.exists(Path.of(directory, NEW));
        if (!hasNew && Files.exists(old)) {
            var configuration = readOld(old);
            configuration.addAll(dynamic);
            return configuration;
        }
        if (hasNew && Files.exists(old)) {
            LOG.warn("{} is not read, because there is a {} beside it; remove one of them", old, NEW);
        }
        return GlobalConfiguration.loadConfiguration(directory, dynamic);
    }

    private static Configuration readOld(Path file) {
        LOG.info("reading {}, the configuration file of Flink 1; write a {} some day", file, NEW);
        var configuration = new Configuration();
        try {
            int number = 0;
            for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                number++;
                readLine(line, file + ":" + number, configuration);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return configuration;
    }

    private static void readLine(String line, String where, Configuration configuration) {
        var content = line.split("#", 2)[0].strip();
        if (content.isEmpty()) {
            return;
        }
        var parts = content.split(": ", 2);
        if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
            LOG.warn("{} is left out: expected <key>: <value>, with a blank after the colon", where);
            return;
        }
        configuration.setString(parts[0].strip(), parts[1].strip());
    }
}
