/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A job that ended, whose script a supervisor runs again, as Marathon does after every end. */
@Tag("wire")
class FinishedJobIT extends ScriptsOnMesos {

    FinishedJobIT() throws IOException {
        super(Distribution.find(BASE));
    }

    @Test
    void d26_theProcessEndsByItselfAndTheNextOneDoesNotRunTheJobAgain() throws Exception {
        try (var zooKeeper = new TestingServer()) {
            configure("config.yaml");
            makeHighlyAvailable(zooKeeper.getConnectString());

            runFromItsGraph();
            assertThatWordsAreCounted();
            awaitThat("the workers are gone", () -> workers().isEmpty());
            Files.move(folder.resolve("counts"), folder.resolve("counts-of-the-first"));

            var again = run(
                    "again",
                    script("mesos-appmaster-job.sh"),
                    "-Dmesos.master=" + master(),
                    "-Djobmanager.rpc.address=127.0.0.1",
                    "-Dmesos.resourcemanager.framework.user=" + USER,
                    "-Dinternal.jobgraph-path=" + folder.resolve("job.graph"));

            assertThat(exitCode(again)).as(output("again")).isZero();
            assertThat(folder.resolve("counts")).doesNotExist();
            assertThat(workers()).isEmpty();
        }
    }

    private void makeHighlyAvailable(String zooKeeper) throws IOException {
        Files.writeString(
                folder.resolve("conf/config.yaml"),
                """
                high-availability.type: zookeeper
                high-availability.zookeeper.quorum: %s
                high-availability.storageDir: %s
                high-availability.cluster-id: /finished-job
                """.formatted(zooKeeper, folder.resolve("ha").toUri()),
                StandardOpenOption.APPEND);
    }
}
