/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import dev.drey.model.AgentId;
import dev.drey.model.FrameworkId;
import dev.drey.model.OfferId;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.model.TaskStatus;
import dev.drey.scheduler.FrameworkSettings;
import dev.drey.scheduler.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Translates events of the v1 scheduler API into inputs of the scheduler. */
public final class EventTranslator {
    private final OfferTranslator offers;

    public EventTranslator(FrameworkSettings settings) {
        this.offers = new OfferTranslator(settings.roles().iterator().next());
    }

    /**
     * The input an event amounts to; empty for events the scheduler has no use for.
     *
     * @throws IllegalArgumentException if it breaks the rules of Mesos, for instance an id with a slash
     */
    public Optional<Input> translate(Event event) {
        return switch (event.getType()) {
            case SUBSCRIBED -> Optional.of(subscribed(event.getSubscribed()));
            case OFFERS ->
                Optional.of(new Input.Offers(event.getOffers().getOffersList().stream()
                        .map(offers::fromMesos)
                        .toList()));
            case RESCIND ->
                Optional.of(new Input.Rescinded(
                        new OfferId(event.getRescind().getOfferId().getValue())));
            case UPDATE ->
                Optional.of(new Input.StatusUpdate(status(event.getUpdate().getStatus())));
            case FAILURE -> Optional.of(failure(event.getFailure()));
            case ERROR -> Optional.of(new Input.MasterError(event.getError().getMessage()));
            case HEARTBEAT -> Optional.of(new Input.Heartbeat());
            case INVERSE_OFFERS ->
                Optional.of(new Input.InverseOffers(event.getInverseOffers().getInverseOffersList().stream()
                        .map(OfferTranslator::inverse)
                        .toList()));
            case RESCIND_INVERSE_OFFER ->
                Optional.of(new Input.InverseOfferRescinded(new OfferId(
                        event.getRescindInverseOffer().getInverseOfferId().getValue())));
            case MESSAGE, UPDATE_OPERATION_STATUS, UNKNOWN -> Optional.empty();
        };
    }

    /* Who sends no heartbeats leaves the interval out; the scheduler takes zero for that. */
    private static Input subscribed(Event.Subscribed subscribed) {
        var interval = subscribed.hasHeartbeatIntervalSeconds()
                ? Duration.ofMillis(Math.round(subscribed.getHeartbeatIntervalSeconds() * 1000))
                : Duration.ZERO;
        return new Input.Subscribed(new FrameworkId(subscribed.getFrameworkId().getValue()), interval);
    }

    private static Input failure(Event.Failure failure) {
        return new Input.AgentFailure(
                failure.hasAgentId()
                        ? Optional.of(new AgentId(failure.getAgentId().getValue()))
                        : Optional.empty(),
                failure.hasExecutorId() ? Optional.of(failure.getExecutorId().getValue()) : Optional.empty());
    }

    private static TaskStatus status(Protos.TaskStatus status) {
        return new TaskStatus(
                new TaskId(status.getTaskId().getValue()),
                TaskState.valueOf(withoutPrefix("TASK_", status.getState().name())),
                status.hasSource() ? source(status.getSource()) : TaskStatus.Source.UNSPECIFIED,
                status.hasReason()
                        ? Optional.of(
                                withoutPrefix("REASON_", status.getReason().name()))
                        : Optional.empty(),
                status.getMessage(),
                status.hasAgentId()
                        ? Optional.of(new AgentId(status.getAgentId().getValue()))
                        : Optional.empty(),
                status.getUuid().isEmpty()
                        ? Optional.empty()
                        : Optional.of(HexFormat.of().formatHex(status.getUuid().toByteArray())),
                timestamp(status.getTimestamp()));
    }

    private static TaskStatus.Source source(Protos.TaskStatus.Source source) {
        return switch (source) {
            case SOURCE_MASTER -> TaskStatus.Source.MASTER;
            case SOURCE_AGENT -> TaskStatus.Source.AGENT;
            case SOURCE_EXECUTOR -> TaskStatus.Source.EXECUTOR;
        };
    }

    /* Seconds since 1970 with a fraction; 0, which is 1970, if it is not told. */
    private static Instant timestamp(double seconds) {
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    private static String withoutPrefix(String prefix, String name) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
}
