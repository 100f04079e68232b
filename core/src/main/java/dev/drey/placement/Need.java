/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Amount;
import dev.drey.model.Resource;
import dev.drey.model.WorkerProfile;

/** What a worker of one profile takes, laid out for speed. */
final class Need {
    private final WorkerProfile profile;
    private final Resource[] resources;

    private Need(WorkerProfile profile) {
        this.profile = profile;
        this.resources = new Resource[profile.scalars().size()];
        var next = 0;
        for (var scalar : profile.scalars().entrySet()) {
            resources[next++] = Resource.scalar(scalar.getKey(), scalar.getValue());
        }
    }

    static Need of(WorkerProfile profile) {
        return new Need(profile);
    }

    WorkerProfile profile() {
        return profile;
    }

    /** How many different scalar resources. */
    int scalars() {
        return resources.length;
    }

    String name(int scalar) {
        return resources[scalar].name();
    }

    /** The resource as a worker takes it if it is not reserved. */
    Resource resource(int scalar) {
        return resources[scalar];
    }

    Amount amount(int scalar) {
        return ((Resource.Scalar) resources[scalar].value()).amount();
    }

    int ports() {
        return profile.ports();
    }
}
