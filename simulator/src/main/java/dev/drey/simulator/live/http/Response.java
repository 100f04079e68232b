/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.http;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A complete response.
 *
 * @param file sent instead of {@code body}, if present
 */
public record Response(int status, Map<String, String> headers, byte[] body, Optional<Path> file) {

    public static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0], Optional.empty());
    }

    public static Response text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Response html(String page) {
        return of(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    public static Response of(int status, String contentType, byte[] body) {
        return new Response(status, Map.of("Content-Type", contentType), body, Optional.empty());
    }

    public static Response file(String contentType, Path file) {
        return new Response(200, Map.of("Content-Type", contentType), new byte[0], Optional.of(file));
    }

    public static Response methodNotAllowed(String allowed, String method) {
        return text(405, "Expecting '" + allowed + "', received '" + method + "'.")
                .with("Allow", allowed);
    }

    public Response with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body, file);
    }
}
