/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.bench;

import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.simulation.Framework;
import dev.drey.simulator.simulation.Host;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;

/**
 * A framework with very little work of its own, so that a benchmark measures the simulator: packs as many tasks on an
 * offer as fit, replaces those that end, and declines the rest for half an hour. It does not survive a crash.
 */
final class FleetFramework implements Framework<Set<String>> {
    private static final double HOUR = 3600;
    private static final Filters LONG =
            Filters.newBuilder().setRefuseSeconds(HOUR / 2).build();

    @Override
    public Set<String> nothing() {
        return Set.of();
    }

    @Override
    public Set<String> tasks(Set<String> memory) {
        return memory;
    }

    @Override
    public Client start(Host<Set<String>> host) {
        return new Process(host);
    }

    private static final class Process implements Client, Scheduler {
        private final Host<Set<String>> host;
        private final Mesos mesos;
        private final Set<String> tasks = new TreeSet<>();
        private final List<Resource> needs;
        private FrameworkID id = FrameworkID.getDefaultInstance();
        private int wanted;
        private int launches;

        Process(Host<Set<String>> host) {
            this.host = host;
            this.needs = Resources.parse("cpus:" + host.cluster().cpus() + ";mem:"
                            + host.cluster().mem())
                    .toList();
            this.mesos = host.connect(this);
        }

        @Override
        public void want(int count) {
            wanted = count;
            if (id.hasValue()) {
                send(Call.newBuilder().setType(Call.Type.REVIVE));
            }
        }

        @Override
        public void connected(Mesos line) {
            var info = FrameworkInfo.newBuilder()
                    .setUser("nobody")
                    .setName("fleet")
                    .setCheckpoint(true)
                    .setFailoverTimeout(HOUR);
            line.send(Call.newBuilder()
                    .setType(Call.Type.SUBSCRIBE)
                    .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(info))
                    .build());
        }

        @Override
        public void disconnected(Mesos line) {
            host.exit("disconnected");
        }

        @Override
        public void received(Mesos line, Event event) {
            if (event.hasSubscribed()) {
                id = event.getSubscribed().getFrameworkId();
            } else if (event.hasOffers()) {
                use(event.getOffers().getOffersList());
            } else if (event.hasUpdate()) {
                updated(event.getUpdate().getStatus());
            }
        }

        /* All launches of a batch of offers are written down at once. */
        private void use(List<Offer> offers) {
            var launchesByOffer = new LinkedHashMap<Offer, List<String>>();
            var rest = Call.Decline.newBuilder().setFilters(LONG);
            for (Offer offer : offers) {
                var names = new ArrayList<String>();
                int room = tasks.size() < wanted ? room(offer) : 0;
                while (room-- > 0 && tasks.size() < wanted) {
                    String name = "w" + ++launches;
                    tasks.add(name);
                    names.add(name);
                }
                if (names.isEmpty()) {
                    rest.addOfferIds(offer.getId());
                } else {
                    launchesByOffer.put(offer, names);
                }
            }
            if (rest.getOfferIdsCount() > 0) {
                send(Call.newBuilder().setType(Call.Type.DECLINE).setDecline(rest));
            }
            if (!launchesByOffer.isEmpty()) {
                remember(() -> launchesByOffer.forEach(this::accept));
            }
        }

        private int room(Offer offer) {
            var there = Resources.of(offer.getResourcesList());
            return (int) Math.min(
                    there.scalar("cpus") / host.cluster().cpus(),
                    there.scalar("mem") / host.cluster().mem());
        }

        private void accept(Offer offer, List<String> names) {
            var launch = Offer.Operation.Launch.newBuilder();
            names.forEach(name -> launch.addTaskInfos(task(name, offer)));
            var accept = Call.Accept.newBuilder()
                    .addOfferIds(offer.getId())
                    .addOperations(Offer.Operation.newBuilder()
                            .setType(Offer.Operation.Type.LAUNCH)
                            .setLaunch(launch))
                    .setFilters(LONG);
            send(Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(accept));
        }

        private TaskInfo task(String name, Offer offer) {
            return TaskInfo.newBuilder()
                    .setName("worker")
                    .setTaskId(TaskID.newBuilder().setValue(name))
                    .setAgentId(offer.getAgentId())
                    .setCommand(CommandInfo.newBuilder().setValue("run"))
                    .addAllResources(needs)
                    .build();
        }

        private void updated(TaskStatus status) {
            boolean over = status.getState() == TaskState.TASK_FAILED || status.getState() == TaskState.TASK_LOST;
            if (over && tasks.remove(status.getTaskId().getValue())) {
                remember(() -> acknowledge(status));
            } else if (status.hasUuid()) {
                acknowledge(status);
            }
        }

        private void acknowledge(TaskStatus status) {
            send(Call.newBuilder()
                    .setType(Call.Type.ACKNOWLEDGE)
                    .setAcknowledge(Call.Acknowledge.newBuilder()
                            .setAgentId(status.getAgentId())
                            .setTaskId(status.getTaskId())
                            .setUuid(status.getUuid())));
        }

        private void remember(Runnable then) {
            Set<String> now = new TreeSet<>(tasks);
            host.write(before -> now, outcome -> then.run());
        }

        private void send(Call.Builder call) {
            mesos.send(call.setFrameworkId(id).build());
        }
    }
}
