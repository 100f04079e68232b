/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

import java.util.List;
import java.util.Optional;

/**
 * One level of a reservation stack (mesos.proto: Resource.ReservationInfo). Equal labels merge, so they are part of
 * it.
 */
public record Reservation(Type type, String role, Optional<String> principal, List<Label> labels) {
    public Reservation {
        labels = List.copyOf(labels);
    }

    /** Reserved by the agent's flags, or by an operation. */
    public enum Type {
        STATIC,
        DYNAMIC
    }

    /** A label of a reservation; Mesos allows one without value. */
    public record Label(String key, Optional<String> value) {}
}
