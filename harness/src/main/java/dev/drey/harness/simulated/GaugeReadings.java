/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.scenario.Measure;
import dev.drey.harness.scenario.Readings;
import dev.drey.simulator.oracle.Gauges;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.Value;

/** What the measures of conditions are, according to gauges at the seam between a framework and Mesos. */
public record GaugeReadings(Gauges gauges) implements Readings {
    private static final String AGENT = "agent";

    @Override
    public double value(Measure measure) {
        return switch (measure.kind()) {
            case TASKS -> count(gauges.tasks(state(measure)), measure);
            case WORKERS -> count(gauges.workers(state(measure)), measure);
            case MAX_PER -> mostPer(measure.arguments().get(0));
            case REMEMBERED -> gauges.remembered();
            case LAUNCHES -> gauges.launches().size();
            case KILLS -> gauges.kills();
            case STARTS -> gauges.starts();
            case SUBSCRIPTIONS -> gauges.subscriptions();
            case FRAMEWORKS -> gauges.frameworks();
            case OFFERS_HELD -> gauges.offersHeld();
            case AGENTS -> gauges.agents();
            case USED -> gauges.used(measure.arguments().get(0));
            case NEIGHBOURS_RUNNING -> gauges.othersRunning();
            case RECONCILED -> gauges.isReconciled() ? 1 : 0;
        };
    }

    private static TaskState state(Measure measure) {
        return TaskState.valueOf("TASK_" + measure.arguments().get(0));
    }

    private double count(List<TaskInfo> tasks, Measure measure) {
        if (measure.arguments().size() < 2) {
            return tasks.size();
        }
        var place = measure.arguments().get(1).split(":", 2);
        return tasks.stream()
                .filter(task -> valueOf(place[0], task).filter(place[1]::equals).isPresent())
                .count();
    }

    private double mostPer(String attribute) {
        Map<String, Long> perValue = gauges.workers(TaskState.TASK_RUNNING).stream()
                .flatMap(task -> valueOf(attribute, task).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return perValue.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /* The simulator calls its agents agent-0, agent-1 and so on. */
    private Optional<String> valueOf(String attribute, TaskInfo task) {
        var agent = gauges.agent(task.getAgentId());
        return attribute.equals(AGENT)
                ? agent.map(found -> found.info().getHostname().replace(AGENT + "-", ""))
                : agent.flatMap(found -> found.info().getAttributesList().stream()
                        .filter(each -> each.getName().equals(attribute))
                        .map(GaugeReadings::text)
                        .findFirst());
    }

    private static String text(Attribute attribute) {
        if (attribute.getType() != Value.Type.SCALAR) {
            return attribute.getText().getValue();
        }
        double value = attribute.getScalar().getValue();
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
