/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos.wire;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * A call as it may be shown: the values of environment variables and labels, the addresses of artifacts and the data of
 * a task are replaced, since each of them may hold or give access to a secret.
 */
final class WithoutSecrets {
    private static final String HIDDEN = "***";

    private WithoutSecrets() {}

    static Call of(Call call) {
        var shown = call.toBuilder();
        if (call.hasAccept()) {
            shown.getAcceptBuilder().getOperationsBuilderList().forEach(WithoutSecrets::hide);
        }
        if (call.hasSubscribe() && call.getSubscribe().getFrameworkInfo().hasLabels()) {
            hide(shown.getSubscribeBuilder().getFrameworkInfoBuilder().getLabelsBuilder());
        }
        return shown.build();
    }

    private static void hide(Operation.Builder operation) {
        if (operation.hasLaunch()) {
            operation.getLaunchBuilder().getTaskInfosBuilderList().forEach(WithoutSecrets::hide);
        }
        if (operation.hasLaunchGroup()) {
            var group = operation.getLaunchGroupBuilder();
            group.getTaskGroupBuilder().getTasksBuilderList().forEach(WithoutSecrets::hide);
        }
    }

    private static void hide(TaskInfo.Builder task) {
        task.clearData();
        if (task.hasCommand()) {
            hide(task.getCommandBuilder());
        }
        if (task.hasLabels()) {
            hide(task.getLabelsBuilder());
        }
        if (task.hasExecutor()) {
            task.getExecutorBuilder().clearData();
            hide(task.getExecutorBuilder().getCommandBuilder());
        }
        if (task.hasContainer()) {
            task.getContainerBuilder().clearDocker().clearMesos();
        }
    }

    private static void hide(CommandInfo.Builder command) {
        command.getUrisBuilderList().forEach(uri -> uri.setValue(HIDDEN));
        if (command.hasEnvironment()) {
            command.getEnvironmentBuilder().getVariablesBuilderList().forEach(WithoutSecrets::hide);
        }
    }

    private static void hide(Environment.Variable.Builder variable) {
        variable.clearSecret().setValue(HIDDEN);
    }

    private static void hide(Labels.Builder labels) {
        labels.getLabelsBuilderList().stream().filter(Label.Builder::hasValue).forEach(label -> label.setValue(HIDDEN));
    }
}
