/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import dev.drey.model.Resource;
import java.util.List;
import java.util.Optional;

/**
 * Resources of one agent that are in use, or offered, at the moment of the dump.
 *
 * @param role the role they are allocated to; {@code *} if that is not known
 * @param framework the id of who has them, if the dump tells
 * @param resources with their reservations if {@code isExact}; else only how much of what
 */
record Claim(Kind kind, Optional<String> framework, String role, List<Resource> resources, boolean isExact) {
    static final String ANY_ROLE = "*";

    /** What a claim is made by. */
    enum Kind {
        /** Tasks and executors. */
        USE,
        /** An offer that waits for its answer. */
        OFFER
    }

    Claim {
        resources = List.copyOf(resources);
    }
}
