/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.YamlParserUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration of Flink: {@code config.yaml}, or a {@code flink-conf.yaml} of Flink 1 if that is the only
 * one. Flink 2 itself knows the former only; operators who come from Flink 1 have the latter. It also differs from
 * Flink's own reading in what it logs: no password, wherever it is.
 *
 * <p>The old file has one {@code key: value} per line and is no YAML: a {@code #} begins a comment wherever it is, and
 * a line without colon and blank is left out with a warning.
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
     * @throws IllegalConfigurationException if there is no file, or it cannot be read; the message tells
     */
    public static Configuration load(String directory, Configuration dynamic) {
        var values = read(Path.of(directory));
        log("file", values);
        log("command line", dynamic.toMap());
        var configuration = new Configuration();
        values.forEach(configuration::setString);
        configuration.addAll(dynamic);
        return configuration;
    }

    private static Map<String, String> read(Path directory) {
        var current = directory.resolve(NEW);
        var old = directory.resolve(OLD);
        if (Files.exists(current)) {
            if (Files.exists(old)) {
                LOG.warn("{} is not read, because there is a {} beside it; remove one of them", old, NEW);
            }
            return readYaml(current);
        }
        if (Files.exists(old)) {
            LOG.info("reading {}, the configuration file of Flink 1", old);
            return readOld(old);
        }
        throw new IllegalConfigurationException("there is neither a " + NEW + " nor a " + OLD + " in "
                + directory.toAbsolutePath() + "; set FLINK_CONF_DIR to where it is");
    }

    private static Map<String, String> readYaml(Path file) {
        try {
            var values = new TreeMap<String, String>();
            flatten("", YamlParserUtils.loadYamlFile(file.toFile()), values);
            return values;
        } catch (Exception e) {
            throw new IllegalConfigurationException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void flatten(String prefix, Map<?, ?> nested, Map<String, String> values) {
        nested.forEach((name, value) -> {
            var key = prefix + name;
            if (value instanceof Map<?, ?> deeper) {
                flatten(key + ".", deeper, values);
            } else if (value instanceof List<?>) {
                values.put(key, YamlParserUtils.toYAMLString(value));
            } else if (value != null) {
                values.put(key, value.toString());
            }
        });
    }

    private static Map<String, String> readOld(Path file) {
        try {
            var values = new TreeMap<String, String>();
            int number = 0;
            for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                number++;
                readLine(line, file + ":" + number, values);
            }
            return values;
        } catch (IOException e) {
            throw new IllegalConfigurationException(file + " cannot be read: " + e, e);
        }
    }

    private static void readLine(String line, String where, Map<String, String> values) {
        var content = line.split("#", 2)[0].strip();
        if (content.isEmpty()) {
            return;
        }
        var parts = content.split(": ", 2);
        if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
            LOG.warn("{} is left out: expected <key>: <value>, with a blank after the colon", where);
            return;
        }
        values.put(parts[0].strip(), parts[1].strip());
    }

    private static void log(String origin, Map<String, String> values) {
        values.forEach((key, value) -> LOG.info("option of the {}: {}={}", origin, key, Secrets.shown(key, value)));
    }
}
