/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.Optional;

/**
 * Who makes a call, as far as the transport knows.
 *
 * @param principal the authenticated principal; empty if the master does not authenticate
 * @param streamId the value of the header Mesos-Stream-Id
 */
public record Caller(Optional<String> principal, Optional<String> streamId) {
    public static final Caller ANONYMOUS = new Caller(Optional.empty(), Optional.empty());

    public Caller withStreamId(String id) {
        return new Caller(principal, Optional.of(id));
    }
}
