/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static dev.drey.scheduler.Story.accepts;
import static dev.drey.scheduler.Story.core;
import static dev.drey.scheduler.Story.offer;
import static dev.drey.scheduler.Story.offers;
import static dev.drey.scheduler.Story.persist;
import static dev.drey.scheduler.Story.persists;
import static dev.drey.scheduler.Story.remove;
import static dev.drey.scheduler.UpdateBuilder.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.store.StoreChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PersistStoryTest {
    @Test
    void haltsAtOnceWhenFencedAndSendsNothing() {
        var core = core().declared(1).subscribed();
        core.on(offers(offer("o-1", "a-1")));

        var effects = core.on(new Input.PersistFailed(1, true, "epoch 2 leads"));

        assertThat(effects)
                .containsExactly(
                        new Effect.Halt(Effect.Halt.Reason.FENCED, "another instance leads now: epoch 2 leads"));
        assertThat(core.on(offers(offer("o-2", "a-1")))).isEmpty();
    }

    /* Found by simulation: news of a worker that had ended came while its end was being written. A leader that is
     * deposed then would have killed what the next one wants. */
    @Test
    void killsWhatComesBackOnlyWhenItsEndIsWritten() {
        var core = core().declared(1).withLiveWorker("w-1").subscribed();
        var ending = core.on(update("w-1").failed().input());

        var back = core.on(update("w-1").running().input());
        var written = core.on(new Input.Persisted(Story.persists(ending).get(0).ticket()));

        assertThat(Story.calls(back, Call.Kill.class)).isEmpty();
        assertThat(Story.calls(written, Call.Kill.class)).hasSize(1);
    }

    @Test
    void launchesNothingMoreWhileManyChangesWait() {
        var core = core().declared(PendingPersists.ROOM_FOR_LAUNCHES + 1);
        for (var i = 0; i < PendingPersists.ROOM_FOR_LAUNCHES; i++) {
            core.withLiveWorker("w-" + i);
        }
        core.subscribed();
        for (var i = 0; i < PendingPersists.ROOM_FOR_LAUNCHES; i++) {
            core.on(update("w-" + i).failed().input());
        }

        core.on(offers(offer("o-1", "a-1")));
        var busy = core.on(offers(offer("o-2", "a-2")));
        core.on(new Input.Persisted(1));
        for (var ticket = 2; ticket <= PendingPersists.ROOM_FOR_LAUNCHES; ticket++) {
            core.on(new Input.Persisted(ticket));
        }
        var launched = core.told(new Input.Persisted(PendingPersists.ROOM_FOR_LAUNCHES + 1L));

        assertThat(busy).isEmpty();
        assertThat(core.explained()).contains("nothing is launched before the store is done with 100 changes");
        assertThat(accepts(launched)).isNotEmpty();
    }

    @Test
    void haltsWhenTheStoreIsFarTooSlow() {
        var persists = new PendingPersists(Timeouts.DEFAULT, new Timers());
        var turn = new Turn(Instant.EPOCH, Watcher.NONE);
        for (var i = 0; i < PendingPersists.MOST_WAITING; i++) {
            persists.write(turn, new StoreChange.Clear(), then -> {});
        }
        assertThat(turn.isHalted()).isFalse();

        persists.write(turn, new StoreChange.Clear(), then -> {});

        assertThat(turn.effects())
                .contains(new Effect.Halt(
                        Effect.Halt.Reason.STORE_FAILED,
                        "the store is too slow: more than 10000 changes wait to be written"));
    }

    @Test
    void repeatsAFailedWriteAndLaunchesOnlyWhenItSucceeded() {
        var core = core().declared(1).subscribed();
        var placed = persists(core.on(offers(offer("o-1", "a-1")))).get(0);

        var failed = core.on(new Input.PersistFailed(1, false, "no quorum"));
        var again = core.after(Duration.ofSeconds(1)).on(timer());
        var launched = core.on(new Input.Persisted(2));

        assertThat(failed).isEmpty();
        assertThat(again).containsExactly(persist(2, placed.change()));
        assertThat(accepts(launched)).hasSize(1);
    }

    @Test
    void haltsWhenTheStoreFailsForGood() {
        var core = core().withLiveWorker("w-1").subscribed();
        core.on(update("w-1").failed().withUuid("u-1").input());
        for (var ticket = 1; ticket < 5; ticket++) {
            core.on(new Input.PersistFailed(ticket, false, "no quorum"));
            assertThat(core.after(Duration.ofSeconds(10)).on(timer()))
                    .containsExactly(persist(ticket + 1, remove("w-1")));
        }

        assertThat(core.on(new Input.PersistFailed(5, false, "no quorum")))
                .containsExactly(new Effect.Halt(
                        Effect.Halt.Reason.STORE_FAILED, "the store could not be written in 5 attempts: no quorum"));
    }

    @Test
    void aRepeatedWriteIsNotOvertaken() {
        var core = core().withLiveWorker("w-1").withLiveWorker("w-2").subscribed();
        core.on(update("w-1").failed().input());
        core.on(new Input.PersistFailed(1, false, "no quorum"));

        assertThat(core.on(update("w-2").failed().input())).isEmpty();
        assertThat(core.after(Duration.ofSeconds(1)).on(timer())).containsExactly(persist(2, remove("w-1")));
        assertThat(core.on(new Input.Persisted(2))).endsWith(persist(3, remove("w-2")));
    }

    @Test
    void anAnswerToAnUnknownTicketIsABug() {
        var core = core().subscribed();

        assertThatThrownBy(() -> core.on(new Input.Persisted(7)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ticket 7");
    }

    @Test
    void writesOfOneStepAreQueued() {
        var core = core().withLiveWorker("w-1").withLiveWorker("w-2").subscribed();

        assertThat(List.of(
                        core.on(update("w-1").failed().input()),
                        core.on(update("w-2").failed().input())))
                .containsExactly(List.of(persist(1, remove("w-1"))), List.of());
    }

    private static Input timer() {
        return new Input.TimerFired(TimerKey.of(TimerKey.Kind.PERSIST_RETRY));
    }
}
