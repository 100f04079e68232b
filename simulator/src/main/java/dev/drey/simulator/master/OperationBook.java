/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import com.google.protobuf.ByteString;
import dev.drey.simulator.master.allocator.Conversion;
import dev.drey.simulator.protocol.ToAgent.AcknowledgeOperation;
import dev.drey.simulator.protocol.ToAgent.ApplyOperation;
import dev.drey.simulator.protocol.ToAgent.MissingOperation;
import dev.drey.simulator.protocol.ToMaster.OperationUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.UUID;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** The way of offer operations to agents, of what became of them back, and of acknowledgements. */
final class OperationBook {
    private final MasterState state;

    OperationBook(MasterState state) {
        this.state = state;
    }

    /** An operation whose outcome is taken for granted. */
    void applied(Ledger ledger, Offer.Operation operation, Conversion conversion) {
        send(ledger, operation, conversion, Optional.empty());
    }

    /** An operation whose outcome only the agent knows; what it consumes stays allocated until then. */
    void started(Ledger ledger, Offer.Operation operation, Conversion conversion) {
        send(ledger, operation, conversion, Optional.of(conversion));
    }

    private void send(Ledger ledger, Offer.Operation operation, Conversion conversion, Optional<Conversion> held) {
        var agent = ledger.agent();
        var status = OperationStatus.newBuilder().setAgentId(agent.id()).setState(OperationState.OPERATION_PENDING);
        if (operation.hasId()) {
            status.setOperationId(operation.getId());
        }
        var pending = new PendingOperation(state.ids.nextOperation(), agent.id(), operation, status.build());
        ledger.framework().operations.put(pending.uuid(), pending);
        held.ifPresent(conversionHeld -> agent.resizes.put(pending.uuid(), conversionHeld));
        agent.send(new ApplyOperation(
                ledger.framework().id(),
                operation,
                pending.uuid(),
                conversion.unallocated().consumed().toList(),
                conversion.unallocated().converted().toList()));
    }

    /**
     * An agent tells how an operation ended. Schedulers hear of those with an id and acknowledge them; the others are
     * acknowledged here, as are those of removed frameworks. For frameworks that are still to come back the agent
     * tells it again.
     */
    void updated(Agent agent, OperationUpdate update) {
        state.counters.count("messages_operation_status_update");
        OperationCounts.ended(state.counters, update.operation().getType(), update.state());
        release(agent, update);
        var framework = state.frameworks.find(update.framework());
        if (framework.isPresent() && update.operation().hasId()) {
            tell(framework.get(), agent, update);
        } else if (!update.operation().hasId() || state.frameworks.isCompleted(update.framework())) {
            framework.ifPresent(owner -> owner.operations.remove(update.operationUuid()));
            agent.send(new AcknowledgeOperation(
                    update.framework(), update.operation().getId(), update.uuid()));
            agent.onLessToDo.run();
        }
    }

    private void tell(Framework framework, Agent agent, OperationUpdate update) {
        state.counters.count("valid_operation_status_updates");
        var status = OperationStatus.newBuilder()
                .setOperationId(update.operation().getId())
                .setAgentId(agent.id())
                .setState(update.state())
                .setUuid(UUID.newBuilder().setValue(update.uuid()))
                .build();
        framework.operations.put(
                update.operationUuid(),
                new PendingOperation(update.operationUuid(), agent.id(), update.operation(), status));
        framework.send(Events.operation(status));
    }

    void acknowledge(Framework framework, Call.AcknowledgeOperationStatus call) {
        state.counters.count("messages_operation_status_update_acknowledgement");
        var agent = state.agents.findConnected(call.getAgentId());
        var operation = framework.operation(call.getOperationId());
        if (agent.isEmpty() || operation.isEmpty()) {
            state.counters.count("invalid_operation_status_update_acknowledgements");
            return;
        }
        state.counters.count("valid_operation_status_update_acknowledgements");
        if (operation.get().status().getUuid().getValue().equals(call.getUuid())) {
            framework.operations.remove(operation.get().uuid());
            agent.get().onLessToDo.run();
        }
        agent.get().send(new AcknowledgeOperation(framework.id(), call.getOperationId(), call.getUuid()));
    }

    /** The operations sent to an agent of which it knows nothing. */
    List<MissingOperation> missing(Agent agent, List<ByteString> known) {
        var missing = new ArrayList<MissingOperation>();
        for (Framework framework : state.frameworks.all()) {
            framework.operations.values().stream()
                    .filter(operation -> operation.agent().equals(agent.id()))
                    .filter(operation -> operation.status().getState() == OperationState.OPERATION_PENDING)
                    .filter(operation -> !known.contains(operation.uuid()))
                    .forEach(operation ->
                            missing.add(new MissingOperation(framework.id(), operation.info(), operation.uuid())));
        }
        return missing;
    }

    /* An agent that registered again meanwhile has told of the outcome already, as part of all it has. */
    private static void takeOver(Agent agent, Conversion outcome) {
        if (agent.total.contains(outcome.consumed())) {
            agent.total = outcome.apply(agent.total);
        }
    }

    /* What the operation consumed was not free until now; the outcome is. */
    private void release(Agent agent, OperationUpdate update) {
        var held = agent.resizes.remove(update.operationUuid());
        if (held == null) {
            return;
        }
        boolean done = update.state() == OperationState.OPERATION_FINISHED;
        var framework = update.framework().getValue();
        if (done) {
            takeOver(agent, held.unallocated());
            state.allocator.convertHeld(framework, agent.name(), held, agent.total);
        }
        var result = done ? held.converted() : held.consumed();
        state.allocator.recover(framework, agent.name(), result, Optional.empty());
    }
}
