/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An appmaster that is a container of its own; the engine's restart policy starts it again. */
final class RestartedAppmaster implements AppmasterHost {
    private final String ip;
    private final Function<String[], Member> starting;
    private Optional<Member> member = Optional.empty();

    /** With an address, and what starts a container there with a command. */
    RestartedAppmaster(String ip, Function<String[], Member> starting) {
        this.ip = ip;
        this.starting = starting;
    }

    @Override
    public void start(Map<String, String> options) {
        var command = new ArrayList<String>();
        command.add(AppmasterOptions.HOME + "/bin/mesos-appmaster.sh");
        command.add("-Djobmanager.rpc.address=" + ip);
        command.add("-Drest.address=" + ip);
        command.add("-Drest.port=" + AppmasterOptions.REST_PORT);
        options.forEach((key, value) -> command.add("-D" + key + "=" + value));
        member = Optional.of(starting.apply(command.toArray(String[]::new)));
    }

    @Override
    public Member member() {
        return member.orElseThrow();
    }

    @Override
    public Optional<String> rest() {
        return Optional.of("http://" + ip + ":" + AppmasterOptions.REST_PORT);
    }

    @Override
    public void crash(Faults faults) throws IOException {
        faults.crash(member());
    }

    @Override
    public boolean canStayAway() {
        return true;
    }

    /* The engine takes a kill through its API for the will of its user, and does not start the container again. */
    @Override
    public void kill(Faults faults) {
        faults.kill(member());
    }

    @Override
    public void start(Faults faults) {
        faults.start(member());
    }
}
