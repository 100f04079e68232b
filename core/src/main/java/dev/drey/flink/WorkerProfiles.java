/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.model.Amount;
import dev.drey.model.WorkerProfile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.externalresource.ExternalResourceUtils;

/**
 * The profiles Flink asked for and the process specifications behind them.
 *
 * <p>A profile's name follows from its content, so that a restarted application master recognises the workers it would
 * start today among those it finds. Safe for use by many threads.
 */
final class WorkerProfiles {
    private static final String EXTERNAL_RESOURCE_SUFFIX = "mesos.config-key";
    private static final String GPUS = "gpus";
    private static final long MEBIBYTE = 1 << 20;

    private final WorkerConfig.Resources resources;
    private final Map<String, String> externalResources;
    private final Map<String, WorkerProfile> known = new ConcurrentHashMap<>();
    private final Map<String, TaskExecutorProcessSpec> specs = new ConcurrentHashMap<>();

    WorkerProfiles(WorkerConfig.Resources resources, Configuration configuration) {
        this.resources = resources;
        this.externalResources = new TreeMap<>(
                ExternalResourceUtils.getExternalResourceConfigurationKeys(configuration, EXTERNAL_RESOURCE_SUFFIX));
    }

    /** The profile of workers of this specification, which is remembered. */
    WorkerProfile of(TaskExecutorProcessSpec spec) {
        var profile = new WorkerProfile(
                nameOf(spec), scalars(spec), resources.portKeys().size());
        foresee(spec);
        return known.computeIfAbsent(profile.name(), name -> profile);
    }

    /** The profile of this name, if Flink ever asked for it. */
    Optional<WorkerProfile> named(String name) {
        return Optional.ofNullable(known.get(name));
    }

    /** Remembers what is behind the profile of this specification, which Flink has not asked for yet. */
    void foresee(TaskExecutorProcessSpec spec) {
        specs.put(nameOf(spec), spec);
    }

    /** The specification of the workers of this profile. */
    TaskExecutorProcessSpec spec(String profile) {
        var found = specs.get(profile);
        if (found == null) {
            throw new IllegalStateException("no worker of profile " + profile + " was ever asked for");
        }
        return found;
    }

    /** Whether a worker may need GPUs: agents that have some are offered only to frameworks that say so. */
    boolean usesGpus() {
        return resources.gpus() > 0 || externalResources.containsValue(GPUS);
    }

    private Map<String, Amount> scalars(TaskExecutorProcessSpec spec) {
        var scalars = new LinkedHashMap<String, Amount>();
        scalars.put("cpus", Amount.of(spec.getCpuCores().getValue().doubleValue()));
        scalars.put("mem", Amount.of(mebibytes(spec)));
        scalars.put(GPUS, Amount.of(resources.gpus()));
        scalars.put("disk", resources.disk());
        scalars.put(resources.networkResource(), resources.bandwidth());
        externalResources.forEach((flinkName, mesosName) -> {
            var asked = spec.getExtendedResources().get(flinkName);
            if (asked != null) {
                scalars.put(mesosName, Amount.of(asked.getValue().doubleValue()));
            }
        });
        return scalars;
    }

    private static long mebibytes(TaskExecutorProcessSpec spec) {
        return (spec.getTotalProcessMemorySize().getBytes() + MEBIBYTE - 1) / MEBIBYTE;
    }

    private String nameOf(TaskExecutorProcessSpec spec) {
        var checksum = new CRC32();
        var content = TaskExecutorProcessUtils.generateDynamicConfigsStr(spec) + resources + externalResources;
        checksum.update(content.getBytes(StandardCharsets.UTF_8));
        return "%scpus-%dmb-%08x"
                .formatted(
                        spec.getCpuCores().getValue().stripTrailingZeros().toPlainString(),
                        mebibytes(spec),
                        checksum.getValue());
    }
}
