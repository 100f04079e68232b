/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.artifacts.ArtifactServer;
import dev.drey.model.Check;
import dev.drey.model.TaskId;
import dev.drey.model.WorkerProfile;
import dev.drey.runtime.SchedulerLoop;
import dev.drey.runtime.WorkerFleet;
import dev.drey.runtime.journal.JournalWriter;
import dev.drey.store.StoreException;
import dev.drey.store.WorkerRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The event loop together with the artifact server it needs; both are made when the fleet is opened. */
final class MesosFleet implements WorkerFleet {
    private final Assembly assembly;
    private final BooleanSupplier endsForGood;
    private Optional<Parts> parts = Optional.empty();

    /**
     * What the fleet is made of.
     *
     * @param artifacts not open yet
     * @param serveAgain called with the workers of earlier leaders, before artifacts are served
     * @param hideStatus called when it is closed, so that nobody sees it any more
     */
    record Parts(
            SchedulerLoop loop,
            ArtifactServer artifacts,
            Consumer<List<WorkerRecord>> serveAgain,
            Optional<JournalWriter> journal,
            Runnable hideStatus) {}

    /** Makes the parts. */
    interface Assembly {
        Parts assemble() throws IOException, StoreException;
    }

    /** @param endsForGood asked when the fleet is closed: whether its workers are to be ended then, too */
    MesosFleet(Assembly assembly, BooleanSupplier endsForGood) {
        this.assembly = assembly;
        this.endsForGood = endsForGood;
    }

    @Override
    public synchronized List<WorkerRecord> open() throws StoreException {
        Check.that(parts.isEmpty(), "a fleet is opened once");
        try {
            parts = Optional.of(assembly.assemble());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        var workers = loop().open();
        parts.ifPresent(opened -> {
            opened.serveAgain().accept(workers);
            opened.artifacts().open();
        });
        return workers;
    }

    @Override
    public void start() {
        loop().start();
    }

    @Override
    public void declare(WorkerProfile profile, int count) {
        loop().declare(profile, count);
    }

    @Override
    public void release(TaskId worker) {
        loop().release(worker);
    }

    @Override
    public void registered(TaskId worker) {
        loop().registered(worker);
    }

    @Override
    public void teardown() {
        loop().teardown();
    }

    @Override
    public synchronized void close() {
        parts.ifPresent(open -> {
            if (endsForGood.getAsBoolean()) {
                open.loop().teardown();
            }
            open.loop().close();
            open.hideStatus().run();
            open.artifacts().close();
            open.journal().ifPresent(JournalWriter::close);
        });
    }

    private synchronized SchedulerLoop loop() {
        return parts.orElseThrow(() -> new IllegalStateException("the fleet is not open"))
                .loop();
    }
}
