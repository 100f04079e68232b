/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.simulator.live.http.MediaTypes;
import dev.drey.simulator.live.http.Response;
import dev.drey.simulator.live.http.Routes;
import dev.drey.simulator.live.http.WebPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an agent answers on its own port: health, a small /state, the files of its sandboxes, and a page to browse them.
 *
 * <p>Frameworks and executors are read from the directories {@code slaves/A/frameworks/F/executors/E/runs/latest} of
 * the work directory, so that those of the past are there too.
 */
public final class AgentApi {
    private final WorkDirectory directory;
    private final FileEndpoints files;
    private final Supplier<Identity> identity;

    /**
     * An agent as it presents itself.
     *
     * @param id empty until it is registered
     */
    public record Identity(Optional<String> id, String hostname, String pid, String version) {}

    /** @param workDirectory must exist */
    public AgentApi(Path workDirectory, Supplier<Identity> identity) throws IOException {
        this.directory = new WorkDirectory(workDirectory);
        this.files = new FileEndpoints(directory);
        this.identity = identity;
    }

    public Routes routes() {
        var routes = new Routes();
        var page = WebPage.load("agent/sandbox.html");
        routes.add("/", exchange -> exchange.respond(page)).add("/sandbox", exchange -> exchange.respond(page));
        for (var prefix : new String[] {"", "/slave(1)"}) {
            routes.add(prefix + "/health", exchange -> exchange.respond(Response.empty(200)))
                    .add(prefix + "/state", exchange -> exchange.respond(state()))
                    .add(prefix + "/files/browse", files::browse)
                    .add(prefix + "/files/read", files::read)
                    .add(prefix + "/files/download", files::download);
        }
        return routes;
    }

    private Response state() {
        var self = identity.get();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", self.id().orElse(""))
                .put("hostname", self.hostname())
                .put("pid", self.pid())
                .put("version", self.version());
        var frameworks = json.putArray("frameworks");
        if (self.id().isPresent()) {
            var home =
                    directory.root().resolve("slaves").resolve(self.id().get()).resolve("frameworks");
            WorkDirectory.entries(home).forEach(framework -> frameworks.add(framework(framework)));
        }
        return Response.of(200, MediaTypes.JSON, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode framework(Path home) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", home.getFileName().toString());
        var executors = json.putArray("executors");
        for (var executor : WorkDirectory.entries(home.resolve("executors"))) {
            executors.addObject().put("id", executor.getFileName().toString()).put("directory", latestRun(executor));
        }
        return json;
    }

    private static String latestRun(Path executor) {
        var latest = executor.resolve("runs").resolve("latest");
        try {
            return latest.toRealPath().toString();
        } catch (IOException e) {
            return latest.toString();
        }
    }
}
