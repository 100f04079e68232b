/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.List;

/** What is wanted in one matching: the needs of all profiles, and the resources that any of them takes. */
final class Needs {
    private final List<Wanted> wanted;
    private final List<Need> needs;
    private final List<String> scalars = new ArrayList<>();

    Needs(List<Wanted> wanted) {
        this.wanted = wanted;
        this.needs = new ArrayList<>(wanted.size());
        for (var want : wanted) {
            needs.add(read(want));
        }
    }

    private Need read(Wanted want) {
        var need = Need.of(want.profile());
        for (var i = 0; i < need.scalars(); i++) {
            if (!scalars.contains(need.name(i))) {
                scalars.add(need.name(i));
            }
        }
        return need;
    }

    int size() {
        return needs.size();
    }

    Wanted wanted(int index) {
        return wanted.get(index);
    }

    Need need(int index) {
        return needs.get(index);
    }

    /** The names of all scalar resources, each once. */
    List<String> scalars() {
        return scalars;
    }
}
