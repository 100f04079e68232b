/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import com.google.protobuf.Message;
import dev.drey.simulator.json.ProtoJson;
import dev.drey.simulator.live.RecordIo;
import dev.drey.simulator.live.http.Exchange;
import dev.drey.simulator.live.http.MediaTypes;
import dev.drey.simulator.master.EventStream;
import dev.drey.simulator.master.OperatorStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.mesos.v1.master.Protos;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** The events of one subscription as RecordIO in the body of an HTTP response. Used on the master's timeline only. */
final class HttpEventStream implements EventStream, OperatorStream {
    private final boolean isJson;
    private Optional<Exchange.Stream> body = Optional.empty();

    HttpEventStream(String contentType) {
        isJson = contentType.equals(MediaTypes.JSON);
    }

    /** The headers are sent; from now on events may come. */
    void open(Exchange.Stream responseBody) {
        body = Optional.of(responseBody);
    }

    @Override
    public void send(Event event) {
        write(event);
    }

    @Override
    public void send(Protos.Event event) {
        write(event);
    }

    @Override
    public void close() {
        opened().end();
    }

    private void write(Message event) {
        var record = isJson ? ProtoJson.print(event).getBytes(StandardCharsets.UTF_8) : event.toByteArray();
        opened().write(RecordIo.encode(record));
    }

    private Exchange.Stream opened() {
        return body.orElseThrow(() -> new IllegalStateException("an event before the answer to SUBSCRIBE"));
    }
}
