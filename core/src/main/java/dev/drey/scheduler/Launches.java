/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.Check;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.TaskId;
import dev.drey.placement.Allotment;
import dev.drey.placement.Field;
import dev.drey.placement.Matcher;
import dev.drey.placement.Matching;
import dev.drey.placement.Occupancy;
import dev.drey.placement.Placement;
import dev.drey.placement.Pool;
import dev.drey.placement.Prospect;
import dev.drey.placement.Terrain;
import dev.drey.placement.Wanted;
import dev.drey.placement.WhyNot;
import dev.drey.store.StoreChange;
import dev.drey.store.WorkerRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Places wanted workers on held offers, writes that down, and only then sends the launches.
 *
 * <p>What became of offers and demand while it was written is respected: workers whose offers are void, or that nobody
 * wants any more, are withdrawn without having been launched.
 */
final class Launches {
    /* Attributes change only when an agent is restarted, and then its old offers are gone: no need to ask often. */
    private static final Duration HOPELESS_REFUSE = Duration.ofMinutes(1);

    private final SchedulerSettings settings;
    private final WorkerIds ids;
    private final Fleet fleet;
    private final Demand demand;
    private final HeldOffers held;
    private final Subscription subscription;
    private final PendingPersists persists;
    private final WorkerEvents workers;
    private final Registrations registrations;
    private final Admission admission;
    private final Matcher matcher;
    private final List<Field> noted;
    private final List<LaunchBatch> pending = new ArrayList<>();
    private Terrain terrain;
    private Attempt lastAttempt = new Attempt(-1, -1, List.of(), List.of());

    /** What a matching was tried on; trying it again on the same would change nothing. */
    private record Attempt(long offersVersion, long departures, List<Wanted> wanted, List<OfferId> offers) {}

    Launches(SchedulerSettings settings, WorkerIds ids, Book book, Subscription subscription, Crew crew) {
        this.settings = settings;
        this.ids = ids;
        this.fleet = book.fleet();
        this.demand = book.demand();
        this.held = book.held();
        this.persists = book.persists();
        this.subscription = subscription;
        this.workers = crew.workers();
        this.registrations = crew.registrations();
        this.admission = crew.admission();
        this.matcher = new Matcher(settings.placement());
        this.terrain = Terrain.reading(settings.placement().rules().fields());
        this.noted = settings.placement().rules().fields().stream()
                .filter(field -> field.kind() != Field.Kind.HOSTNAME)
                .toList();
    }

    /** What launches read and write. */
    record Book(Fleet fleet, Demand demand, HeldOffers held, PendingPersists persists) {}

    /** Who looks after workers that were launched, and says what may be used now. */
    record Crew(WorkerEvents workers, Registrations registrations, Admission admission) {}

    boolean isEmpty() {
        return pending.isEmpty();
    }

    void rescinded(OfferId offer) {
        pending.forEach(batch -> batch.rescind(offer));
    }

    /** All offers are void. */
    void offline() {
        pending.forEach(LaunchBatch::breakOff);
    }

    void place(Turn turn, Explanations explanations) {
        var admitted = admission.admit(turn, demand.wanted(), held.offers(), explanations);
        if (admitted.wanted().isEmpty() || held.isEmpty()) {
            return;
        }
        admitted.refused().forEach((refuse, offers) -> held.decline(turn, offers, refuse));
        if (attempt(admitted, Set.of()).equals(lastAttempt)) {
            return;
        }
        if (persists.isBusy()) {
            var text = "nothing is launched before the store is done with " + persists.waiting() + " changes";
            admitted.wanted()
                    .forEach(want -> explanations.say(turn, want.profile().name(), text));
            return;
        }
        terrain = terrain.holding(admitted.offers());
        var matching = matcher.match(terrain, admitted.wanted(), occupancy(turn));
        var hopeless = hopeless();
        lastAttempt = attempt(admitted, hopeless);
        if (!matching.placements().isEmpty()) {
            write(turn, batches(matching));
        }
        explain(turn, explanations, matching, admitted);
        held.decline(turn, List.copyOf(hopeless), HOPELESS_REFUSE);
    }

    private Attempt attempt(Admission.Admitted admitted, Set<OfferId> without) {
        var offers = admitted.offers().stream()
                .map(Offer::id)
                .filter(offer -> !without.contains(offer))
                .toList();
        return new Attempt(held.version(), fleet.departures(), admitted.wanted(), offers);
    }

