/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.placement.Field;
import dev.drey.scheduler.FrameworkSettings;
import dev.drey.scheduler.OfferSettings;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.scheduler.SchedulerSettings.WhenRemoved;
import dev.drey.scheduler.Timeouts;
import java.util.Optional;

/** Turns the configuration of the application master into the settings of its scheduler. */
final class FleetSettings {
    private static final String WORKER_PREFIX = "taskmanager";

    private FleetSettings() {}

    /**
     * Who the framework is to Mesos.
     *
     * @param hostname the name of this machine that agents know
     */
    static FrameworkSettings framework(
            AppmasterConfig config, String hostname, Optional<String> webInterfaceUrl, WorkerProfiles profiles) {
        var looksAtRegions = config.worker().placement().rules().fields().stream()
                .anyMatch(field -> field.kind() == Field.Kind.REGION);
        return config.framework().settings(hostname, webInterfaceUrl, profiles.usesGpus(), looksAtRegions);
    }

    static SchedulerSettings scheduler(AppmasterConfig config, FrameworkSettings framework) {
        var offers = config.offers();
        var lifeCycle = config.lifeCycle();
        var timeouts = Timeouts.DEFAULT.withLaunch(offers.launchTimeout());
        return SchedulerSettings.of(framework, WORKER_PREFIX)
                .but()
                .offers(OfferSettings.DEFAULT.withHoldBudget(offers.hold()).withRefuse(offers.refuse()))
                .placement(config.worker().placement())
                .timeouts(
                        lifeCycle.registration().map(timeouts::withRegistration).orElse(timeouts))
                .partitions(lifeCycle.partitions())
                .failures(lifeCycle.failures())
                .maintenance(lifeCycle.maintenance())
                .whenRemoved(config.framework().registersAnew() ? WhenRemoved.START_ANEW : WhenRemoved.HALT)
                .build();
    }
}
