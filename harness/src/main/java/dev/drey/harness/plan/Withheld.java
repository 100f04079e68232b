/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

/**
 * Why an agent is not offered, or is offered and not used.
 *
 * @param condition what would have to hold
 * @param found what is the case instead, and what changes it
 */
public record Withheld(String condition, String found) {
    static final Withheld DRAINING = new Withheld("not drained", "being drained; REACTIVATE_AGENT ends that");
    static final Withheld DRAINED = new Withheld("not drained", "drained; REACTIVATE_AGENT brings it back");
    static final Withheld DEACTIVATED =
            new Withheld("not deactivated", "deactivated by an operator; REACTIVATE_AGENT brings it back");
    static final Withheld DISCONNECTED = new Withheld("connected", "not connected to the master");
    static final Withheld NOT_BACK = new Withheld("connected", "not back since the master began to lead");
    static final Withheld GPUS = new Withheld(
            "no GPUs", "has GPUs, which the master shows only to who asks for some (mesos.resourcemanager.tasks.gpus)");

    static Withheld region(String region) {
        return new Withheld(
                "region of the master",
                "in region " + region + "; a rule about @region makes the master offer other regions as well");
    }

    static Withheld maintenance(Object start) {
        return new Withheld("no maintenance to come", "has maintenance from " + start + " on");
    }
}
