/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MarathonAppTest {
    private static final Path APP = Path.of(System.getProperty("drey.basedir"), "compose/marathon-session.json");

    @Test
    void addsOptionsBehindThoseOfTheAppAsShellWords() throws Exception {
        var app = MarathonApp.of(APP, Map.of("mesos.master", "zk://10.0.0.1:2181/it's"), "marathon");

        assertThat(app.path("cmd").asText())
                .startsWith("exec /opt/drey/bin/mesos-appmaster.sh ")
                .endsWith(" '-Dmesos.master=zk://10.0.0.1:2181/it'\\''s'");
        assertThat(app.path("acceptedResourceRoles").get(0).asText()).isEqualTo("marathon");
        assertThat(app.path("id").asText()).isEqualTo("/flink");
    }
}
