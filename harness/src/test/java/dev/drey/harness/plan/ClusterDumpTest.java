/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.Amount;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The three forms in which a master tells of its agents. */
@Tag("unit")
class ClusterDumpTest {
    private static final PlanRequest ALL =
            new PlanRequest(1, Optional.empty(), false, MaintenanceDump.NONE, Instant.EPOCH);

    /* A reservation by an operation, a refined one, a persistent volume and revocable cpus. */
    private static final String FULL = """
            {"slaves": [{"id": "S0", "hostname": "h", "pid": "slave(1)@10.0.0.7:5051", "active": true,
              "resources": {"cpus": 10.0},
              "attributes": {"rack": "r1", "gen": 4.5, "ids": "[1-3, 7-9]", "disks": "{ssd, hdd}"},
              "unreserved_resources_full": [
                {"name": "cpus", "type": "SCALAR", "scalar": {"value": 4.0}, "role": "*"},
                {"name": "cpus", "type": "SCALAR", "scalar": {"value": 3.0}, "role": "*", "revocable": {}},
                {"name": "ports", "type": "RANGES", "ranges": {"range": [{"begin": 1, "end": 9}]}, "role": "*"}],
              "reserved_resources_full": {
                "eng": [
                  {"name": "cpus", "type": "SCALAR", "scalar": {"value": 2.0}, "role": "eng",
                   "reservation": {"principal": "ops"},
                   "reservations": [{"type": "DYNAMIC", "role": "eng", "principal": "ops"}]},
                  {"name": "disk", "type": "SCALAR", "scalar": {"value": 64.0}, "role": "eng",
                   "reservations": [{"type": "STATIC", "role": "eng"}],
                   "disk": {"persistence": {"id": "p"}, "volume": {"container_path": "v", "mode": "RW"}}}],
                "eng/web": [
                  {"name": "cpus", "type": "SCALAR", "scalar": {"value": 1.0},
                   "reservations": [{"type": "STATIC", "role": "eng"}, {"type": "DYNAMIC", "role": "eng/web"}]}]},
              "used_resources_full": [
                {"name": "cpus", "type": "SCALAR", "scalar": {"value": 0.5}, "allocation_info": {"role": "eng"},
                 "reservations": [{"type": "DYNAMIC", "role": "eng", "principal": "ops"}]},
                {"name": "ports", "type": "RANGES", "ranges": {"range": [{"begin": 3, "end": 3}]}, "role": "*"}]}]}
            """;

    private static final String AGENTS = """
            {"type": "GET_AGENTS", "get_agents": {"agents": [
              {"agent_info": {"id": {"value": "S0"}, "hostname": "h", "port": 5051, "attributes": [
                 {"name": "rack", "type": "TEXT", "text": {"value": "r1"}}]},
               "active": false, "deactivated": true, "version": "1.11.0", "pid": "slave(1)@10.0.0.7:5051",
               "capabilities": [{"type": "MULTI_ROLE"}],
               "drain_info": {"state": "DRAINED", "config": {"mark_gone": false}},
               "total_resources": [{"name": "cpus", "type": "SCALAR", "scalar": {"value": 4.0}, "role": "*"}],
               "allocated_resources": [
                 {"name": "cpus", "type": "SCALAR", "scalar": {"value": 1.0}, "role": "*",
                  "allocation_info": {"role": "eng"}}],
               "offered_resources": []}],
             "recovered_agents": [{"id": {"value": "S1"}, "hostname": "gone"}]}}
            """;

    @Test
    void resourcesInFullAreExact() throws Exception {
        var agent = read(FULL).agents().get(0);

        assertThat(agent.isGuessed()).isFalse();
        assertThat(agent.identity().ip()).isEqualTo("10.0.0.7");
        assertThat(Forecast.free(agent, ALL).left())
                .containsExactly(
                        Resource.scalar("cpus", Amount.of(4)),
                        Resource.ranges("ports", new Resource.Range(1, 2), new Resource.Range(4, 9)),
                        cpus(1.5, dynamic("eng", "ops")),
                        cpus(
                                1,
                                fixed("eng"),
                                new Reservation(Reservation.Type.DYNAMIC, "eng/web", Optional.empty(), List.of())));
    }

