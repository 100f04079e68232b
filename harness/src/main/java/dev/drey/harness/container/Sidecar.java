/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs short shell commands beside, or in, the containers of a cluster. Every one must succeed. */
final class Sidecar {
    private static final int PATIENCE_SECONDS = 60;

    private final DockerClient docker;
    private final Ownership ownership;
    private final String image;

    /** With an image that has a shell and iptables. */
    Sidecar(DockerClient docker, Ownership ownership, String image) {
        this.docker = docker;
        this.ownership = ownership;
        this.image = image;
    }

    /** In the network namespace of a member, allowed to change its rules. */
    void runInNetworkOf(Member member, String script) throws IOException {
        run(
                HostConfig.newHostConfig()
                        .withNetworkMode("container:" + member.container())
                        .withCapAdd(Capability.NET_ADMIN),
                script);
    }

    /** Among all processes of this machine. */
    void runOnHost(String script) throws IOException {
        run(HostConfig.newHostConfig().withNetworkMode("none").withPidMode("host"), script);
    }

    /** With a directory of this machine, as {@code /there}. */
    void runWith(Path directory, String script) throws IOException {
        run(
                HostConfig.newHostConfig()
                        .withNetworkMode("none")
                        .withBinds(new Bind(directory.toAbsolutePath().toString(), new Volume("/there"))),
                script);
    }

    private void run(HostConfig host, String script) throws IOException {
        var id = docker.createContainerCmd(image)
                .withHostConfig(host)
                .withLabels(ownership.labels())
                .withEntrypoint("/bin/sh", "-c", script)
                .exec()
                .getId();
        try {
            docker.startContainerCmd(id).exec();
            int status = docker.waitContainerCmd(id)
                    .exec(new WaitContainerResultCallback())
                    .awaitStatusCode(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (status != 0) {
                throw new IOException("`" + script + "` failed with status " + status + ": " + output(id));
            }
        } finally {
            docker.removeContainerCmd(id).withForce(true).exec();
        }
    }

    /** In a member itself, which must be running. */
    void exec(Member member, String script) throws IOException {
        var id = docker.execCreateCmd(member.container())
                .withCmd("/bin/sh", "-c", script)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        var said = new Saying();
        await(docker.execStartCmd(id).exec(said));
        Long status = docker.inspectExecCmd(id).exec().getExitCodeLong();
        if (status == null || status != 0) {
            throw new IOException(
                    "`" + script + "` in " + member.name() + " failed with status " + status + ": " + said);
        }
    }

    private String output(String id) throws IOException {
        var said = new Saying();
        await(docker.logContainerCmd(id).withStdOut(true).withStdErr(true).exec(said));
        return said.toString();
    }

    private static void await(ResultCallback.Adapter<?> callback) throws IOException {
        try {
            callback.awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (NotModifiedException e) {
            throw new IOException(e);
        }
    }

    private static final class Saying extends ResultCallback.Adapter<Frame> {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onNext(Frame frame) {
            text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return text.toString().strip();
        }
    }
}
