/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.mesos.Credential;
import dev.drey.mesos.HttpMesos;
import dev.drey.mesos.MesosConnection;
import dev.drey.mesos.NativeLibrary;
import dev.drey.mesos.NativeMesos;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where the master is and how to talk to it.
 *
 * @param address in one of the forms of {@link MesosOptions#MASTER}
 * @param tls how connections to it are encrypted, if they are, and if it is not libmesos that makes them
 */
public record MasterConfig(String address, MesosOptions.Transport transport, Optional<SSLContext> tls) {
    /** Names the library for {@link MesosOptions.Transport#NATIVE}, as for every Mesos framework in Java. */
    static final String LIBRARY = "MESOS_NATIVE_JAVA_LIBRARY";

    static MasterConfig read(OptionReader reader, Map<String, String> environment) {
        var transport = reader.get(MesosOptions.TRANSPORT);
        var address = address(reader, transport);
        if (transport == MesosOptions.Transport.NATIVE) {
            MasterTls.refuse(reader, "libmesos looks at the environment variables LIBPROCESS_SSL_* instead");
            Libprocess.check(environment, reader);
            loadLibrary(environment, reader);
            return new MasterConfig(address, transport, Optional.empty());
        }
        return new MasterConfig(address, transport, MasterTls.read(reader, address));
    }

    private static String address(OptionReader reader, MesosOptions.Transport transport) {
        var option = MesosOptions.MASTER;
        var address = reader.text(option);
        if (address.isEmpty()) {
            reader.report(
                    ConfigProblem.missing(option.key()).tryInstead("for instance -D" + option.key() + "=<host>:5050"));
        }
        address.flatMap(given -> problemWith(new MasterConfig(given, transport, Optional.empty())))
                .ifPresent(reason -> reader.report(ConfigProblem.at(option.key(), Secrets.shown(address.get()))
                        .because(reason)
                        .tryInstead("for instance master.example:5050")));
        return address.orElse("");
    }

    private static Optional<String> problemWith(MasterConfig config) {
        try {
            config.connections(Optional.empty());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage().replaceFirst("^" + MesosOptions.MASTER.key() + ": ", ""));
        }
    }

    private static void loadLibrary(Map<String, String> environment, OptionReader reader) {
        var path = environment.getOrDefault(LIBRARY, "");
        if (path.isEmpty()) {
            reader.report(ConfigProblem.missing(LIBRARY)
                    .because(MesosOptions.TRANSPORT.key() + " is NATIVE, and this environment variable does not name"
                            + " the library")
                    .tryInstead("export it, for instance as /usr/lib/libmesos.so, or do without libmesos: "
                            + MesosOptions.TRANSPORT.key() + ": HTTP"));
            return;
        }
        NativeLibrary.load(path)
                .ifPresent(flaw -> reader.report(new ConfigProblem(LIBRARY, path, flaw.reason(), flaw.remedy())));
    }

    /**
     * What makes connections to the master.
     *
     * @throws IllegalArgumentException if its address is none of the known forms
     */
    MesosConnection.Factory connections(Optional<Credential> credential) {
        return transport == MesosOptions.Transport.NATIVE
                ? NativeMesos.factory(new NativeMesos.Settings(address, credential))
                : HttpMesos.factory(new HttpMesos.Settings(address, credential, tls));
    }
}
