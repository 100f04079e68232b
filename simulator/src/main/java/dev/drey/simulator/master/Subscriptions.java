/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.Master.Subscription;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Handles SUBSCRIBE and the end of streams. The newest subscription of a framework always wins. */
final class Subscriptions {
    private static final Duration HEARTBEAT = Duration.ofSeconds((long) Events.HEARTBEAT_SECONDS);

    private final MasterState state;
    private final FrameworkLife life;
    private final FrameworkValidation validation;

    Subscriptions(MasterState state, FrameworkLife life, FrameworkValidation validation) {
        this.state = state;
        this.life = life;
        this.validation = validation;
    }

    Subscription subscribe(Call call, Caller caller, EventStream events) {
        var problem = CallValidation.subscribeProblem(call, caller).or(() -> caller.streamId()
                .map(id -> "Subscribe calls should not include the 'Mesos-Stream-Id' header"));
        if (problem.isPresent()) {
            return new Subscription(problem.map(text -> Answer.refused(400, text)), "");
        }
        var streamId = state.chance.uuid("stream id").toString();
        var stream = new BufferedStream(streamId, events, state.timeline);
        var wishes = OfferWishes.of(call.getSubscribe());
        subscribe(withPrincipal(call.getSubscribe().getFrameworkInfo(), caller), wishes, stream);
        return new Subscription(Optional.empty(), streamId);
    }

    void broken(String streamId) {
        state.frameworks.findByStream(streamId).ifPresent(life::disconnect);
    }

    private void subscribe(FrameworkInfo info, OfferWishes wishes, BufferedStream stream) {
        var known = state.frameworks.find(info.getId());
        var problem = validation
                .problem(info, wishes)
                .or(() -> validation.authorizationProblem(info))
                .or(() -> known.flatMap(framework -> FrameworkValidation.principalProblem(framework.info, info)));
        if (problem.isPresent()) {
            stream.send(Events.error(problem.get()));
            stream.close();
        } else if (known.isPresent()) {
            subscribeAgain(known.get(), info, wishes, stream);
        } else if (info.getId().getValue().isEmpty()) {
            state.counters.count("messages_register_framework");
            var withId = info.toBuilder().setId(state.ids.nextFramework()).build();
            open(life.add(withId, wishes), stream);
        } else {
            /* An id this master has never seen: from before a failover, as far as it can know. */
            subscribeAgain(life.recover(info), info, wishes, stream);
        }
    }

    private void subscribeAgain(Framework framework, FrameworkInfo info, OfferWishes wishes, BufferedStream stream) {
        state.counters.count("messages_reregister_framework");
        life.update(framework, withFixedFields(info, framework.info), wishes);
        if (framework.isConnected()) {
            framework.send(Events.error("Framework failed over"));
            framework.closeStream();
            framework.reregistered = Optional.of(state.timeline.now());
            state.offers.discardAllOf(framework);
        } else {
            life.activate(framework);
        }
        open(framework, stream);
        life.publish(framework);
    }

    private void open(Framework framework, BufferedStream stream) {
        framework.open(stream);
        framework.send(Events.subscribed(framework.id(), state.info()));
        beat(framework);
    }

    private void beat(Framework framework) {
        framework.send(Events.heartbeat());
        framework.setHeartbeat(state.timeline.after(HEARTBEAT, "heartbeat", () -> beat(framework)));
    }

    private static FrameworkInfo withPrincipal(FrameworkInfo info, Caller caller) {
        return caller.principal().isPresent()
                ? info.toBuilder().setPrincipal(caller.principal().get()).build()
                : info;
    }

    /* user and checkpoint are kept in silence, which UPDATE_FRAMEWORK would refuse */
    private static FrameworkInfo withFixedFields(FrameworkInfo info, FrameworkInfo before) {
        var kept = info.toBuilder().setUser(before.getUser()).clearCheckpoint();
        return before.hasCheckpoint()
                ? kept.setCheckpoint(before.getCheckpoint()).build()
                : kept.build();
    }
}
