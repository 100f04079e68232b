/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.http;

import java.util.Locale;
import java.util.Optional;

/** The two media types of the scheduler API, and how an Accept header chooses among them. */
public final class MediaTypes {
    public static final String JSON = "application/json";
    public static final String PROTOBUF = "application/x-protobuf";

    private MediaTypes() {}

    /** The type to answer in. JSON wins if both will do; empty if neither will. */
    public static Optional<String> negotiate(Optional<String> accept) {
        if (accepts(accept, JSON)) {
            return Optional.of(JSON);
        }
        return accepts(accept, PROTOBUF) ? Optional.of(PROTOBUF) : Optional.empty();
    }

    /* No header accepts everything. Of the q-values only zero, "not this one", has a meaning to Mesos. */
    static boolean accepts(Optional<String> accept, String type) {
        if (accept.isEmpty()) {
            return true;
        }
        for (var range : accept.get().toLowerCase(Locale.ROOT).split(",")) {
            var parts = range.trim().split("\\s*;\\s*");
            if (matches(parts[0], type)) {
                return !isRefused(parts);
            }
        }
        return false;
    }

    private static boolean matches(String range, String type) {
        return range.equals("*/*") || range.equals(type) || range.equals(type.substring(0, type.indexOf('/')) + "/*");
    }

    static boolean isRefused(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].matches("q\\s*=\\s*0(\\.0*)?")) {
                return true;
            }
        }
        return false;
    }
}
