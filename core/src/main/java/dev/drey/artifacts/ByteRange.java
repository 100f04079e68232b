/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import java.util.Optional;
import java.util.regex.Pattern;

/** The part of a body that a request asks for, from the first to the last byte, both included. */
record ByteRange(long first, long last) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    long length() {
        return last - first + 1;
    }

    String contentRange(long total) {
        return "bytes " + first + "-" + last + "/" + total;
    }

    /**
     * Empty if the header is of a form that is not supported; then the whole body is the right answer (RFC 9110, 14.2).
     */
    static Optional<Asked> parse(String header) {
        var match = SINGLE.matcher(header);
        if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Asked(number(match.group(1)), number(match.group(2))));
    }

    private static Optional<Long> number(String digits) {
        return digits.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(digits));
    }

    /** {@code first-last}, {@code first-}, or {@code -count}: the last ones. */
    record Asked(Optional<Long> first, Optional<Long> last) {

        /** Empty if a body of this length has no such part. */
        Optional<ByteRange> of(long total) {
            long from = first.orElseGet(() -> Math.max(0, total - last.orElse(0L)));
            long to = first.isPresent() ? Math.min(last.orElse(total - 1), total - 1) : total - 1;
            return from <= to ? Optional.of(new ByteRange(from, to)) : Optional.empty();
        }
    }
}
