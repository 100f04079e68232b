/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

import dev.drey.model.FrameworkId;
import java.util.List;
import java.util.Optional;

/** All that is remembered across crashes: the framework id, if one was ever given, and the workers. */
public record StoredState(Optional<FrameworkId> framework, List<WorkerRecord> workers) {
    public static final StoredState EMPTY = new StoredState(Optional.empty(), List.of());

    public StoredState {
        workers = List.copyOf(workers);
    }
}
