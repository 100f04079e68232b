/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Reads certificates and private keys from PEM files (RFC 7468). */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END [A-Z ]*PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");

    private Pem() {}

    /**
     * All certificates of a file, in its order.
     *
     * @throws GeneralSecurityException if there is none
     */
    static List<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        var certificates = new ArrayList<X509Certificate>();
        try (var content = Files.newInputStream(file)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(content)) {
                certificates.add((X509Certificate) certificate);
            }
        }
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate in it");
        }
        return certificates;
    }

    /**
     * The private key of a file.
     *
     * @throws GeneralSecurityException if there is none, or in another form than PKCS#8 without password
     */
    static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        var key = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!key.find()) {
            throw new GeneralSecurityException("there is no private key in it");
        }
        if (!key.group(1).isEmpty()) {
            throw new GeneralSecurityException(
                    "its key is of the form '" + key.group(1).strip() + "', not PKCS#8");
        }
        var encoded = new PKCS8EncodedKeySpec(decoded(key.group(2)));
        for (var algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException otherAlgorithm) {
                continue;
            }
        }
        throw new GeneralSecurityException("its key is for none of " + String.join(", ", ALGORITHMS));
    }

    private static byte[] decoded(String base64) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("its key is damaged", e);
        }
    }
}
