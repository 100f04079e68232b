/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Puts responses into Netty's form; bodies from 1 KiB on are compressed if the client allows it, as Mesos does. */
final class ResponseWriter {
    private static final int WORTH_COMPRESSING = 1024;

    private ResponseWriter() {}

    static List<Object> messages(Request request, Response response, boolean keepAlive) {
        return response.file()
                .map(file -> withFile(request, response, file, keepAlive))
                .orElseGet(() -> List.of(withBody(request, response, keepAlive)));
    }

    private static HttpResponse withBody(Request request, Response response, boolean keepAlive) {
        var compress = response.body().length >= WORTH_COMPRESSING && allowsGzip(request);
        var body = compress ? gzip(response.body()) : response.body();
        var isHead = request.method().equals("HEAD");
        var message = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        setHeaders(message, response, body.length, keepAlive);
        if (compress) {
            message.headers().set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
        }
        return message;
    }

    private static List<Object> withFile(Request request, Response response, Path path, boolean keepAlive) {
        var file = path.toFile();
        var length = file.length();
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
        setHeaders(head, response, length, keepAlive);
        return request.method().equals("HEAD")
                ? List.of(head, LastHttpContent.EMPTY_LAST_CONTENT)
                : List.of(head, new DefaultFileRegion(file, 0, length), LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private static void setHeaders(HttpResponse message, Response response, long length, boolean keepAlive) {
        response.headers().forEach(message.headers()::set);
        message.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
        HttpUtil.setKeepAlive(message, keepAlive);
    }

    private static boolean allowsGzip(Request request) {
        for (var coding : request.header("Accept-Encoding")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .split(",")) {
            var parts = coding.trim().split("\\s*;\\s*");
            if (parts[0].equals("gzip") || parts[0].equals("*")) {
                return !MediaTypes.isRefused(parts);
            }
        }
        return false;
    }

    private static byte[] gzip(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
