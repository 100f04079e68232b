/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Tells frameworks what the master knows of their offer operations. */
final class OperationReconciliation {
    private final MasterState state;

    OperationReconciliation(MasterState state) {
        this.state = state;
    }

    void reconcile(Framework framework, Call.ReconcileOperations call) {
        if (call.getOperationsCount() == 0) {
            framework.operations.values().stream()
                    .filter(PendingOperation::isTold)
                    .toList()
                    .forEach(operation -> framework.send(Events.operation(withoutUuid(operation))));
        }
        call.getOperationsList().forEach(asked -> framework.send(Events.operation(answer(framework, asked))));
    }

    private OperationStatus answer(Framework framework, Call.ReconcileOperations.Operation asked) {
        var known = framework.operation(asked.getOperationId());
        if (known.isPresent()) {
            return withoutUuid(known.get());
        }
        var status = OperationStatus.newBuilder().setOperationId(asked.getOperationId());
        if (asked.hasResourceProviderId()) {
            status.setResourceProviderId(asked.getResourceProviderId());
        }
        if (!asked.hasAgentId()) {
            return status.setState(OperationState.OPERATION_UNKNOWN).build();
        }
        return status.setAgentId(asked.getAgentId())
                .setState(stateOn(asked.getAgentId()))
                .build();
    }

    private OperationState stateOn(AgentID agent) {
        if (state.agents.isRecovered(agent)) {
            return OperationState.OPERATION_RECOVERING;
        }
        if (state.registry.unreachableSince(agent).isPresent()) {
            return OperationState.OPERATION_UNREACHABLE;
        }
        return state.registry.isGone(agent)
                ? OperationState.OPERATION_GONE_BY_OPERATOR
                : OperationState.OPERATION_UNKNOWN;
    }

    private static OperationStatus withoutUuid(PendingOperation operation) {
        return operation.status().toBuilder().clearUuid().build();
    }
}
