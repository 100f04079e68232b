/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what tells the story of a run in its folder: what each container printed, what the engine says of it, and the
 * versions. Sandboxes, journal and wire log are in the folder from the start.
 */
final class Collection {
    private static final Logger LOG = LoggerFactory.getLogger(Collection.class);
    private static final int PATIENCE_SECONDS = 60;

    private final ObjectMapper mapper = new ObjectMapper()
            .findAndRegisterModules()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    private final DockerClient docker;
    private final Ownership ownership;
    private final RunFolder folder;
    private final List<String> versions;

    Collection(DockerClient docker, Ownership ownership, RunFolder folder, List<String> versions) {
        this.docker = docker;
        this.ownership = ownership;
        this.folder = folder;
        this.versions = versions;
    }

    /** Gathers all it can; what it cannot get is told in the log. */
    void collect() {
        for (Container container : ownership.containers(docker)) {
            String name = container.getNames()[0].replaceFirst("^/drey-" + ownership.run() + "-", "");
            attempt(name + "'s output", () -> output(container, folder.logs().resolve(name + ".log")));
            attempt(
                    name + "'s state",
                    () -> inspect(container, folder.inspected().resolve(name + ".json")));
        }
        attempt("the versions", this::versions);
    }

    private void output(Container container, Path file) throws IOException, InterruptedException {
        try (OutputStream out = Files.newOutputStream(file)) {
            docker.logContainerCmd(container.getId())
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTimestamps(true)
                    .exec(new Writing(out))
                    .awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void inspect(Container container, Path file) throws IOException {
        var state = docker.inspectContainerCmd(container.getId()).exec();
        Files.writeString(file, mapper.writeValueAsString(state));
    }

    private void versions() throws IOException {
        var engine = docker.versionCmd().exec();
        var lines = new ArrayList<>(versions);
        lines.add("docker: " + engine.getVersion() + ", API " + engine.getApiVersion());
        lines.add("kernel: " + engine.getKernelVersion());
        lines.add("java: " + Runtime.version());
        Files.write(folder.root().resolve("versions.txt"), lines);
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void attempt(String what, Work work) {
        try {
            work.run();
        } catch (IOException | UncheckedIOException | DockerException e) {
            LOG.warn("{} cannot be collected", what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Writing extends ResultCallback.Adapter<Frame> {
        private final OutputStream out;

        Writing(OutputStream out) {
            this.out = out;
        }

        @Override
        public void onNext(Frame frame) {
            try {
                out.write(frame.getPayload());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