    @Test
    void refinedReservationsAreForThoseWhoKnowOfThem() throws Exception {
        var role = Map.of(
                "mesos.resourcemanager.framework.role",
                "eng/web",
                "mesos.resourcemanager.framework.capabilities",
                "PARTITION_AWARE");
        var knowing = Map.of(
                "mesos.resourcemanager.framework.role",
                "eng/web",
                "mesos.resourcemanager.framework.capabilities",
                "RESERVATION_REFINEMENT");

        assertThat(free(role)).containsEntry("cpus", Amount.of(5.5));
        assertThat(free(knowing)).containsEntry("cpus", Amount.of(6.5));
        assertThat(free(Map.of("mesos.resourcemanager.framework.role", "ops"))).containsEntry("cpus", Amount.of(4));
    }

    private static Map<String, Amount> free(Map<String, String> options) throws Exception {
        var plan = Plans.plan(FULL.getBytes(StandardCharsets.UTF_8), 1, options);
        return ResourceText.scalars(plan.agents().get(0).free());
    }

    @Test
    void attributesHaveTheirTypes() throws Exception {
        for (var rule : List.of("rack:IS:r1", "gen:IS:4.50", "ids:IS:[1-3,7-9]", "disks:IS:{hdd,ssd}")) {
            var plan = Plans.plan(FULL.getBytes(StandardCharsets.UTF_8), 1, Map.of("mesos.constraints.rules", rule));

            assertThat(plan.agents().get(0).reasons()).as(rule).noneMatch(reason -> reason.startsWith("fails"));
        }
    }

    @Test
    void theOperatorApiTellsOfDrainingAndOfAgentsThatAreNotBack() throws Exception {
        var dump = read(AGENTS);
        var agent = dump.agents().get(0);

        assertThat(agent.outOfService()).contains(Withheld.DRAINED);
        assertThat(agent.capabilities()).containsExactly("MULTI_ROLE");
        assertThat(Forecast.free(agent, ALL).left()).containsExactly(Resource.scalar("cpus", Amount.of(3)));
        assertThat(dump.recovered()).containsExactly("gone");
        assertThat(dump.frameworks()).isEmpty();
    }

    @Test
    void theSumOfAnAgentCountsNotThatOfItsTasks() throws Exception {
        var dump = read("""
                {"slaves": [{"id": "S0", "hostname": "h", "resources": {"cpus": 9.0, "mem": 900.0},
                   "unreserved_resources": {"cpus": 5.0, "mem": 900.0}, "reserved_resources": {"eng": {"cpus": 4.0}},
                   "used_resources": {"cpus": 6.0, "mem": 100.0}, "offered_resources": {"cpus": 0.0}}],
                 "frameworks": [{"id": "F", "name": "f", "roles": ["eng"], "tasks": [
                   {"slave_id": "S0", "state": "TASK_RUNNING", "resources": {"cpus": 3.0, "mem": 700.0}},
                   {"slave_id": "S0", "state": "TASK_FAILED", "resources": {"cpus": 2.0}}]}]}""");

        assertThat(dump.agents().get(0).isGuessed()).isTrue();
        assertThat(Forecast.free(dump.agents().get(0), ALL).left())
                .as("3 of eng, and 3 of nobody known")
                .containsExactly(
                        Resource.scalar("cpus", Amount.of(2)),
                        Resource.scalar("mem", Amount.of(800)),
                        cpus(1, fixed("eng")));
        assertThat(dump.frameworks().orElseThrow().get(0).agents()).containsExactly("S0");
    }

    @Test
    void whatTheMasterWouldHideIsSaid() throws Exception {
        var plan =
                Plans.plan("""
                {"flags": {"filter_gpu_resources": "false", "whitelist": "/etc/mesos/list"},
                 "slaves": [{"id": "S0", "hostname": "h", "resources": {"cpus": 9.0, "mem": 9000.0, "gpus": 1.0,
                   "ports": "[1-9]"}}]}
                """.getBytes(StandardCharsets.UTF_8), 1, Map.of("mesos.placement.keep-gpu-agents", "false"));

        assertThat(plan.isComplete()).isTrue();
        assertThat(plan.notes()).singleElement().asString().contains("--whitelist");
    }

    private static ClusterDump read(String text) throws DumpException {
        return ClusterDump.read("dump", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Resource cpus(double units, Reservation... stack) {
        return new Resource("cpus", new Resource.Scalar(Amount.of(units)), List.of(stack));
    }

    private static Reservation fixed(String role) {
        return new Reservation(Reservation.Type.STATIC, role, Optional.empty(), List.of());
    }

    private static Reservation dynamic(String role, String principal) {
        return new Reservation(Reservation.Type.DYNAMIC, role, Optional.of(principal), List.of());
    }
}
