/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

/** No task is killed that shall live according to the durable memory: first it is written down that it shall end. */
final class KillOracle implements Oracle {

    @Override
    public void observe(Observation seen, Witness witness, Complaints complaints) {
        if (seen instanceof Observation.Called called && called.call().hasKill() && called.life() == witness.life()) {
            String task = called.call().getKill().getTaskId().getValue();
            if (witness.remembered().contains(task)) {
                complaints.complain(
                        "kills-only-the-unwanted",
                        "killed and remembered",
                        "KILL of " + task + ", which shall live according to the memory");
            }
        }
    }
}
