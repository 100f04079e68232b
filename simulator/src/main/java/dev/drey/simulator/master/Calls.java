/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.protocol.ToAgent.ExecutorMessage;
import dev.drey.simulator.protocol.ToAgent.KillTask;
import dev.drey.simulator.protocol.ToAgent.ShutdownExecutor;
import dev.drey.simulator.resources.RoleName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.allocator.Protos.InverseOfferStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Handles the calls of subscribed frameworks, all but SUBSCRIBE. */
final class Calls {
    private final MasterState state;
    private final FrameworkLife life;
    private final FrameworkValidation validation;
    private final AcceptCall accepting;
    private final StatusUpdates updates;
    private final OperationBook book;
    private final Reconciliation reconciliation;
    private final OperationReconciliation operations;

    Calls(MasterState state, TaskBook tasks, FrameworkLife life, FrameworkValidation validation, OperationBook book) {
        this.state = state;
        this.life = life;
        this.validation = validation;
        this.accepting = new AcceptCall(state, tasks, book);
        this.book = book;
        this.updates = new StatusUpdates(state, tasks);
        this.reconciliation = new Reconciliation(state);
        this.operations = new OperationReconciliation(state);
    }

    /** Handles a call that is well formed and comes from its framework. */
    Answer handle(Framework framework, Call call) {
        if (call.getType() == Call.Type.UPDATE_FRAMEWORK) {
            return update(framework, call.getUpdateFramework());
        }
        switch (call.getType()) {
            case ACCEPT -> accept(framework, call.getAccept());
            case DECLINE -> decline(call.getDecline());
            case REVIVE -> revive(framework, call.getRevive().getRolesList());
            case SUPPRESS -> suppress(framework, call.getSuppress().getRolesList());
            case KILL -> kill(framework, call.getKill());
            case SHUTDOWN -> shutdown(framework, call.getShutdown());
            case ACKNOWLEDGE -> updates.acknowledge(framework, call.getAcknowledge());
            case ACKNOWLEDGE_OPERATION_STATUS -> book.acknowledge(framework, call.getAcknowledgeOperationStatus());
            case RECONCILE -> reconcile(framework, call.getReconcile());
            case RECONCILE_OPERATIONS -> reconcileOperations(framework, call.getReconcileOperations());
            case MESSAGE -> message(framework, call.getMessage());
            case REQUEST -> state.counters.count("messages_resource_request");
            case ACCEPT_INVERSE_OFFERS -> acceptInverse(call.getAcceptInverseOffers());
            case DECLINE_INVERSE_OFFERS -> declineInverse(call.getDeclineInverseOffers());
            case TEARDOWN -> teardown(framework);
            default -> throw new IllegalStateException("not a call of a subscribed framework: " + call.getType());
        }
        return Answer.ACCEPTED;
    }

    private void accept(Framework framework, Call.Accept call) {
        state.counters.count("messages_launch_tasks");
        accepting.accept(framework, call);
    }

    /* It is not checked whose offers these are. */
    private void decline(Call.Decline call) {
        state.counters.count("messages_decline_offers");
        Filters filters = call.getFilters();
        for (OfferID id : call.getOfferIdsList()) {
            state.offers.find(id).ifPresent(entry -> state.offers.discard(entry, Optional.of(filters)));
        }
    }

    private void acceptInverse(Call.AcceptInverseOffers call) {
        state.counters.count("messages_accept_inverse_offers");
        state.inverseOffers.answer(call.getInverseOfferIdsList(), InverseOfferStatus.Status.ACCEPT, call.getFilters());
    }

    private void declineInverse(Call.DeclineInverseOffers call) {
        state.counters.count("messages_decline_inverse_offers");
        state.inverseOffers.answer(call.getInverseOfferIdsList(), InverseOfferStatus.Status.DECLINE, call.getFilters());
    }

    private void revive(Framework framework, List<String> roles) {
        state.counters.count("messages_revive_offers");
        ownRoles(framework, roles)
                .ifPresent(own -> state.allocator.revive(framework.id().getValue(), own));
    }

    private void suppress(Framework framework, List<String> roles) {
        state.counters.count("messages_suppress_offers");
        ownRoles(framework, roles)
                .ifPresent(own -> state.allocator.suppress(framework.id().getValue(), own));
    }

    /** All roles if none are named; nothing if a name is bad, and then the call is ignored. */
    private static Optional<Set<String>> ownRoles(Framework framework, List<String> named) {
        if (named.isEmpty()) {
            return Optional.of(framework.roles());
        }
        boolean good = named.stream()
                .allMatch(role ->
                        RoleName.problem(role).isEmpty() && framework.roles().contains(role));
        return good ? Optional.of(new LinkedHashSet<>(named)) : Optional.empty();
    }

    private void kill(Framework framework, Call.Kill call) {
        state.counters.count("messages_kill_task");
        var task = framework.tasks.get(call.getTaskId().getValue());
        if (task == null) {
            reconciliation.reconcile(
                    framework, call.getTaskId(), call.hasAgentId() ? Optional.of(call.getAgentId()) : Optional.empty());
            return;
        }
        boolean elsewhere = call.hasAgentId()
                && !call.getAgentId().getValue().equals(task.agent().getValue());
        if (!elsewhere) {
            state.agents.find(task.agent()).ifPresent(agent -> kill(agent, task, call));
        }
    }

    /* Remembered even if sent: the agent may be away without anybody knowing. */
    private static void kill(Agent agent, Task task, Call.Kill call) {
        agent.killedTasks.add(task.key());
        if (agent.connected) {
            agent.send(new KillTask(
                    task.framework(),
                    task.info().getTaskId(),
                    call.hasKillPolicy() ? Optional.of(call.getKillPolicy()) : Optional.empty()));
        }
    }

    private void shutdown(Framework framework, Call.Shutdown call) {
        state.agents
                .findConnected(call.getAgentId())
                .ifPresent(agent -> agent.send(new ShutdownExecutor(framework.id(), call.getExecutorId())));
    }

    private void reconcile(Framework framework, Call.Reconcile call) {
        state.counters.count("messages_reconcile_tasks");
        reconciliation.reconcile(framework, call);
    }

    private void reconcileOperations(Framework framework, Call.ReconcileOperations call) {
        state.counters.count("messages_reconcile_operations");
        operations.reconcile(framework, call);
    }

    private void message(Framework framework, Call.Message call) {
        state.counters.count("messages_framework_to_executor");
        var agent = state.agents.findConnected(call.getAgentId());
        state.counters.count(
                agent.isPresent() ? "valid_framework_to_executor_messages" : "invalid_framework_to_executor_messages");
        agent.ifPresent(known -> known.send(new ExecutorMessage(framework.id(), call.getExecutorId(), call.getData())));
    }

    private void teardown(Framework framework) {
        state.counters.count("messages_unregister_framework");
        life.remove(framework);
    }

    private Answer update(Framework framework, Call.UpdateFramework call) {
        var info = call.getFrameworkInfo();
        var wishes = OfferWishes.of(call);
        var problem =
                validation.problem(info, wishes).or(() -> FrameworkValidation.updateProblem(framework.info, info));
        if (problem.isPresent()) {
            return Answer.refused(400, "'UpdateFramework.framework_info' is not valid: " + problem.get());
        }
        var forbidden = validation.authorizationProblem(info);
        if (forbidden.isPresent()) {
            return Answer.refused(403, forbidden.get());
        }
        boolean changed = !framework.info.equals(info);
        life.update(framework, info, wishes);
        if (changed) {
            life.publish(framework);
        }
        return Answer.OK;
    }
}
