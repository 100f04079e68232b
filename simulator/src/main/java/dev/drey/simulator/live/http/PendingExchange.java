/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** An exchange of a connection. What is said before its turn is held back. Its state belongs to the event loop. */
final class PendingExchange implements Exchange, Exchange.Stream {
    private static final int MAX_HELD_BACK = 10_000;

    private final Connection connection;
    private final ChannelHandlerContext context;
    private final Request request;
    private final boolean keepAlive;
    private final List<Object> heldBack = new ArrayList<>();
    private Runnable onBroken = () -> {};
    private boolean isComplete;

    PendingExchange(Connection connection, ChannelHandlerContext context, Request request, boolean keepAlive) {
        this.connection = connection;
        this.context = context;
        this.request = request;
        this.keepAlive = keepAlive;
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public Executor executor() {
        return context.executor();
    }

    @Override
    public void respond(Response response) {
        context.executor().execute(() -> {
            ResponseWriter.messages(request, response, keepAlive).forEach(this::put);
            complete();
        });
    }

    @Override
    public Exchange.Stream open(Map<String, String> headers, Runnable onConnectionBroken) {
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        headers.forEach(head.headers()::set);
        HttpUtil.setTransferEncodingChunked(head, true);
        if (!keepAlive) {
            head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        context.executor().execute(() -> {
            onBroken = onConnectionBroken;
            if (context.channel().isActive()) {
                put(head);
                context.flush();
            } else {
                broken();
            }
        });
        return this;
    }

    @Override
    public void write(byte[] bytes) {
        context.executor().execute(() -> {
            put(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
            context.flush();
        });
    }

    @Override
    public void end() {
        context.executor().execute(() -> {
            put(LastHttpContent.EMPTY_LAST_CONTENT);
            onBroken = () -> {};
            complete();
        });
    }

    boolean isComplete() {
        return isComplete;
    }

    boolean isKeepAlive() {
        return keepAlive;
    }

    void writeHeldBack() {
        heldBack.forEach(context::write);
        heldBack.clear();
    }

    void broken() {
        var notice = onBroken;
        onBroken = () -> {};
        notice.run();
    }

    private void put(Object message) {
        if (connection.isNext(this)) {
            context.write(message);
        } else if (context.channel().isActive()) {
            heldBack.add(message);
        }
        if (heldBack.size() > MAX_HELD_BACK) {
            context.close();
        }
    }

    private void complete() {
        isComplete = true;
        if (connection.isNext(this)) {
            connection.advance(context);
        }
    }
}
