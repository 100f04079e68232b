/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.master.Protos;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * A Mesos master, leading and recovered, as those who talk to it see it.
 *
 * <p>All methods are called on the master's timeline. Everything before the call itself, that is rows 0 to 8 of the
 * check order (leadership, method, media types, parsing), belongs to the transport; rows 9 to 17 belong to the master.
 */
public interface Master {

    /** Handles any call but SUBSCRIBE. */
    Answer call(Call call, Caller caller);

    /**
     * Handles SUBSCRIBE. Unless refused, the transport sends 200 and the stream id first and then all that comes to
     * {@code stream}; nothing is sent to the stream before this method returns.
     */
    Subscription subscribe(Call call, Caller caller, EventStream stream);

    /** The connection that carried this stream is broken. Ignored if the stream was replaced or closed before. */
    void streamBroken(String streamId);

    /**
     * An agent has connected.
     *
     * @param address ip and port of the agent process, for instance {@code 127.0.0.1:5051}
     * @param toAgent where messages to that agent go
     * @return where messages of that agent come in; closing it tells the master that the connection broke
     */
    Link<ToMaster> agentConnected(String address, Link<ToAgent> toAgent);

    /** Handles a call of an operator who need not say who he is. */
    default OperatorAnswer operate(Protos.Call call) {
        return operate(call, Optional.empty());
    }

    /** Handles any call of the operator API but SUBSCRIBE. */
    OperatorAnswer operate(Protos.Call call, Optional<String> principal);

    /** SUBSCRIBE of the operator API: all there is, and then what becomes of it. */
    void watch(OperatorStream stream);

    /** The connection of that stream is broken. */
    void unwatch(OperatorStream stream);

    /** The teardown of an operator who need not say who he is. */
    default Answer teardown(FrameworkID framework) {
        return teardown(framework, Optional.empty());
    }

    /** The operator's teardown: 200, 400 if there is no such framework, or 403 if he may not. */
    Answer teardown(FrameworkID framework, Optional<String> principal);

    /** All there is to see, as of now. */
    MasterView view();

    /**
     * The outcome of SUBSCRIBE.
     *
     * @param refused the answer that replaces the stream, if the call was refused
     * @param streamId the id of the new stream, empty if refused
     */
    record Subscription(Optional<Answer> refused, String streamId) {}
}
