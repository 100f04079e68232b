/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.allocator.Conversion;
import dev.drey.simulator.resources.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;

/** What RESERVE, UNRESERVE, CREATE and DESTROY turn into what. */
final class OperationConversion {

    private OperationConversion() {}

    static List<Resource> resourcesOf(Offer.Operation operation) {
        return switch (operation.getType()) {
            case RESERVE -> operation.getReserve().getResourcesList();
            case UNRESERVE -> operation.getUnreserve().getResourcesList();
            case CREATE -> operation.getCreate().getVolumesList();
            case DESTROY -> operation.getDestroy().getVolumesList();
            default -> throw new IllegalStateException("not speculative: " + operation.getType());
        };
    }

    static Offer.Operation withResources(Offer.Operation operation, List<Resource> resources) {
        var changed = operation.toBuilder();
        switch (operation.getType()) {
            case RESERVE -> changed.getReserveBuilder().clearResources().addAllResources(resources);
            case UNRESERVE -> changed.getUnreserveBuilder().clearResources().addAllResources(resources);
            case CREATE -> changed.getCreateBuilder().clearVolumes().addAllVolumes(resources);
            case DESTROY -> changed.getDestroyBuilder().clearVolumes().addAllVolumes(resources);
            default -> throw new IllegalStateException("not speculative: " + operation.getType());
        }
        return changed.build();
    }

    static Conversion of(Offer.Operation operation, List<Resource> resources) {
        var named = Resources.of(resources);
        return switch (operation.getType()) {
            case RESERVE -> new Conversion(mapped(resources, OperationConversion::unreserved), named);
            case UNRESERVE -> new Conversion(named, mapped(resources, OperationConversion::unreserved));
            case CREATE -> new Conversion(mapped(resources, OperationConversion::plainDisk), named);
            case DESTROY -> new Conversion(named, mapped(resources, OperationConversion::plainDisk));
            default -> throw new IllegalStateException("not speculative: " + operation.getType());
        };
    }

    private static Resources mapped(List<Resource> resources, UnaryOperator<Resource> change) {
        var changed = new ArrayList<Resource>();
        resources.forEach(resource -> changed.add(change.apply(resource)));
        return Resources.of(changed);
    }

    /** Without the innermost reservation. */
    private static Resource unreserved(Resource resource) {
        return resource.toBuilder()
                .removeReservations(resource.getReservationsCount() - 1)
                .build();
    }

    /** The disk a volume is made of. */
    static Resource plainDisk(Resource volume) {
        var disk = volume.toBuilder().clearDisk().clearShared();
        if (volume.getDisk().hasSource()) {
            disk.setDisk(DiskInfo.newBuilder().setSource(volume.getDisk().getSource()));
        }
        return disk.build();
    }
}
