/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import dev.drey.model.FrameworkId;
import dev.drey.scheduler.FrameworkSettings;
import java.util.Arrays;
import java.util.Optional;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/** Translates who the framework is. */
final class FrameworkTranslator {
    private FrameworkTranslator() {}

    /** Whether it subscribes with a list of roles; else with one role in the old field. */
    static boolean isMultiRole(FrameworkSettings settings) {
        return settings.roles().size() > 1 || settings.capabilities().contains(Capability.Type.MULTI_ROLE.name());
    }

    static boolean hasRefinement(FrameworkSettings settings) {
        return settings.capabilities().contains(Capability.Type.RESERVATION_REFINEMENT.name());
    }

    static FrameworkInfo toMesos(FrameworkSettings settings, Optional<FrameworkId> id) {
        var info = FrameworkInfo.newBuilder()
                .setName(settings.name())
                .setUser(settings.user().isEmpty() ? System.getProperty("user.name") : settings.user())
                .setFailoverTimeout(settings.failoverTimeout().toMillis() / 1000.0)
                .setCheckpoint(settings.checkpoint());
        if (!settings.hostname().isEmpty()) {
            info.setHostname(settings.hostname());
        }
        id.ifPresent(value -> info.setId(Protos.FrameworkID.newBuilder().setValue(value.value())));
        settings.webuiUrl().ifPresent(info::setWebuiUrl);
        settings.principal().ifPresent(info::setPrincipal);
        setRoles(info, settings);
        settings.capabilities().forEach(name -> addCapability(info, capability(name)));
        settings.labels().forEach((key, value) -> info.getLabelsBuilder()
                .addLabels(Protos.Label.newBuilder().setKey(key).setValue(value)));
        return info.build();
    }

    @SuppressWarnings("deprecation")
    private static void setRoles(FrameworkInfo.Builder info, FrameworkSettings settings) {
        if (!isMultiRole(settings)) {
            info.setRole(settings.roles().iterator().next());
            return;
        }
        info.addAllRoles(settings.roles());
        if (!settings.capabilities().contains(Capability.Type.MULTI_ROLE.name())) {
            addCapability(info, Capability.Type.MULTI_ROLE);
        }
    }

    private static void addCapability(FrameworkInfo.Builder info, Capability.Type type) {
        info.addCapabilities(Capability.newBuilder().setType(type));
    }

    private static Capability.Type capability(String name) {
        try {
            return Capability.Type.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "unknown framework capability '" + name + "': Mesos knows "
                            + Arrays.toString(Capability.Type.values()),
                    e);
        }
    }
}
