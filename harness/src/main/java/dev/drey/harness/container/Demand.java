/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import dev.drey.harness.container.job.JobJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes Flink want a number of workers: with a job of one slot a worker whose parallelism is that number. While the
 * appmaster does not answer it tries again, as its users would.
 */
final class Demand {
    private final ContainerCluster cluster;
    private Optional<String> jar = Optional.empty();
    private Optional<String> job = Optional.empty();
    private int wanted;
    private int asked;

    Demand(ContainerCluster cluster) {
        this.cluster = cluster;
    }

    void want(int workers) {
        wanted = workers;
    }

    int wanted() {
        return wanted;
    }

    /** Asks for what is wanted, if that has not been done. */
    void tick() throws InterruptedException {
        if (asked == wanted || !cluster.flink().answers()) {
            return;
        }
        try {
            ask();
            asked = wanted;
        } catch (IOException notNow) {
            return;
        }
    }

    private void ask() throws IOException, InterruptedException {
        if (job.isEmpty()) {
            submit();
        } else if (wanted == 0) {
            cluster.flink().cancel(job.get());
            job = Optional.empty();
        } else {
            cluster.flink().rescale(job.get(), wanted);
        }
    }

    private void submit() throws IOException, InterruptedException {
        if (jar.isEmpty()) {
            Path file = cluster.folder().root().resolve("jobs.jar");
            JobJar.write(file);
            jar = Optional.of(cluster.flink().upload(file));
        }
        job = Optional.of(cluster.flink().run(jar.get(), JobJar.DEMAND, wanted, List.of()));
    }
}
