/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Sets every new connection up, and counts them. */
final class Connections extends ChannelInitializer<Channel> {
    private static final int CHUNK = 4096;

    private final Shelf shelf;
    private final Limits limits;
    private final AtomicInteger busy;
    private final Optional<ArtifactServer.Tls> tls;
    private final AtomicInteger open = new AtomicInteger();

    Connections(Shelf shelf, Limits limits, AtomicInteger busy, Optional<ArtifactServer.Tls> tls) {
        this.shelf = shelf;
        this.limits = limits;
        this.busy = busy;
        this.tls = tls;
    }

    @Override
    protected void initChannel(Channel channel) {
        int number = open.incrementAndGet();
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        if (number > 2 * limits.connections()) {
            channel.close();
            return;
        }
        tls.ifPresent(secure -> channel.pipeline().addLast(handler(secure)));
        channel.pipeline()
                .addLast(new HttpServerCodec(Limits.MAX_REQUEST_LINE, Limits.MAX_HEADERS, CHUNK))
                .addLast(new FlowControlHandler())
                .addLast(new ChunkedWriteHandler())
                .addLast(new ArtifactHandler(shelf, limits, busy, number > limits.connections()));
    }

    private SslHandler handler(ArtifactServer.Tls secure) {
        var engine = secure.context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(secure.asksClients());
        var handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(limits.idle().toMillis());
        return handler;
    }
}
