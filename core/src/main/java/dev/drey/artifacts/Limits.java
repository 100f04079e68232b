/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import java.time.Duration;

/**
 * How much others may ask of an artifact server.
 *
 * @param connections how many are served at once; as many again are answered with 503, further ones are closed at once
 * @param idle how long a connection may take for the head of its next request, handshake of TLS included
 * @param stall the time in which a reader must take at least {@code bytesPerStall}
 * @param bytesPerStall at least 1
 */
record Limits(int connections, Duration idle, Duration stall, long bytesPerStall) {
    static final Limits DEFAULT = new Limits(2048, Duration.ofSeconds(30), Duration.ofSeconds(60), 64 * 1024);

    /** Requests have no body and short heads; what exceeds these is answered with 414 or 431. */
    static final int MAX_REQUEST_LINE = 4096;

    static final int MAX_HEADERS = 8192;
}
