/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where agents are told that the artifact server is. What is not said is as it is where the server listens.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name or an address; those of IPv6 without brackets
 * @param port 1 to 65535
 */
public record AdvertisedAddress(Optional<String> scheme, String host, Optional<Integer> port) {
    private static final int MAX_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile(
            "(?:(https?)://)?(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9]+(?:[A-Za-z0-9._-]*[A-Za-z0-9])?))(?::(\\d{1,5}))?/?");

    /** The server's own scheme and port on this host. */
    public static AdvertisedAddress of(String host) {
        return new AdvertisedAddress(Optional.empty(), host, Optional.empty());
    }

    /** Reads {@code host} or {@code host:port}, with or without scheme before it; empty if the text is neither. */
    public static Optional<AdvertisedAddress> parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var port = Optional.ofNullable(match.group(4)).map(Integer::valueOf);
        if (port.filter(number -> number < 1 || number > MAX_PORT).isPresent()) {
            return Optional.empty();
        }
        var host = Optional.ofNullable(match.group(2)).orElse(match.group(3));
        return Optional.of(new AdvertisedAddress(Optional.ofNullable(match.group(1)), host, port));
    }

    /** The address of a server with this scheme and port. */
    URI base(String ownScheme, int ownPort) {
        var literal = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create(scheme.orElse(ownScheme) + "://" + literal + ":" + port.orElse(ownPort) + "/");
    }
}
