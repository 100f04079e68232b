/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Where the appmaster lives, and what starts it again when it ends. */
interface AppmasterHost {

    /** Starts it for the first time, with these options of Flink and Drey. */
    void start(Map<String, String> options) throws IOException, InterruptedException;

    /** The container it is in. */
    Member member();

    /** Its REST address, once it has one; it may not answer there yet, or not any more. */
    Optional<String> rest();

    /** SIGKILL for its process alone; whoever starts it again does so. */
    void crash(Faults faults) throws IOException;

    /** Whether it can be kept from coming back for a time. */
    boolean canStayAway();

    /** SIGKILL, and nothing starts it again until {@link #start(Faults)}, if it can be kept away. */
    void kill(Faults faults) throws IOException;

    /** Starts it after {@link #kill}. */
    void start(Faults faults) throws IOException;
}
