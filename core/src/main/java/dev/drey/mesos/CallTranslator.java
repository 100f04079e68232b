/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import com.google.protobuf.ByteString;
import dev.drey.model.AgentId;
import dev.drey.model.Check;
import dev.drey.model.FrameworkId;
import dev.drey.model.OfferId;
import dev.drey.model.TaskId;
import dev.drey.scheduler.Call;
import dev.drey.scheduler.FrameworkSettings;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos;
import org.apache.mesos.v1.scheduler.Protos.Call.Type;

/** Translates calls of the scheduler into calls of the v1 scheduler API. */
public final class CallTranslator {
    private final ResourceTranslator resources;
    private final TaskDescriber describer;
    private final boolean multiRole;

    /**
     * @param settings the framework that makes the calls
     * @param describer says what a worker runs
     */
    public CallTranslator(FrameworkSettings settings, TaskDescriber describer) {
        this.describer = describer;
        this.multiRole = FrameworkTranslator.isMultiRole(settings);
        /* With several roles the master fills in the one of the offer (master.cpp: accept). */
        var allocationRole = multiRole && settings.roles().size() == 1
                ? Optional.of(settings.roles().iterator().next())
                : Optional.<String>empty();
        this.resources = new ResourceTranslator(FrameworkTranslator.hasRefinement(settings), allocationRole);
    }

    /**
     * The call as the master wants it.
     *
     * @param framework the id of this framework: needed for all calls but SUBSCRIBE, which carries its own
     */
    public Protos.Call translate(Call call, Optional<FrameworkId> framework) {
        if (call instanceof Call.Subscribe subscribe) {
            return subscribe(subscribe).build();
        }
        Check.that(framework.isPresent(), "no framework id is known yet, so this call cannot be made: %s", call);
        var builder = call.match(new Writer(framework.get()));
        return builder.setFrameworkId(id(framework.get())).build();
    }

    private Protos.Call.Builder subscribe(Call.Subscribe call) {
        var builder = Protos.Call.newBuilder().setType(Type.SUBSCRIBE);
        call.id().ifPresent(id -> builder.setFrameworkId(id(id)));
        builder.getSubscribeBuilder()
                .setFrameworkInfo(FrameworkTranslator.toMesos(call.settings(), call.id()))
                .addAllSuppressedRoles(call.suppressedRoles());
        return builder;
    }

    private final class Writer implements Call.Cases<Protos.Call.Builder> {
        private final FrameworkId framework;

        Writer(FrameworkId framework) {
            this.framework = framework;
        }

        @Override
        public Protos.Call.Builder subscribe(Call.Subscribe call) {
            return CallTranslator.this.subscribe(call);
        }

        @Override
        public Protos.Call.Builder accept(Call.Accept call) {
            var builder = of(Type.ACCEPT);
            var accept = builder.getAcceptBuilder()
                    .addAllOfferIds(offerIds(call.offers()))
                    .setFilters(filters(call.refuse()));
            if (!call.launches().isEmpty()) {
                var operation = accept.addOperationsBuilder().setType(Offer.Operation.Type.LAUNCH);
                call.launches().forEach(launch -> operation.getLaunchBuilder().addTaskInfos(task(launch)));
            }
            return builder;
        }

        private TaskInfo task(Call.Launch launch) {
            var task = describer
                    .describe(launch, framework)
                    .setTaskId(id(launch.task()))
                    .setAgentId(id(launch.agent()))
                    .clearResources();
            if (!task.hasName()) {
                task.setName(launch.task().value());
            }
            launch.resources().forEach(resource -> task.addResources(resources.toMesos(resource)));
            return task.build();
        }

        @Override
        public Protos.Call.Builder decline(Call.Decline call) {
            var builder = of(Type.DECLINE);
            builder.getDeclineBuilder().addAllOfferIds(offerIds(call.offers())).setFilters(filters(call.refuse()));
            return builder;
        }

        @Override
        public Protos.Call.Builder acceptInverseOffers(Call.AcceptInverseOffers call) {
            var builder = of(Type.ACCEPT_INVERSE_OFFERS);
            builder.getAcceptInverseOffersBuilder()
                    .addAllInverseOfferIds(offerIds(call.offers()))
                    .setFilters(filters(call.refuse()));
            return builder;
        }

        @Override
        public Protos.Call.Builder declineInverseOffers(Call.DeclineInverseOffers call) {
            var builder = of(Type.DECLINE_INVERSE_OFFERS);
            builder.getDeclineInverseOffersBuilder()
                    .addAllInverseOfferIds(offerIds(call.offers()))
                    .setFilters(filters(call.refuse()));
            return builder;
        }

        @Override
        public Protos.Call.Builder revive(Call.Revive call) {
            var builder = of(Type.REVIVE);
            builder.getReviveBuilder().addAllRoles(roles(call.roles()));
            return builder;
        }

        @Override
        public Protos.Call.Builder suppress(Call.Suppress call) {
            var builder = of(Type.SUPPRESS);
            builder.getSuppressBuilder().addAllRoles(roles(call.roles()));
            return builder;
        }

        @Override
        public Protos.Call.Builder kill(Call.Kill call) {
            var builder = of(Type.KILL);
            var kill = builder.getKillBuilder().setTaskId(id(call.task()));
            call.agent().ifPresent(agent -> kill.setAgentId(id(agent)));
            return builder;
        }

        @Override
        public Protos.Call.Builder acknowledge(Call.Acknowledge call) {
            var builder = of(Type.ACKNOWLEDGE);
            builder.getAcknowledgeBuilder()
                    .setTaskId(id(call.task()))
                    .setAgentId(id(call.agent()))
                    .setUuid(ByteString.copyFrom(HexFormat.of().parseHex(call.uuid())));
            return builder;
        }

        @Override
        public Protos.Call.Builder reconcile(Call.Reconcile call) {
            var builder = of(Type.RECONCILE);
            var reconcile = builder.getReconcileBuilder();
            for (var subject : call.tasks()) {
                var task = reconcile.addTasksBuilder().setTaskId(id(subject.task()));
                subject.agent().ifPresent(agent -> task.setAgentId(id(agent)));
            }
            return builder;
        }

        @Override
        public Protos.Call.Builder teardown(Call.Teardown call) {
            return of(Type.TEARDOWN);
        }
    }

    /* No role at all means the one role there is, also to a master that knows of no lists of roles. */
    private Set<String> roles(Set<String> roles) {
        return multiRole ? roles : Set.of();
    }

    private static Protos.Call.Builder of(Type type) {
        return Protos.Call.newBuilder().setType(type);
    }

    private static Filters filters(Duration refuse) {
        return Filters.newBuilder().setRefuseSeconds(refuse.toMillis() / 1000.0).build();
    }

    private static List<OfferID> offerIds(List<OfferId> offers) {
        return offers.stream()
                .map(offer -> OfferID.newBuilder().setValue(offer.value()).build())
                .toList();
    }

    private static TaskID id(TaskId task) {
        return TaskID.newBuilder().setValue(task.value()).build();
    }

    private static AgentID id(AgentId agent) {
        return AgentID.newBuilder().setValue(agent.value()).build();
    }

    private static FrameworkID id(FrameworkId framework) {
        return FrameworkID.newBuilder().setValue(framework.value()).build();
    }
}
