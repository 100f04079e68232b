/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Network faults that may overlap: when one ends, the others on the same container go on. */
final class NetworkFaults {
    private final Faults faults;
    private final List<Active> active = new ArrayList<>();

    /** Makes a fault on a member. */
    interface Making {
        void make(Faults faults) throws IOException;
    }

    private record Active(Member member, Making making) {}

    NetworkFaults(Faults faults) {
        this.faults = faults;
    }

    /** Makes one, and returns what ends it. */
    Pending.Deed begin(Member member, Making making) throws IOException {
        var fault = new Active(member, making);
        active.add(fault);
        making.make(faults);
        return () -> end(fault);
    }

    private void end(Active fault) throws IOException {
        active.remove(fault);
        faults.heal(fault.member());
        for (Active other : active) {
            if (other.member().equals(fault.member())) {
                other.making().make(faults);
            }
        }
    }
}
