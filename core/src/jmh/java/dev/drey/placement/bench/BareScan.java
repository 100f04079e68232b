/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import java.util.Arrays;

/** First fit over arrays, and nothing else: no offers, no resources, no reasons. What a scan costs at least. */
final class BareScan {
    private final Workload workload;

    BareScan(Workload workload) {
        this.workload = workload;
    }

    /** Per worker its agent, or -1. */
    int[] round() {
        var cpus = new double[workload.agents()];
        var mem = new double[workload.agents()];
        var ports = new int[workload.agents()];
        Arrays.fill(cpus, Workload.AGENT_CPUS);
        Arrays.fill(mem, Workload.AGENT_MEM);
        Arrays.fill(ports, Workload.LAST_PORT - Workload.FIRST_PORT + 1);
        var agentOf = new int[workload.workers()];
        for (var worker = 0; worker < agentOf.length; worker++) {
            var agent = workload.rules() == Workload.Rules.BINPACK
                    ? fullest(cpus, mem, ports)
                    : first(worker, cpus, mem, ports);
            agentOf[worker] = agent;
            if (agent >= 0) {
                cpus[agent] -= Workload.WORKER_CPUS;
                mem[agent] -= Workload.WORKER_MEM;
                ports[agent] -= workload.rules() == Workload.Rules.UNIQUE ? ports[agent] : Workload.WORKER_PORTS;
            }
        }
        return agentOf;
    }

    private int first(int worker, double[] cpus, double[] mem, int[] ports) {
        for (var agent = 0; agent < cpus.length; agent++) {
            if (fits(agent, cpus, mem, ports) && workload.mayBe(worker, agent)) {
                return agent;
            }
        }
        return -1;
    }

    private static int fullest(double[] cpus, double[] mem, int[] ports) {
        var best = -1;
        var least = Double.MAX_VALUE;
        for (var agent = 0; agent < cpus.length; agent++) {
            var room = cpus[agent] / Workload.AGENT_CPUS + mem[agent] / Workload.AGENT_MEM;
            if (room < least && fits(agent, cpus, mem, ports)) {
                best = agent;
                least = room;
            }
        }
        return best;
    }

    private static boolean fits(int agent, double[] cpus, double[] mem, int[] ports) {
        return cpus[agent] >= Workload.WORKER_CPUS
                && mem[agent] >= Workload.WORKER_MEM
                && ports[agent] >= Workload.WORKER_PORTS;
    }

    void check(int[] agentOf) {
        workload.check(agentOf);
    }
}
