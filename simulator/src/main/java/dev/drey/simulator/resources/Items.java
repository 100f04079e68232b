/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/** A set of named things. */
record Items(SortedSet<String> names) implements Quantity {
    Items {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    static Items of(Value.Set set) {
        return new Items(new TreeSet<>(set.getItemList()));
    }

    @Override
    public boolean isNothing() {
        return names.isEmpty();
    }

    @Override
    public Quantity plus(Quantity other) {
        var sum = new TreeSet<>(names);
        sum.addAll(((Items) other).names);
        return new Items(sum);
    }

    @Override
    public Quantity minus(Quantity other) {
        var rest = new TreeSet<>(names);
        rest.removeAll(((Items) other).names);
        return new Items(rest);
    }

    @Override
    public boolean contains(Quantity other) {
        return names.containsAll(((Items) other).names);
    }

    @Override
    public long millis() {
        return names.size() * 1000L;
    }

    @Override
    public void writeTo(Resource.Builder resource) {
        resource.setSet(Value.Set.newBuilder().addAllItem(names));
    }
}
