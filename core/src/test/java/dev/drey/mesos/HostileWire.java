/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

/** Passes bytes on between a client and a server: in pieces as small as it likes, or not at all. */
final class HostileWire implements AutoCloseable {
    private final ServerSocket entry;
    private final int serverPort;
    private final IntSupplier pieces;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private volatile boolean frozen;
    private volatile int generation;

    /** @param pieces how many bytes the next piece of an answer has, at least 1 */
    HostileWire(int serverPort, IntSupplier pieces) throws IOException {
        this.serverPort = serverPort;
        this.pieces = pieces;
        this.entry = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
    }

    String hostPort() {
        return "127.0.0.1:" + entry.getLocalPort();
    }

    /** From now on no byte arrives on any connection, and nobody notices. Those that are open stay like that. */
    void freeze() {
        frozen = true;
        generation++;
    }

    /** Connections that are made from now on are well. */
    void thaw() {
        frozen = false;
    }

    private void accept() {
        try {
            while (true) {
                var client = entry.accept();
                var server = new Socket(InetAddress.getByName("127.0.0.1"), serverPort);
                client.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                var mine = frozen ? -1 : generation;
                threads.execute(() -> pass(client, server, () -> 8192, mine));
                threads.execute(() -> pass(server, client, pieces, mine));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void pass(Socket from, Socket to, IntSupplier sizes, int mine) {
        try (from;
                to) {
            passAll(from.getInputStream(), to.getOutputStream(), sizes, mine);
        } catch (IOException e) {
            /* One side closed it, so the other is closed as well. */
            return;
        }
    }

    private void passAll(InputStream in, OutputStream out, IntSupplier sizes, int mine) throws IOException {
        var bytes = new byte[8192];
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            for (int start = 0; start < count && mine == generation; ) {
                int size = Math.min(sizes.getAsInt(), count - start);
                out.write(bytes, start, size);
                out.flush();
                start += size;
            }
        }
        if (mine != generation) {
            in.read();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            entry.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot close the wire", e);
        }
    }
}
