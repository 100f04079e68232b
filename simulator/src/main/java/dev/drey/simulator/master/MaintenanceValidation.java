/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.Machines.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;

/** What makes the wishes of operators about machines valid. */
final class MaintenanceValidation {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final Machines machines;

    MaintenanceValidation(Machines machines) {
        this.machines = machines;
    }

    Optional<String> scheduleProblem(Schedule schedule) {
        var seen = new LinkedHashSet<Key>();
        for (Window window : schedule.getWindowsList()) {
            var problem = windowProblem(window);
            if (problem.isPresent()) {
                return problem;
            }
            for (MachineID id : window.getMachineIdsList()) {
                if (!seen.add(Key.of(id))) {
                    return Optional.of("Machine '" + name(id) + "' appears more than once in the schedule");
                }
            }
        }
        return machines.down().stream()
                .filter(id -> !seen.contains(Key.of(id)))
                .map(id -> "Machine '" + name(id) + "' is deactivated and cannot be removed from the schedule")
                .findFirst();
    }

    Optional<String> downProblem(List<MachineID> ids) {
        return listProblem(ids).or(() -> ids.stream()
                .filter(id -> !machines.isDraining(Key.of(id)))
                .map(id -> "Machine '" + name(id) + "' is not in DRAINING mode and cannot be brought down")
                .findFirst());
    }

    Optional<String> upProblem(List<MachineID> ids) {
        return listProblem(ids).or(() -> ids.stream()
                .filter(id -> !machines.isDown(Key.of(id)))
                .map(id -> "Machine '" + name(id) + "' is not in DOWN mode and cannot be brought up")
                .findFirst());
    }

    private static Optional<String> windowProblem(Window window) {
        if (window.getMachineIdsCount() == 0) {
            return Optional.of("A maintenance window has no machines");
        }
        if (window.getUnavailability().getDuration().getNanoseconds() < 0) {
            return Optional.of("Unavailability 'duration' is negative");
        }
        return firstMachineProblem(window.getMachineIdsList());
    }

    private static Optional<String> listProblem(List<MachineID> ids) {
        if (ids.isEmpty()) {
            return Optional.of("List of machines is empty");
        }
        var seen = new LinkedHashSet<Key>();
        return firstMachineProblem(ids).or(() -> ids.stream()
                .filter(id -> !seen.add(Key.of(id)))
                .map(id -> "Machine '" + name(id) + "' is named twice")
                .findFirst());
    }

    private static Optional<String> firstMachineProblem(List<MachineID> ids) {
        return ids.stream()
                .map(MaintenanceValidation::machineProblem)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> machineProblem(MachineID id) {
        if (id.getHostname().isEmpty() && id.getIp().isEmpty()) {
            return Optional.of("Both 'hostname' and 'ip' for a machine are empty");
        }
        return id.getIp().isEmpty() || ADDRESS.matcher(id.getIp()).matches()
                ? Optional.empty()
                : Optional.of("'" + id.getIp() + "' is not an address");
    }

    private static String name(MachineID id) {
        return id.getHostname() + "(" + id.getIp() + ")";
    }
}
