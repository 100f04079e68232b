/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The value of {@code mesos.master}: {@code host:port}, {@code http(s)://host:port}, {@code
 * zk://[user:password@]host1:port1,host2:port2/path}, or {@code file:///path} of a file that holds one of those.
 */
sealed interface MasterLocation {

    /** A master named by its address. */
    record Fixed(MasterAddress address) implements MasterLocation {}

    /** The masters elect their leader in ZooKeeper. {@code digest} is user:password and must not be logged. */
    record InZooKeeper(String servers, String path, Optional<String> digest, String scheme) implements MasterLocation {
        @Override
        public String toString() {
            return "zk://" + servers + path;
        }
    }

    /**
     * Parses a value of {@code mesos.master}.
     *
     * @param scheme how to talk to masters whose address does not tell: http or https
     * @throws IllegalArgumentException if it is none of the forms; the message says what was expected
     */
    static MasterLocation parse(String text, String scheme) {
        var value = text.strip();
        if (value.startsWith("file://")) {
            return parseAddress(read(value), scheme);
        }
        return parseAddress(value, scheme);
    }

    private static MasterLocation parseAddress(String value, String scheme) {
        if (value.startsWith("zk://")) {
            return zooKeeper(value.substring("zk://".length()), scheme);
        }
        if (value.startsWith("http://") || value.startsWith("https://")) {
            return new Fixed(url(value));
        }
        if (value.isEmpty() || value.contains("://")) {
            throw unexpected(value.isEmpty() ? "nothing" : "another scheme");
        }
        var bare = url(scheme + "://" + value);
        var hasPort = value.matches(".*:\\d+");
        return new Fixed(hasPort ? bare : new MasterAddress(scheme, bare.host(), MasterAddress.DEFAULT_PORT));
    }

    private static MasterAddress url(String value) {
        URI uri;
        try {
            uri = URI.create(value);
        } catch (IllegalArgumentException e) {
            throw unexpected("something that is not an address");
        }
        var path = uri.getPath() == null ? "" : uri.getPath();
        if (uri.getHost() == null || uri.getUserInfo() != null || !(path.isEmpty() || path.equals("/"))) {
            throw unexpected("an address without host, or with user or path");
        }
        var standardPort = uri.getScheme().equals("https") ? 443 : 80;
        var host = uri.getHost().replaceAll("^\\[|\\]$", "");
        return new MasterAddress(uri.getScheme(), host, uri.getPort() < 0 ? standardPort : uri.getPort());
    }

    private static MasterLocation zooKeeper(String rest, String scheme) {
        var slash = rest.indexOf('/');
        var authority = slash < 0 ? rest : rest.substring(0, slash);
        var path = slash < 0 ? "" : rest.substring(slash).replaceAll("/+$", "");
        var at = authority.lastIndexOf('@');
        var servers = authority.substring(at + 1);
        if (servers.isEmpty() || path.isEmpty()) {
            throw unexpected("a ZooKeeper address without servers or without path");
        }
        var digest = at < 0 ? Optional.<String>empty() : Optional.of(authority.substring(0, at));
        return new InZooKeeper(servers, path, digest, scheme);
    }

    private static String read(String url) {
        var file = Path.of(url.substring("file://".length()));
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("mesos.master: cannot read the file " + file + ": " + e, e);
        }
    }

    /* The value itself stays out of the message: it may hold a password. */
    private static IllegalArgumentException unexpected(String found) {
        return new IllegalArgumentException("mesos.master: expected host:port, http(s)://host:port,"
                + " zk://[user:password@]host1:port1,host2:port2/path, or file:///path of a file with one of those; found "
                + found);
    }
}
