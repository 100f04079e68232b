/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypointUtils;
import org.apache.flink.runtime.entrypoint.EntrypointClusterConfigurationParserFactory;
import org.apache.flink.runtime.entrypoint.SessionClusterEntrypoint;
import org.apache.flink.runtime.entrypoint.component.DefaultDispatcherResourceManagerComponentFactory;

/** The application master of a session: it waits for jobs and starts workers for them. */
public final class MesosSessionClusterEntrypoint extends SessionClusterEntrypoint {
    private final AppmasterConfig config;

    public MesosSessionClusterEntrypoint(Configuration configuration, AppmasterConfig config) {
        super(configuration);
        this.config = config;
    }

    @Override
    protected DefaultDispatcherResourceManagerComponentFactory createDispatcherResourceManagerComponentFactory(
            Configuration configuration) {
        return DefaultDispatcherResourceManagerComponentFactory.createSessionComponentFactory(
                new MesosResourceManagerFactory(config));
    }

    public static void main(String[] args) {
        var type = MesosSessionClusterEntrypoint.class;
        Startup.prepareProcess(type, args);
        var arguments = ClusterEntrypointUtils.parseParametersOrExit(
                args, new EntrypointClusterConfigurationParserFactory(), type);
        Startup.refuseWords(arguments.getArgs());
        var configuration = Startup.load(arguments);
        var config = Startup.readOrExit(configuration);
        ClusterProcess.run(new MesosSessionClusterEntrypoint(configuration, config));
    }
}
