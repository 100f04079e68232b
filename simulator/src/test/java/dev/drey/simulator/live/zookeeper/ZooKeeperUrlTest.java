/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class ZooKeeperUrlTest {

    @Test
    void readsServersPathAndCredentials() {
        assertThat(ZooKeeperUrl.parse("zk://me:s@cret/1@h1:2181,h2:2182/a/mesos/"))
                .isEqualTo(new ZooKeeperUrl("h1:2181,h2:2182", "/a/mesos", Optional.of("me:s@cret/1")));
    }

    @Test
    void showsItselfWithoutTheSecret() {
        assertThat(ZooKeeperUrl.parse("zk://me:secret@h:2181/mesos")).hasToString("zk://h:2181/mesos");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:2181/mesos, does not begin with zk://",
        "zk://localhost:2181, has no path",
        "zk://localhost:2181/, has no path",
        "zk://:2181/mesos, is not host:port",
        "'zk://a:1,,b:2/mesos', is not host:port",
        "zk://a:port/mesos, is not host:port",
        "zk://me@a:1/mesos, must be user:password",
        "zk://a:1//mesos, empty part"
    })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> ZooKeeperUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("zk://host:2181/mesos");
    }
}
