/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import dev.drey.simulator.master.Answer;
import dev.drey.simulator.master.Caller;
import dev.drey.simulator.master.EventStream;
import dev.drey.simulator.master.Master;
import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.master.OperatorAnswer;
import dev.drey.simulator.master.OperatorStream;
import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.master.Protos;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** A master that writes down what it is asked and answers what it was told to. */
final class ScriptedMaster implements Master {
    final List<Call> calls = new CopyOnWriteArrayList<>();
    final List<Caller> callers = new CopyOnWriteArrayList<>();
    final List<String> broken = new CopyOnWriteArrayList<>();
    final List<EventStream> streams = new CopyOnWriteArrayList<>();
    final List<FrameworkID> tornDown = new CopyOnWriteArrayList<>();
    volatile Answer answer = Answer.ACCEPTED;
    volatile Optional<Answer> refusal = Optional.empty();
    volatile MasterView view;
    volatile RuntimeException bug;

    @Override
    public Answer call(Call call, Caller caller) {
        if (bug != null) {
            throw bug;
        }
        calls.add(call);
        callers.add(caller);
        return answer;
    }

    @Override
    public Subscription subscribe(Call call, Caller caller, EventStream stream) {
        calls.add(call);
        callers.add(caller);
        streams.add(stream);
        return new Subscription(refusal, "stream-" + streams.size());
    }

    @Override
    public void streamBroken(String streamId) {
        broken.add(streamId);
    }

    @Override
    public Link<ToMaster> agentConnected(String address, Link<ToAgent> toAgent) {
        throw new UnsupportedOperationException("no agents here");
    }

    @Override
    public Answer teardown(FrameworkID framework, Optional<String> principal) {
        tornDown.add(framework);
        return answer;
    }

    @Override
    public OperatorAnswer operate(Protos.Call call, Optional<String> principal) {
        throw new UnsupportedOperationException("no operators here");
    }

    @Override
    public void watch(OperatorStream stream) {
        throw new UnsupportedOperationException("no operators here");
    }

    @Override
    public void unwatch(OperatorStream stream) {
        throw new UnsupportedOperationException("no operators here");
    }

    @Override
    public MasterView view() {
        return view;
    }
}