    private static void explain(Turn turn, Explanations explanations, Matching matching, Admission.Admitted admitted) {
        var avoided = admitted.avoided();
        if (admitted.offers().isEmpty()) {
            admitted.wanted()
                    .forEach(want -> explanations.unplaced(
                            turn, want.profile().name(), avoided.text(), () -> WhyNot.NONE.with(avoided.groups())));
            return;
        }
        var note = avoided.isEmpty() ? "" : "; " + avoided.text();
        matching.shortfalls()
                .forEach(shortfall -> explanations.unplaced(
                        turn, shortfall.profile().name(), shortfall.reason() + note, () -> shortfall
                                .whyNot()
                                .with(avoided.groups())));
    }

    /* Given back as soon as the reason is told, which stays true of the others. */
    private Set<OfferId> hopeless() {
        var rule = settings.placement().rules().required();
        return held.offers().stream()
                .filter(offer -> !Prospect.mayHold(rule, offer))
                .map(Offer::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /* Workers that are being killed still take their place. */
    private Occupancy occupancy(Turn turn) {
        var residents = fleet.all().stream()
                .map(Worker::record)
                .map(record -> new Occupancy.Resident(record.agent(), record.hostname(), record.values()))
                .toList();
        return new Occupancy(residents, workers.budget().failedLately(turn.now()));
    }

    private List<LaunchBatch> batches(Matching matching) {
        Map<Pool, LaunchBatch> batches = new LinkedHashMap<>();
        for (var placement : matching.placements()) {
            var batch = batches.computeIfAbsent(placement.pool(), pool -> new LaunchBatch());
            var allotment = placement.allotment();
            batch.add(place(placement, allotment));
            allotment.offers().stream().filter(offer -> !batch.isUsing(offer)).forEach(offer -> {
                var taken = held.take(offer);
                Check.that(taken.isPresent(), "offer %s is to be used twice", offer);
                batch.use(taken.get());
            });
        }
        return List.copyOf(batches.values());
    }

    private Call.Launch place(Placement placement, Allotment allotment) {
        var launch = LaunchBatch.launch(ids.next(), placement, allotment);
        Check.that(fleet.find(launch.task()).isEmpty(), "worker id %s is used twice", launch.task());
        fleet.put(Worker.placed(new WorkerRecord(
                launch.task(),
                launch.profile(),
                launch.agent(),
                launch.hostname(),
                WorkerRecord.Goal.LAUNCHED,
                placement.pool().values(noted),
                launch.ports())));
        return launch;
    }

    private WorkerRecord record(Call.Launch launch) {
        return fleet.find(launch.task()).orElseThrow().record();
    }

    private void write(Turn turn, List<LaunchBatch> batches) {
        pending.addAll(batches);
        var records = batches.stream()
                .flatMap(batch -> batch.launches().stream())
                .map(this::record)
                .toList();
        persists.write(turn, new StoreChange.PutWorkers(records), then -> {
            pending.removeAll(batches);
            batches.forEach(batch -> send(then, batch));
        });
    }

    private void send(Turn turn, LaunchBatch batch) {
        var launches = batch.isBroken() ? List.<Call.Launch>of() : stillWanted(batch);
        batch.launches().stream()
                .filter(launch -> !launches.contains(launch))
                .forEach(launch -> withdraw(turn, launch.task()));
        if (launches.isEmpty()) {
            held.restore(batch.offers());
            return;
        }
        Check.that(subscription.isReady(), "launching without a subscription: %s", launches);
        var offers = batch.offers().stream().map(HeldOffers.Held::id).toList();
        subscription.send(
                turn, new Call.Accept(offers, launches, settings.offers().leftoverRefuse()));
        offers.forEach(offer -> turn.count(Metric.OFFERS_ACCEPTED));
        held.answered(turn, offers);
        launches.forEach(launch -> {
            workers.on(turn, launch.task(), TaskEvent.LAUNCH_SENT, "");
            registrations.expect(turn, launch.task());
            workers.budget().launched(launch.task());
            turn.count(Metric.WORKERS_LAUNCHED);
            turn.tell(new FleetEvent.WorkerLaunched(record(launch)));
        });
    }

    /* The demand may have fallen while the records were written: the first launches of a profile are kept, as many as
     * are wanted. */
    private List<Call.Launch> stillWanted(LaunchBatch batch) {
        Map<String, Integer> room = new LinkedHashMap<>();
        var kept = new ArrayList<Call.Launch>();
        for (var launch : batch.launches()) {
            var profile = launch.profile();
            var mine = (int) batch.launches().stream()
                    .filter(other -> other.profile().equals(profile))
                    .count();
            var left = room.computeIfAbsent(profile, name -> demand.declared(name) - (fleet.counted(name) - mine));
            if (left > 0) {
                kept.add(launch);
            }
            room.put(profile, left - 1);
        }
        return kept;
    }

    private void withdraw(Turn turn, TaskId task) {
        fleet.remove(task);
        persists.write(turn, new StoreChange.RemoveWorker(task), then -> {});
    }
}
