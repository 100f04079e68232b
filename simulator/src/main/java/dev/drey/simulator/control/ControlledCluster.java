/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.drey.simulator.live.CannotStartException;
import dev.drey.simulator.live.LiveCluster;
import dev.drey.simulator.live.PortRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** At most one cluster, of some profile, and what can be done to it. Not for several threads. */
final class ControlledCluster implements AutoCloseable {
    private Optional<Profile> profile = Optional.empty();
    private Optional<LiveCluster> cluster = Optional.empty();

    /** Does what the words say, and returns what is to be printed once it is done. */
    String perform(List<String> words) throws ControlException {
        var action = words.isEmpty() ? "" : words.get(0);
        try {
            if (action.equals("profile") && words.size() >= 2) {
                return provide(words.get(1), words.contains("--fresh"));
            }
            if (Faults.names().contains(action) && words.size() == 2) {
                inflict(action, words.get(1));
                return "";
            }
        } catch (CannotStartException | IOException e) {
            throw new ControlException(e.getMessage(), e);
        }
        throw new ControlException(
                "'" + String.join(" ", words) + "' is not understood: expecting profile NAME or one of "
                        + String.join(", ", Faults.names()) + " with an index.");
    }

    private String provide(String name, boolean fresh) throws ControlException, CannotStartException, IOException {
        var wanted = Profile.find(name);
        if (wanted.isEmpty()) {
            throw new ControlException(
                    "There is no profile " + name + ": choose one of " + String.join(", ", Profile.labels()) + ".");
        }
        boolean reusable =
                profile.equals(wanted) && cluster.filter(LiveCluster::isHealthy).isPresent();
        if (fresh || !reusable) {
            close();
            cluster = Optional.of(LiveCluster.start(
                    wanted.get().config(PortRun.find(wanted.get().ports()))));
            profile = wanted;
        }
        return describe(wanted.get(), cluster.orElseThrow());
    }

    private static String describe(Profile profile, LiveCluster cluster) {
        var urls = cluster.masterUrls();
        var order = new ArrayList<Integer>();
        cluster.leadingMaster().ifPresent(order::add);
        for (int i = 0; i < urls.size(); i++) {
            if (!order.contains(i)) {
                order.add(i);
            }
        }
        var json = JsonNodeFactory.instance.objectNode();
        var masters = json.putArray("masters");
        var indexes = json.put("agents", profile.agents()).putArray("indexes");
        for (int index : order) {
            masters.add(urls.get(index));
            indexes.add(index);
        }
        return json + "\n";
    }

    private void inflict(String action, String index) throws ControlException {
        if (cluster.isEmpty()) {
            throw new ControlException("There is no cluster: start one with profile NAME.");
        }
        Faults.inflict(cluster.get(), action, index);
    }

    @Override
    public void close() {
        cluster.ifPresent(LiveCluster::close);
        cluster = Optional.empty();
        profile = Optional.empty();
    }
}
