/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.MesosNativeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads libmesos into this process, or says why that cannot be. */
public final class NativeLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

    /* If it is missing, that shows only when the first connection is made. */
    private static final String SYMBOL = "Java_org_apache_mesos_v1_scheduler_V1Mesos_initialize";

    private static final int HEADER = 64;
    private static final int ELF = 0x7f454c46;

    /* By the values of e_machine in the ELF header. */
    private static final Map<Integer, String> MACHINES =
            Map.of(3, "i386", 21, "ppc64le", 22, "s390x", 40, "arm", 62, "amd64", 183, "aarch64", 243, "riscv64");

    private static final String RIGHT_ONE = "name the libmesos.so of Mesos 1.11 or clusterd for this machine";

    private NativeLibrary() {}

    /** What is wrong with a library, and what to do. */
    public record Flaw(String reason, String remedy) {}

    /**
     * Loads it, unless that is done already.
     *
     * @param path of the shared library, as given by people
     * @return why it cannot be used; empty if it can
     */
    public static Optional<Flaw> load(String path) {
        return check(Path.of(path)).or(() -> tryLoad(path));
    }

    private static Optional<Flaw> tryLoad(String path) {
        try {
            MesosNativeLibrary.load(path);
        } catch (UnsatisfiedLinkError e) {
            return flaw("it cannot be loaded: " + e.getMessage(), "`ldd " + path + "` shows which libraries it misses");
        }
        var version = MesosNativeLibrary.version();
        LOG.info("library={} version={}.{}.{}", path, version.major, version.minor, version.patch);
        return Optional.empty();
    }

    private static Optional<Flaw> check(Path file) {
        if (!file.isAbsolute()) {
            return flaw("it is not an absolute path", "for instance /usr/lib/libmesos.so");
        }
        if (!Files.isRegularFile(file)) {
            return flaw("there is no such file", RIGHT_ONE);
        }
        try (var bytes = Files.newInputStream(file)) {
            var header = ByteBuffer.wrap(bytes.readNBytes(HEADER));
            return checkHeader(header, Files.size(file)).or(() -> checkSymbol(file));
        } catch (IOException e) {
            return flaw("it cannot be read: " + e, "let the user " + System.getProperty("user.name") + " read it");
        }
    }

    private static Optional<Flaw> checkHeader(ByteBuffer header, long size) {
        if (header.limit() < HEADER || header.getInt(0) != ELF) {
            return flaw("it is no shared library of this system", RIGHT_ONE);
        }
        header.order(header.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        var machine = MACHINES.getOrDefault((int) header.getShort(18), "another machine");
        var ours = System.getProperty("os.arch");
        if (!machine.equals(ours) && MACHINES.containsValue(ours)) {
            return flaw("it is made for " + machine + ", and this Java for " + ours, RIGHT_ONE);
        }
        var is64 = header.get(4) == 2;
        return is64 && size < endOfSections(header)
                ? flaw("it is cut off: its end is missing", RIGHT_ONE)
                : Optional.empty();
    }

    /* The table of sections comes last: e_shoff, e_shentsize and e_shnum. Loading less would end the process. */
    private static long endOfSections(ByteBuffer header) {
        return header.getLong(40) + (long) header.getShort(58) * header.getShort(60);
    }

    private static Optional<Flaw> checkSymbol(Path file) {
        try (var bytes = Files.newInputStream(file)) {
            return contains(bytes, SYMBOL)
                    ? Optional.empty()
                    : flaw(
                            "it has no Java binding of the v1 scheduler API, so it is too old or no libmesos",
                            RIGHT_ONE);
        } catch (IOException e) {
            return flaw("it cannot be read: " + e, RIGHT_ONE);
        }
    }

    private static boolean contains(InputStream bytes, String symbol) throws IOException {
        var buffer = new byte[1 << 20];
        int kept = 0;
        for (int read = bytes.read(buffer); read > 0; read = bytes.read(buffer, kept, buffer.length - kept)) {
            int filled = kept + read;
            if (new String(buffer, 0, filled, StandardCharsets.ISO_8859_1).contains(symbol)) {
                return true;
            }
            kept = Math.min(filled, symbol.length());
            System.arraycopy(buffer, filled - kept, buffer, 0, kept);
        }
        return false;
    }

    private static Optional<Flaw> flaw(String reason, String remedy) {
        return Optional.of(new Flaw(reason, remedy));
    }
}
