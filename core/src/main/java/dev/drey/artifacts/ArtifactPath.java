/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A relative path of an artifact, and its form in an URI. */
final class ArtifactPath {
    private static final String UNESCAPED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final List<String> FORBIDDEN = List.of("", ".", "..");

    private ArtifactPath() {}

    /** @throws IllegalArgumentException if it is absolute, or not a plain path downwards */
    static void check(String path) {
        var segments = Arrays.asList(path.split("/", -1));
        if (segments.stream().anyMatch(FORBIDDEN::contains) || path.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the path of an artifact must be relative, without empty segments, '.' and '..': '" + path + "'");
        }
    }

    /** Percent-encodes all but the unreserved characters of RFC 3986, and the slashes between segments. */
    static String encode(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(ArtifactPath::encodeSegment)
                .collect(Collectors.joining("/"));
    }

    private static String encodeSegment(String segment) {
        var encoded = new StringBuilder();
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && UNESCAPED.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
            }
        }
        return encoded.toString();
    }

    /**
     * Empty if the escapes are broken. An escaped slash stands for a slash, which leads nowhere new: paths are only
     * looked up.
     */
    static Optional<String> decode(String raw) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            if (!raw.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*")) {
                return Optional.empty();
            }
            bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
            i += 2;
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }
}
