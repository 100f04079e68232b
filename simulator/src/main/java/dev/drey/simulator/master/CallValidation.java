/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import com.google.protobuf.ByteString;
import java.util.Locale;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** What makes a call well formed, before anybody asks who sent it. */
public final class CallValidation {
    private static final int UUID_BYTES = 16;

    private CallValidation() {}

    /** Why a call other than SUBSCRIBE is malformed, if so. */
    public static Optional<String> problem(Call call) {
        if (!call.isInitialized()) {
            return Optional.of("Not initialized: " + call.getInitializationErrorString());
        }
        if (!call.hasType()) {
            return Optional.of("Expecting 'type' to be present");
        }
        if (!call.hasFrameworkId()) {
            return Optional.of("Expecting 'framework_id' to be present");
        }
        if (!hasBody(call)) {
            return Optional.of("Expecting '" + call.getType().name().toLowerCase(Locale.ROOT) + "' to be present");
        }
        return switch (call.getType()) {
            case ACKNOWLEDGE -> uuidProblem(call.getAcknowledge().getUuid());
            case ACKNOWLEDGE_OPERATION_STATUS -> operationProblem(call.getAcknowledgeOperationStatus());
            case UPDATE_FRAMEWORK -> idProblem(call, call.getUpdateFramework().getFrameworkInfo());
            default -> Optional.empty();
        };
    }

    /** Why a SUBSCRIBE is malformed, if so. */
    public static Optional<String> subscribeProblem(Call call, Caller caller) {
        if (!call.isInitialized()) {
            return Optional.of("Not initialized: " + call.getInitializationErrorString());
        }
        if (call.getType() != Call.Type.SUBSCRIBE || !call.hasSubscribe()) {
            return Optional.of("Expecting 'subscribe' to be present");
        }
        var info = call.getSubscribe().getFrameworkInfo();
        boolean otherPrincipal = caller.principal().isPresent()
                && info.hasPrincipal()
                && !caller.principal().get().equals(info.getPrincipal());
        if (otherPrincipal) {
            return Optional.of("Authenticated principal '" + caller.principal().get() + "' does not match principal '"
                    + info.getPrincipal() + "' set in 'FrameworkInfo'");
        }
        return idProblem(call, info);
    }

    private static boolean hasBody(Call call) {
        return switch (call.getType()) {
            case SUBSCRIBE -> call.hasSubscribe();
            case ACCEPT -> call.hasAccept();
            case DECLINE -> call.hasDecline();
            case ACCEPT_INVERSE_OFFERS -> call.hasAcceptInverseOffers();
            case DECLINE_INVERSE_OFFERS -> call.hasDeclineInverseOffers();
            case KILL -> call.hasKill();
            case SHUTDOWN -> call.hasShutdown();
            case ACKNOWLEDGE -> call.hasAcknowledge();
            case ACKNOWLEDGE_OPERATION_STATUS -> call.hasAcknowledgeOperationStatus();
            case RECONCILE -> call.hasReconcile();
            case RECONCILE_OPERATIONS -> call.hasReconcileOperations();
            case MESSAGE -> call.hasMessage();
            case REQUEST -> call.hasRequest();
            case UPDATE_FRAMEWORK -> call.hasUpdateFramework();
            case TEARDOWN, REVIVE, SUPPRESS, UNKNOWN -> true;
        };
    }

    private static Optional<String> idProblem(Call call, FrameworkInfo info) {
        return call.hasFrameworkId() == info.hasId() && same(call.getFrameworkId(), info.getId())
                ? Optional.empty()
                : Optional.of("'framework_id' differs from 'framework_info.id'");
    }

    private static boolean same(FrameworkID left, FrameworkID right) {
        return left.getValue().equals(right.getValue());
    }

    private static Optional<String> operationProblem(Call.AcknowledgeOperationStatus acknowledgement) {
        return acknowledgement.hasAgentId()
                ? uuidProblem(acknowledgement.getUuid())
                : Optional.of("Expecting 'agent_id' to be present");
    }

    /* Mesos accepts the versions 1 to 5, so sixteen zeros are not a UUID. */
    private static Optional<String> uuidProblem(ByteString uuid) {
        if (uuid.size() != UUID_BYTES) {
            return Optional.of("Invalid 'uuid': expected 16 bytes, found " + uuid.size());
        }
        int version = (uuid.byteAt(6) & 0xF0) >> 4;
        return version >= 1 && version <= 5
                ? Optional.empty()
                : Optional.of("Invalid 'uuid': not a UUID of a known version");
    }
}
