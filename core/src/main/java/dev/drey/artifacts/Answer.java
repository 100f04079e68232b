/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a request is answered with, by RFC 9110.
 *
 * @param content the opened content of which {@code range} is to be sent; closed by whoever sends it
 */
record Answer(HttpResponse head, Content content, ByteRange range) {

    /** A status with a sentence in the body. */
    static Answer text(HttpResponseStatus status, String text) {
        var bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        var answer = whole(head(status), new BytesContent(bytes, ""));
        answer.head().headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        return answer;
    }

    /** The content, or the part of it that is asked for, or nothing if the client has it. */
    static Answer of(HttpRequest request, Content content, boolean immutable) {
        if (hasIt(request, content)) {
            var head = described(HttpResponseStatus.NOT_MODIFIED, content, immutable);
            return new Answer(head, content, new ByteRange(0, -1));
        }
        var asked = asked(request, content);
        if (asked.isEmpty()) {
            return whole(described(HttpResponseStatus.OK, content, immutable), content);
        }
        return asked.get()
                .of(content.length())
                .map(range -> part(described(HttpResponseStatus.PARTIAL_CONTENT, content, immutable), content, range))
                .orElseGet(() -> noSuchRange(content));
    }

    private static Answer whole(HttpResponse head, Content content) {
        head.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.length());
        return new Answer(head, content, new ByteRange(0, content.length() - 1));
    }

    private static Answer part(HttpResponse head, Content content, ByteRange range) {
        head.headers()
                .set(HttpHeaderNames.CONTENT_RANGE, range.contentRange(content.length()))
                .set(HttpHeaderNames.CONTENT_LENGTH, range.length());
        return new Answer(head, content, range);
    }

    private static Answer noSuchRange(Content content) {
        var head = head(HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE);
        head.headers()
                .set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + content.length())
                .set(HttpHeaderNames.CONTENT_LENGTH, 0);
        return new Answer(head, content, new ByteRange(0, -1));
    }

    private static HttpResponse described(HttpResponseStatus status, Content content, boolean immutable) {
        var head = head(status);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream")
                .set(HttpHeaderNames.ACCEPT_RANGES, "bytes")
                .set(HttpHeaderNames.CACHE_CONTROL, immutable ? "private, max-age=31536000, immutable" : "no-store")
                .set(HttpHeaderNames.ETAG, quoted(content));
        return head;
    }

    private static HttpResponse head(HttpResponseStatus status) {
        return new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
    }

    private static boolean hasIt(HttpRequest request, Content content) {
        return request.headers().getAll(HttpHeaderNames.IF_NONE_MATCH).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                .anyMatch(tag -> tag.equals("*") || tag.equals(quoted(content)));
    }

    /* A part is of use only beside the rest of the same content: RFC 9110, 13.1.5. */
    private static Optional<ByteRange.Asked> asked(HttpRequest request, Content content) {
        var condition = request.headers().get(HttpHeaderNames.IF_RANGE);
        if (!request.method().equals(HttpMethod.GET) || (condition != null && !condition.equals(quoted(content)))) {
            return Optional.empty();
        }
        return Optional.ofNullable(request.headers().get(HttpHeaderNames.RANGE)).flatMap(ByteRange::parse);
    }

    private static String quoted(Content content) {
        return '"' + content.etag() + '"';
    }
}
