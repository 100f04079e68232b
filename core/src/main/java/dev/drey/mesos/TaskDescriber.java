/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import dev.drey.model.FrameworkId;
import dev.drey.scheduler.Call;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Says what a worker runs: command or executor, container, environment, labels. */
@FunctionalInterface
public interface TaskDescriber {

    /** The description of one worker, without task id, agent id and resources: the translator sets those. */
    TaskInfo.Builder describe(Call.Launch launch, FrameworkId framework);
}
