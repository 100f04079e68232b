/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import java.util.List;
import java.util.Set;

/**
 * How a scenario ended.
 *
 * @param running the tasks that run according to the master
 * @param remembered the workers in the appmaster's store
 * @param launched every launch that arrived at the master, in order
 */
public record Outcome(Set<String> running, Set<String> remembered, List<String> launched) {}
