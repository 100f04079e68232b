/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.util.Optional;

/** A message between the master and an agent, in a few words; nothing for pings and pongs. */
final class MessageText {
    private MessageText() {}

    static Optional<String> of(ToAgent message) {
        if (message instanceof ToAgent.Ping) {
            return Optional.empty();
        }
        String name = "to agent: " + message.getClass().getSimpleName();
        if (message instanceof ToAgent.RunTask run) {
            return Optional.of(name + " " + run.task().getTaskId().getValue());
        } else if (message instanceof ToAgent.KillTask kill) {
            return Optional.of(name + " " + kill.task().getValue());
        } else if (message instanceof ToAgent.AcknowledgeUpdate acknowledge) {
            return Optional.of(name + " " + acknowledge.task().getValue());
        }
        return Optional.of(name);
    }

    static Optional<String> of(ToMaster message) {
        if (message instanceof ToMaster.Pong) {
            return Optional.empty();
        }
        String name = "to master: " + message.getClass().getSimpleName();
        if (message instanceof ToMaster.Update update) {
            return Optional.of(name + " " + SeamText.status(update.status()));
        } else if (message instanceof ToMaster.Reregister again) {
            return Optional.of(name + " with " + again.holdings().tasks().size() + " tasks");
        }
        return Optional.of(name);
    }
}
