/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import dev.drey.harness.container.job.JobJar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes Flink want a number of workers: with a job of one slot a worker whose parallelism is that number. While the
 * appmaster does not answer, or has forgotten what it was asked for when it lost its leadership, it is asked again, as
 * its users would.
 */
final class Demand {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final ContainerCluster cluster;
    private Optional<String> jar = Optional.empty();
    private Optional<String> job = Optional.empty();
    private long nextLook = System.nanoTime();
    private int wanted;

    Demand(ContainerCluster cluster) {
        this.cluster = cluster;
    }

    void want(int workers) {
        wanted = workers;
        nextLook = System.nanoTime();
    }

    int wanted() {
        return wanted;
    }

    /** Asks for what is wanted, if that is not what Flink knows. */
    void tick() throws InterruptedException {
        if (System.nanoTime() - nextLook < 0 || !cluster.flink().answers()) {
            return;
        }
        nextLook = System.nanoTime() + BETWEEN_LOOKS.toNanos();
        try {
            ask();
        } catch (IOException notNow) {
            return;
        }
    }

    private void ask() throws IOException, InterruptedException {
        if (job.isEmpty() && wanted > 0) {
            submit();
        } else if (job.isPresent() && wanted == 0) {
            cluster.flink().cancel(job.get());
            job = Optional.empty();
        } else if (job.isPresent()) {
            var known = cluster.flink().parallelism(job.get());
            if (known.isPresent() && known.getAsInt() != wanted) {
                cluster.flink().rescale(job.get(), wanted);
            }
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
