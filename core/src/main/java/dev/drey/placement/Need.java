/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Amount;
import dev.drey.model.WorkerProfile;

/** What a worker of one profile takes, laid out for speed. */
final class Need {
    private final WorkerProfile profile;
    private final String[] names;
    private final Amount[] amounts;

    private Need(WorkerProfile profile) {
        this.profile = profile;
        this.names = profile.scalars().keySet().toArray(String[]::new);
        this.amounts = profile.scalars().values().toArray(Amount[]::new);
    }

    static Need of(WorkerProfile profile) {
        return new Need(profile);
    }

    WorkerProfile profile() {
        return profile;
    }

    /** How many different scalar resources. */
    int scalars() {
        return names.length;
    }

    String name(int scalar) {
        return names[scalar];
    }

    Amount amount(int scalar) {
        return amounts[scalar];
    }

    int ports() {
        return profile.ports();
    }
}
