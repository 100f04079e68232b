/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.master.MasterConfig;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.master.Registry;
import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Trace.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The masters of a cluster, of which one leads or none. */
final class Masters {
    /** The node of the network that the leading master is. */
    static final String NODE = "master";

    private final MasterConfig config;
    private final Timeline timeline;
    private final Choices choices;
    private final Seam seam;
    private final List<Watcher> watchers = new ArrayList<>();
    private Registry registry = new Registry();
    private Optional<MasterModel> leader = Optional.empty();
    private int elections;

    /** Is told about the leader, as through ZooKeeper. */
    interface Watcher {
        void elected(MasterModel leader);

        void lost();
    }

    Masters(MasterConfig config, Timeline timeline, Choices choices, Seam seam) {
        this.config = config;
        this.timeline = timeline;
        this.choices = choices;
        this.seam = seam;
    }

    Optional<MasterModel> leader() {
        return leader;
    }

    boolean leads(MasterModel master) {
        return leader.filter(current -> current == master).isPresent();
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    void unwatch(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** Another master leads; harmless if one does. */
    void elect() {
        if (leader.isEmpty()) {
            elections++;
            seam.note(NODE, Kind.BEGIN, "master " + elections + " leads");
            var chance = choices.fork("master-" + elections);
            var master = new MasterModel(config, timeline, chance, registry);
            leader = Optional.of(master);
            List.copyOf(watchers).forEach(watcher -> watcher.elected(master));
        }
    }

    /** The leading master dies, and with it what it does not write down. */
    void fail() {
        leader.ifPresent(master -> {
            seam.note(NODE, Kind.END, "master " + elections + " dies");
            leader = Optional.empty();
            master.crash();
            List.copyOf(watchers).forEach(Watcher::lost);
        });
    }

    /** What the masters wrote down is lost. */
    void forget() {
        registry = new Registry();
    }
}
