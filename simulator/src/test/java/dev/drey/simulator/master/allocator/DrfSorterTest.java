/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.resources.Resources;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DrfSorterTest {
    private DrfSorter sorter = sorter(Map.of());

    private static DrfSorter sorter(Map<String, Double> weights) {
        var shares = new Shares(Set.of(), weights);
        shares.add(Resources.parse("cpus:100;mem:100"));
        return new DrfSorter(shares);
    }

    private void allocate(String client, String resources) {
        sorter.add(client);
        sorter.setActive(client, true);
        sorter.allocated(client, Resources.parse(resources).scalarMillis());
    }

    private void idle(String client) {
        sorter.add(client);
        sorter.setActive(client, true);
    }

    @Test
    @DisplayName("C187 the least dominant share is first")
    void leastDominantShareIsFirst() {
        allocate("a", "cpus:5;mem:5");
        allocate("b", "cpus:6;mem:6");
        allocate("c", "cpus:1;mem:1");
        allocate("d", "cpus:3;mem:1");

        assertThat(sorter.sort()).containsExactly("c", "d", "a", "b");
    }

    @Test
    @DisplayName("C189 equal shares are put in order by the number of allocations, which never sinks")
    void allocationCountBreaksTies() {
        for (String client : new String[] {"a", "b", "c", "d", "e", "d", "c", "c"}) {
            allocate(client, "cpus:1");
            sorter.unallocated(client, Resources.parse("cpus:1").scalarMillis());
        }
        sorter.setActive("d", false);
        sorter.setActive("d", true);

        assertThat(sorter.sort()).containsExactly("a", "b", "e", "d", "c");
    }

    @Test
    @DisplayName("C190 a role competes with its own sub-roles")
    void comparesSubtrees() {
        allocate("a/b", "cpus:6");
        allocate("c", "cpus:8");
        allocate("d", "cpus:3");
        allocate("d/e", "cpus:2");

        assertThat(sorter.sort()).containsExactly("d/e", "d", "a/b", "c");
    }

    @Test
    @DisplayName("C390 a weight counts for the whole subtree")
    void weighsSubtrees() {
        sorter = sorter(Map.of("a", 2.0, "b", 3.0));
        allocate("a/x", "cpus:10");
        allocate("b/y", "cpus:10");
        assertThat(sorter.sort()).containsExactly("b/y", "a/x");

        allocate("b/z", "cpus:5");
        assertThat(sorter.sort()).containsExactly("b/z", "b/y", "a/x");

        allocate("b", "cpus:4");
        assertThat(sorter.sort()).containsExactly("a/x", "b", "b/z", "b/y");

        allocate("a/zz", "cpus:2");
        assertThat(sorter.sort()).containsExactly("a/zz", "a/x", "b", "b/z", "b/y");
    }

    @Test
    @DisplayName("C391 who shares a volume has all of it in his share")
    void sharedVolumesCountForEachHolder() {
        var shares = new Shares(Set.of(), Map.of());
        shares.add(Resources.parse("cpus:100;mem:100;disk:1000"));
        sorter = new DrfSorter(shares);
        allocate("a", "disk:100");
        allocate("b", "cpus:6");
        allocate("c", "disk:100");

        assertThat(sorter.sort()).containsExactly("b", "a", "c");
    }

    @Test
    void inactiveClientsCountInTheirParentsOnly() {
        idle("a/x");
        allocate("a/y", "cpus:50");
        idle("b");
        sorter.setActive("a/y", false);

        assertThat(sorter.sort()).containsExactly("b", "a/x");
    }
}
