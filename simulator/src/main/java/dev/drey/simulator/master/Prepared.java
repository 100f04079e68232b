/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.ResourceForm;
import java.util.List;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;

/**
 * Fills in what schedulers may leave out: the allocation role of resources, the type of a health check, the
 * framework of an executor. Resources are brought into the stack form.
 *
 * @param role the role of the accepted offers
 */
record Prepared(FrameworkID framework, String role) {

    TaskInfo task(TaskInfo task) {
        var filled = task.toBuilder().clearResources().addAllResources(resources(task.getResourcesList()));
        if (task.hasHealthCheck()) {
            filled.setHealthCheck(CheckValidation.withType(task.getHealthCheck()));
        }
        if (task.hasExecutor()) {
            var executor = executor(task.getExecutor());
            boolean named = !executor.getFrameworkId().getValue().isEmpty();
            filled.setExecutor(
                    named
                            ? executor
                            : executor.toBuilder().setFrameworkId(framework).build());
        }
        return filled.build();
    }

    ExecutorInfo executor(ExecutorInfo executor) {
        return executor.toBuilder()
                .clearResources()
                .addAllResources(resources(executor.getResourcesList()))
                .build();
    }

    List<Resource> resources(List<Resource> resources) {
        return resources.stream().map(this::resource).toList();
    }

    private Resource resource(Resource resource) {
        var form = ResourceForm.toStack(resource).toBuilder();
        if (!form.hasAllocationInfo()) {
            form.getAllocationInfoBuilder().setRole(role);
        }
        return form.build();
    }
}
