/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.json.ProtoJson;
import dev.drey.simulator.master.MasterView;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TaskJsonTest {

    @Test
    @DisplayName("C341 a task is shown with labels, discovery, and the labels and containers of its statuses")
    void showsWhatFrameworksTellOfTasks() throws Exception {
        var info = parse("""
                {'name': 'n', 'task_id': {'value': 't'}, 'agent_id': {'value': 'a'},
                 'labels': {'labels': [{'key': 'k', 'value': 'v'}]},
                 'discovery': {'visibility': 'CLUSTER', 'name': 'd', 'ports': {'ports': [{'number': 80}]}}}
                """, TaskInfo.newBuilder());
        var status = parse("""
                {'task_id': {'value': 't'}, 'state': 'TASK_RUNNING',
                 'labels': {'labels': [{'key': 's', 'value': 'w'}]},
                 'container_status': {'network_infos': [{'ip_addresses': [{'ip_address': '4.3.2.1'}]}]}}
                """, TaskStatus.newBuilder());

        var json = TaskJson.of(new MasterView.Task(
                FrameworkID.newBuilder().setValue("f").build(),
                AgentID.newBuilder().setValue("a").build(),
                info.build(),
                TaskState.TASK_RUNNING,
                List.of(status.build())));

        assertThat(json.at("/labels/0/key").asText()).isEqualTo("k");
        assertThat(json.at("/discovery/visibility").asText()).isEqualTo("CLUSTER");
        assertThat(json.at("/discovery/ports/ports/0/number").asInt()).isEqualTo(80);
        assertThat(json.at("/statuses/0/labels/0/value").asText()).isEqualTo("w");
        assertThat(json.at("/statuses/0/container_status/network_infos/0/ip_addresses/0/ip_address")
                        .asText())
                .isEqualTo("4.3.2.1");
    }

    private static <B extends com.google.protobuf.Message.Builder> B parse(String json, B builder) throws Exception {
        ProtoJson.parse(json.replace('\'', '"'), builder);
        return builder;
    }
}
