/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CommandInfo;

/**
 * The words of the process to start: a session of its own, the right user, and the command.
 *
 * <p>With {@code shell} the value is run by {@code /bin/sh -c}; without, the value names the executable, looked up in
 * the task's PATH, and the arguments are all of its argv, the first being the name it is given.
 */
final class CommandLine {
    private CommandLine() {}

    static List<String> of(CommandInfo command, Optional<String> user) throws IOException {
        var words = new ArrayList<String>();
        Programs.find("setsid").ifPresent(words::add);
        if (user.isPresent()) {
            words.addAll(Users.switchTo(user.get()));
        }
        words.addAll(command.getShell() ? List.of("/bin/sh", "-c", command.getValue()) : argv(command));
        return words;
    }

    /* Only bash can give a program another name than that of its file; without it the program gets the latter. */
    private static List<String> argv(CommandInfo command) {
        var arguments = command.getArgumentsList();
        if (arguments.isEmpty()) {
            return List.of(command.getValue());
        }
        var words = new ArrayList<String>();
        var bash = Programs.find("bash");
        if (bash.isPresent() && !arguments.get(0).equals(command.getValue())) {
            words.addAll(List.of(bash.get(), "-c", "exec -a \"$1\" \"$0\" \"${@:2}\""));
            words.add(command.getValue());
            words.add(arguments.get(0));
        } else {
            words.add(command.getValue());
        }
        words.addAll(arguments.subList(1, arguments.size()));
        return words;
    }
}
