/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.apache.flink.configuration.ConfigOptions.key;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.runtime.entrypoint.ClusterEntrypointUtils;
import org.apache.flink.runtime.entrypoint.EntrypointClusterConfigurationParserFactory;

/**
 * The application master of one job, whose graph is in a file: it ends when the job does. What it is made of differs
 * between versions of Flink, so that this class only chooses, and knows nothing that one of them lacks.
 */
public final class MesosJobClusterEntrypoint {
    /** As Flink 1 called it; relative to the working directory. */
    public static final ConfigOption<String> JOB_GRAPH =
            key("internal.jobgraph-path").stringType().defaultValue("job.graph");

    private MesosJobClusterEntrypoint() {}

    public static void main(String[] args) {
        var type = MesosJobClusterEntrypoint.class;
        Startup.prepareProcess(type, args);
        var version = FlinkVersion.here();
        if (!version.runsGraphs()) {
            Startup.exit("a job can be run from its graph with Flink 2.3 or 1.20 only, and this is Flink "
                    + version.name() + "; run its jar with mesos-appmaster-application.sh --jar <file>");
        }
        var arguments = ClusterEntrypointUtils.parseParametersOrExit(
                args, new EntrypointClusterConfigurationParserFactory(), type);
        Startup.refuseWords(arguments.getArgs());
        var configuration = Startup.load(arguments);
        var config = Startup.readOrExit(configuration);
        ClusterProcess.run(
                version.isOfFlink1()
                        ? Flink1GraphClusterEntrypoint.of(configuration, config)
                        : GraphClusterEntrypoint.of(configuration, config));
    }
}
