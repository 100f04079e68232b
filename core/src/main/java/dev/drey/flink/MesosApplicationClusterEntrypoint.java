/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.DefaultPackagedProgramRetriever;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypointUtils;
import org.apache.flink.util.FlinkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application master of one application: it runs its main method, and ends when the application does. */
public final class MesosApplicationClusterEntrypoint extends ApplicationClusterEntryPoint {
    private static final Logger LOG = LoggerFactory.getLogger(MesosApplicationClusterEntrypoint.class);

    private MesosApplicationClusterEntrypoint(
            Configuration configuration, AppmasterConfig config, PackagedProgram program) {
        super(configuration, program, new MesosResourceManagerFactory(config));
    }

    public static void main(String[] args) {
        var type = MesosApplicationClusterEntrypoint.class;
        Startup.prepareProcess(type, args);
        var arguments = ClusterEntrypointUtils.parseParametersOrExit(args, new ApplicationArguments.Parser(), type);
        var configuration = Startup.load(arguments.cluster());
        var config = Startup.readOrExit(configuration);
        var program = programOrExit(arguments, configuration);
        ClusterProcess.run(new MesosApplicationClusterEntrypoint(configuration, config, program));
    }

    private static PackagedProgram programOrExit(ApplicationArguments arguments, Configuration configuration) {
        try {
            var program = program(arguments, configuration);
            configureExecution(configuration, program);
            return program;
        } catch (Exception e) {
            LOG.error("Cannot load the application", e);
            System.err.println("Cannot load the application: " + e.getMessage());
            System.exit(Startup.FAILED);
            throw new IllegalStateException("unreachable", e);
        }
    }

    private static PackagedProgram program(ApplicationArguments arguments, Configuration configuration)
            throws FlinkException {
        return DefaultPackagedProgramRetriever.create(
                        ClusterEntrypointUtils.tryFindUserLibDirectory().orElse(null),
                        arguments.jar().orElse(null),
                        arguments.mainClass().orElse(null),
                        arguments.cluster().getArgs(),
                        configuration)
                .getPackagedProgram();
    }
}
