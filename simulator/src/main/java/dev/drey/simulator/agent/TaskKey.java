/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

/** Names a task on this agent: task ids are unique within a framework only. */
record TaskKey(String framework, String task) {}
