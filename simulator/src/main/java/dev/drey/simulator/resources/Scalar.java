/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/** A scalar as Mesos counts it: in integer thousandths, rounded half away from zero. */
record Scalar(long millis) implements Quantity {

    static Scalar of(double value) {
        return new Scalar(toMillis(value));
    }

    static long toMillis(double value) {
        long magnitude = Math.round(Math.abs(value) * 1000);
        return value < 0 ? -magnitude : magnitude;
    }

    @Override
    public boolean isNothing() {
        return millis <= 0;
    }

    @Override
    public Quantity plus(Quantity other) {
        return new Scalar(millis + other.millis());
    }

    @Override
    public Quantity minus(Quantity other) {
        return new Scalar(Math.max(0, millis - other.millis()));
    }

    @Override
    public boolean contains(Quantity other) {
        return millis >= other.millis();
    }

    @Override
    public void writeTo(Resource.Builder resource) {
        resource.setScalar(Value.Scalar.newBuilder().setValue(millis / 1000.0));
    }
}
