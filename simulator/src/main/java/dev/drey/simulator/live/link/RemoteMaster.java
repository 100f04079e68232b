/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.link;

import dev.drey.simulator.agent.MasterDial;
import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.live.DecoderFailure;
import dev.drey.simulator.live.RecordIo;
import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How an agent reaches a master in another process; see {@link AgentDoor}. */
public final class RemoteMaster implements MasterDial {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteMaster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final LinkCodec<ToMaster> OUTGOING = new LinkCodec<>(ToMaster.class);
    private static final LinkCodec<ToAgent> INCOMING = new LinkCodec<>(ToAgent.class);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();
    private final URI door;

    /**
     * A master.
     *
     * @param master host:port; one that does not lead sends the agent on
     * @param address where the agent itself can be reached, ip:port
     */
    public RemoteMaster(String master, String address) {
        this.door = URI.create("http://" + master + AgentDoor.PATH + "?address=" + address);
    }

    @Override
    public Link<ToMaster> dial(Link<ToAgent> inbox) {
        return new Outbox(inbox);
    }

    /** One connection: messages leave one after the other; the first failure is its end. */
    private final class Outbox implements Link<ToMaster> {
        private final Link<ToAgent> inbox;
        private final AtomicBoolean closed = new AtomicBoolean();
        private final CompletableFuture<HttpResponse<InputStream>> opened;
        private CompletableFuture<URI> last;

        Outbox(Link<ToAgent> inbox) {
            this.inbox = inbox;
            var request = HttpRequest.newBuilder(door).POST(BodyPublishers.noBody());
            opened = client.sendAsync(request.build(), BodyHandlers.ofInputStream());
            last = opened.thenApply(this::start);
            last.whenComplete(this::failed);
        }

        private URI start(HttpResponse<InputStream> response) {
            var name = response.headers().firstValue(AgentDoor.CONNECTION);
            if (response.statusCode() != 200 || name.isEmpty()) {
                throw new CompletionException(new IOException("the master answered " + response.statusCode()));
            }
            var reader = new Thread(() -> read(response.body()), "agent-inbox");
            reader.setDaemon(true);
            reader.start();
            return response.uri().resolve(AgentDoor.PATH + "/" + name.get());
        }

        @Override
        public synchronized void send(ToMaster message) {
            last = last.thenCompose(uri -> post(uri, message));
            last.whenComplete(this::failed);
        }

        private CompletableFuture<URI> post(URI uri, ToMaster message) {
            var request = HttpRequest.newBuilder(uri)
                    .timeout(PATIENCE)
                    .POST(BodyPublishers.ofByteArray(OUTGOING.encode(message)))
                    .build();
            return client.sendAsync(request, BodyHandlers.ofString()).thenApply(response -> {
                if (response.statusCode() != 202) {
                    throw new CompletionException(
                            new IOException("the master answered " + response.statusCode() + ": " + response.body()));
                }
                return uri;
            });
        }

        private void read(InputStream body) {
            var decoder = new RecordIo.Decoder();
            var buffer = new byte[16 * 1024];
            try (body) {
                for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                    for (var record : decoder.feed(Arrays.copyOf(buffer, count))) {
                        inbox.send(INCOMING.decode(record));
                    }
                }
            } catch (IOException | DecoderFailure | JsonConversionException e) {
                LOG.debug("master={} connection broken", door, e);
            }
            hangUp();
        }

        private void failed(URI uri, Throwable failure) {
            if (failure != null && !closed.get()) {
                LOG.info("master={} cannot be told: {}", door.getAuthority(), String.valueOf(failure.getMessage()));
                hangUp();
            }
        }

        private void hangUp() {
            if (!closed.getAndSet(true)) {
                inbox.close();
                breakStream();
            }
        }

        @Override
        public void close() {
            if (!closed.getAndSet(true)) {
                breakStream();
            }
        }

        private void breakStream() {
            opened.thenAccept(response -> {
                try {
                    response.body().close();
                } catch (IOException e) {
                    LOG.debug("master={} was gone already", door, e);
                }
            });
        }
    }
}
