/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.ProtoJson;
import java.util.Optional;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.maintenance.Protos.Schedule;

/** What a master answered to {@code GET /maintenance/schedule}. */
public final class MaintenanceDump {
    /** Nothing is scheduled. */
    public static final MaintenanceDump NONE = new MaintenanceDump(Schedule.getDefaultInstance());

    private final Schedule schedule;

    private MaintenanceDump(Schedule schedule) {
        this.schedule = schedule;
    }

    /**
     * Reads a schedule.
     *
     * @param name what the text is called in messages
     * @throws DumpException if it is none
     */
    public static MaintenanceDump read(String name, byte[] text) throws DumpException {
        var json = ClusterDump.json(name, text);
        if (!json.isObject() || !json.isEmpty() && !json.has("windows")) {
            throw new DumpException(name + " is no maintenance schedule: it has no 'windows'; get one with: "
                    + "curl -sL http://MASTER:5050/maintenance/schedule > schedule.json");
        }
        try {
            return new MaintenanceDump(
                    ProtoJson.parse(json.toString(), Schedule.newBuilder()).build());
        } catch (JsonConversionException e) {
            throw new DumpException(name + " is no maintenance schedule: " + e.getMessage());
        }
    }

    /* A machine is the host name and the address with which an agent registered; either may be left out. */
    /** When this agent will be away, if that is announced. */
    Optional<Unavailability> of(AgentDump.Identity agent) {
        return schedule.getWindowsList().stream()
                .filter(window -> window.getMachineIdsList().stream().anyMatch(machine -> is(machine, agent)))
                .map(window -> window.getUnavailability())
                .findFirst();
    }

    private static boolean is(MachineID machine, AgentDump.Identity agent) {
        var sameHost = !machine.hasHostname() || machine.getHostname().equalsIgnoreCase(agent.hostname());
        var sameIp = !machine.hasIp() || agent.ip().isEmpty() || machine.getIp().equals(agent.ip());
        return sameHost && sameIp && (machine.hasHostname() || machine.hasIp());
    }
}
