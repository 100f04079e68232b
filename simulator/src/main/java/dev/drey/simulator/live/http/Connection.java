/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection. Requests are handed on as they arrive, without waiting for earlier answers; the answers leave in the
 * order of the requests.
 */
final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int MAX_OPEN = 4096;

    private final Handler handler;
    private final Deque<PendingExchange> open = new ArrayDeque<>();

    Connection(Handler handler) {
        this.handler = handler;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        var keepAlive = HttpUtil.isKeepAlive(message) && message.decoderResult().isSuccess();
        var request = new Request(
                message.method().name(), message.uri(), message.headers(), ByteBufUtil.getBytes(message.content()));
        var exchange = new PendingExchange(this, context, request, keepAlive);
        open.add(exchange);
        if (open.size() > MAX_OPEN) {
            LOG.warn("connection={} closed: too many requests without an answer", context.channel());
            context.close();
        } else if (message.decoderResult().isFailure()) {
            exchange.respond(Response.text(400, "The request is not valid HTTP."));
        } else {
            handle(exchange);
        }
    }

    private void handle(PendingExchange exchange) {
        try {
            handler.handle(exchange);
        } catch (RuntimeException e) {
            LOG.error("request={} failed", exchange.request().target(), e);
            exchange.respond(Response.text(500, "The simulated server failed: " + e));
        }
    }

    boolean isNext(PendingExchange exchange) {
        return open.peek() == exchange;
    }

    /** The first answer is complete: lets those behind it go out. */
    void advance(ChannelHandlerContext context) {
        while (!open.isEmpty() && open.peek().isComplete()) {
            if (!open.poll().isKeepAlive()) {
                context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
                return;
            }
            if (!open.isEmpty()) {
                open.peek().writeHeldBack();
            }
        }
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        var broken = List.copyOf(open);
        open.clear();
        broken.forEach(PendingExchange::broken);
        context.fireChannelInactive();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!context.channel().isWritable()) {
            LOG.warn("connection={} closed: its reader is too slow", context.channel());
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection={} broken", context.channel(), cause);
        context.close();
    }
}
