/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import java.time.Duration;
import java.util.Optional;

/**
 * The master that is judged, and how it is to be treated.
 *
 * @param master its URL without a path
 * @param principal with {@code secret}, as whom frameworks and operators authenticate
 * @param role used for all frameworks; a second one has {@code -2} behind it
 * @param user as whom tasks are run
 * @param patience how long something expected may take
 * @param control the command that lets things happen to agents and masters
 * @param isExclusive whether nobody else uses the cluster
 */
public record Target(
        String master,
        Optional<String> principal,
        Optional<String> secret,
        String role,
        String user,
        Duration patience,
        Optional<String> control,
        boolean isExclusive) {

    /** A master that asks for no credentials, on a cluster that others may use too. */
    public static Target of(String master) {
        return new Target(
                master,
                Optional.empty(),
                Optional.empty(),
                "drey-conformance",
                System.getProperty("user.name"),
                Duration.ofSeconds(30),
                Optional.empty(),
                false);
    }
}
