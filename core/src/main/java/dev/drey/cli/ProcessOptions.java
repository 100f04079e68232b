/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.cli;

import dev.drey.flink.ApplicationArguments;
import dev.drey.flink.ConfigurationFile;
import dev.drey.flink.Words;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.FlinkParseException;
import org.apache.flink.runtime.entrypoint.parser.CommandLineParser;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * Tells a start script how to start a process of Flink: prints one line per option of its JVM ({@code DREY_JVM:-Xmx1g})
 * and one per option of its main class ({@code DREY_MAIN:key=value}).
 */
public final class ProcessOptions {
    private static final String JVM = "DREY_JVM:";
    private static final String MAIN = "DREY_MAIN:";

    private ProcessOptions() {}

    /** Arguments: {@code jobmanager} or {@code taskmanager}, then those of the process itself. */
    public static void main(String[] args) {
        try {
            print(args[0].equals("jobmanager"), load(List.of(args).subList(1, args.length)), System.out);
        } catch (FlinkParseException e) {
            System.err.println("Cannot start: " + e.getMessage() + "; see --help");
            System.exit(1);
        } catch (RuntimeException e) {
            System.err.println("Cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    static void print(boolean isJobManager, Configuration configuration, PrintStream out) {
        var jvm = new ArrayList<String>();
        String dynamic;
        if (isJobManager) {
            var spec = jobManager(configuration);
            jvm.addAll(Words.of(JobManagerProcessUtils.generateJvmParametersStr(spec, configuration)));
            dynamic = JobManagerProcessUtils.generateDynamicConfigsStr(spec);
        } else {
            var spec = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
            jvm.addAll(Words.of(ProcessMemoryUtils.generateJvmParametersStr(spec)));
            dynamic = TaskExecutorProcessUtils.generateDynamicConfigsStr(spec);
        }
        for (var option : optionsOf(isJobManager)) {
            jvm.addAll(Words.of(configuration.get(option)));
        }
        jvm.forEach(option -> out.println(JVM + option));
        Words.of(dynamic).stream().filter(word -> !word.equals("-D")).forEach(option -> out.println(MAIN + option));
    }

    /* The method is public since Flink 2.0 only. */
    private static JobManagerProcessSpec jobManager(Configuration configuration) {
        try {
            var method = JobManagerProcessUtils.class.getDeclaredMethod("processSpecFromConfig", Configuration.class);
            method.setAccessible(true);
            return (JobManagerProcessSpec) method.invoke(null, configuration);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Drey does not fit this version of Flink: " + e, e);
        }
    }

    private static List<ConfigOption<String>> optionsOf(boolean isJobManager) {
        return List.of(
                CoreOptions.FLINK_DEFAULT_JVM_OPTIONS,
                CoreOptions.FLINK_JVM_OPTIONS,
                isJobManager ? CoreOptions.FLINK_DEFAULT_JM_JVM_OPTIONS : CoreOptions.FLINK_DEFAULT_TM_JVM_OPTIONS,
                isJobManager ? CoreOptions.FLINK_JM_JVM_OPTIONS : CoreOptions.FLINK_TM_JVM_OPTIONS);
    }

    private static Configuration load(List<String> args) throws FlinkParseException {
        var parsed = new CommandLineParser<>(new ApplicationArguments.Parser())
                .parse(args.toArray(String[]::new))
                .cluster();
        return ConfigurationFile.load(
                parsed.getConfigDir(), ConfigurationUtils.createConfiguration(parsed.getDynamicProperties()));
    }
}
