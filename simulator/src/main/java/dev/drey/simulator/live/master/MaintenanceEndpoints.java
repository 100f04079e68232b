/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import com.google.protobuf.MessageOrBuilder;
import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.ProtoJson;
import dev.drey.simulator.live.http.Handler;
import dev.drey.simulator.live.http.MediaTypes;
import dev.drey.simulator.live.http.Request;
import dev.drey.simulator.live.http.Response;
import dev.drey.simulator.master.OperatorAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.master.Protos.Call;

/** The older endpoints for maintenance: /maintenance/schedule, /maintenance/status, /machine/down and /machine/up. */
final class MaintenanceEndpoints {
    private final OperatorDesk desk;

    MaintenanceEndpoints(OperatorDesk desk) {
        this.desk = desk;
    }

    Handler schedule() {
        return desk.endpoint(
                Map.of(
                        "GET",
                        request -> call(Call.Type.GET_MAINTENANCE_SCHEDULE).build(),
                        "POST",
                        MaintenanceEndpoints::update),
                answer -> answer.response()
                        .map(response ->
                                json(response.getGetMaintenanceSchedule().getSchedule()))
                        .orElseGet(() -> empty(answer)));
    }

    Handler status() {
        return desk.endpoint(
                Map.of("GET", request -> call(Call.Type.GET_MAINTENANCE_STATUS).build()),
                answer -> json(answer.response()
                        .orElseThrow()
                        .getGetMaintenanceStatus()
                        .getStatus()));
    }

    Handler down() {
        return desk.endpoint(
                Map.of("POST", request -> call(Call.Type.START_MAINTENANCE)
                        .setStartMaintenance(Call.StartMaintenance.newBuilder().addAllMachines(machines(request)))
                        .build()),
                MaintenanceEndpoints::empty);
    }

    Handler up() {
        return desk.endpoint(
                Map.of("POST", request -> call(Call.Type.STOP_MAINTENANCE)
                        .setStopMaintenance(Call.StopMaintenance.newBuilder().addAllMachines(machines(request)))
                        .build()),
                MaintenanceEndpoints::empty);
    }

    private static Call update(Request request) throws JsonConversionException {
        return call(Call.Type.UPDATE_MAINTENANCE_SCHEDULE)
                .setUpdateMaintenanceSchedule(Call.UpdateMaintenanceSchedule.newBuilder()
                        .setSchedule(ProtoJson.parse(request.body(), Schedule.newBuilder())))
                .build();
    }

    private static List<MachineID> machines(Request request) throws JsonConversionException {
        return ProtoJson.parseArray(request.body(), MachineID::newBuilder).stream()
                .map(MachineID.Builder::build)
                .toList();
    }

    private static Call.Builder call(Call.Type type) {
        return Call.newBuilder().setType(type);
    }

    private static Response json(MessageOrBuilder message) {
        return Response.of(200, MediaTypes.JSON, ProtoJson.print(message).getBytes(StandardCharsets.UTF_8));
    }

    private static Response empty(OperatorAnswer answer) {
        return Response.empty(answer.answer().status());
    }
}
