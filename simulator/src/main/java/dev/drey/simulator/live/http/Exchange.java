/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.http;

import java.util.Map;
import java.util.concurrent.Executor;

/** One request and its answer: either a response or a stream, exactly once. May be used from any thread. */
public interface Exchange {

    Request request();

    void respond(Response response);

    /**
     * Answers 200 with a body of unknown length.
     *
     * @param onBroken run once if the connection breaks before the stream is ended
     */
    Stream open(Map<String, String> headers, Runnable onBroken);

    /** Where work that is too long for its caller may be done. */
    Executor executor();

    /** A response body that is written piece by piece; it never blocks its writer. */
    interface Stream {
        void write(byte[] bytes);

        void end();
    }
}
