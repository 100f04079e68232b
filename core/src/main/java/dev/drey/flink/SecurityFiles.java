/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.SecurityOptions;

/** Kerberos and TLS files that workers need, under names that hold in every sandbox. None of them may be cached. */
final class SecurityFiles {
    private static final String KRB5_PROPERTY = "java.security.krb5.conf";
    private static final String KRB5_CONF = "krb5.conf";
    private static final Map<ConfigOption<String>, String> STORES = stores();

    private SecurityFiles() {}

    static void addTo(WorkerBundle bundle, Configuration configuration) throws FileNotFoundException {
        ship(bundle, configuration, SecurityOptions.KERBEROS_LOGIN_KEYTAB, "krb5.keytab");
        for (var store : STORES.entrySet()) {
            ship(bundle, configuration, store.getKey(), store.getValue());
        }
        var krb5 = Optional.ofNullable(System.getProperty(KRB5_PROPERTY))
                .or(() -> configuration.getOptional(SecurityOptions.KERBEROS_KRB5_PATH));
        if (krb5.isPresent()) {
            bundle.ship(ShippedFile.secret(existing(KRB5_PROPERTY, krb5.get()), KRB5_CONF));
            bundle.jvmOption("-D" + KRB5_PROPERTY + "=" + KRB5_CONF);
            bundle.configure(SecurityOptions.KERBEROS_KRB5_PATH.key(), KRB5_CONF);
        }
    }

    /* The stores of the REST endpoint stay here: workers have none. */
    private static Map<ConfigOption<String>, String> stores() {
        var stores = new LinkedHashMap<ConfigOption<String>, String>();
        stores.put(SecurityOptions.SSL_KEYSTORE, "keystore.jks");
        stores.put(SecurityOptions.SSL_TRUSTSTORE, "truststore.jks");
        stores.put(SecurityOptions.SSL_INTERNAL_KEYSTORE, "internal-keystore.jks");
        stores.put(SecurityOptions.SSL_INTERNAL_TRUSTSTORE, "internal-truststore.jks");
        return stores;
    }

    private static void ship(
            WorkerBundle bundle, Configuration configuration, ConfigOption<String> option, String destination)
            throws FileNotFoundException {
        var source = configuration.getOptional(option);
        if (source.isPresent()) {
            bundle.ship(ShippedFile.secret(existing(option.key(), source.get()), destination));
            bundle.configure(option.key(), destination);
        }
    }

    private static Path existing(String key, String file) throws FileNotFoundException {
        var path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new FileNotFoundException(key + " names a file that does not exist: " + file);
        }
        return path;
    }
}
