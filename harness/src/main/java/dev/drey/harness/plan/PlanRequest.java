/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * What is to be planned.
 *
 * @param workers how many more workers
 * @param framework the id of the framework that is to grow; without one the workers are those of a new one
 * @param onlyIdle whether resources that are offered to other frameworks are left to them
 * @param now to compare maintenance with
 */
public record PlanRequest(
        int workers, Optional<String> framework, boolean onlyIdle, MaintenanceDump maintenance, Instant now) {

    /** Whether what this offer holds is left out. */
    boolean leavesOffered(Claim claim) {
        return onlyIdle && (framework.isEmpty() || !claim.framework().equals(framework));
    }
}
