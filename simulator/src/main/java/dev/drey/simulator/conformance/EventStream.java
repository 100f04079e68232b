/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.ProtoJson;
import dev.drey.simulator.live.DecoderFailure;
import dev.drey.simulator.live.RecordIo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** The events of one subscription; they wait until somebody takes them. */
final class EventStream {
    private final List<Event> waiting = new ArrayList<>();
    private final InputStream body;
    private final boolean isJson;
    private boolean ended;

    EventStream(InputStream body, boolean isJson) {
        this.body = body;
        this.isJson = isJson;
        var reader = new Thread(this::read, "conformance-events");
        reader.setDaemon(true);
        reader.start();
    }

    private EventStream() {
        body = InputStream.nullInputStream();
        isJson = true;
        ended = true;
    }

    static EventStream ended() {
        return new EventStream();
    }

    synchronized Optional<Event> poll(Predicate<Event> wanted, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var found = waiting.stream().filter(wanted).findFirst();
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (found.isPresent() || left <= 0 || ended) {
                found.ifPresent(waiting::remove);
                return found;
            }
            wait(left);
        }
    }

    synchronized boolean awaitEnd(Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); !ended && left > 0; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        return ended;
    }

    /** What came and was not taken. */
    synchronized List<Event.Type> types() {
        return waiting.stream().map(Event::getType).toList();
    }

    void close() {
        try {
            body.close();
        } catch (IOException e) {
            over();
        }
    }

    private void read() {
        var decoder = new RecordIo.Decoder();
        var buffer = new byte[16 * 1024];
        try (body) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                for (var record : decoder.feed(Arrays.copyOf(buffer, count))) {
                    add(isJson ? ProtoJson.parse(record, Event.newBuilder()).build() : Event.parseFrom(record));
                }
            }
        } catch (IOException | DecoderFailure | JsonConversionException e) {
            over(); // cut off or not to be understood: whatever it is, no event will come
        } finally {
            over();
        }
    }

    private synchronized void add(Event event) {
        waiting.add(event);
        notifyAll();
    }

    private synchronized void over() {
        ended = true;
        notifyAll();
    }
}
