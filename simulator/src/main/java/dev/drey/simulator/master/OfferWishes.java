/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/** What a framework says of offers beside its info; each SUBSCRIBE or UPDATE_FRAMEWORK replaces all of it. */
record OfferWishes(Set<String> suppressedRoles, OfferConstraints constraints) {
    static final OfferWishes NONE = new OfferWishes(Set.of(), OfferConstraints.getDefaultInstance());

    static OfferWishes of(Call.Subscribe call) {
        return of(call.getSuppressedRolesList(), call.getOfferConstraints());
    }

    static OfferWishes of(Call.UpdateFramework call) {
        return of(call.getSuppressedRolesList(), call.getOfferConstraints());
    }

    private static OfferWishes of(List<String> suppressed, OfferConstraints constraints) {
        return new OfferWishes(new TreeSet<>(suppressed), constraints);
    }
}
