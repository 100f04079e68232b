/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

/** What another framework does with the offers it gets. */
enum Appetite {
    /** It answers none. */
    SILENT,
    /** It uses all of each. */
    GREEDY,
    /** It uses nearly all cpus of each and leaves the rest. */
    SKEWED
}
