/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An appmaster that is a task of Marathon, which starts it again when it ends. It has an agent of its own, whose
 * resources are reserved for Marathon, so that the cluster a scenario describes is all the appmaster's.
 */
final class MarathonAppmaster implements AppmasterHost {
    static final String ROLE = "marathon";
    static final String RESOURCES =
            "cpus(marathon):2;mem(marathon):3072;disk(marathon):4096;ports(marathon):[8081-8081,8091-8091,31000-31100]";
    private static final int PORT = 8080;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PROCESS = "MesosSessionClusterEntrypoint";

    private final Http http;
    private final Path app;
    private final Starting starting;
    private Optional<Member> agent = Optional.empty();

    /** Starts the containers it needs. */
    interface Starting {
        /** The agent that is Marathon's. */
        Member agent() throws IOException;

        /** Marathon itself. */
        Member marathon();
    }

    /** With the file of the app as people use it. */
    MarathonAppmaster(Http http, Path app, Starting starting) {
        this.http = http;
        this.app = app;
        this.starting = starting;
    }

    @Override
    public void start(Map<String, String> options) throws IOException, InterruptedException {
        agent = Optional.of(starting.agent());
        String url = "http://" + starting.marathon().ip() + ":" + PORT;
        Patience.await("Marathon", PATIENCE, () -> http.get(url + "/v2/info").has("version"));
        http.sendJson("POST", url + "/v2/apps", MarathonApp.of(app, options, ROLE));
    }

    @Override
    public Member member() {
        return agent.orElseThrow();
    }

    /* The app asks for this port on the host on which it is, and there is only one. */
    @Override
    public Optional<String> rest() {
        return agent.map(host -> "http://" + host.ip() + ":" + AppmasterOptions.REST_PORT);
    }

    @Override
    public void crash(Faults faults) throws IOException {
        faults.killOne(member(), PROCESS);
    }

    @Override
    public boolean canStayAway() {
        return false;
    }

    @Override
    public void kill(Faults faults) throws IOException {
        crash(faults);
    }

    @Override
    public void start(Faults faults) {
        // Marathon does
    }
}
