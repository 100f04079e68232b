/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.live.http.Handler;
import dev.drey.simulator.live.http.HttpServer;
import dev.drey.simulator.live.http.TlsFiles;
import dev.drey.simulator.live.zookeeper.ZooKeeperUrl;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;

/** Opens ports and reads addresses, or says in a sentence why not. */
final class Ports {
    private Ports() {}

    static HttpServer open(EventLoopGroup threads, String ip, int port, String what, Handler handler)
            throws CannotStartException {
        checked(port, what);
        try {
            return HttpServer.open(threads, ip, port, handler);
        } catch (IOException e) {
            throw new CannotStartException(
                    "The " + what + " cannot listen on " + ip + ":" + port + " (" + reason(e)
                            + "): choose another --port (0 for any free one) or --ip.",
                    e);
        }
    }

    static int checked(int port, String what) throws CannotStartException {
        if (port < 0 || port > 65_535) {
            throw new CannotStartException("There is no port " + port + " for the " + what
                    + ": choose another --port, from 0 (any free one) to 65535.");
        }
        return port;
    }

    /** The same with HTTPS, if there are certificates for that. */
    static HttpServer open(
            EventLoopGroup threads, InetSocketAddress address, String what, Optional<TlsFiles> tls, Handler handler)
            throws CannotStartException {
        if (tls.isEmpty()) {
            return open(threads, address.getHostString(), address.getPort(), what, handler);
        }
        try {
            return HttpServer.open(threads, resolved(address), tls, handler);
        } catch (IOException e) {
            throw new CannotStartException(
                    "The " + what + " cannot listen on " + address + " with TLS: " + e.getMessage() + ".", e);
        }
    }

    private static InetSocketAddress resolved(InetSocketAddress address) {
        return new InetSocketAddress(address.getHostString(), address.getPort());
    }

    static ZooKeeperUrl election(String url) throws CannotStartException {
        try {
            return ZooKeeperUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw new CannotStartException("The ZooKeeper address is not valid: " + e.getMessage() + ".", e);
        }
    }

    private static String reason(IOException e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    }
}
