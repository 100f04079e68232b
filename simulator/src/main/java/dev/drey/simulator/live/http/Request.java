/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A complete request.
 *
 * @param target path and query as they came
 */
public record Request(String method, String target, HttpHeaders headers, byte[] body) {
    private static final int MAX_BODY = HttpServer.MAX_BODY;

    /** The path, decoded, without the query. */
    public String path() {
        return new QueryStringDecoder(target).path();
    }

    /** The query with its question mark, as it came; empty if there is none. */
    public String rawQuery() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark);
    }

    public Optional<String> query(String name) {
        return new QueryStringDecoder(target)
                .parameters().getOrDefault(name, List.of()).stream().findFirst();
    }

    /** A field of a body of type application/x-www-form-urlencoded. */
    public Optional<String> form(String name) {
        var text = new String(body, StandardCharsets.UTF_8);
        return new QueryStringDecoder(text, false)
                .parameters().getOrDefault(name, List.of()).stream().findFirst();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body without its content encoding; fails if it is not what the encoding says, or too large. */
    public byte[] content() throws IOException {
        if (!header("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent()) {
            return body;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            var plain = in.readNBytes(MAX_BODY + 1);
            if (plain.length > MAX_BODY) {
                throw new IOException("the body has more than " + MAX_BODY + " bytes when decompressed");
            }
            return plain;
        }
    }
}
