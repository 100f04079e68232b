/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** A scalar amount as Mesos counts it: three decimal digits, never negative (values.cpp: convertToFixed). */
public record Amount(long millis) implements Comparable<Amount> {
    public static final Amount ZERO = new Amount(0);

    public Amount {
        if (millis < 0) {
            throw new IllegalArgumentException("amount below zero: " + millis + " milli-units");
        }
    }

    /** The amount nearest to {@code units}, half away from zero, as the master rounds. */
    public static Amount of(double units) {
        return new Amount(Math.round(units * 1000));
    }

    public Amount plus(Amount other) {
        return new Amount(Math.addExact(millis, other.millis));
    }

    /** What is left, or empty if there is less than {@code taken}. */
    public Optional<Amount> minus(Amount taken) {
        return taken.millis <= millis ? Optional.of(new Amount(millis - taken.millis)) : Optional.empty();
    }

    public boolean isZero() {
        return millis == 0;
    }

    /** The amount in whole units, for the protocol. */
    public double units() {
        return millis / 1000.0;
    }

    @Override
    public int compareTo(Amount other) {
        return Long.compare(millis, other.millis);
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(millis, 3)
                .setScale(3, RoundingMode.UNNECESSARY)
                .stripTrailingZeros()
                .toPlainString();
    }
}
