/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;

/** What all workers have in common besides the configuration of Flink: files, environment, adapted settings. */
final class WorkerBundle {
    private final List<ShippedFile> files = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final Map<String, String> configuration = new TreeMap<>();
    private final List<String> jvmOptions = new ArrayList<>();

    /**
     * What an appmaster of this configuration and environment gives its workers.
     *
     * @throws IOException if a file that the configuration names cannot be found
     */
    static WorkerBundle of(AppmasterConfig config, Configuration configuration, Map<String, String> environment)
            throws IOException {
        var bundle = new WorkerBundle();
        var flink = new FlinkFiles(environment);
        flink.addConfigurationTo(bundle);
        if (config.worker().start().flinkHome().isEmpty()) {
            flink.addDistributionTo(bundle);
        }
        HadoopFiles.addTo(bundle, configuration, environment);
        SecurityFiles.addTo(bundle, configuration);
        return bundle;
    }

    void ship(ShippedFile file) {
        files.add(file);
    }

    void environment(String name, String value) {
        environment.put(name, value);
    }

    void configure(String key, String value) {
        configuration.put(key, value);
    }

    void jvmOption(String option) {
        jvmOptions.add(option);
    }

    List<ShippedFile> files() {
        return List.copyOf(files);
    }

    Map<String, String> environment() {
        return new TreeMap<>(environment);
    }

    Map<String, String> configuration() {
        return new TreeMap<>(configuration);
    }

    List<String> jvmOptions() {
        return List.copyOf(jvmOptions);
    }
}
