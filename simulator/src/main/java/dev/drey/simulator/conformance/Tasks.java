/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;

/** Small tasks, and what they need of an offer. */
public final class Tasks {
    public static final double CPUS = 0.1;
    public static final double MEM = 32;
    private static final int ENOUGH_FOR = 5;

    private Tasks() {}

    /** Whether some small tasks fit in. */
    public static boolean isEnough(Offer offer) {
        return amount(offer, "cpus") >= ENOUGH_FOR * CPUS
                && amount(offer, "mem") >= ENOUGH_FOR * MEM
                && amount(offer, "disk") >= ENOUGH_FOR * MEM;
    }

    /** The sum of a scalar. */
    public static double amount(Offer offer, String name) {
        return offer.getResourcesList().stream()
                .filter(resource -> resource.getName().equals(name))
                .mapToDouble(resource -> resource.getScalar().getValue())
                .sum();
    }

    /** So much of what the offer has and nobody has reserved, in the form of the offer. */
    public static Resource.Builder part(Offer offer, String name, double amount) {
        var resource = offer.getResourcesList().stream()
                .filter(one -> one.getName().equals(name) && one.getReservationsCount() == 0 && !one.hasDisk())
                .findFirst()
                .orElseThrow(() -> new Skipped("the offer has no unreserved " + name))
                .toBuilder();
        resource.getScalarBuilder().setValue(amount);
        return resource;
    }

    /** A command task. */
    public static TaskInfo.Builder command(Offer offer, String id, String command) {
        var task = bare(offer, id);
        task.getCommandBuilder().setValue(command);
        return task;
    }

    /** A task with nothing to do. */
    public static TaskInfo.Builder bare(Offer offer, String id) {
        var task = TaskInfo.newBuilder()
                .setName("drey-conformance")
                .setAgentId(offer.getAgentId())
                .addResources(part(offer, "cpus", CPUS))
                .addResources(part(offer, "mem", MEM));
        task.getTaskIdBuilder().setValue(id);
        return task;
    }

    /** A scalar that no offer has. */
    public static Resource.Builder scalar(String name, double amount, String role) {
        var resource = Resource.newBuilder().setName(name).setType(Value.Type.SCALAR);
        resource.getScalarBuilder().setValue(amount);
        resource.getAllocationInfoBuilder().setRole(role);
        return resource;
    }

    /** The executor that groups of tasks share. */
    public static ExecutorInfo.Builder defaultExecutor(Offer offer, String id, FrameworkID framework) {
        var executor = ExecutorInfo.newBuilder()
                .setType(ExecutorInfo.Type.DEFAULT)
                .setFrameworkId(framework)
                .addResources(part(offer, "cpus", CPUS))
                .addResources(part(offer, "mem", MEM))
                .addResources(part(offer, "disk", MEM));
        executor.getExecutorIdBuilder().setValue(id);
        return executor;
    }

    /** LAUNCH_GROUP. */
    public static Offer.Operation.Builder group(ExecutorInfo.Builder executor, TaskInfo.Builder... tasks) {
        var operation = Offer.Operation.newBuilder().setType(Offer.Operation.Type.LAUNCH_GROUP);
        operation.getLaunchGroupBuilder().setExecutor(executor);
        for (var task : tasks) {
            operation.getLaunchGroupBuilder().getTaskGroupBuilder().addTasks(task);
        }
        return operation;
    }
}
