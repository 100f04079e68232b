/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

/** What the user asked of the demo. Ports are wishes: a busy one is replaced by a free one. */
record DemoSettings(
        boolean once,
        Failure failure,
        int mesosPort,
        int restPort,
        int statusPort,
        String resources,
        double workerCpus) {

    /** What befalls the appmaster in mid-job. */
    enum Failure {
        NONE,
        /** It is killed and started again. */
        RESTART,
        /** It is killed, and another one has waited for that. */
        STANDBY
    }
}
