/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class StateDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    void isADirectoryOfThisClusterThatOnlyThisUserCanRead() throws Exception {
        var configuration = new Configuration()
                .set(CoreOptions.TMP_DIRS, directory.toString())
                .set(JobManagerOptions.PORT, 6123);

        var file =
                StateDirectory.open(Optional.empty(), configuration, "My Flink").storeFile();

        assertThat(file.getParent().getParent()).isEqualTo(directory);
        assertThat(file.getParent().getFileName()).asString().endsWith("-My_Flink-6123");
        assertThat(Files.getPosixFilePermissions(file.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void isWhereTheUserWantsIt() throws Exception {
        var chosen = directory.resolve("a/b");

        var file = StateDirectory.open(Optional.of(chosen), new Configuration(), "Flink")
                .storeFile();

        assertThat(file.getParent()).isEqualTo(chosen);
    }

    @Test
    void keepsTheArtifactSecretAcrossRestarts() throws Exception {
        var chosen = Optional.of(directory.resolve("state"));
        StateDirectory.open(chosen, new Configuration(), "Flink").artifactTokens();
        var secret = Files.readString(chosen.get().resolve("artifact-secret"));

        StateDirectory.open(chosen, new Configuration(), "Flink").artifactTokens();

        assertThat(chosen.get().resolve("artifact-secret")).hasContent(secret);
        assertThat(Files.getPosixFilePermissions(chosen.get().resolve("artifact-secret")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
