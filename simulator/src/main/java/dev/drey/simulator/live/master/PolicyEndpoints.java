/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import com.google.protobuf.Message;
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
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.quota.Protos.QuotaRequest;

/** The older endpoints for what belongs to whom: /weights, /quota, /reserve, /create-volumes and their opposites. */
final class PolicyEndpoints {
    private final OperatorDesk desk;

    PolicyEndpoints(OperatorDesk desk) {
        this.desk = desk;
    }

    Handler weights() {
        return desk.endpoint(
                Map.of("GET", request -> call(Call.Type.GET_WEIGHTS).build(), "PUT", PolicyEndpoints::updateWeights),
                answer -> answer.response()
                        .map(response -> json(array(response.getGetWeights().getWeightInfosList())))
                        .orElseGet(() -> empty(answer)));
    }

    Handler quota() {
        return desk.endpoint(
                Map.of(
                        "GET", request -> call(Call.Type.GET_QUOTA).build(),
                        "POST", PolicyEndpoints::setQuota,
                        "DELETE", PolicyEndpoints::removeQuota),
                answer -> answer.response()
                        .map(response -> json("{\"infos\":"
                                + array(response.getGetQuota().getStatus().getInfosList()) + "}"))
                        .orElseGet(() -> empty(answer)));
    }

    Handler reserve() {
        return onAgent("resources", (agent, resources) -> call(Call.Type.RESERVE_RESOURCES)
                .setReserveResources(
                        Call.ReserveResources.newBuilder().setAgentId(agent).addAllResources(resources)));
    }

    Handler unreserve() {
        return onAgent("resources", (agent, resources) -> call(Call.Type.UNRESERVE_RESOURCES)
                .setUnreserveResources(
                        Call.UnreserveResources.newBuilder().setAgentId(agent).addAllResources(resources)));
    }

    Handler createVolumes() {
        return onAgent("volumes", (agent, volumes) -> call(Call.Type.CREATE_VOLUMES)
                .setCreateVolumes(
                        Call.CreateVolumes.newBuilder().setAgentId(agent).addAllVolumes(volumes)));
    }

    Handler destroyVolumes() {
        return onAgent("volumes", (agent, volumes) -> call(Call.Type.DESTROY_VOLUMES)
                .setDestroyVolumes(
                        Call.DestroyVolumes.newBuilder().setAgentId(agent).addAllVolumes(volumes)));
    }

    private Handler onAgent(String field, BiFunction<AgentID, List<Resource>, Call.Builder> translation) {
        return desk.endpoint(
                Map.of("POST", request -> {
                    var agent = AgentID.newBuilder()
                            .setValue(form(request, "slaveId"))
                            .build();
                    var text = form(request, field).getBytes(StandardCharsets.UTF_8);
                    var resources = ProtoJson.parseArray(text, Resource::newBuilder).stream()
                            .map(Resource.Builder::build)
                            .toList();
                    return translation.apply(agent, resources).build();
                }),
                PolicyEndpoints::empty);
    }

    private static Call updateWeights(Request request) throws JsonConversionException {
        var body = Call.UpdateWeights.newBuilder();
        ProtoJson.parseArray(request.body(), WeightInfo::newBuilder).forEach(body::addWeightInfos);
        return call(Call.Type.UPDATE_WEIGHTS).setUpdateWeights(body).build();
    }

    private static Call setQuota(Request request) throws JsonConversionException {
        return call(Call.Type.SET_QUOTA)
                .setSetQuota(Call.SetQuota.newBuilder()
                        .setQuotaRequest(ProtoJson.parse(request.body(), QuotaRequest.newBuilder())))
                .build();
    }

    /* The role is the last part of the path. */
    private static Call removeQuota(Request request) {
        var path = request.path();
        return call(Call.Type.REMOVE_QUOTA)
                .setRemoveQuota(Call.RemoveQuota.newBuilder().setRole(path.substring(path.lastIndexOf('/') + 1)))
                .build();
    }

    private static String form(Request request, String name) throws JsonConversionException {
        return request.form(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new JsonConversionException("missing '" + name + "' in the request body"));
    }

    private static Call.Builder call(Call.Type type) {
        return Call.newBuilder().setType(type);
    }

    private static String array(List<? extends Message> messages) {
        return messages.stream().map(ProtoJson::print).collect(Collectors.joining(",", "[", "]"));
    }

    private static Response json(String text) {
        return Response.of(200, MediaTypes.JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Response empty(OperatorAnswer answer) {
        return Response.empty(answer.answer().status());
    }
}
