/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class MasterLocationTest {

    @Test
    void readsAddresses() {
        assertThat(parse("master:5050")).isEqualTo(fixed("http", "master", 5050));
        assertThat(parse(" 10.0.0.1:6060 ")).isEqualTo(fixed("http", "10.0.0.1", 6060));
        assertThat(parse("master")).isEqualTo(fixed("http", "master", 5050));
        assertThat(parse("[::1]:5050")).isEqualTo(fixed("http", "::1", 5050));
        assertThat(parse("https://master:5443")).isEqualTo(fixed("https", "master", 5443));
        assertThat(parse("https://master/")).isEqualTo(fixed("https", "master", 443));
        assertThat(MasterLocation.parse("master:5050", "https")).isEqualTo(fixed("https", "master", 5050));
    }

    @Test
    void writesAnIpV6AddressWithBrackets() {
        assertThat(new MasterAddress("http", "::1", 5050).scheduler())
                .hasToString("http://[::1]:5050/api/v1/scheduler");
    }

    @Test
    void readsZooKeeperAddresses() {
        assertThat(parse("zk://a:2181,b:2181/mesos"))
                .isEqualTo(new MasterLocation.InZooKeeper("a:2181,b:2181", "/mesos", Optional.empty(), "http"));
        assertThat(parse("zk://me:p@ss@a:2181/x/mesos/"))
                .isEqualTo(new MasterLocation.InZooKeeper("a:2181", "/x/mesos", Optional.of("me:p@ss"), "http"));
    }

    @Test
    void readsAFileThatHoldsOneOfThem(@TempDir Path dir) throws IOException {
        var file = Files.writeString(dir.resolve("master"), "zk://a:2181/mesos\n");

        assertThat(parse("file://" + file))
                .isEqualTo(new MasterLocation.InZooKeeper("a:2181", "/mesos", Optional.empty(), "http"));
    }

    @Test
    void showsNoPassword() {
        assertThat(parse("zk://me:hush@a:2181/mesos").toString()).isEqualTo("zk://a:2181/mesos");
        assertThatThrownBy(() -> parse("zk://me:hush@/mesos")).hasMessageNotContaining("hush");
        assertThat(new Credential("me", "hush").toString()).doesNotContain("hush");
    }

    @Test
    void saysWhatItExpects() {
        for (var wrong :
                List.of("", "ftp://a:1", "zk://a:2181", "zk:///mesos", "http://", "a b", "http://u:p@a:1", "local:x")) {
            assertThatThrownBy(() -> parse(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("mesos.master: expected host:port");
        }
        assertThatThrownBy(() -> parse("file:///no/such/file")).hasMessageContaining("/no/such/file");
    }

    @Test
    void refusesSecretsThatNoMasterCanCheck() {
        assertThatThrownBy(() -> new Credential("me", "a:b"))
                .hasMessageContaining("colon")
                .hasMessageNotContaining("a:b");
    }

    private static MasterLocation parse(String text) {
        return MasterLocation.parse(text, "http");
    }

    private static MasterLocation fixed(String scheme, String host, int port) {
        return new MasterLocation.Fixed(new MasterAddress(scheme, host, port));
    }
}
