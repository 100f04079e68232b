/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.Resources;

/** Resources that turn into others of the same size. */
public record Conversion(Resources consumed, Resources converted) {

    public Resources apply(Resources resources) {
        return resources.minus(consumed).plus(converted);
    }

    public Conversion unallocated() {
        return new Conversion(consumed.unallocated(), converted.unallocated());
    }
}
