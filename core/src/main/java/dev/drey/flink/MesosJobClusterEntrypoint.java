/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.dispatcher.runner.DefaultDispatcherRunnerFactory;
import org.apache.flink.runtime.entrypoint.ClusterEntrypointUtils;
import org.apache.flink.runtime.entrypoint.EntrypointClusterConfigurationParserFactory;
import org.apache.flink.runtime.entrypoint.SessionClusterEntrypoint;
import org.apache.flink.runtime.entrypoint.component.DefaultDispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.highavailability.ApplicationResultStoreOptions;
import org.apache.flink.runtime.highavailability.JobResultStoreOptions;
import org.apache.flink.runtime.rest.ApplicationRestEndpointFactory;
import org.apache.flink.util.FlinkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application master of one job, whose graph is in a file: it ends when the job does. */
public final class MesosJobClusterEntrypoint extends SessionClusterEntrypoint {
    /** As Flink 1 called it; relative to the working directory. */
    public static final ConfigOption<String> JOB_GRAPH =
            key("internal.jobgraph-path").stringType().defaultValue("job.graph");

    private static final Logger LOG = LoggerFactory.getLogger(MesosJobClusterEntrypoint.class);

    private final AppmasterConfig config;
    private final JobGraphFile job;

    private MesosJobClusterEntrypoint(Configuration configuration, AppmasterConfig config, JobGraphFile job) {
        super(configuration);
        this.config = config;
        this.job = job;
    }

    @Override
    protected DefaultDispatcherResourceManagerComponentFactory createDispatcherResourceManagerComponentFactory(
            Configuration configuration) {
        return new DefaultDispatcherResourceManagerComponentFactory(
                new DefaultDispatcherRunnerFactory(new GraphDispatcher(job)),
                new MesosResourceManagerFactory(config),
                ApplicationRestEndpointFactory.INSTANCE);
    }

    public static void main(String[] args) {
        var type = MesosJobClusterEntrypoint.class;
        Startup.prepareProcess(type, args);
        var arguments = ClusterEntrypointUtils.parseParametersOrExit(
                args, new EntrypointClusterConfigurationParserFactory(), type);
        Startup.refuseWords(arguments.getArgs());
        var configuration = Startup.load(arguments);
        keepResults(configuration);
        var config = Startup.readOrExit(configuration);
        ClusterProcess.run(new MesosJobClusterEntrypoint(configuration, config, jobOrExit(configuration)));
    }

    /* Whatever starts this process again after it ended well must not run the job a second time (D26). */
    private static void keepResults(Configuration configuration) {
        for (var option :
                List.of(JobResultStoreOptions.DELETE_ON_COMMIT, ApplicationResultStoreOptions.DELETE_ON_COMMIT)) {
            if (!configuration.contains(option)) {
                configuration.set(option, false);
            }
        }
    }

    private static JobGraphFile jobOrExit(Configuration configuration) {
        try {
            var library = ClusterEntrypointUtils.tryFindUserLibDirectory().map(File::toPath);
            return JobGraphFile.read(Path.of(configuration.get(JOB_GRAPH)), library.orElse(null));
        } catch (FlinkException e) {
            LOG.error("Cannot start: {}", e.getMessage(), e);
            System.err.println("Cannot start: " + e.getMessage());
            System.exit(Startup.FAILED);
            throw new IllegalStateException("unreachable", e);
        }
    }
}
