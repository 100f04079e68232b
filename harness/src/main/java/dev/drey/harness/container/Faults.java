/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ContainerNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What can be done to the containers of a cluster from outside. Nothing is needed in their images: network faults are
 * made by a side-car in their network namespace.
 */
public final class Faults {
    private static final String CHAIN_TAG = "drey-fault";

    private final DockerClient docker;
    private final Sidecar sidecar;
    private final String network;

    Faults(DockerClient docker, Sidecar sidecar, Subnet subnet) {
        this.docker = docker;
        this.sidecar = sidecar;
        this.network = subnet.id();
    }

    /** SIGKILL for every process of a container, which stays down until {@link #start}. */
    public void kill(Member member) {
        try {
            docker.killContainerCmd(member.container()).withSignal("KILL").exec();
        } catch (ConflictException notRunning) {
            return;
        }
    }

    /** Starts a container that is down. */
    public void start(Member member) {
        try {
            docker.startContainerCmd(member.container()).exec();
        } catch (NotModifiedException running) {
            return;
        }
    }

    /** SIGKILL for the first process of a container, as if it had crashed: the engine's restart policy applies. */
    public void crash(Member member) throws IOException {
        var state = docker.inspectContainerCmd(member.container()).exec().getState();
        if (Boolean.TRUE.equals(state.getRunning())) {
            sidecar.runOnHost("kill -9 " + state.getPidLong());
        }
    }

    /** SIGTERM, a short wait, SIGKILL, and a new start. */
    public void restart(Member member) {
        docker.restartContainerCmd(member.container()).exec();
    }

    /** Every process stands still. */
    public void pause(Member member) {
        docker.pauseContainerCmd(member.container()).exec();
    }

    public void unpause(Member member) {
        docker.unpauseContainerCmd(member.container()).exec();
    }

    /** Takes a container off the network: connections to it fail at once, and its name is not known any more. */
    public void disconnect(Member member) {
        docker.disconnectFromNetworkCmd()
                .withContainerId(member.container())
                .withNetworkId(network)
                .withForce(true)
                .exec();
    }

    /** Gives it back its address and name; neither comes back by itself. */
    public void connect(Member member) {
        var endpoint = new ContainerNetwork()
                .withAliases(member.name())
                .withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(member.ip()));
        docker.connectToNetworkCmd()
                .withContainerId(member.container())
                .withNetworkId(network)
                .withContainerNetwork(endpoint)
                .exec();
    }

    /** From now on a container hears nothing of what these others send; silently. */
    public void deafen(Member member, List<Member> others) throws IOException {
        inNetworkOf(
                member,
                others.stream()
                        .map(other -> rule("INPUT -s " + other.ip(), "DROP"))
                        .toList());
    }

    /** From now on what a container sends to these others is lost; silently. */
    public void mute(Member member, List<Member> others) throws IOException {
        inNetworkOf(
                member,
                others.stream()
                        .map(other -> rule("OUTPUT -d " + other.ip(), "DROP"))
                        .toList());
    }

    /** A container and these others cannot reach each other; silently. */
    public void cutOff(Member member, List<Member> others) throws IOException {
        var rules = new ArrayList<String>();
        for (Member other : others) {
            rules.add(rule("INPUT -s " + other.ip(), "DROP"));
            rules.add(rule("OUTPUT -d " + other.ip(), "DROP"));
        }
        inNetworkOf(member, rules);
    }

    /** Connections between a container and these others are reset, and new ones refused. */
    public void reset(Member member, List<Member> others) throws IOException {
        var rules = new ArrayList<String>();
        for (Member other : others) {
            rules.add(rule("OUTPUT -p tcp -d " + other.ip(), "REJECT --reject-with tcp-reset"));
            rules.add(rule("INPUT -p tcp -s " + other.ip(), "REJECT --reject-with tcp-reset"));
        }
        inNetworkOf(member, rules);
    }

    /** A share of the packets from these others to a container is lost; TCP repeats them. */
    public void lose(Member member, List<Member> others, double rate) throws IOException {
        String chance = String.format(Locale.ROOT, " -m statistic --mode random --probability %.3f", rate);
        inNetworkOf(
                member,
                others.stream()
                        .map(other -> rule("INPUT -s " + other.ip() + chance, "DROP"))
                        .toList());
    }

    /** Ends every network fault of a container made here. */
    public void heal(Member member) throws IOException {
        sidecar.runInNetworkOf(member, "iptables-save | grep -v " + CHAIN_TAG + " | iptables-restore");
    }

    /** SIGKILL for the Mesos process of a container alone: its tasks live on, and it is started again by itself. */
    public void killMesosProcess(Member member) throws IOException {
        sidecar.exec(member, "kill -9 $(cat " + Supervised.PID_FILE + ")");
    }

    /** The same, and it stays away until {@link #releaseMesosProcess}. */
    public void holdMesosProcess(Member member) throws IOException {
        sidecar.exec(member, "touch " + Supervised.HOLD_FILE + "; kill -9 $(cat " + Supervised.PID_FILE + ")");
    }

    public void releaseMesosProcess(Member member) throws IOException {
        sidecar.exec(member, "rm -f " + Supervised.HOLD_FILE);
    }

    /** SIGKILL for one process of a container whose command line has this in it, if there is one. */
    public void killOne(Member member, String pattern) throws IOException {
        sidecar.exec(
                member,
                "for p in /proc/[0-9]*; do"
                        + " if tr '\\0' ' ' <$p/cmdline 2>/dev/null | grep -q -- '" + pattern + "'"
                        + " && [ ${p#/proc/} -ne $$ ]; then kill -9 ${p#/proc/}; break; fi; done");
    }

    private void inNetworkOf(Member member, List<String> rules) throws IOException {
        sidecar.runInNetworkOf(member, String.join(" && ", rules));
    }

    private static String rule(String match, String target) {
        return "iptables -I " + match.replaceFirst(" ", " 1 ") + " -m comment --comment " + CHAIN_TAG + " -j " + target;
    }
}
