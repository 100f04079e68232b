/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.artifacts.ArtifactServer;
import dev.drey.artifacts.FileDigests;
import dev.drey.artifacts.TokenSource;
import dev.drey.mesos.CallTranslator;
import dev.drey.mesos.Credential;
import dev.drey.mesos.EventTranslator;
import dev.drey.mesos.wire.WireLog;
import dev.drey.runtime.SchedulerLoop;
import dev.drey.runtime.Stepper;
import dev.drey.runtime.WorkerFleet;
import dev.drey.runtime.journal.JournalWriter;
import dev.drey.runtime.journal.RecordedStepper;
import dev.drey.runtime.store.FileStore;
import dev.drey.scheduler.Scheduler;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.status.FleetRecorder;
import dev.drey.status.StatusBoard;
import dev.drey.store.StoreException;
import dev.drey.store.WorkerStore;
import dev.drey.zookeeper.ZooKeeperStore;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root: builds from the configuration what one leadership needs to run workers on Mesos, that is store,
 * artifact server, scheduler, event loop and transport.
 */
final class MesosAppmaster implements FleetFactory {
    private static final Logger LOG = LoggerFactory.getLogger(MesosAppmaster.class);

    private static final String ARTIFACT_SECRET = "artifact-secret";

    private final AppmasterConfig config;
    private final Configuration configuration;
    private final Optional<String> webInterfaceUrl;
    private final WorkerProfiles profiles;
    private final InProcess process;

    MesosAppmaster(
            AppmasterConfig config,
            Configuration configuration,
            Optional<String> webInterfaceUrl,
            WorkerProfiles profiles,
            InProcess process) {
        this.config = config;
        this.configuration = configuration;
        this.webInterfaceUrl = webInterfaceUrl;
        this.profiles = profiles;
        this.process = process;
    }

    /** What lives as long as the process, whoever leads: what it shows, and the digests of what it serves. */
    record InProcess(StatusBoard board, FileDigests digests) {}

    @Override
    public WorkerFleet create(WorkerFleet.Listener listener) {
        return new MesosFleet(
                () -> assemble(listener), () -> config.framework().endsWithSigterm() && TerminationSignal.isReceived());
    }

    private MesosFleet.Parts assemble(WorkerFleet.Listener listener) throws IOException, StoreException {
        HighAvailability.warningOfSharedClusterId(
                        configuration, config.framework().name())
                .ifPresent(LOG::warn);
        if (config.master().transport() == MesosOptions.Transport.NATIVE) {
            Libprocess.warning(System.getenv()).ifPresent(LOG::warn);
        }
        var bundle = WorkerBundle.of(config, configuration, System.getenv());
        var place = place();
        try {
            return assemble(place, bundle, listener);
        } catch (IOException | RuntimeException e) {
            place.store().close();
            throw e;
        }
    }

    private MesosFleet.Parts assemble(Place place, WorkerBundle bundle, WorkerFleet.Listener listener)
            throws IOException {
        var server = ArtifactServer.prepare(
                ArtifactEndpoint.settings(config.artifactServer(), configuration, place.tokens()), process.digests());
        try {
            var describer = new WorkerDescriber(config, configuration, bundle, profiles, new ServedArtifacts(server));
            var journal = journal();
            var recorder = new FleetRecorder(
                    process.board().clock(), config.lifeCycle().failures());
            var told = recorder.around(new ForgetfulListener(describer, listener));
            var loop = loop(place.store(), describer, told, new Records(recorder, journal, wireLog()));
            process.board()
                    .show(new StatusBoard.View(recorder, () -> loop.counters().snapshot()));
            return new MesosFleet.Parts(loop, server, describer::serveAgain, journal, () -> process.board()
                    .hide(recorder));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private Optional<JournalWriter> journal() throws IOException {
        var journal = config.lifeCycle().journal();
        return journal.isPresent()
                ? Optional.of(JournalWriter.start(
                        journal.get().directory(), journal.get().maxBytes()))
                : Optional.empty();
    }

    private Optional<WireLog> wireLog() throws IOException {
        var directory = config.lifeCycle().wireLog();
        return directory.isPresent() ? Optional.of(WireLog.open(directory.get())) : Optional.empty();
    }

    /** What is written down of all that happens. */
    private record Records(FleetRecorder status, Optional<JournalWriter> journal, Optional<WireLog> wireLog) {}

    private SchedulerLoop loop(
            WorkerStore store, WorkerDescriber describer, WorkerFleet.Listener listener, Records records) {
        var framework = FleetSettings.framework(
                config, configuration.get(JobManagerOptions.ADDRESS), webInterfaceUrl, profiles);
        var settings = FleetSettings.scheduler(config, framework);
        var master = config.master().connections(credential());
        return new SchedulerLoop(new SchedulerLoop.Wiring(
                records.wireLog().map(log -> log.around(store)).orElse(store),
                opened -> {
                    records.status().opened(opened);
                    return recorded(records, settings, opened);
                },
                records.wireLog().map(log -> log.around(master)).orElse(master),
                new EventTranslator(framework),
                new CallTranslator(framework, describer),
                listener,
                process.board().clock(),
                records.status()));
    }

    private static Stepper recorded(Records records, SchedulerSettings settings, WorkerStore.Opened opened) {
        Stepper scheduler = new Scheduler(settings, opened, records.status())::step;
        return records.journal()
                .map(writer -> RecordedStepper.begin(writer, settings, opened, scheduler))
                .orElse(scheduler);
    }

    private Optional<Credential> credential() {
        var framework = config.framework();
        return framework
                .principal()
                .flatMap(principal -> framework.secret().map(secret -> new Credential(principal, secret)));
    }

    /** Where state is kept, and the tokens of the artifact server that go with it. */
    private record Place(WorkerStore store, TokenSource tokens) {}

    private Place place() throws IOException, StoreException {
        if (HighAvailability.isZooKeeper(configuration)) {
            return inZooKeeper();
        }
        var directory = StateDirectory.open(
                config.stateDir(), configuration, config.framework().name());
        return new Place(new FileStore(directory.storeFile()), directory.artifactTokens());
    }

    private Place inZooKeeper() throws StoreException {
        var store = new ZooKeeperStore(
                HighAvailability.zooKeeper(configuration),
                configuration.get(HighAvailabilityOptions.HA_ZOOKEEPER_ROOT),
                configuration.get(HighAvailabilityOptions.HA_CLUSTER_ID));
        try {
            return new Place(store, TokenSource.from(store.secret(ARTIFACT_SECRET, TokenSource.newSecret())));
        } catch (StoreException | RuntimeException e) {
            store.close();
            throw e;
        }
    }
}
