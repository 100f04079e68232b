/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.world.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * One subscription's way out of the master.
 *
 * <p>Events leave after the present action is complete, so a scheduler that answers an event at once never finds the
 * master in the middle of something, and the answer to a call leaves before the events the call causes.
 */
final class BufferedStream {
    private final String id;
    private final EventStream stream;
    private final Timeline timeline;
    private final List<Event> waiting = new ArrayList<>();
    private boolean closing;
    private boolean broken;

    BufferedStream(String id, EventStream stream, Timeline timeline) {
        this.id = id;
        this.stream = stream;
        this.timeline = timeline;
    }

    String id() {
        return id;
    }

    void send(Event event) {
        if (closing || broken) {
            return;
        }
        waiting.add(event);
        if (waiting.size() == 1) {
            timeline.soon("events to a scheduler", this::flush);
        }
    }

    /** Ends the stream after what was sent. */
    void close() {
        if (!closing) {
            closing = true;
            timeline.soon("end of an event stream", () -> {
                flush();
                end();
            });
        }
    }

    /** The connection is gone, and so is what waits. */
    void breakOff() {
        broken = true;
        waiting.clear();
    }

    /** The master process is gone. */
    void cut() {
        breakOff();
        stream.close();
    }

    private void flush() {
        var events = List.copyOf(waiting);
        waiting.clear();
        events.forEach(stream::send);
    }

    private void end() {
        if (!broken) {
            stream.close();
        }
    }
}
