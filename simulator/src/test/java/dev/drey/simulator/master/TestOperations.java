/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Volume;

/** Reservations and volumes for tests. */
final class TestOperations {

    private TestOperations() {}

    static Resource reserved(String text, String role) {
        return Resources.parse(text).toList().get(0).toBuilder()
                .addReservations(ReservationInfo.newBuilder()
                        .setType(ReservationInfo.Type.DYNAMIC)
                        .setRole(role))
                .build();
    }

    static Resource volume(String id) {
        var disk = reserved("disk:100", "ads").toBuilder();
        disk.getDiskBuilder()
                .setVolume(Volume.newBuilder().setContainerPath("data").setMode(Volume.Mode.RW))
                .getPersistenceBuilder()
                .setId(id);
        return disk.build();
    }

    static Operation reserve(Resource... resources) {
        return operation(
                Operation.Type.RESERVE,
                it -> it.setReserve(Operation.Reserve.newBuilder().addAllResources(List.of(resources))));
    }

    static Operation unreserve(Resource... resources) {
        return operation(
                Operation.Type.UNRESERVE,
                it -> it.setUnreserve(Operation.Unreserve.newBuilder().addAllResources(List.of(resources))));
    }

    static Operation create(Resource... volumes) {
        return operation(
                Operation.Type.CREATE,
                it -> it.setCreate(Operation.Create.newBuilder().addAllVolumes(List.of(volumes))));
    }

    static Operation destroy(Resource... volumes) {
        return operation(
                Operation.Type.DESTROY,
                it -> it.setDestroy(Operation.Destroy.newBuilder().addAllVolumes(List.of(volumes))));
    }

    static Operation operation(Operation.Type type, UnaryOperator<Operation.Builder> body) {
        return body.apply(Operation.newBuilder().setType(type)).build();
    }

    static Operation withId(String id, Operation operation) {
        return operation.toBuilder()
                .setId(OperationID.newBuilder().setValue(id))
                .build();
    }
}
