/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.util.Optional;

/**
 * The master that leads.
 *
 * @param address where it listens
 * @param id the id of this run of the master process, if the detector knows it: a restarted master is another leader
 */
record Leader(MasterAddress address, Optional<String> id) {}
