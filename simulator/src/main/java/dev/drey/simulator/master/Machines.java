/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;

/**
 * The maintenance of machines: when each is unavailable, and which are down. Part of the registry.
 *
 * <pre>
 *        schedule              down
 *  UP <------------> DRAINING ------> DOWN
 *   ^   unschedule                     |  (cannot be unscheduled)
 *   +----------------------------------+
 *                   up
 * </pre>
 */
final class Machines {
    private final Map<Key, MachineID> down = new LinkedHashMap<>();
    private Schedule schedule = Schedule.getDefaultInstance();

    /** A machine by its host name, in lower case, and its address. */
    record Key(String hostname, String ip) {
        static Key of(MachineID id) {
            return new Key(id.getHostname().toLowerCase(Locale.ROOT), id.getIp());
        }

        /** The machine an agent runs on. */
        static Key of(Agent agent) {
            return of(agent.info.getHostname(), agent.connection);
        }

        static Key of(String hostname, AgentConnection connection) {
            return new Key(hostname.toLowerCase(Locale.ROOT), Addresses.ip(connection.address()));
        }
    }

    Schedule schedule() {
        return schedule;
    }

    void schedule(Schedule other) {
        schedule = other;
    }

    boolean isDown(Key machine) {
        return down.containsKey(machine);
    }

    /** Scheduled and not yet down. */
    List<MachineID> draining() {
        return scheduled().stream().filter(id -> !isDown(Key.of(id))).toList();
    }

    boolean isDraining(Key machine) {
        return draining().stream().anyMatch(id -> Key.of(id).equals(machine));
    }

    Collection<MachineID> down() {
        return List.copyOf(down.values());
    }

    Optional<Unavailability> unavailability(Key machine) {
        return schedule.getWindowsList().stream()
                .filter(window -> window.getMachineIdsList().stream()
                        .anyMatch(id -> Key.of(id).equals(machine)))
                .map(Window::getUnavailability)
                .findFirst();
    }

    void bringDown(MachineID machine) {
        down.put(Key.of(machine), machine);
    }

    /** The machine works again, and is no longer scheduled. */
    void bringUp(MachineID machine) {
        var key = Key.of(machine);
        down.remove(key);
        var rest = Schedule.newBuilder();
        for (Window window : schedule.getWindowsList()) {
            var ids = window.getMachineIdsList().stream()
                    .filter(id -> !Key.of(id).equals(key))
                    .toList();
            if (!ids.isEmpty()) {
                rest.addWindows(window.toBuilder().clearMachineIds().addAllMachineIds(ids));
            }
        }
        schedule = rest.build();
    }

    private List<MachineID> scheduled() {
        var ids = new ArrayList<MachineID>();
        schedule.getWindowsList().forEach(window -> ids.addAll(window.getMachineIdsList()));
        return ids;
    }
}
