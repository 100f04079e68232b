/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/** The options of a worker's JVM, for the {@code java} launcher to read from a file: they may hold secrets, too. */
final class WorkerJvmOptions {
    private static final List<ConfigOption<String>> OPTIONS = List.of(
            CoreOptions.FLINK_DEFAULT_JVM_OPTIONS,
            CoreOptions.FLINK_JVM_OPTIONS,
            CoreOptions.FLINK_DEFAULT_TM_JVM_OPTIONS,
            CoreOptions.FLINK_TM_JVM_OPTIONS);

    private final List<String> common = new ArrayList<>();

    WorkerJvmOptions(Configuration configuration, List<String> overlay) {
        OPTIONS.stream().map(configuration::get).map(Words::of).forEach(common::addAll);
        common.addAll(overlay);
    }

    /** The options that Flink computed, then those that were configured, as a shell would split them. */
    byte[] argumentFile(TaskExecutorProcessSpec spec) {
        var options = new ArrayList<>(Words.of(ProcessMemoryUtils.generateJvmParametersStr(spec)));
        options.addAll(common);
        return JavaArgumentFile.of(options);
    }
}
