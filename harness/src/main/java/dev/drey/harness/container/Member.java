/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

/**
 * One container of a cluster. It keeps id, name and address through every fault.
 *
 * @param name also its name in the network
 * @param ip its address, which this machine can reach as well
 * @param container the id of the container
 */
public record Member(String name, String ip, String container) {}
