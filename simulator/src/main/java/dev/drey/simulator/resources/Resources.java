/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * A bag of resources with the arithmetic of Mesos: scalars in thousandths, ranges coalesced, and only what
 * agrees in all of its metadata merges. Immutable. Order is that of first appearance and has no meaning for
 * equality.
 *
 * <p>Takes both ways to write reservations and gives the stack form; see {@link ResourceForm}. Expects valid resources;
 * see {@link ResourceValidation}.
 */
public final class Resources {
    public static final Resources NONE = new Resources(List.of());

    private final List<Lot> lots;

    private Resources(List<Lot> lots) {
        this.lots = lots;
    }

    public static Resources of(Iterable<Resource> resources) {
        var sum = new ArrayList<Lot>();
        resources.forEach(resource -> add(sum, Lot.of(resource)));
        return new Resources(List.copyOf(sum));
    }

    public static Resources of(Resource... resources) {
        return of(List.of(resources));
    }

    /** Reads the text of an agent's flag, for instance {@code cpus:4;mem:1024;ports:[31000-32000];disk(ads):10}. */
    public static Resources parse(String text) {
        return of(ResourceText.parse(text));
    }

    public List<Resource> toList() {
        return lots.stream().map(Lot::toResource).toList();
    }

    public boolean isEmpty() {
        return lots.isEmpty();
    }

    public Resources plus(Resources other) {
        if (other.isEmpty()) {
            return this;
        }
        var sum = new ArrayList<>(lots);
        other.lots.forEach(lot -> add(sum, lot));
        return new Resources(List.copyOf(sum));
    }

    /** What remains after taking away what is there of {@code other}. */
    public Resources minus(Resources other) {
        if (other.isEmpty()) {
            return this;
        }
        var rest = new ArrayList<>(lots);
        other.lots.forEach(lot -> take(rest, lot));
        return new Resources(List.copyOf(rest));
    }

    public boolean contains(Resources other) {
        var rest = new ArrayList<>(lots);
        for (Lot wanted : other.lots) {
            if (rest.stream().noneMatch(lot -> lot.contains(wanted))) {
                return false;
            }
            take(rest, wanted);
        }
        return true;
    }

    /** Those whose metadata pass the test; the values are not set in what is tested. */
    public Resources filter(Predicate<Resource> kinds) {
        return new Resources(lots.stream().filter(lot -> kinds.test(lot.kind())).toList());
    }

    /** The volumes that several may have at once; each copy of one is counted. */
    public Resources shared() {
        return hasShared() ? filter(Resource::hasShared) : NONE;
    }

    public Resources nonShared() {
        return hasShared() ? filter(kind -> !kind.hasShared()) : this;
    }

    public boolean hasShared() {
        return lots.stream().anyMatch(lot -> lot.kind().hasShared());
    }

    /** Those of which there is none in {@code others}; one copy is enough. */
    public Resources notIn(Resources others) {
        return new Resources(lots.stream()
                .filter(lot -> others.lots.stream().noneMatch(other -> other.contains(lot)))
                .distinct()
                .toList());
    }

    /** The same resources, all allocated to a role. */
    public Resources allocatedTo(String role) {
        return mapped(kind -> {
            kind.getAllocationInfoBuilder().setRole(role);
            return kind;
        });
    }

    /** The same resources, those without an allocation role allocated to {@code role}. */
    public Resources allocatedByDefaultTo(String role) {
        return mapped(kind -> {
            if (!kind.hasAllocationInfo()) {
                kind.getAllocationInfoBuilder().setRole(role);
            }
            return kind;
        });
    }

    /** The same resources without allocation. */
    public Resources unallocated() {
        return mapped(Resource.Builder::clearAllocationInfo);
    }

    /** The roles these are allocated to. */
    public SortedSet<String> allocationRoles() {
        var roles = new TreeSet<String>();
        lots.stream()
                .filter(lot -> lot.kind().hasAllocationInfo())
                .forEach(lot -> roles.add(lot.kind().getAllocationInfo().getRole()));
        return roles;
    }

    /** Those allocated to a role. */
    public Resources ofAllocationRole(String role) {
        return filter(kind ->
                kind.hasAllocationInfo() && kind.getAllocationInfo().getRole().equals(role));
    }

    /** Sums of the scalars by name, in thousandths. */
    public SortedMap<String, Long> scalarMillis() {
        return sums(lot -> lot.kind().getType() == Value.Type.SCALAR);
    }

    /** Sizes by name in thousandths: of scalars, of the number of integers in ranges, of the number of items. */
    public SortedMap<String, Long> sizeMillis() {
        return sums(lot -> true);
    }

    /** The sum of the scalars of that name. */
    public double scalar(String name) {
        return scalarMillis().getOrDefault(name, 0L) / 1000.0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resources that && contains(that) && that.contains(this);
    }

    @Override
    public int hashCode() {
        return sizeMillis().hashCode();
    }

    @Override
    public String toString() {
        return ResourceText.format(toList());
    }

    private SortedMap<String, Long> sums(Predicate<Lot> which) {
        var sums = new TreeMap<String, Long>();
        lots.stream()
                .filter(which)
                .forEach(lot -> sums.merge(lot.kind().getName(), lot.quantity().millis(), Long::sum));
        return sums;
    }

    private Resources mapped(UnaryOperator<Resource.Builder> change) {
        var sum = new ArrayList<Lot>();
        lots.forEach(lot -> add(sum, lot.ofKind(change.apply(lot.kind().toBuilder()))));
        return new Resources(List.copyOf(sum));
    }

    private static void add(List<Lot> sum, Lot added) {
        if (added.quantity().isNothing()) {
            return;
        }
        for (int i = 0; i < sum.size(); i++) {
            if (sum.get(i).mergesWith(added)) {
                sum.set(i, sum.get(i).plus(added));
                return;
            }
        }
        sum.add(added);
    }

    private static void take(List<Lot> rest, Lot taken) {
        for (int i = 0; i < rest.size(); i++) {
            if (!rest.get(i).gives(taken)) {
                continue;
            }
            var left = rest.get(i).minus(taken);
            if (rest.get(i).isAtomic() || left.quantity().isNothing()) {
                rest.remove(i);
            } else {
                rest.set(i, left);
            }
            return;
        }
    }
}
