/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.zookeeper;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where masters meet: {@code zk://[user:password@]host1:port1,host2:port2/path}.
 *
 * @param servers host:port, separated by commas
 * @param path begins with a slash and does not end with one
 * @param credentials user:password
 */
public record ZooKeeperUrl(String servers, String path, Optional<String> credentials) {
    private static final String SCHEME = "zk://";
    private static final Pattern SERVER = Pattern.compile("[^:,\\s]+(:\\d{1,5})?");
    private static final String EXAMPLE = "; expected zk://host:2181/mesos";

    /** @throws IllegalArgumentException with a sentence that says what is wrong and what is expected */
    public static ZooKeeperUrl parse(String text) {
        if (!text.startsWith(SCHEME)) {
            throw new IllegalArgumentException("'" + withoutSecret(text) + "' does not begin with zk://" + EXAMPLE);
        }
        var rest = text.substring(SCHEME.length());
        int slash = rest.indexOf('/', rest.lastIndexOf('@') + 1);
        if (slash < 0 || slash == rest.length() - 1) {
            throw new IllegalArgumentException("'" + withoutSecret(text) + "' has no path" + EXAMPLE);
        }
        var authority = rest.substring(0, slash);
        int at = authority.lastIndexOf('@');
        var credentials = at < 0 ? Optional.<String>empty() : Optional.of(authority.substring(0, at));
        if (credentials.isPresent() && !credentials.get().matches("[^:]+:.+")) {
            throw new IllegalArgumentException("the part before '@' must be user:password" + EXAMPLE);
        }
        var servers = authority.substring(at + 1);
        for (var server : servers.split(",", -1)) {
            if (!SERVER.matcher(server).matches()) {
                throw new IllegalArgumentException("'" + server + "' is not host:port" + EXAMPLE);
            }
        }
        return new ZooKeeperUrl(servers, path(rest.substring(slash)), credentials);
    }

    /** The URL without its credentials, fit to be shown. */
    @Override
    public String toString() {
        return SCHEME + servers + path;
    }

    private static String path(String text) {
        var path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (path.contains("//")) {
            throw new IllegalArgumentException("the path '" + text + "' has an empty part" + EXAMPLE);
        }
        return path;
    }

    private static String withoutSecret(String text) {
        return text.replaceFirst("//.*@", "//");
    }
}
