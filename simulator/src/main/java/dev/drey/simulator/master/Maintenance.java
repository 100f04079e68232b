/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.Machines.Key;
import dev.drey.simulator.protocol.ToAgent.Shutdown;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.maintenance.Protos.ClusterStatus;
import org.apache.mesos.v1.maintenance.Protos.ClusterStatus.DrainingMachine;
import org.apache.mesos.v1.maintenance.Protos.Schedule;

/** Carries out what operators want of machines. */
final class Maintenance {
    private static final String DOWN = "Operator initiated 'Machine DOWN'";

    private final MasterState state;
    private final AgentRemoval removal;
    private final Machines machines;
    private final MaintenanceValidation validation;

    Maintenance(MasterState state, AgentRemoval removal) {
        this.state = state;
        this.removal = removal;
        this.machines = state.registry.machines;
        this.validation = new MaintenanceValidation(machines);
    }

    /* Mesos tells all machines of a new schedule, those it does not name as well, and even if nothing changed. */
    Answer updateSchedule(Schedule schedule) {
        var problem = validation.scheduleProblem(schedule);
        if (problem.isPresent()) {
            return Answer.refused(400, problem.get());
        }
        machines.schedule(schedule);
        state.agents.all().forEach(this::announce);
        return Answer.OK;
    }

    Answer bringDown(List<MachineID> ids) {
        var problem = validation.downProblem(ids);
        if (problem.isPresent()) {
            return Answer.refused(400, problem.get());
        }
        ids.forEach(machines::bringDown);
        for (Agent agent : state.agents.all()) {
            if (machines.isDown(Key.of(agent))) {
                agent.send(new Shutdown(DOWN));
                removal.remove(agent, Optional.empty(), DOWN);
            }
        }
        return Answer.OK;
    }

    Answer bringUp(List<MachineID> ids) {
        var problem = validation.upProblem(ids);
        if (problem.isPresent()) {
            return Answer.refused(400, problem.get());
        }
        ids.forEach(machines::bringUp);
        return Answer.OK;
    }

    Schedule schedule() {
        return machines.schedule();
    }

    ClusterStatus status() {
        var status = ClusterStatus.newBuilder().addAllDownMachines(machines.down());
        for (MachineID id : machines.draining()) {
            var draining = DrainingMachine.newBuilder().setId(id);
            state.agents.all().stream()
                    .filter(agent -> Key.of(agent).equals(Key.of(id)))
                    .forEach(agent -> draining.addAllStatuses(state.allocator.inverseOfferStatuses(agent.name())));
            status.addDrainingMachines(draining);
        }
        return status.build();
    }

    private void announce(Agent agent) {
        state.offers.rescindAllOn(agent);
        state.allocator.updateUnavailability(agent.name(), machines.unavailability(Key.of(agent)));
    }
}
