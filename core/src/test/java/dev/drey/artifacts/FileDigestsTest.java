/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class FileDigestsTest {
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final FileTime THEN = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path directory;

    private final FileDigests digests = new FileDigests();

    @Test
    void readsAFileOnceAsLongAsSizeAndTimeStay() throws Exception {
        var file = Files.writeString(directory.resolve("a"), "abc");
        Files.setLastModifiedTime(file, THEN);
        assertThat(digests.of(file)).isEqualTo(OF_ABC);

        Files.writeString(file, "xyz");
        Files.setLastModifiedTime(file, THEN);
        assertThat(digests.of(file)).isEqualTo(OF_ABC);

        Files.setLastModifiedTime(file, FileTime.fromMillis(THEN.toMillis() + 1));
        assertThat(digests.of(file)).isNotEqualTo(OF_ABC);
    }

    @Test
    void leavesWhatIsMissingToWhoAsks() throws Exception {
        var missing = directory.resolve("missing");
        digests.learn(List.of(missing, Files.writeString(directory.resolve("a"), "abc")));

        assertThat(digests.of(directory.resolve("a"))).isEqualTo(OF_ABC);
        assertThatThrownBy(() -> digests.of(missing)).isInstanceOf(NoSuchFileException.class);
    }
}
