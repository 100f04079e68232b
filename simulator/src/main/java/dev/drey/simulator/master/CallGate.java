/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Decides whether a call may pass, in the order in which a master checks: the first failure is the answer. */
final class CallGate {
    private final Frameworks frameworks;

    CallGate(Frameworks frameworks) {
        this.frameworks = frameworks;
    }

    /** The answer to a call that may not pass. */
    Optional<Answer> refusal(Call call, Caller caller) {
        var malformed = CallValidation.problem(call);
        if (malformed.isPresent()) {
            return refused(400, "Failed to validate scheduler::Call: " + malformed.get());
        }
        if (call.getType() == Call.Type.SUBSCRIBE) {
            return refused(400, "SUBSCRIBE needs a stream for its events");
        }
        var framework = frameworks.find(call.getFrameworkId());
        if (framework.isEmpty()) {
            return refused(400, "Framework cannot be found");
        }
        return principalRefusal(framework.get(), caller)
                .or(() -> streamRefusal(framework.get(), caller))
                .or(() -> unknownRefusal(call));
    }

    private static Optional<Answer> principalRefusal(Framework framework, Caller caller) {
        return caller.principal()
                .filter(principal -> !principal.equals(framework.info.getPrincipal()))
                .flatMap(principal -> refused(
                        400,
                        "Authenticated principal '" + principal + "' does not match principal '"
                                + framework.info.getPrincipal() + "' set in 'FrameworkInfo'"));
    }

    private static Optional<Answer> streamRefusal(Framework framework, Caller caller) {
        if (!framework.isConnected()) {
            return refused(403, "Framework is not subscribed");
        }
        if (caller.streamId().isEmpty()) {
            return refused(400, "All non-subscribe calls should include the 'Mesos-Stream-Id' header");
        }
        return caller.streamId().equals(framework.streamId())
                ? Optional.empty()
                : refused(
                        400,
                        "The stream ID '" + caller.streamId().get()
                                + "' included in this request didn't match the stream ID currently associated with"
                                + " framework ID '" + framework.id().getValue() + "'");
    }

    /* A real master of 1.11 dies of this one. */
    private static Optional<Answer> unknownRefusal(Call call) {
        return call.getType() == Call.Type.UNKNOWN
                ? refused(501, "Calls of type UNKNOWN are not implemented")
                : Optional.empty();
    }

    private static Optional<Answer> refused(int status, String body) {
        return Optional.of(Answer.refused(status, body));
    }
}
