/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import com.netflix.fenzo.ConstraintEvaluator;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.VMTaskFitnessCalculator;
import java.util.List;
import java.util.Map;

/** A worker as Fenzo takes it. */
final class FenzoRequest implements TaskRequest {
    private final String id;
    private final double cpus;
    private final double mem;
    private final int ports;
    private final List<ConstraintEvaluator> constraints;
    private AssignedResources assigned;

    FenzoRequest(String id, double cpus, double mem, int ports, List<ConstraintEvaluator> constraints) {
        this.id = id;
        this.cpus = cpus;
        this.mem = mem;
        this.ports = ports;
        this.constraints = constraints;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String taskGroupName() {
        return "";
    }

    @Override
    public double getCPUs() {
        return cpus;
    }

    @Override
    public double getMemory() {
        return mem;
    }

    @Override
    public double getNetworkMbps() {
        return 0;
    }

    @Override
    public double getDisk() {
        return 0;
    }

    @Override
    public int getPorts() {
        return ports;
    }

    @Override
    public Map<String, Double> getScalarRequests() {
        return Map.of();
    }

    @Override
    public Map<String, NamedResourceSetRequest> getCustomNamedResources() {
        return Map.of();
    }

    @Override
    public List<? extends ConstraintEvaluator> getHardConstraints() {
        return constraints;
    }

    @Override
    public List<? extends VMTaskFitnessCalculator> getSoftConstraints() {
        return List.of();
    }

    @Override
    public void setAssignedResources(AssignedResources resources) {
        assigned = resources;
    }

    @Override
    public AssignedResources getAssignedResources() {
        return assigned;
    }
}
