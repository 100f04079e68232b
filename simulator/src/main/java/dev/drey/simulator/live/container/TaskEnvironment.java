/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import dev.drey.simulator.agent.Containers.Launch;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.Environment.Variable;

/** The environment variables of a task: those Mesos sets, and over them those its command asks for. Nothing else. */
final class TaskEnvironment {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String[] HANDED_ON = {"MESOS_NATIVE_JAVA_LIBRARY", "MESOS_NATIVE_LIBRARY"};

    private TaskEnvironment() {}

    static Map<String, String> of(Launch launch, Path sandbox, ContainerSettings settings) {
        var variables = new TreeMap<String, String>();
        variables.put("PATH", PATH);
        variables.put("MESOS_SANDBOX", sandbox.toString());
        variables.put("MESOS_DIRECTORY", sandbox.toString());
        variables.put("MESOS_FRAMEWORK_ID", launch.framework().getId().getValue());
        variables.put("MESOS_EXECUTOR_ID", launch.sandbox().executorId());
        variables.put("MESOS_SLAVE_ID", launch.agentId());
        variables.put("MESOS_SLAVE_PID", "slave(1)@" + settings.endpoint());
        variables.put("MESOS_AGENT_ENDPOINT", settings.endpoint());
        variables.put("MESOS_CHECKPOINT", launch.framework().getCheckpoint() ? "1" : "0");
        variables.put(
                "MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD",
                settings.executorShutdownGrace().toSeconds() + "secs");
        variables.put("MESOS_HTTP_COMMAND_EXECUTOR", "0");
        variables.put("MESOS_ALLOCATION_ROLE", allocationRole(launch));
        variables.put("LIBPROCESS_PORT", "0");
        variables.put("LIBPROCESS_IP", settings.ip());
        if (launch.framework().getCheckpoint()) {
            variables.put("MESOS_RECOVERY_TIMEOUT", "15mins");
            variables.put("MESOS_SUBSCRIPTION_BACKOFF_MAX", "2secs");
        }
        if (launch.sandbox().nestedId().isPresent()) {
            variables.put("MESOS_CONTAINER_IP", settings.ip());
        }
        for (var name : HANDED_ON) {
            var value = System.getenv(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        launch.command().getEnvironment().getVariablesList().forEach(own -> variables.put(own.getName(), value(own)));
        return variables;
    }

    private static String value(Variable variable) {
        return variable.getType() == Variable.Type.SECRET
                ? variable.getSecret().getValue().getData().toStringUtf8()
                : variable.getValue();
    }

    @SuppressWarnings("deprecation") // a framework without MULTI_ROLE names its role there
    private static String allocationRole(Launch launch) {
        return launch.task().getResourcesList().stream()
                .filter(resource -> resource.getAllocationInfo().hasRole())
                .map(resource -> resource.getAllocationInfo().getRole())
                .findFirst()
                .orElse(launch.framework().getRole());
    }
}
