/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime.store;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/** One line of a store file: the CRC-32C of the rest in hexadecimal, a space, its kind, a space, its text. */
record StoreLine(Kind kind, String text) {
    private static final int CHECKSUM_LENGTH = 8;

    /** What a line holds. */
    enum Kind {
        /** The number of the leadership that writes from here on. */
        EPOCH,
        /** All that is remembered, as JSON. */
        STATE,
        /** One change of it, as JSON. */
        CHANGE
    }

    /** The line with its newline. */
    byte[] bytes() {
        var rest = kind + " " + text;
        return (checksum(rest) + " " + rest + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Empty if the line is damaged. {@code line} comes without newline. */
    static Optional<StoreLine> parse(String line) {
        if (line.length() < CHECKSUM_LENGTH + 2 || line.charAt(CHECKSUM_LENGTH) != ' ') {
            return Optional.empty();
        }
        var rest = line.substring(CHECKSUM_LENGTH + 1);
        if (!checksum(rest).equals(line.substring(0, CHECKSUM_LENGTH))) {
            return Optional.empty();
        }
        for (var kind : Kind.values()) {
            if (rest.startsWith(kind + " ")) {
                return Optional.of(
                        new StoreLine(kind, rest.substring(kind.name().length() + 1)));
            }
        }
        return Optional.empty();
    }

    private static String checksum(String rest) {
        var crc = new CRC32C();
        crc.update(rest.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
