/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.network.Network;

/** Two nodes of which one or both cannot hear the other for a while. */
record Cut(Network network, String one, String other, boolean there, boolean back) {

    void begin() {
        if (there) {
            network.cut(one, other);
        }
        if (back) {
            network.cut(other, one);
        }
    }

    void end() {
        if (there) {
            network.mend(one, other);
        }
        if (back) {
            network.mend(other, one);
        }
    }
}
