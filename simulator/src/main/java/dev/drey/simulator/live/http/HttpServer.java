/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A port on which one handler answers HTTP/1.1 requests. */
public final class HttpServer implements AutoCloseable {
    static final int MAX_BODY = 128 * 1024 * 1024;

    /* What may wait for one slow reader before its connection is given up. */
    private static final WriteBufferWaterMark BACKLOG = new WriteBufferWaterMark(32 * 1024 * 1024, 64 * 1024 * 1024);
    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 64 * 1024;

    private final Channel listening;
    private final ChannelGroup connections;

    private HttpServer(Channel listening, ChannelGroup connections) {
        this.listening = listening;
        this.connections = connections;
    }

    /**
     * Opens the port.
     *
     * @param threads shared by all servers of a cluster; the caller ends them
     * @param port 0 for any free one
     * @throws IOException if the port is taken or the address is not of this machine
     */
    public static HttpServer open(EventLoopGroup threads, String ip, int port, Handler handler) throws IOException {
        return open(threads, new InetSocketAddress(ip, port), Optional.empty(), handler);
    }

    /**
     * The same, for HTTPS if there is something to prove who the server is.
     *
     * @throws IOException also if the files of {@code tls} are no good
     */
    public static HttpServer open(
            EventLoopGroup threads, InetSocketAddress address, Optional<TlsFiles> tls, Handler handler)
            throws IOException {
        Optional<SslContext> context = tls.isPresent() ? Optional.of(tls.get().context()) : Optional.empty();
        var connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var bound = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, BACKLOG)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        context.ifPresent(secure -> channel.pipeline().addLast(secure.newHandler(channel.alloc())));
                        channel.pipeline()
                                .addLast(new HttpServerCodec(MAX_LINE, MAX_HEADERS, 64 * 1024))
                                .addLast(new HttpObjectAggregator(MAX_BODY))
                                .addLast(new Connection(handler));
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot listen on " + address, bound.cause());
        }
        return new HttpServer(bound.channel(), connections);
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Closes the port and every connection. The port can be opened again when this returns. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
        awaitNextSelection();
    }

    /* The system closes the port only when the selector lets go of the channel, which it does at its next selection.
     * A scheduled task is not of the round of tasks that is under way, so there is a selection before it runs. */
    private void awaitNextSelection() {
        if (!listening.eventLoop().isShuttingDown()) {
            listening.eventLoop().schedule(() -> {}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        }
    }
}
