/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.http;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/**
 * What a server proves with who it is.
 *
 * @param certificate a chain of X.509 certificates in PEM, the server's own first
 * @param key the private key of the first certificate, PKCS #8 in PEM, without a password
 */
public record TlsFiles(Path certificate, Path key) {

    /** @throws IOException if one of the files cannot be read or is not what it should be */
    SslContext context() throws IOException {
        for (var file : new Path[] {certificate, key}) {
            if (!Files.isReadable(file)) {
                throw new IOException("cannot read " + file);
            }
        }
        try {
            return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IOException("no certificate and key in " + certificate + " and " + key, e);
        }
    }
}
