/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Stage;
import dev.drey.simulator.conformance.Suite;
import dev.drey.simulator.conformance.Tasks;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Volume;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Reservations, volumes, and what is told of operations. Each case gives back what it has reserved. */
public final class OperationCases {
    private static final double DISK = 16;

    private OperationCases() {}

    public static void addTo(Suite suite) {
        suite.addBoth("C134", "RESERVE, then UNRESERVE: the offers show it", stage -> {
            var session = stage.joined(Capability.Type.RESERVATION_REFINEMENT);
            var offer = session.offer();
            var reserved = reserved(stage, Tasks.part(offer, "cpus", Tasks.CPUS), stage.role());
            session.send(Calls.accept(offer, reserve(reserved)));
            var with = session.expectOffer("with the reservation", other -> has(other, reserved));
            session.send(Calls.accept(with, unreserve(reserved)));
            session.expectOffer("without it", other -> sameAgent(offer, other) && !has(other, reserved));
        });
        suite.add("C135", "RESERVE and LAUNCH on it in one ACCEPT", stage -> {
            var session = stage.joined(Capability.Type.RESERVATION_REFINEMENT);
            var offer = session.offer();
            var cpus = reserved(stage, Tasks.part(offer, "cpus", Tasks.CPUS), stage.role());
            var task = Tasks.command(offer, "t", "true").setResources(0, cpus);
            session.send(Calls.accept(offer, reserve(cpus), Calls.launchOperation(task)));
            stage.awaitRunning(session);
            session.update();
            var back = session.expectOffer("with the reservation", other -> has(other, cpus));
            session.send(Calls.accept(back, unreserve(cpus)));
            session.expectOffer("without it", other -> sameAgent(offer, other) && !has(other, cpus));
        });
        suite.add("C142 C137", "RESERVE for another role is skipped, the LAUNCH behind it runs", stage -> {
            var session = stage.joined(Capability.Type.RESERVATION_REFINEMENT);
            var offer = session.offer();
            var other = reserved(stage, Tasks.part(offer, "cpus", Tasks.CPUS), "another-role");
            var task = Tasks.command(offer, "t", "true");
            session.send(Calls.accept(offer, reserve(other), Calls.launchOperation(task)));
            stage.awaitRunning(session);
        });
        suite.addBoth("C139", "CREATE a volume, DESTROY it: the offers show it", OperationCases::volume);
        suite.add(
                "C145",
                "RESERVE of what is not offered: OPERATION_ERROR if it has an id",
                stage -> operationError(stage, 1e6));
        suite.addBoth("C153", "RECONCILE_OPERATIONS of an unknown operation: OPERATION_UNKNOWN", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            var call = Calls.of(Call.Type.RECONCILE_OPERATIONS);
            var operation = call.getReconcileOperationsBuilder().addOperationsBuilder();
            operation.getOperationIdBuilder().setValue("no-such-operation");
            operation.setAgentId(offer.getAgentId());
            session.send(call);
            var status = session.take(Event.Type.UPDATE_OPERATION_STATUS)
                    .getUpdateOperationStatus()
                    .getStatus();
            stage.expect("state", OperationState.OPERATION_UNKNOWN, status.getState());
            stage.expect("whether it has a uuid", false, status.hasUuid());
        });
        suite.add(
                "C382",
                "RESERVE with an id: OPERATION_FINISHED, again and again until it is acknowledged",
                OperationCases::feedback);
    }

    private static void volume(Stage stage) throws Exception {
        var session = stage.joined(Capability.Type.RESERVATION_REFINEMENT);
        var offer = session.offer();
        var disk = reserved(stage, Tasks.part(offer, "disk", DISK), stage.role());
        var volume = disk.clone();
        var persistence = volume.getDiskBuilder().getPersistenceBuilder().setId("drey-conformance");
        if (session.info().hasPrincipal()) {
            persistence.setPrincipal(session.info().getPrincipal());
        }
        volume.getDiskBuilder().getVolumeBuilder().setContainerPath("data").setMode(Volume.Mode.RW);
        var create = Operation.newBuilder().setType(Operation.Type.CREATE);
        create.getCreateBuilder().addVolumes(volume);
        session.send(Calls.accept(offer, reserve(disk), create));
        var with = session.expectOffer("with the volume", other -> has(other, volume));
        var destroy = Operation.newBuilder().setType(Operation.Type.DESTROY);
        destroy.getDestroyBuilder().addVolumes(volume);
        session.send(Calls.accept(with, destroy));
        var plain = session.expectOffer("with the plain disk", other -> has(other, disk));
        session.send(Calls.accept(plain, unreserve(disk)));
        session.expectOffer("without it", other -> sameAgent(offer, other) && !has(other, disk));
    }

    private static void feedback(Stage stage) throws Exception {
        var session = stage.joined(Capability.Type.RESERVATION_REFINEMENT);
        var offer = session.offer();
        var reserved = reserved(stage, Tasks.part(offer, "cpus", Tasks.CPUS), stage.role());
        var operation = reserve(reserved);
        operation.getIdBuilder().setValue("reserve");
        session.send(Calls.accept(offer, operation));
        var status = session.take(Event.Type.UPDATE_OPERATION_STATUS)
                .getUpdateOperationStatus()
                .getStatus();
        stage.expect("state", OperationState.OPERATION_FINISHED, status.getState());
        stage.expect("id", "reserve", status.getOperationId().getValue());
        stage.expect("length of the uuid", 16, status.getUuid().getValue().size());
        var again = session.take(Event.Type.UPDATE_OPERATION_STATUS).getUpdateOperationStatus();
        stage.expect(
                "uuid of the repetition", status.getUuid(), again.getStatus().getUuid());
        var call = Calls.of(Call.Type.ACKNOWLEDGE_OPERATION_STATUS);
        call.getAcknowledgeOperationStatusBuilder()
                .setAgentId(offer.getAgentId())
                .setOperationId(status.getOperationId())
                .setUuid(status.getUuid().getValue());
        session.send(call);
        var with = session.expectOffer("with the reservation", other -> has(other, reserved));
        session.send(Calls.accept(with, unreserve(reserved)));
        session.expectOffer("without it", other -> sameAgent(offer, other) && !has(other, reserved));
    }

    private static void operationError(Stage stage, double tooMuch) throws Exception {
        var session = stage.joined(Capability.Type.RESERVATION_REFINEMENT);
        var offer = session.offer();
        var operation = reserve(reserved(stage, Tasks.part(offer, "cpus", tooMuch), stage.role()));
        operation.getIdBuilder().setValue("too-much");
        session.send(Calls.accept(offer, operation));
        var status = session.take(Event.Type.UPDATE_OPERATION_STATUS)
                .getUpdateOperationStatus()
                .getStatus();
        stage.expect("state", OperationState.OPERATION_ERROR, status.getState());
        stage.expect("whether it has a uuid", false, status.hasUuid());
    }

    private static Operation.Builder reserve(Resource.Builder resource) {
        var operation = Operation.newBuilder().setType(Operation.Type.RESERVE);
        operation.getReserveBuilder().addResources(resource);
        return operation;
    }

    private static Operation.Builder unreserve(Resource.Builder resource) {
        var operation = Operation.newBuilder().setType(Operation.Type.UNRESERVE);
        operation.getUnreserveBuilder().addResources(resource);
        return operation;
    }

    private static Resource.Builder reserved(Stage stage, Resource.Builder resource, String role) {
        var info = ReservationInfo.newBuilder()
                .setType(ReservationInfo.Type.DYNAMIC)
                .setRole(role);
        if (stage.info().hasPrincipal()) {
            info.setPrincipal(stage.info().getPrincipal());
        }
        return resource.clone().addReservations(info);
    }

    private static boolean sameAgent(Offer one, Offer other) {
        return one.getAgentId().equals(other.getAgentId());
    }

    private static boolean has(Offer offer, Resource.Builder wanted) {
        return offer.getResourcesList().stream()
                .anyMatch(resource -> resource.getName().equals(wanted.getName())
                        && resource.getReservationsList().equals(wanted.getReservationsList())
                        && resource.hasDisk() == wanted.hasDisk()
                        && resource.getScalar().getValue() >= wanted.getScalar().getValue());
    }
}
