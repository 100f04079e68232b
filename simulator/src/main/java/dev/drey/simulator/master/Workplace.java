/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.Resources;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;

/**
 * Where the tasks of one ACCEPT are to go.
 *
 * @param remaining what is left of the accepted offers
 */
record Workplace(Framework framework, Agent agent, Resources remaining) {

    /** The executor of that id that runs there already. */
    Optional<ExecutorInfo> running(ExecutorInfo executor) {
        return agent.executor(framework.id(), executor.getExecutorId());
    }

    /** What an executor adds to the bill: nothing if it is there already. */
    Resources costOf(ExecutorInfo executor) {
        return running(executor).isPresent() ? Resources.NONE : Resources.of(executor.getResourcesList());
    }
}
