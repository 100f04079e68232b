/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.simulator.live.http.Exchange;
import dev.drey.simulator.live.http.MediaTypes;
import dev.drey.simulator.live.http.Request;
import dev.drey.simulator.live.http.Response;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/** /files/browse, /files/read and /files/download, in the form of Mesos. */
final class FileEndpoints {
    /* A read without a length gets at most this much, as on an agent: 16 pages. */
    private static final int MAX_READ = 16 * 4096;

    private final WorkDirectory directory;

    FileEndpoints(WorkDirectory directory) {
        this.directory = directory;
    }

    void browse(Exchange exchange) {
        answer(exchange, this::list);
    }

    void read(Exchange exchange) {
        answer(exchange, FileEndpoints::part);
    }

    void download(Exchange exchange) {
        answer(exchange, FileEndpoints::whole);
    }

    private void answer(Exchange exchange, Answering answering) {
        var request = exchange.request();
        var path = request.query("path").filter(text -> !text.isEmpty());
        if (path.isEmpty()) {
            exchange.respond(Response.text(400, "Expecting 'path=value' in query."));
            return;
        }
        var file = directory.find(path.get());
        try {
            exchange.respond(
                    file.isPresent()
                            ? answering.answer(file.get(), request)
                            : Response.text(404, "There is no file " + path.get() + "."));
        } catch (IOException e) {
            exchange.respond(Response.text(500, "Cannot read " + path.get() + ": " + e));
        }
    }

    private Response list(Path file, Request request) throws IOException {
        if (!Files.isDirectory(file)) {
            return Response.text(404, file.getFileName() + " is not a directory.");
        }
        var shown = request.query("path").orElseThrow();
        var json = JsonNodeFactory.instance.arrayNode();
        for (var entry : WorkDirectory.entries(file)) {
            try {
                json.add(describe(entry, WorkDirectory.child(shown, entry)));
            } catch (NoSuchFileException e) {
                continue; // it was removed while we looked
            }
        }
        return json(json, request);
    }

    private ObjectNode describe(Path entry, String shown) throws IOException {
        /* A link that leads to something visible is shown as what it leads to, any other as itself. */
        var target = directory.find(entry.toString());
        var attributes = target.isPresent()
                ? Files.readAttributes(target.get(), PosixFileAttributes.class)
                : Files.readAttributes(entry, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        var kind = attributes.isDirectory() ? "d" : attributes.isSymbolicLink() ? "l" : "-";
        return JsonNodeFactory.instance
                .objectNode()
                .put("path", shown)
                .put("mode", kind + PosixFilePermissions.toString(attributes.permissions()))
                .put("size", attributes.size())
                .put("mtime", attributes.lastModifiedTime().to(TimeUnit.SECONDS))
                .put("nlink", 1)
                .put("uid", attributes.owner().getName())
                .put("gid", attributes.group().getName());
    }

    private static Response part(Path file, Request request) throws IOException {
        var offset = number(request, "offset");
        var length = number(request, "length");
        if (Files.isDirectory(file)) {
            return Response.text(400, file.getFileName() + " is a directory.");
        }
        if (offset < -1 || length < -1) {
            return Response.text(400, "'offset' and 'length' must be whole numbers, -1 or more.");
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var from = offset == -1 ? in.length() : offset;
            var count = Math.max(0, Math.min(in.length() - from, length == -1 ? MAX_READ : Math.min(length, MAX_READ)));
            var bytes = new byte[offset == -1 ? 0 : (int) count];
            in.seek(from);
            in.readFully(bytes);
            var json = JsonNodeFactory.instance
                    .objectNode()
                    .put("data", new String(bytes, StandardCharsets.UTF_8))
                    .put("offset", from);
            return json(json, request);
        }
    }

    private static Response whole(Path file, Request request) {
        if (Files.isDirectory(file)) {
            return Response.text(400, "Cannot download a directory.");
        }
        var name = file.getFileName().toString().replaceAll("[^\\w.-]", "_");
        return Response.file("application/octet-stream", file)
                .with("Content-Disposition", "attachment; filename=" + name);
    }

    /** -1 if it is not given, -2 if it is not a number. */
    private static long number(Request request, String name) {
        var text = request.query(name).orElse("-1");
        return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : -2;
    }

    private static Response json(JsonNode json, Request request) {
        var text = request.query("jsonp")
                .filter(name -> name.matches("[\\w.$]+"))
                .map(name -> name + "(" + json + ");")
                .orElseGet(json::toString);
        return Response.of(200, MediaTypes.JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    @FunctionalInterface
    private interface Answering {
        Response answer(Path file, Request request) throws IOException;
    }
}
