/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ConfigurationFileTest {
    @TempDir
    private Path directory;

    private final Configuration dynamic = new Configuration();

    @Test
    void readsTheOldFileAsFlink1Did() throws Exception {
        write("flink-conf.yaml", """
                # a comment
                mesos.master: zk://zk1:2181/mesos   # another

                  jobmanager.rpc.address :  host.example \t
                rest.port:8081
                no colon at all
                empty:
                quoted: "as it is"
                colons: a: b: c
                parallelism.default: 2
                parallelism.default: 3
                """);

        assertThat(load())
                .isEqualTo(Map.of(
                        "mesos.master", "zk://zk1:2181/mesos",
                        "jobmanager.rpc.address", "host.example",
                        "quoted", "\"as it is\"",
                        "colons", "a: b: c",
                        "parallelism.default", "3"));
    }

    @Test
    void readsTheNewFileNestedOrFlat() throws Exception {
        write("config.yaml", """
                mesos.failover-timeout: 7 d
                mesos:
                  master: master:5050
                rest.port: 8082
                """);

        assertThat(load())
                .containsEntry("mesos.failover-timeout", "7 d")
                .containsEntry("mesos.master", "master:5050")
                .containsEntry("rest.port", "8082");
    }

    @Test
    void theNewFileComesFirst() throws Exception {
        write("flink-conf.yaml", "parallelism.default: 2\n");
        write("config.yaml", "parallelism.default: 3\n");

        assertThat(load()).containsEntry("parallelism.default", "3");
    }

    @Test
    void theCommandLineComesBeforeEitherFile() throws Exception {
        write("flink-conf.yaml", "parallelism.default: 2\n");
        dynamic.setString("parallelism.default", "4");

        assertThat(load()).containsEntry("parallelism.default", "4");
    }

    @Test
    void readsListsAsFlinkDoes() throws Exception {
        write("config.yaml", "a.list: [x, 'y z']\nb.map: {k: v}\nc.nothing:\n");

        assertThat(load()).isEqualTo(Map.of("a.list", "[x, y z]", "b.map.k", "v"));
    }

    @Test
    void saysWhereItLookedForAFile() {
        assertThatThrownBy(this::load)
                .hasMessage("there is neither a config.yaml nor a flink-conf.yaml in " + directory
                        + "; set FLINK_CONF_DIR to where it is");
    }

    @Test
    void d20_showsNoPasswordOfAnAddress() {
        assertThat(Secrets.shown("-Dmesos.master=zk://user:hush@zk1:2181/mesos"))
                .isEqualTo("-Dmesos.master=zk://******@zk1:2181/mesos");
        assertThat(Secrets.shown("mesos.master", "zk://zk1:2181/a@b")).isEqualTo("zk://zk1:2181/a@b");
        assertThat(Secrets.shown("s3.secret-key", "hush")).isEqualTo("******");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    private Map<String, String> load() {
        return ConfigurationFile.load(directory.toString(), dynamic).toMap();
    }
}
