/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.List;

/** What is left on each pool of the resources that are wanted, while one round is worked out. */
final class Supply {
    private final List<String> names;
    private final long[][] scalars;
    private final long[] ports;

    Supply(Terrain terrain, List<String> names) {
        this.names = names;
        this.scalars = new long[names.size()][];
        for (var i = 0; i < scalars.length; i++) {
            scalars[i] = terrain.scalar(names.get(i));
        }
        this.ports = terrain.ports();
    }

    /** Per pool how much there is, in thousandths; of a name that is wanted. */
    long[] scalar(String name) {
        return scalars[names.indexOf(name)];
    }

    long[] ports() {
        return ports;
    }
}
