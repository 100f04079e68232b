/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.application.SingleJobApplication;
import org.apache.flink.runtime.blob.BlobClient;
import org.apache.flink.runtime.blob.BlobServer;
import org.apache.flink.runtime.client.ClientUtils;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.messages.Acknowledge;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.streaming.api.graph.ExecutionPlan;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.concurrent.ScheduledExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one job of a cluster that lives for it: submits or recovers it, and ends the cluster with it, whether somebody
 * fetches its result or not.
 */
final class GraphApplication extends SingleJobApplication {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(GraphApplication.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final transient JobGraphFile<ExecutionPlan> job;
    private final transient Surroundings surroundings;
    private transient DispatcherGateway dispatcher;
    private transient Executor mainThread;

    /**
     * What the application finds where it runs.
     *
     * @param isRecovered whether an earlier leader had submitted the job
     * @param ended how the job ended under an earlier leader, if it did
     */
    record Surroundings(
            Configuration configuration,
            BlobServer blobs,
            Executor io,
            boolean isRecovered,
            Optional<ApplicationStatus> ended) {}

    /* For the superclass the job is always a recovered one: submitting is done here, off the main thread. */
    GraphApplication(JobGraphFile<ExecutionPlan> job, Surroundings surroundings) {
        super(job.plan(), true);
        this.job = job;
        this.surroundings = surroundings;
    }

    /* The dispatcher waits for the answer in its main thread, so that no call to it may be part of it. */
    @Override
    public CompletableFuture<Acknowledge> execute(
            DispatcherGateway gateway, ScheduledExecutor executor, Executor mainThread, FatalErrorHandler errors) {
        this.dispatcher = gateway;
        this.mainThread = mainThread;
        var answer = super.execute(gateway, executor, mainThread, errors);
        CompletableFuture.runAsync(this::begin, surroundings.io()).whenComplete((done, failure) -> {
            if (failure != null) {
                errors.onFatalError(new FlinkException(
                        "the job cannot be run: "
                                + ExceptionUtils.stripCompletionException(failure)
                                        .getMessage(),
                        failure));
            }
        });
        return answer;
    }

    @Override
    public void jobStatusChanges(JobID id, JobStatus status, long time) {
        super.jobStatusChanges(id, status, time);
        if (status.isGloballyTerminalState()) {
            end(ApplicationStatus.fromJobStatus(status));
        }
    }

    private void begin() {
        var id = job.plan().getJobID();
        if (surroundings.ended().isPresent()) {
            LOG.info("job={} has ended already; it is not run again", id);
            mainThread.execute(() -> endAgain(surroundings.ended().get()));
        } else if (surroundings.isRecovered()) {
            LOG.info("recover job={}", id);
            dispatcher.recoverJob(id, PATIENCE).join();
        } else {
            LOG.info("submit job={} jars={}", id, job.jars());
            upload();
            dispatcher.submitJob(job.plan(), PATIENCE).join();
        }
    }

    /* A cluster ends only when its applications have ended. */
    private void endAgain(ApplicationStatus status) {
        switch (status) {
            case SUCCEEDED -> transitionToFinished();
            case CANCELED -> {
                transitionToCanceling();
                transitionToCanceled();
            }
            default -> {
                transitionToFailing();
                transitionToFailed();
            }
        }
        end(status);
    }

    private void upload() {
        var artifacts = job.plan().getUserArtifacts().entrySet().stream()
                .map(entry -> Tuple2.of(entry.getKey(), new Path(entry.getValue().filePath)))
                .toList();
        if (job.jars().isEmpty() && artifacts.isEmpty()) {
            return;
        }
        var address = new InetSocketAddress(
                surroundings.blobs().getAddress(), surroundings.blobs().getPort());
        try {
            ClientUtils.uploadExecutionPlanFiles(
                    job.plan(), job.jars(), artifacts, () -> new BlobClient(address, surroundings.configuration()));
        } catch (FlinkException e) {
            throw new CompletionException(e);
        }
    }

    private void end(ApplicationStatus status) {
        LOG.info("end the cluster: job={} status={}", job.plan().getJobID(), status);
        dispatcher.shutDownCluster(status);
    }
}
