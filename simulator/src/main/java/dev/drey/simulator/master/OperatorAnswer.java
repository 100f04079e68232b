/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.Optional;
import org.apache.mesos.v1.master.Protos.Response;

/**
 * The answer to a call of the operator API.
 *
 * @param answer status and text for people
 * @param response what was asked for; empty for calls that change something, and for those that were refused
 */
public record OperatorAnswer(Answer answer, Optional<Response> response) {

    static OperatorAnswer of(Answer answer) {
        return new OperatorAnswer(answer, Optional.empty());
    }

    static OperatorAnswer of(Response response) {
        return new OperatorAnswer(Answer.OK, Optional.of(response));
    }

    public static OperatorAnswer refused(int status, String reason) {
        return of(Answer.refused(status, reason));
    }
}
