/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.cli;

import dev.drey.flink.ConfigurationFile;
import java.util.concurrent.TimeUnit;
import org.apache.flink.client.deployment.StandaloneClusterDescriptor;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.entrypoint.EntrypointClusterConfigurationParserFactory;
import org.apache.flink.runtime.entrypoint.FlinkParseException;
import org.apache.flink.runtime.entrypoint.parser.CommandLineParser;
import org.apache.flink.util.ExceptionUtils;

/** Ends a running cluster with its jobs and workers: {@code mesos-appmaster.sh --stop}. */
public final class StopCluster {
    private static final int PATIENCE_SECONDS = 60;

    private StopCluster() {}

    /**
     * Arguments: those with which the cluster was started. It is found where Flink's client finds
     * it, else on this machine.
     */
    public static void main(String[] args) {
        try {
            var arguments = new CommandLineParser<>(new EntrypointClusterConfigurationParserFactory()).parse(args);
            var configuration = ConfigurationFile.load(
                    arguments.getConfigDir(), ConfigurationUtils.createConfiguration(arguments.getDynamicProperties()));
            configuration.set(RestOptions.RETRY_MAX_ATTEMPTS, 3);
            if (configuration.getOptional(RestOptions.ADDRESS).isEmpty()) {
                configuration.set(RestOptions.ADDRESS, "localhost");
            }
            try (var descriptor = new StandaloneClusterDescriptor(configuration);
                    var client = descriptor
                            .retrieve(StandaloneClusterId.getInstance())
                            .getClusterClient()) {
                /* The call that follows would not tell that nobody answers. */
                int jobs = client.listJobs()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .size();
                client.shutDownCluster();
                System.out.println("the cluster at " + client.getWebInterfaceURL() + " ends, with its workers and "
                        + (jobs == 1 ? "1 job" : jobs + " jobs"));
            }
        } catch (FlinkParseException e) {
            fail(e.getMessage() + "; see --help");
        } catch (Exception e) {
            fail("there is no cluster to be stopped: " + rootOf(e)
                    + "; give the options the cluster was started with, or -Drest.address=<host> -Drest.port=<port>");
        }
    }

    private static String rootOf(Throwable failure) {
        var root = ExceptionUtils.stripExecutionException(failure);
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private static void fail(String why) {
        System.err.println("mesos-appmaster.sh --stop: " + why);
        System.exit(1);
    }
}
