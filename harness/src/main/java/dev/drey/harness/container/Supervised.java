/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

/**
 * The command of a container in which a Mesos process may die alone: a shell that starts it again. A container ends
 * with its first process, and with it all others; so that one must not be the agent whose tasks are to outlive it.
 */
final class Supervised {
    static final String PID_FILE = "/run/mesos.pid";
    static final String HOLD_FILE = "/run/mesos.hold";

    private Supervised() {}

    static String[] command(String program) {
        return new String[] {"/bin/bash", "-c", """
            trap 'kill -TERM "$pid"; wait "$pid"; exit 0' TERM
            while :; do
              while [ -e %2$s ]; do sleep 0.2 & wait $!; done
              %1$s & pid=$!
              echo $pid >%3$s
              wait $pid
              echo "%1$s ended with status $?" >&2
              sleep 0.5 & wait $!
            done
            """.formatted(program, HOLD_FILE, PID_FILE)};
    }
}
