/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

/** What the user asked of the demo. Ports are wishes: a busy one is replaced by a free one. */
record DemoSettings(
        boolean once, boolean killAppmaster, int mesosPort, int restPort, String resources, double workerCpus) {}
