/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ClusterProcessTest {

    @Test
    void saysWhichOptionChoosesAnotherPort() {
        var failure = new RuntimeException("outer", new BindException("Could not start rest endpoint on port 8081"));

        assertThat(ClusterProcess.sentence(failure))
                .isEqualTo("Could not start rest endpoint on port 8081: choose another rest.port or rest.bind-port, or"
                        + " end what listens there.");
    }

    @Test
    void tellsTheInnermostReason() {
        var failure = new RuntimeException("outer", new IllegalStateException("the disk is full"));

        assertThat(ClusterProcess.sentence(failure)).startsWith("the disk is full ");
    }
}
