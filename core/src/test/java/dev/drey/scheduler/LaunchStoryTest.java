/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static dev.drey.scheduler.Story.accepts;
import static dev.drey.scheduler.Story.core;
import static dev.drey.scheduler.Story.decline;
import static dev.drey.scheduler.Story.offer;
import static dev.drey.scheduler.Story.offers;
import static dev.drey.scheduler.Story.persist;
import static dev.drey.scheduler.Story.persists;
import static dev.drey.scheduler.Story.remove;
import static dev.drey.scheduler.Story.revive;
import static dev.drey.scheduler.Story.suppress;
import static dev.drey.scheduler.Story.worker;
import static dev.drey.scheduler.UpdateBuilder.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.Amount;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.model.WorkerProfile;
import dev.drey.store.StoreChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LaunchStoryTest {
    @Test
    void launchesOnlyAfterTheIntentIsDurable() {
        var core = core().declared(1).subscribed();

        var placed = core.on(offers(offer("o-1", "a-1")));
        assertThat(placed)
                .containsExactly(persist(1, new StoreChange.PutWorkers(List.of(worker("w-1-1")))), suppress());

        var launched = core.on(new Input.Persisted(1));
        assertThat(launched)
                .containsExactly(
                        Story.send(new Call.Accept(
                                List.of(new OfferId("o-1")),
                                List.of(new Call.Launch(
                                        new TaskId("w-1-1"),
                                        new AgentId("a-1"),
                                        "host-1",
                                        "default",
                                        List.of(
                                                Resource.scalar("cpus", Amount.of(1)),
                                                Resource.scalar("mem", Amount.of(1024)),
                                                Resource.ranges("ports", new Resource.Range(31000, 31000))),
                                        List.of(31000))),
                                Duration.ofSeconds(1))),
                        new Effect.NotifyClient(new FleetEvent.WorkerLaunched(worker("w-1-1"))));
    }

    @Test
    void sendsOneAcceptPerAgent() {
        var core = core().declared(3).subscribed();

        var effects = core.told(offers(offer("o-1", "a-1", 2), offer("o-2", "a-2", 2)));

        assertThat(accepts(effects)).hasSize(2);
        assertThat(accepts(effects).get(0).launches()).hasSize(2);
        assertThat(accepts(effects).get(1).launches()).hasSize(1);
        assertThat(persists(effects)).hasSize(1);
    }

    @Test
    void d23NeverAcceptsOffersOfTwoAgentsInOneCallAlthoughTheyShareAHost() {
        var core = core().declared(2).subscribed();

        var effects = core.told(offers(offer("o-1", "a-1", 0.5), offer("o-2", "a-2", 0.5), offer("o-3", "a-2", 0.5)));

        assertThat(accepts(effects)).singleElement().satisfies(accept -> assertThat(accept.offers())
                .containsExactly(new OfferId("o-2"), new OfferId("o-3")));
    }

    @Test
    void d24NeverLaunchesWithLessThanWasAskedFor() {
        var core = core().declared(1).subscribed();

        assertThat(accepts(core.told(offers(offer("o-1", "a-1", 0.999))))).isEmpty();
        assertThat(accepts(core.told(offers(offer("o-2", "a-2", 1.0))))).hasSize(1);
    }

    @Test
    void d29DoesNotLaunchWhatIsNoLongerWanted() {
        var core = core().declared(1).subscribed();
        core.on(offers(offer("o-1", "a-1")));

        core.on(new Input.WorkersDeclared(Story.PROFILE, 0));
        var effects = core.on(new Input.Persisted(1));

        assertThat(effects).containsExactly(persist(2, remove("w-1-1")), decline(Duration.ofSeconds(30), "o-1"));
    }

    @Test
    void d29LaunchesTheRestOfABatchOfWhichSomeAreNoLongerWanted() {
        var core = core().declared(3).subscribed();
        core.on(offers(offer("o-1", "a-1", 3)));

        core.on(new Input.WorkersDeclared(Story.PROFILE, 1));
        var effects = core.on(new Input.Persisted(1));

        assertThat(accepts(effects)).singleElement().satisfies(accept -> assertThat(accept.launches())
                .extracting(Call.Launch::task)
                .containsExactly(new TaskId("w-1-1")));
        assertThat(persists(effects)).singleElement().isEqualTo(persist(2, remove("w-1-2")));
    }

    @Test
    void placesAnewWhenAnOfferIsRescindedWhileTheIntentIsWritten() {
        var core = core().declared(1).subscribed();
        core.on(offers(offer("o-1", "a-1")));

        core.on(new Input.Rescinded(new OfferId("o-1")));
        var effects = core.told(new Input.Persisted(1));
        var next = core.told(offers(offer("o-2", "a-1")));

        assertThat(effects).containsExactly(persist(2, remove("w-1-1")), revive());
        assertThat(accepts(next)).hasSize(1);
    }

    @Test
    void usesTheOtherOffersOfARescindedPlacementAgain() {
        var core = core().declared(2).subscribed();
        core.on(offers(offer("o-1", "a-1", 0.5), offer("o-2", "a-1", 0.5), offer("o-3", "a-1", 0.5)));

        core.on(new Input.Rescinded(new OfferId("o-1")));
        var effects = core.told(new Input.Persisted(1));

        assertThat(accepts(effects)).singleElement().satisfies(accept -> assertThat(accept.offers())
                .containsExactlyInAnyOrder(new OfferId("o-2"), new OfferId("o-3")));
    }

    @Test
    void offersAreVoidWhenTheConnectionBreaksWhileTheIntentIsWritten() {
        var core = core().declared(1).subscribed();
        core.on(offers(offer("o-1", "a-1")));

        core.on(new Input.Disconnected());
        var effects = core.told(new Input.Persisted(1));
        core.subscribed();
        var again = core.told(offers(offer("o-2", "a-1")));

        assertThat(effects).containsExactly(persist(2, remove("w-1-1")));
        assertThat(accepts(again)).singleElement().satisfies(accept -> assertThat(accept.launches())
                .extracting(Call.Launch::task)
                .containsExactly(new TaskId("w-1-2")));
    }

    @Test
    void d11ReplacesAWorkerThatDiesBeforeItRegisters() {
        var core = core().launching();

        var effects = core.told(update("w-1-1").failed().withUuid("u-1").input());
        var next = core.told(offers(offer("o-2", "a-1")));

        assertThat(effects).contains(revive());
        assertThat(accepts(next)).singleElement().satisfies(accept -> assertThat(accept.launches())
                .extracting(Call.Launch::task)
                .containsExactly(new TaskId("w-1-2")));
    }

    @Test
    void doesNotBelieveThatALaunchIsMissingBeforeTheLaunchTimeout() {
        var core = core().launching();

        assertThat(core.told(update("w-1-1").in(TaskState.GONE).reconciled().input()))
                .isEmpty();
        assertThat(core.told(update("w-1-1").in(TaskState.UNKNOWN).reconciled().input()))
                .isEmpty();
        var asked = core.after(Duration.ofSeconds(30)).fired(TimerKey.Kind.LAUNCH_TIMEOUT, "w-1-1");
        var ended = core.told(update("w-1-1").in(TaskState.GONE).reconciled().input());

        assertThat(asked).containsExactly(Story.reconcile("w-1-1"));
        assertThat(ended).contains(Story.terminated("w-1-1", "GONE (MASTER, RECONCILIATION)"), revive());
    }

    @Test
    void believesAtOnceThatTheLaunchWasRefused() {
        var core = core().launching();

        var ended = core.told(
                update("w-1-1").in(TaskState.DROPPED).byMaster("INVALID_OFFERS").input());

        assertThat(ended).contains(Story.terminated("w-1-1", "DROPPED (MASTER, INVALID_OFFERS)"));
    }

    @Test
    void servesSeveralProfiles() {
        var big = new WorkerProfile("big", Map.of("cpus", Amount.of(4), "mem", Amount.of(1024)), 0);
        var core = core().declared(1).subscribed();
        core.told(new Input.WorkersDeclared(big, 1));

        var effects = core.told(offers(offer("o-1", "a-1", 2), offer("o-2", "a-2", 4)));

        assertThat(accepts(effects))
                .extracting(accept -> accept.launches().get(0).profile())
                .containsExactly("default", "big");
    }

    @Test
    void d6LaunchesOnWhatIsReservedToTheRoleFirstAndNeverOnWhatIsReservedToAnother() {
        var core = core().declared(2).subscribed();

        var effects = core.told(offers(reservedOffer("o-1", "a-1", "other"), reservedOffer("o-2", "a-2", "eng")));

        assertThat(accepts(effects)).singleElement().satisfies(accept -> {
            assertThat(accept.offers()).containsExactly(new OfferId("o-2"));
            assertThat(accept.launches().get(0).resources())
                    .filteredOn(resource -> resource.name().equals("cpus"))
                    .allMatch(Resource::isReserved);
        });
    }

    @Test
    void d9LaunchesWithTheBandwidthResourceThatWasMatched() {
        var fast = new WorkerProfile("fast", Map.of("cpus", Amount.of(1), "bandwidth", Amount.of(100)), 0);
        var core = core().subscribed();
        core.told(new Input.WorkersDeclared(fast, 1));
        var resources = List.of(
                Resource.scalar("cpus", Amount.of(1)),
                Resource.scalar("network", Amount.of(1000)),
                Resource.scalar("bandwidth", Amount.of(1000)));

        var effects = core.told(offers(offerOf("o-1", "a-1", resources)));

        assertThat(accepts(effects)).singleElement().satisfies(accept -> assertThat(
                        accept.launches().get(0).resources())
                .containsExactlyInAnyOrder(
                        Resource.scalar("cpus", Amount.of(1)), Resource.scalar("bandwidth", Amount.of(100))));
    }

    /** One worker's CPU and memory, reserved to this role, and as much memory and ports for everyone. */
    private static Offer reservedOffer(String id, String agent, String role) {
        var cpus = new Resource(
                "cpus",
                new Resource.Scalar(Amount.of(1)),
                List.of(new Reservation(Reservation.Type.STATIC, role, Optional.empty(), List.of())));
        return offerOf(
                id,
                agent,
                List.of(
                        cpus,
                        Resource.scalar("mem", Amount.of(8192)),
                        Resource.ranges("ports", new Resource.Range(31000, 31009))));
    }

    private static Offer offerOf(String id, String agent, List<Resource> resources) {
        return new Offer(
                new OfferId(id),
                new AgentId(agent),
                "host-1",
                "eng",
                resources,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
