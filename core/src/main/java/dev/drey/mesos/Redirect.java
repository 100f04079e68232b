/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.io.IOException;
import java.net.URI;

/** Where a redirect of the master leads: its Location is mostly scheme-relative and may lack a path. */
final class Redirect {
    private Redirect() {}

    static URI target(URI from, String location) throws IOException {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException(from + " redirects to something that is not an address: " + location, e);
        }
        if (to.getHost() == null
                || !(to.getScheme().equals("http") || to.getScheme().equals("https"))) {
            throw new IOException(from + " redirects to something that is not a master: " + location);
        }
        if (from.getScheme().equals("https") && !to.getScheme().equals("https")) {
            throw new IOException(from + " redirects to an address without TLS: " + location);
        }
        var path = to.getRawPath();
        return path == null || path.isEmpty() || path.equals("/") ? to.resolve(from.getRawPath()) : to;
    }
}
