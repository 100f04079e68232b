/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("unit")
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class ResourceArithmeticTest {

    @Property
    void addThenSubtractIsIdentity(@ForAll("disjoint") Pair pair) {
        assertThat(pair.left.plus(pair.right).minus(pair.right)).isEqualTo(pair.left);
    }

    @Property
    void aSumContainsItsParts(@ForAll("resources") Resources a, @ForAll("resources") Resources b) {
        assertThat(a.plus(b).contains(a)).isTrue();
        assertThat(a.plus(b).contains(b)).isTrue();
    }

    @Property
    void addingIsCommutative(@ForAll("resources") Resources a, @ForAll("resources") Resources b) {
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
    }

    @Property
    void whatIsContainedCanBeTakenAndPutBack(@ForAll("resources") Resources a, @ForAll("resources") Resources b) {
        if (a.contains(b)) {
            assertThat(a.minus(b).plus(b)).isEqualTo(a);
        } else {
            assertThat(b.minus(a).isEmpty()).isFalse();
        }
    }

    @Property
    void nothingRemainsOfItself(@ForAll("resources") Resources a) {
        assertThat(a.minus(a).isEmpty()).isTrue();
        assertThat(a.contains(a)).isTrue();
    }

    @Property
    void allocationComesAndGoes(@ForAll("resources") Resources a) {
        assertThat(a.allocatedTo("role").unallocated()).isEqualTo(a);
        assertThat(a.allocatedTo("role").ofAllocationRole("role").unallocated()).isEqualTo(a);
    }

    @Property
    void theOldFormSaysTheSame(@ForAll("resources") Resources a) {
        var old = a.toList().stream()
                .map(resource -> ResourceForm.toRole(resource).orElseThrow())
                .toList();

        assertThat(Resources.of(old)).isEqualTo(a);
    }

    /** Two bags without common ports, so that adding loses nothing. */
    record Pair(Resources left, Resources right) {}

    @Provide
    Arbitrary<Pair> disjoint() {
        return Combinators.combine(bag(0), bag(20_000)).as(Pair::new);
    }

    @Provide
    Arbitrary<Resources> resources() {
        return bag(0);
    }

    private static Arbitrary<Resources> bag(int firstPort) {
        var scalar = Combinators.combine(
                        Arbitraries.of("cpus", "mem", "disk", "cpus(a)", "mem(a/b)"),
                        Arbitraries.integers().between(0, 5_000))
                .as((name, millis) -> Resources.parse(name + ":" + millis / 1000.0));
        var ports = Combinators.combine(
                        Arbitraries.integers().between(firstPort, firstPort + 40),
                        Arbitraries.integers().between(0, 5))
                .as((begin, length) -> Resources.parse("ports:[" + begin + "-" + (begin + length) + "]"));
        return Arbitraries.oneOf(scalar, ports).list().ofMaxSize(6).map(parts -> parts.stream()
                .reduce(Resources.NONE, Resources::plus));
    }
}
