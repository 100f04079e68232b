/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import dev.drey.model.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.DomainInfo;

/**
 * An agent as its master knew it.
 *
 * @param capabilities empty if the dump does not tell
 * @param outOfService why its master offers nothing of it, if so
 * @param total all resources that workers can take, with their reservations
 */
record AgentDump(
        Identity identity,
        List<Attribute> attributes,
        Set<String> capabilities,
        Optional<Withheld> outOfService,
        List<Resource> total,
        List<Claim> claims) {
    AgentDump {
        attributes = List.copyOf(attributes);
        total = List.copyOf(total);
        claims = List.copyOf(claims);
    }

    /**
     * Which agent it is.
     *
     * @param ip from its pid; empty if the dump does not tell
     */
    record Identity(String id, String hostname, String ip, Optional<DomainInfo> domain) {}

    String id() {
        return identity.id();
    }

    String hostname() {
        return identity.hostname();
    }

    /** The region of its fault domain, if it has one. */
    Optional<String> region() {
        return identity.domain()
                .filter(DomainInfo::hasFaultDomain)
                .map(domain -> domain.getFaultDomain().getRegion().getName());
    }

    /** Whether it is a guess what of the reserved resources is free. */
    boolean isGuessed() {
        return total.stream().anyMatch(Resource::isReserved)
                && claims.stream().anyMatch(claim -> claim.kind() == Claim.Kind.USE && !claim.isExact());
    }
}
