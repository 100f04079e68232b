/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.flink.configuration.ConfigOption;

/** Reads the {@code mesos.ssl.*} options: whom to trust as a Mesos master, and what to show to it. */
final class MasterTls {
    private static final List<ConfigOption<String>> FILES =
            List.of(MasterTlsOptions.CA_FILE, MasterTlsOptions.CERTIFICATE_FILE, MasterTlsOptions.KEY_FILE);
    private static final String CONVERT =
            "openssl pkcs8 -topk8 -nocrypt -in <key> -out <new key> makes one that can be" + " read";

    private MasterTls() {}

    /**
     * The context of connections to the master; empty if they are not to be encrypted.
     *
     * @param master its address as configured
     */
    static Optional<SSLContext> read(OptionReader reader, String master) {
        boolean enabled = reader.get(MasterTlsOptions.ENABLED);
        if (enabled && master.startsWith("http://")) {
            reader.report(MasterTlsOptions.ENABLED, "the address of the master is http://", "write https://");
        }
        if (!enabled && !master.startsWith("https://")) {
            FILES.stream()
                    .filter(option -> reader.text(option).isPresent())
                    .forEach(option -> reader.report(
                            option,
                            "connections to the master are not encrypted",
                            "set " + MasterTlsOptions.ENABLED.key() + " to true"));
            return Optional.empty();
        }
        var keys = keys(reader);
        var trust = trust(reader);
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return Optional.of(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** Reports all of these options that are set. */
    static void refuse(OptionReader reader, String reason) {
        if (reader.get(MasterTlsOptions.ENABLED)) {
            reader.report(MasterTlsOptions.ENABLED, reason, "remove it");
        }
        FILES.stream()
                .filter(option -> reader.text(option).isPresent())
                .forEach(option -> reader.report(option, reason, "remove it"));
    }

    private static KeyManager[] keys(OptionReader reader) {
        var certificates = reader.text(MasterTlsOptions.CERTIFICATE_FILE);
        var key = reader.text(MasterTlsOptions.KEY_FILE);
        if (certificates.isPresent() != key.isPresent()) {
            var missing = key.isPresent() ? MasterTlsOptions.CERTIFICATE_FILE : MasterTlsOptions.KEY_FILE;
            reader.report(ConfigProblem.missing(missing.key())
                    .because("a certificate is of no use without its key, nor a key without its certificate")
                    .tryInstead("set both or none"));
        }
        if (certificates.isEmpty() || key.isEmpty()) {
            return new KeyManager[0];
        }
        var chain = attempt(reader, MasterTlsOptions.CERTIFICATE_FILE, Pem::certificates);
        var privateKey = attempt(reader, MasterTlsOptions.KEY_FILE, Pem::privateKey);
        if (chain.isEmpty() || privateKey.isEmpty()) {
            return new KeyManager[0];
        }
        try {
            var password = new char[0];
            var store = emptyStore();
            store.setKeyEntry("key", privateKey.get(), password, chain.get().toArray(X509Certificate[]::new));
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            reader.report(MasterTlsOptions.KEY_FILE, "it cannot be used: " + e.getMessage(), CONVERT);
            return new KeyManager[0];
        }
    }

    private static TrustManager[] trust(OptionReader reader) {
        var authorities = reader.text(MasterTlsOptions.CA_FILE)
                .flatMap(file -> attempt(reader, MasterTlsOptions.CA_FILE, Pem::certificates));
        try {
            KeyStore store = null;
            if (authorities.isPresent()) {
                store = emptyStore();
                for (var authority : authorities.get()) {
                    store.setCertificateEntry(authority.getSubjectX500Principal() + " " + store.size(), authority);
                }
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            var managers = factory.getTrustManagers();
            return reader.get(MasterTlsOptions.VERIFY_HOSTNAME) ? managers : withoutHostNames(managers);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot check certificates", e);
        }
    }

    private static TrustManager[] withoutHostNames(TrustManager[] managers) {
        return Arrays.stream(managers)
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(manager -> new AnyHostName((X509ExtendedTrustManager) manager))
                .toArray(TrustManager[]::new);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private interface Reading<T> {
        T of(Path file) throws IOException, GeneralSecurityException;
    }

    private static <T> Optional<T> attempt(OptionReader reader, ConfigOption<String> option, Reading<T> reading) {
        try {
            return Optional.of(reading.of(Path.of(reader.text(option).orElseThrow())));
        } catch (IOException e) {
            reader.report(option, "it cannot be read: " + e, "it must be a PEM file of this user");
        } catch (GeneralSecurityException e) {
            reader.report(
                    option,
                    e.getMessage(),
                    option == MasterTlsOptions.KEY_FILE ? CONVERT : "it must be a PEM file with certificates");
        }
        return Optional.empty();
    }

    /** Checks certificates but not whom they are for. */
    private static final class AnyHostName extends X509ExtendedTrustManager {
        /* Only the forms with a connection compare names; those without do everything else. */
        private final X509ExtendedTrustManager checks;

        AnyHostName(X509ExtendedTrustManager checks) {
            this.checks = checks;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checks.checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checks.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checks.checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checks.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            checks.checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            checks.checkServerTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return checks.getAcceptedIssuers();
        }
    }
}
