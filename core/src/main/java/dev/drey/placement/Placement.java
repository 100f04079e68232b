/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.WorkerProfile;

/** A place for one worker: what it takes of which pool. */
public record Placement(Pool pool, WorkerProfile profile, Allotment allotment) {}
