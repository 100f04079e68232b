/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a certificate that vouches for itself, made by keytool, in a store and in PEM files. */
public final class TestKey {
    public static final String PASSWORD = "changeit";
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path store;
    private final KeyStore content;

    private TestKey(Path store, KeyStore content) {
        this.store = store;
        this.content = content;
    }

    /**
     * Makes one named as the last part of {@code path}.
     *
     * @param subject whom it is for, as keytool writes it: {@code ip:127.0.0.1} or {@code dns:some.name}
     */
    public static TestKey create(Path path, String subject)
            throws IOException, InterruptedException, GeneralSecurityException {
        var store = path.resolveSibling(path.getFileName() + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + path.getFileName(),
                        "-ext",
                        "san=" + subject,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + output);
        }
        var content = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            content.load(in, PASSWORD.toCharArray());
        }
        var key = new TestKey(store, content);
        Files.writeString(
                Path.of(key.certificateFile()),
                pem("CERTIFICATE", key.certificate().getEncoded()));
        Files.writeString(Path.of(key.keyFile()), pem("PRIVATE KEY", key.key().getEncoded()));
        return key;
    }

    /** The key store, whose password is {@link #PASSWORD}. */
    public Path store() {
        return store;
    }

    public String certificateFile() {
        return store + ".cert.pem";
    }

    public String keyFile() {
        return store + ".key.pem";
    }

    public Certificate certificate() throws GeneralSecurityException {
        return content.getCertificate("key");
    }

    /** A context that shows this key and trusts the other. */
    public SSLContext contextTrusting(TestKey other) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(content, PASSWORD.toCharArray());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("trusted", other.certificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private Key key() throws GeneralSecurityException {
        return content.getKey("key", PASSWORD.toCharArray());
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + BASE64.encodeToString(content) + "\n-----END " + kind + "-----\n";
    }
}
