/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.net.BindException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.entrypoint.ClusterEntrypointException;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an application master until its end, as {@link ClusterEntrypoint#runClusterEntrypoint} does, but tells in one
 * sentence why it cannot start.
 */
final class ClusterProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterProcess.class);
    private static final int RUNTIME_FAILURE = 2;

    private ClusterProcess() {}

    /** Does not return: the process ends with the exit status of the cluster. */
    static void run(ClusterEntrypoint entrypoint) {
        try {
            entrypoint.startCluster();
        } catch (ClusterEntrypointException e) {
            LOG.debug("the application master cannot start", e);
            System.err.println("Cannot start: " + sentence(e));
            System.exit(Startup.FAILED);
        }
        System.exit(exitStatus(entrypoint));
    }

    private static int exitStatus(ClusterEntrypoint entrypoint) {
        try {
            return entrypoint.getTerminationFuture().get().processExitCode();
        } catch (ExecutionException e) {
            LOG.error("the application master failed", e.getCause());
            return RUNTIME_FAILURE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RUNTIME_FAILURE;
        }
    }

    static String sentence(Throwable failure) {
        var busy = ExceptionUtils.findThrowable(failure, BindException.class);
        if (busy.isPresent()) {
            return busy.get().getMessage() + ": choose another " + RestOptions.PORT.key() + " or "
                    + RestOptions.BIND_PORT.key() + ", or end what listens there.";
        }
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return (cause.getMessage() == null ? cause.toString() : cause.getMessage())
                + " (The log says more at level DEBUG.)";
    }
}
