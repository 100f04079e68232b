/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.flink.GraphApplication.Surroundings;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobGraphTestUtils;
import org.apache.flink.runtime.messages.Acknowledge;
import org.apache.flink.runtime.webmonitor.TestingDispatcherGateway;
import org.apache.flink.streaming.api.graph.ExecutionPlan;
import org.apache.flink.util.FlinkException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs that come as a graph in a file, and clusters that live for one of them. */
@Tag("unit")
class JobGraphTest {
    private static final JobGraphFile.Form<ExecutionPlan> FORM = GraphClusterEntrypoint.FORM;

    @TempDir
    private Path directory;

    private final JobGraph graph = JobGraphTestUtils.singleNoOpJobGraph();
    private final List<String> calls = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private CompletableFuture<Acknowledge> submitted = CompletableFuture.completedFuture(Acknowledge.get());

    @Test
    void readsTheGraphAndAddsTheJarsOfUsrlib() throws Exception {
        var library = Files.createDirectories(directory.resolve("usrlib/more"));
        Files.writeString(library.resolve("b.jar"), "");
        Files.writeString(library.resolveSibling("a.jar"), "");
        Files.writeString(library.resolveSibling("readme"), "");
        graph.addJar(new org.apache.flink.core.fs.Path("/built/elsewhere/b.jar"));

        var job = JobGraphFile.read(write(graph), directory.resolve("usrlib"), FORM);

        assertThat(job.plan().getJobID()).isEqualTo(graph.getJobID());
        assertThat(job.jars())
                .extracting(org.apache.flink.core.fs.Path::getName)
                .containsExactly("a.jar", "b.jar");
    }

    @Test
    void takesTheJarsThatTheGraphNamesFromWhereTheyAre() throws Exception {
        var jar = Files.writeString(directory.resolve("job.jar"), "");
        graph.addJar(new org.apache.flink.core.fs.Path(jar.toUri()));

        assertThat(JobGraphFile.read(write(graph), null, FORM).jars())
                .extracting(org.apache.flink.core.fs.Path::getPath)
                .containsExactly(jar.toString());
    }

    @Test
    void saysWhichJarIsMissing() throws Exception {
        graph.addJar(new org.apache.flink.core.fs.Path("/built/elsewhere/job.jar"));

        assertThatThrownBy(() -> JobGraphFile.read(write(graph), null, FORM))
                .isInstanceOf(FlinkException.class)
                .hasMessageEndingWith(
                        "needs the jar /built/elsewhere/job.jar, which is not on this machine; put job.jar into usrlib");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> JobGraphFile.read(Path.of("no.graph"), null, FORM))
                .hasMessage("there is no file no.graph; set internal.jobgraph-path to a job graph that drey-jobgraph"
                        + " wrote");
    }

    @Test
    void saysThatAFileHoldsNoGraph() throws Exception {
        var text = Files.writeString(directory.resolve("text"), "hello");

        assertThatThrownBy(() -> JobGraphFile.read(text, null, FORM)).hasMessageContaining("holds no job graph");
        assertThatThrownBy(() -> JobGraphFile.read(write("a string"), null, FORM))
                .hasMessageContaining("holds a java.lang.String and no job graph");
    }

    @Test
    void submitsTheJobOnce() {
        execute(false, Optional.empty());

        assertThat(calls).containsExactly("submit " + graph.getJobID());
    }

    @Test
    void recoversTheJobOfAnEarlierLeader() {
        execute(true, Optional.empty());

        assertThat(calls).containsExactly("recover " + graph.getJobID());
    }

    @ParameterizedTest
    @EnumSource(names = {"FINISHED", "CANCELED", "FAILED"})
    void d26_endsTheClusterWithTheJobWhetherSomebodyFetchesItsResultOrNot(JobStatus status) {
        var application = execute(false, Optional.empty());

        application.jobStatusChanges(graph.getJobID(), JobStatus.RUNNING, 1);
        assertThat(calls).hasSize(1);
        application.jobStatusChanges(graph.getJobID(), status, 2);

        assertThat(calls).endsWith("end " + ApplicationStatus.fromJobStatus(status));
    }

    @ParameterizedTest
    @EnumSource
    void d26_doesNotRunAJobAgainThatHasEnded(ApplicationStatus status) {
        var application = execute(false, Optional.of(status));

        assertThat(calls).containsExactly("end " + status);
        assertThat(application.getApplicationStatus().isTerminalState())
                .as("Flink ends no cluster whose application has not ended")
                .isTrue();
    }

    @Test
    void failsLoudlyWhenTheJobCannotBeSubmitted() {
        submitted = CompletableFuture.failedFuture(new FlinkException("too large"));

        execute(false, Optional.empty());

        assertThat(errors).singleElement().asString().endsWith("the job cannot be run: too large");
    }

    private GraphApplication execute(boolean isRecovered, Optional<ApplicationStatus> ended) {
        var surroundings = new Surroundings(new Configuration(), null, Runnable::run, isRecovered, ended);
        var application = new GraphApplication(new JobGraphFile<ExecutionPlan>(graph, List.of()), surroundings);
        application.execute(dispatcher(), null, Runnable::run, errors::add);
        return application;
    }

    private DispatcherGateway dispatcher() {
        return TestingDispatcherGateway.newBuilder()
                .setSubmitFunction(plan -> {
                    calls.add("submit " + plan.getJobID());
                    return submitted;
                })
                .setRecoverJobFunction(id -> {
                    calls.add("recover " + id);
                    return CompletableFuture.completedFuture(Acknowledge.get());
                })
                .setClusterShutdownFunction(status -> {
                    calls.add("end " + status);
                    return CompletableFuture.completedFuture(Acknowledge.get());
                })
                .build();
    }

    private Path write(Object content) throws IOException {
        var file = directory.resolve("job.graph");
        try (var stream = new ObjectOutputStream(Files.newOutputStream(file))) {
            stream.writeObject(content);
        }
        return file;
    }
}
