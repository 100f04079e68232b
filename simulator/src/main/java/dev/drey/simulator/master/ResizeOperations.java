/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.allocator.Conversion;
import dev.drey.simulator.resources.ResourceValidation;
import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.apache.mesos.v1.Protos.Value;

/**
 * GROW_VOLUME and SHRINK_VOLUME. Whether they succeed only the agent knows, so later operations of the same ACCEPT can
 * use neither what they consume nor their outcome.
 */
final class ResizeOperations {
    private final OperationBook book;
    private final Refusals refusals;

    ResizeOperations(OperationBook book, Refusals refusals) {
        this.book = book;
        this.refusals = refusals;
    }

    void apply(Ledger ledger, Offer.Operation asked) {
        var operation = prepared(ledger, asked);
        var problem = problem(ledger, asked, operation);
        if (problem.isPresent()) {
            refusals.drop(ledger.framework(), asked, problem.get());
            return;
        }
        var conversion = conversion(operation);
        if (!ledger.remaining().contains(conversion.consumed())) {
            refusals.drop(ledger.framework(), asked, "The offers do not contain " + conversion.consumed());
            return;
        }
        ledger.spend(conversion.consumed());
        book.started(ledger, operation, conversion);
    }

    private static Optional<String> problem(Ledger ledger, Offer.Operation asked, Offer.Operation operation) {
        if (!ledger.agent().can(AgentInfo.Capability.Type.RESIZE_VOLUME)) {
            return Optional.of("The agent cannot resize volumes");
        }
        return OperationValidation.feedbackProblem(ledger.agent(), asked).or(() -> sizesProblem(operation));
    }

    private static Optional<String> sizesProblem(Offer.Operation operation) {
        var volume = volume(operation);
        var problem = ResourceValidation.problem(volume);
        if (problem.isPresent()) {
            return problem;
        }
        if (!volume.getDisk().hasPersistence() || volume.hasShared() || volume.hasProviderId()) {
            return Optional.of("Only a persistent volume of the agent itself that is not shared can be resized");
        }
        return isGrowth(operation)
                ? growProblem(volume, operation.getGrowVolume().getAddition())
                : shrinkProblem(volume, operation.getShrinkVolume().getSubtract());
    }

    private static Optional<String> growProblem(Resource volume, Resource addition) {
        if (!(addition.getScalar().getValue() > 0)) {
            return Optional.of("The 'addition' to a volume must be positive");
        }
        var fits =
                OperationConversion.plainDisk(volume).toBuilder().clearScalar().build();
        return addition.toBuilder().clearScalar().build().equals(fits)
                ? Optional.empty()
                : Optional.of("The 'volume' and its 'addition' are not of one kind of disk");
    }

    private static Optional<String> shrinkProblem(Resource volume, Value.Scalar subtract) {
        if (volume.getDisk().getSource().getType() == Source.Type.MOUNT) {
            return Optional.of("A volume on a MOUNT disk cannot shrink");
        }
        return subtract.getValue() > 0
                        && subtract.getValue() < volume.getScalar().getValue()
                ? Optional.empty()
                : Optional.of("The 'subtract' from a volume must be positive and less than all of it");
    }

    private static Conversion conversion(Offer.Operation operation) {
        var volume = volume(operation);
        double size = volume.getScalar().getValue();
        if (isGrowth(operation)) {
            var addition = operation.getGrowVolume().getAddition();
            var grown = sized(volume, size + addition.getScalar().getValue());
            return new Conversion(Resources.of(volume, addition), Resources.of(grown));
        }
        double subtract = operation.getShrinkVolume().getSubtract().getValue();
        var freed = sized(OperationConversion.plainDisk(volume), subtract);
        return new Conversion(Resources.of(volume), Resources.of(sized(volume, size - subtract), freed));
    }

    private static Offer.Operation prepared(Ledger ledger, Offer.Operation operation) {
        var prepared = operation.toBuilder();
        var volume = first(ledger, volume(operation));
        if (isGrowth(operation)) {
            var addition = first(ledger, operation.getGrowVolume().getAddition());
            prepared.getGrowVolumeBuilder().setVolume(volume).setAddition(addition);
        } else {
            prepared.getShrinkVolumeBuilder().setVolume(volume);
        }
        return prepared.build();
    }

    private static Resource first(Ledger ledger, Resource resource) {
        return ledger.prepared().resources(List.of(resource)).get(0);
    }

    private static Resource sized(Resource resource, double size) {
        return resource.toBuilder()
                .setScalar(Value.Scalar.newBuilder().setValue(size))
                .build();
    }

    private static boolean isGrowth(Offer.Operation operation) {
        return operation.getType() == Offer.Operation.Type.GROW_VOLUME;
    }

    private static Resource volume(Offer.Operation operation) {
        return isGrowth(operation)
                ? operation.getGrowVolume().getVolume()
                : operation.getShrinkVolume().getVolume();
    }
}
