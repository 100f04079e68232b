/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Suite;
import dev.drey.simulator.conformance.Tasks;
import org.apache.mesos.v1.Protos.TaskState;

/** What operators and their tools read. */
public final class EndpointCases {
    private EndpointCases() {}

    public static void addTo(Suite suite) {
        suite.add("C341", "/frameworks shows a task with its labels, state and resources", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            var task = Tasks.command(offer, "t", "sleep 600");
            task.getLabelsBuilder().addLabelsBuilder().setKey("k").setValue("v");
            session.send(Calls.launch(offer, task));
            stage.awaitRunning(session);
            var path = "/frameworks?framework_id=" + session.id().getValue();
            var shown = stage.web().get(path).at("/frameworks/0/tasks/0");
            stage.expect("state", "TASK_RUNNING", shown.path("state").asText());
            stage.expect("label", "v", shown.at("/labels/0/value").asText());
            stage.expect("role", stage.role(), shown.path("role").asText());
            stage.expect(
                    "agent",
                    offer.getAgentId().getValue(),
                    shown.path("slave_id").asText());
            stage.expect(
                    "executor of a command task", "", shown.path("executor_id").asText());
        });
        suite.add("C342", "/tasks shows those of one framework, also when they have ended", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            session.send(Calls.launch(offer, Tasks.command(offer, "t", "true")));
            stage.awaitRunning(session);
            stage.expectState(TaskState.TASK_FINISHED, session.update());
            var path = "/tasks?framework_id=" + session.id().getValue();
            stage.await(
                    "the task is shown as FINISHED",
                    () -> stage.web().get(path).at("/tasks/0/state").asText().equals("TASK_FINISHED"));
            stage.expect(
                    "tasks with offset 1",
                    0,
                    stage.web().get(path + "&offset=1").path("tasks").size());
        });
        suite.add("C346", "TEARDOWN of the operator API: the framework is gone", stage -> {
            var session = stage.joined();
            var call = "{\"type\":\"TEARDOWN\",\"teardown\":{\"framework_id\":{\"value\":\""
                    + session.id().getValue() + "\"}}}";
            stage.expect("status", 200, stage.web().post("/api/v1", call).statusCode());
            stage.expect("whether the stream ends", true, session.hasEnded());
        });
        suite.add("C347", "GET_TASKS of the operator API: a task that has ended is completed", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            session.send(Calls.launch(offer, Tasks.command(offer, "drey-conformance-done", "true")));
            stage.awaitRunning(session);
            stage.expectState(TaskState.TASK_FINISHED, session.update());
            stage.await("the task is among completed_tasks", () -> {
                var tasks =
                        stage.web().post("/api/v1", "{\"type\":\"GET_TASKS\"}").body();
                int completed = tasks.indexOf("\"completed_tasks\"");
                return completed >= 0 && tasks.contains(session.id().getValue());
            });
        });
        suite.add(
                "C343",
                "/slaves shows the agents, and has a list of those that are recovered and not back yet",
                stage -> {
                    var slaves = stage.web().get("/slaves");
                    stage.expect(
                            "whether there are agents",
                            false,
                            slaves.path("slaves").isEmpty());
                    stage.expect(
                            "recovered_slaves",
                            true,
                            slaves.path("recovered_slaves").isArray());
                });
    }
}
