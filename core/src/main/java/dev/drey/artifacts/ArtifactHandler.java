/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the GETs and HEADs of one connection, one after the other. */
final class ArtifactHandler extends SimpleChannelInboundHandler<HttpObject> {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactHandler.class);

    private final Shelf shelf;
    private final Limits limits;
    private final AtomicInteger busy;
    private final boolean isRefused;
    private Optional<ScheduledFuture<?>> timer = Optional.empty();

    /**
     * @param busy counts the requests that are being answered
     * @param isRefused whether there are too many connections already
     */
    ArtifactHandler(Shelf shelf, Limits limits, AtomicInteger busy, boolean isRefused) {
        this.shelf = shelf;
        this.limits = limits;
        this.busy = busy;
        this.isRefused = isRefused;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        awaitRequest(context);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) throws IOException {
        if (message instanceof HttpRequest request) {
            context.channel().config().setAutoRead(false);
            var line = AccessLine.of(context.channel().remoteAddress(), request);
            send(context, request, answer(request, line), line);
        }
    }

    private Answer answer(HttpRequest request, AccessLine line) throws IOException {
        if (isRefused) {
            var answer = Answer.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "too many connections");
            answer.head().headers().set(HttpHeaderNames.RETRY_AFTER, 1);
            return answer;
        }
        if (request.decoderResult().isFailure()) {
            return unreadable(request.decoderResult().cause());
        }
        var found = shelf.find(request.uri());
        if (!found.isWellFormed() || hasBody(request)) {
            return Answer.text(HttpResponseStatus.BAD_REQUEST, "neither broken paths nor bodies are understood");
        }
        if (found.entry().isEmpty()) {
            return Answer.text(HttpResponseStatus.NOT_FOUND, "no such artifact");
        }
        var entry = found.entry().get();
        line.path(entry.path());
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            var answer = Answer.text(HttpResponseStatus.METHOD_NOT_ALLOWED, "only GET and HEAD");
            answer.head().headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
            return answer;
        }
        return content(request, entry);
    }

    private static Answer content(HttpRequest request, Shelf.Entry entry) {
        try {
            return Answer.of(request, entry.artifact().open(), entry.artifact().isImmutable());
        } catch (IOException e) {
            LOG.warn("path={} cannot be served: {}", entry.path(), e.toString());
            return Answer.text(HttpResponseStatus.GONE, "the artifact is gone");
        }
    }

    private static Answer unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Answer.text(HttpResponseStatus.REQUEST_URI_TOO_LONG, "the request line is too long");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Answer.text(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too long");
        }
        return Answer.text(HttpResponseStatus.BAD_REQUEST, "this is not HTTP/1.1");
    }

    private static boolean hasBody(HttpRequest request) {
        return HttpUtil.isTransferEncodingChunked(request)
                || !request.headers().get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
    }

    private void send(ChannelHandlerContext context, HttpRequest request, Answer answer, AccessLine line)
            throws IOException {
        boolean goesOn = HttpUtil.isKeepAlive(request)
                && !request.decoderResult().isFailure()
                && !hasBody(request)
                && !isRefused;
        answer.head()
                .headers()
                .set(HttpHeaderNames.CONNECTION, goesOn ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        busy.incrementAndGet();
        context.write(answer.head());
        if (request.method().equals(HttpMethod.HEAD) || answer.range().length() == 0) {
            answer.content().close();
            awaitReader(context, () -> 0);
        } else {
            var outgoing = context.pipeline().get(SslHandler.class) == null
                    ? answer.content().zeroCopy(answer.range())
                    : answer.content().chunked(answer.range());
            /* else Netty would write what follows, which would pass for the rest of the body */
            context.write(outgoing.message()).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            awaitReader(context, outgoing.sent());
            line.bytes(answer.range().length());
        }
        context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(done -> {
            busy.decrementAndGet();
            line.log(answer.head().status().code(), done.isSuccess());
            if (goesOn && done.isSuccess()) {
                awaitRequest(context);
                context.channel().config().setAutoRead(true);
            } else {
                context.close();
            }
        });
    }

    /* A head that arrives byte by byte takes no longer than one that does not arrive at all. */
    private void awaitRequest(ChannelHandlerContext context) {
        after(limits.idle(), context, context::close);
    }

    private void awaitReader(ChannelHandlerContext context, LongSupplier sent) {
        long before = sent.getAsLong();
        after(limits.stall(), context, () -> {
            if (sent.getAsLong() - before < limits.bytesPerStall()) {
                context.close();
            } else {
                awaitReader(context, sent);
            }
        });
    }

    private void after(Duration pause, ChannelHandlerContext context, Runnable task) {
        timer.ifPresent(waiting -> waiting.cancel(false));
        timer = Optional.of(context.executor().schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        timer.ifPresent(waiting -> waiting.cancel(false));
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("client={} went away: {}", context.channel().remoteAddress(), cause.toString());
        context.close();
    }
}
