/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.mesos.NativeLibrary.Flaw;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of libraries that cannot be libmesos, before anything is loaded. */
@Tag("unit")
class NativeLibraryTest {
    private static final int FOREIGN = System.getProperty("os.arch").equals("s390x") ? 62 : 22;

    private static final Path LIBJAVA = Path.of(System.getProperty("java.home"), "lib", "libjava.so");

    @TempDir
    private Path directory;

    @Test
    void isNotThere() {
        assertThat(flaw(directory.resolve("libmesos.so")).reason()).isEqualTo("there is no such file");
        assertThat(flaw(directory).reason()).isEqualTo("there is no such file");
    }

    @Test
    void isNoAbsolutePath() {
        assertThat(flaw(Path.of("libmesos.so")).reason()).isEqualTo("it is not an absolute path");
    }

    @Test
    void isNoLibrary() throws Exception {
        assertThat(flaw(file("a page that says 404 instead of a library".getBytes()))
                        .reason())
                .isEqualTo("it is no shared library of this system");
        assertThat(flaw(file(new byte[0])).reason()).isEqualTo("it is no shared library of this system");
    }

    @Test
    void isOfAnotherMachine() throws Exception {
        assertThat(flaw(file(elf(FOREIGN, 100))).reason())
                .isEqualTo("it is made for " + (FOREIGN == 22 ? "s390x" : "amd64") + ", and this Java for "
                        + System.getProperty("os.arch"));
    }

    @Test
    void isNotAllThere() throws Exception {
        var bytes = Files.readAllBytes(LIBJAVA);

        assertThat(flaw(file(Arrays.copyOf(bytes, bytes.length / 2))).reason())
                .isEqualTo("it is cut off: its end is missing");
    }

    @Test
    void isAnotherLibrary() {
        assertThat(flaw(LIBJAVA).reason()).contains("no Java binding of the v1 scheduler API");
    }

    private static byte[] elf(int machine, int size) {
        var bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).putShort(18, (short) machine);
        return bytes.array();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("file.so"), bytes);
    }

    private static Flaw flaw(Path library) {
        return NativeLibrary.load(library.toString()).orElseThrow();
    }
}
