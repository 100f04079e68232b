/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.keeper;

import dev.drey.simulator.control.ControlFolder;
import dev.drey.simulator.control.ControlFolder.Endpoint;
import dev.drey.simulator.live.AgentProcess;
import dev.drey.simulator.live.CannotStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process behind {@code mesos-agent}: it holds what outlives an agent's process, the executors and their tasks.
 *
 * <p>An agent runs here for as long as a {@code mesos-agent} is connected that was not ended. When that one dies, the
 * agent's process has died: its port closes, its connection breaks, and tasks of frameworks that checkpoint go on until
 * the next one comes. The keeper ends when nothing is left to keep, when nobody has come for fifteen minutes, as
 * executors of Mesos do then, or when its folder is deleted.
 */
public final class AgentKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(AgentKeeper.class);
    private static final Duration RECOVERY_TIMEOUT = Duration.ofMinutes(15);
    private static final int LOOK_MILLIS = 250;

    private final ControlFolder folder;
    private final Endpoint endpoint;
    private final ServerSocket server;
    private Optional<AgentProcess> agent = Optional.empty();
    private Optional<AgentFlags> flags = Optional.empty();

    private AgentKeeper(ControlFolder folder, ServerSocket server) throws IOException {
        this.folder = folder;
        this.server = server;
        this.endpoint = new Endpoint(server.getLocalPort(), UUID.randomUUID().toString());
        folder.announce(endpoint);
    }

    /** Keeps the agent that lives beside the folder; does nothing if another process does so. */
    public static void main(String[] arguments) throws IOException {
        var folder = new ControlFolder(Path.of(arguments[0]));
        folder.create();
        try (var channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            if (channel.tryLock() != null) {
                var keeper = new AgentKeeper(folder, server);
                try {
                    keeper.serve();
                } finally {
                    keeper.agent.ifPresent(AgentProcess::close);
                    folder.delete();
                }
            }
        }
        System.exit(0);
    }

    private void serve() throws IOException {
        server.setSoTimeout(LOOK_MILLIS);
        long deadline = deadline();
        while (isNamed() && System.nanoTime() < deadline) {
            try (var socket = server.accept()) {
                var front = Front.greet(socket, endpoint.token());
                if (front.isPresent() && !serve(front.get())) {
                    return;
                }
                deadline = deadline();
            } catch (SocketTimeoutException e) {
                if (agent.isPresent() && !agent.get().hasExecutors()) {
                    return; // what ran has ended, so there is nothing left to keep
                }
            }
        }
    }

    private static long deadline() {
        return System.nanoTime() + RECOVERY_TIMEOUT.toNanos();
    }

    private boolean isNamed() throws IOException {
        return folder.endpoint().equals(Optional.of(endpoint));
    }

    /** Returns whether there is something to keep when that {@code mesos-agent} is gone. */
    private boolean serve(Front front) throws IOException {
        try {
            run(front.flags());
        } catch (CannotStartException e) {
            front.tell("failed", e.getMessage());
            return agent.isPresent();
        }
        var running = agent.orElseThrow();
        front.tell("started", String.valueOf(running.port()));
        boolean paused = false;
        while (front.isThere(LOOK_MILLIS) && isNamed()) {
            if (front.wantsStop()) {
                running.stop();
                front.tell("over", "");
                return false;
            } else if (running.failure().isDone()) {
                front.tell("failed", running.failure().join().getMessage());
                return false;
            } else if (running.isOver()) {
                front.tell("over", "");
                return false;
            }
            if (front.isStopped() != paused) {
                paused = !paused;
                LOG.info("agent={}", paused ? "paused" : "continued");
                pause(running, paused);
            }
        }
        LOG.info("agent=killed");
        running.kill();
        return running.hasExecutors();
    }

    private static void pause(AgentProcess running, boolean paused) {
        if (paused) {
            running.pause();
        } else {
            running.resume();
        }
    }

    private void run(AgentFlags wanted) throws CannotStartException {
        if (agent.isEmpty()) {
            agent = Optional.of(wanted.start());
            flags = Optional.of(wanted);
        } else if (flags.filter(wanted::equals).isPresent()) {
            agent.get().restart();
        } else {
            throw new CannotStartException("The agent has left tasks running that were started with other flags: start "
                    + "it with those, or end its tasks first.");
        }
    }
}
