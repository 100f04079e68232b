/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A page that is part of this program. */
public final class WebPage {
    private WebPage() {}

    /** @param name beneath {@code dev/drey/simulator/live} */
    public static Response load(String name) {
        var resource = "/dev/drey/simulator/live/" + name;
        try (var in = WebPage.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + resource);
            }
            return Response.html(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
