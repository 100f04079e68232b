/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

import java.util.Optional;

/**
 * The master asks to give an agent back for a maintenance window.
 *
 * @param agent the agent as a whole; Mesos asks for nothing less
 */
public record InverseOffer(OfferId id, Optional<AgentId> agent, Offer.Unavailability window) {}
