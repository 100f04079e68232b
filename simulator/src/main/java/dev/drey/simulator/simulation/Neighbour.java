/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.master.Caller;
import dev.drey.simulator.master.EventStream;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.world.Trace.Kind;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Another framework, which takes all offers it gets and answers none, until it is torn down. */
final class Neighbour implements EventStream {
    private final Masters masters;
    private final MasterModel master;
    private final Seam seam;
    private FrameworkID id = FrameworkID.getDefaultInstance();

    Neighbour(Masters masters, MasterModel master, Seam seam) {
        this.masters = masters;
        this.master = master;
        this.seam = seam;
    }

    void subscribe() {
        var info = FrameworkInfo.newBuilder().setUser("nobody").setName("neighbour");
        master.subscribe(
                Call.newBuilder()
                        .setType(Call.Type.SUBSCRIBE)
                        .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(info))
                        .build(),
                Caller.ANONYMOUS,
                this);
        seam.note("neighbour", Kind.BEGIN, "subscribes");
    }

    void leave() {
        if (masters.leads(master) && !id.getValue().isEmpty()) {
            master.teardown(id);
            seam.note("neighbour", Kind.END, "is torn down");
        }
    }

    @Override
    public void send(Event event) {
        if (event.hasSubscribed()) {
            id = event.getSubscribed().getFrameworkId();
        }
    }

    @Override
    public void close() {
        id = FrameworkID.getDefaultInstance();
    }
}
