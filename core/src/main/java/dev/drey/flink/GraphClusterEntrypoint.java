/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.dispatcher.runner.DefaultDispatcherRunnerFactory;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.entrypoint.SessionClusterEntrypoint;
import org.apache.flink.runtime.entrypoint.component.DefaultDispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.highavailability.ApplicationResultStoreOptions;
import org.apache.flink.runtime.highavailability.JobResultStoreOptions;
import org.apache.flink.runtime.rest.ApplicationRestEndpointFactory;
import org.apache.flink.streaming.api.graph.ExecutionPlan;

/** The application master of one job, as it is made with Flink 2.3. */
final class GraphClusterEntrypoint extends SessionClusterEntrypoint {
    static final JobGraphFile.Form<ExecutionPlan> FORM =
            new JobGraphFile.Form<>(ExecutionPlan.class, ExecutionPlan::getUserJars);

    private final AppmasterConfig config;
    private final JobGraphFile<ExecutionPlan> job;

    private GraphClusterEntrypoint(
            Configuration configuration, AppmasterConfig config, JobGraphFile<ExecutionPlan> job) {
        super(configuration);
        this.config = config;
        this.job = job;
    }

    /** Ends this process, with a message, if there is no job in the file. */
    static ClusterEntrypoint of(Configuration configuration, AppmasterConfig config) {
        keepResults(configuration);
        return new GraphClusterEntrypoint(configuration, config, JobGraphFile.readOrExit(configuration, FORM));
    }

    @Override
    protected DefaultDispatcherResourceManagerComponentFactory createDispatcherResourceManagerComponentFactory(
            Configuration configuration) {
        return new DefaultDispatcherResourceManagerComponentFactory(
                new DefaultDispatcherRunnerFactory(new GraphDispatcher(job)),
                new MesosResourceManagerFactory(config),
                ApplicationRestEndpointFactory.INSTANCE);
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
}
