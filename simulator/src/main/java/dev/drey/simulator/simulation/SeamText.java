/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.oracle.Observation;
import dev.drey.simulator.world.Trace.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** What crossed the seam, in a few words. Ids are shortened to what tells them apart: O12, S3, -0001. */
final class SeamText {
    private static final int UUID_LENGTH = 36;

    private SeamText() {}

    /** Kind and text of a line in the trace. */
    record Line(Kind kind, String text) {}

    /** The line; empty for heartbeats. */
    static Optional<Line> of(Observation seen) {
        String life = " #" + seen.life();
        if (seen instanceof Observation.Called called) {
            return Optional.of(new Line(Kind.CALL, call(called.call()) + life));
        } else if (seen instanceof Observation.Delivered delivered) {
            return event(delivered.event()).map(text -> new Line(Kind.EVENT, text + life));
        } else if (seen instanceof Observation.Refused refused) {
            var text = refused.call().getType() + " " + refused.status() + " " + refused.reason();
            return Optional.of(new Line(Kind.REFUSED, text + life));
        }
        boolean begins = seen instanceof Observation.Started || seen instanceof Observation.Connected;
        return Optional.of(new Line(
                begins ? Kind.BEGIN : Kind.END, seen.getClass().getSimpleName().toLowerCase(Locale.ROOT) + life));
    }

    static String shortId(String id) {
        boolean isMadeByMaster = id.length() > UUID_LENGTH && id.charAt(UUID_LENGTH) == '-';
        return isMadeByMaster ? id.substring(UUID_LENGTH + 1) : id;
    }

    static String status(TaskStatus status) {
        var text = new StringBuilder(status.getTaskId().getValue())
                .append(' ')
                .append(status.getState().name().replace("TASK_", ""));
        if (status.hasReason()) {
            text.append(' ').append(status.getReason().name().replace("REASON_", ""));
        }
        return text.append(status.hasUuid() ? "" : " (no uuid)").toString();
    }

    private static String call(Call call) {
        switch (call.getType()) {
            case SUBSCRIBE:
                return "SUBSCRIBE"
                        + (call.hasFrameworkId()
                                ? " " + shortId(call.getFrameworkId().getValue())
                                : "");
            case ACCEPT:
                return "ACCEPT " + ids(call.getAccept().getOfferIdsList()) + " launch " + launched(call.getAccept());
            case DECLINE:
                return "DECLINE " + ids(call.getDecline().getOfferIdsList());
            case KILL:
                return "KILL " + call.getKill().getTaskId().getValue();
            case ACKNOWLEDGE:
                return "ACKNOWLEDGE " + call.getAcknowledge().getTaskId().getValue();
            case RECONCILE:
                return "RECONCILE "
                        + join(call.getReconcile().getTasksList(), task -> task.getTaskId()
                                .getValue());
            default:
                return call.getType().name();
        }
    }

    private static Optional<String> event(Event event) {
        return switch (event.getType()) {
            case HEARTBEAT -> Optional.empty();
            case SUBSCRIBED ->
                Optional.of("SUBSCRIBED "
                        + shortId(event.getSubscribed().getFrameworkId().getValue()));
            case OFFERS -> Optional.of("OFFERS " + join(event.getOffers().getOffersList(), SeamText::offer));
            case RESCIND ->
                Optional.of("RESCIND " + shortId(event.getRescind().getOfferId().getValue()));
            case UPDATE -> Optional.of("UPDATE " + status(event.getUpdate().getStatus()));
            case FAILURE ->
                Optional.of("FAILURE " + shortId(event.getFailure().getAgentId().getValue()));
            case ERROR -> Optional.of("ERROR " + event.getError().getMessage());
            default -> Optional.of(event.getType().name());
        };
    }

    private static String offer(Offer offer) {
        return shortId(offer.getId().getValue()) + "@"
                + shortId(offer.getAgentId().getValue());
    }

    private static String ids(List<OfferID> ids) {
        return join(ids, id -> shortId(id.getValue()));
    }

    private static String launched(Call.Accept accept) {
        return accept.getOperationsList().stream()
                .flatMap(operation -> operation.getLaunch().getTaskInfosList().stream())
                .map(task -> task.getTaskId().getValue())
                .collect(Collectors.joining(","));
    }

    private static <T> String join(List<T> list, Function<T, String> text) {
        return list.stream().map(text).collect(Collectors.joining(","));
    }
}
