/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.net.URI;

/** Where a master listens. {@code scheme} is http or https; an IPv6 address stands without brackets in {@code host}. */
public record MasterAddress(String scheme, String host, int port) {
    static final int DEFAULT_PORT = 5050;
    private static final String SCHEDULER_PATH = "/api/v1/scheduler";

    public MasterAddress {
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("a master is reached by http or https, not by '" + scheme + "'");
        }
        if (host.isEmpty() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a host and a port: '" + host + ":" + port + "'");
        }
    }

    /** The endpoint of the scheduler API on this master. */
    URI scheduler() {
        return URI.create(this + SCHEDULER_PATH);
    }

    @Override
    public String toString() {
        var literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return scheme + "://" + literal + ":" + port;
    }
}
