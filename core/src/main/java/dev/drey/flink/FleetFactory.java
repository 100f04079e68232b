/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.runtime.WorkerFleet;

/** Makes the fleet of one leadership; nothing is opened or connected before the fleet itself is. */
interface FleetFactory {
    WorkerFleet create(WorkerFleet.Listener listener);
}
