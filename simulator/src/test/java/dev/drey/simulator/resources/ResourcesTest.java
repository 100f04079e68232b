/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ResourcesTest {

    @Test
    void readsTheTextOfAFlag() {
        var resources = Resources.parse("cpus:4;mem:8192; disk(ads):20000;ports:[31000-32000, 8080-8080];names:{a,b}");

        assertThat(resources)
                .hasToString("cpus:4; mem:8192; disk(ads):20000; ports:[8080-8080, 31000-32000]; names:{a, b}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpus", "cpus:many", "cpus:0.00001", "ports:[5-1]", "ports:[1-3,2-4]", "cpus(a//b):1"})
    @DisplayName("C157 refuses what is not a resource")
    void refusesBadText(String text) {
        assertThatThrownBy(() -> Resources.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("C155 scalars have three decimal digits")
    void roundsScalars() {
        assertThat(Resources.parse("cpus:1.5011")).isEqualTo(Resources.parse("cpus:1.501"));
        assertThat(Resources.parse("cpus:1.5015").scalar("cpus")).isEqualTo(1.502);
    }

    @Test
    @DisplayName("C154 many additions and subtractions lose nothing")
    void losesNothing() {
        var once = Resources.parse("cpus:1.001");
        var sum = once;

        for (int i = 0; i < 2500; i++) {
            sum = sum.plus(once).plus(once).minus(once).minus(once);
        }

        assertThat(sum).isEqualTo(once);
        assertThat(sum.toList().get(0).getScalar().getValue()).isEqualTo(1.001);
    }

    @Test
    @DisplayName("C158 resources of different roles are different")
    void tellsRolesApart() {
        assertThat(Resources.parse("cpus(role1):3")).isNotEqualTo(Resources.parse("cpus(role2):3"));
        assertThat(Resources.parse("cpus(role1):3").contains(Resources.parse("cpus(role2):3")))
                .isFalse();
    }

    @Test
    @DisplayName("C159 ranges are sorted and coalesced")
    void coalescesRanges() {
        var sum = Resources.parse("ports:[8-10]")
                .plus(Resources.parse("ports:[3-5]"))
                .plus(Resources.parse("ports:[7-8]"))
                .plus(Resources.parse("ports:[1-4]"));

        assertThat(sum).hasToString("ports:[1-5, 7-10]");
        assertThat(sum.minus(Resources.parse("ports:[2-8]"))).hasToString("ports:[1-1, 9-10]");
    }

    @Test
    void zeroVanishes() {
        assertThat(Resources.parse("cpus:0;mem:0").isEmpty()).isTrue();
        assertThat(Resources.parse("mem:1").contains(Resources.parse("cpus:0"))).isTrue();
    }

    @Test
    @DisplayName("both ways to write a reservation mean the same")
    void convertsReservations() {
        var old = cpus(1).setRole("ads")
                .setReservation(ReservationInfo.newBuilder().setPrincipal("p"))
                .build();

        var stack = ResourceForm.toStack(old);

        assertThat(stack.getReservationsList())
                .containsExactly(ReservationInfo.newBuilder()
                        .setType(ReservationInfo.Type.DYNAMIC)
                        .setRole("ads")
                        .setPrincipal("p")
                        .build());
        assertThat(stack.hasRole()).isFalse();
        assertThat(ResourceForm.toRole(stack)).contains(old);
    }

    @Test
    void aRefinedReservationHasNoOldForm() {
        var refined = cpus(1).addReservations(reservation("a"))
                .addReservations(reservation("a/b"))
                .build();

        assertThat(ResourceForm.toRole(refined)).isEmpty();
        assertThat(ResourceForm.reservedTo(refined)).contains("a/b");
        assertThat(ResourceValidation.problem(refined)).isEmpty();
    }

    @Test
    @DisplayName("C161 C385 refuses impossible metadata")
    void refusesImpossibleMetadata() {
        var revocable = cpus(1).addReservations(reservation("a"));
        revocable.getRevocableBuilder();
        var volume = cpus(1).setName("disk");
        volume.getDiskBuilder().getPersistenceBuilder().setId("id");

        assertThat(ResourceValidation.problem(revocable.build())).isPresent();
        assertThat(ResourceValidation.problem(volume.build())).isPresent();
        assertThat(ResourceValidation.problem(cpus(-1).build())).isPresent();
        assertThat(ResourceValidation.problem(cpus(0.0004).build())).isPresent();
        assertThat(ResourceValidation.problem(cpus(0).build())).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("C033 valid roles")
    @ValueSource(
            strings = {"foo", "123", "foo_123", "*", "foo-bar", "foo.bar", "foo..bar", "...", "foo/bar", "foo/.bar"})
    void acceptsRoles(String role) {
        assertThat(RoleName.problem(role)).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("C033 invalid roles")
    @ValueSource(strings = {"", ".", "..", "-foo", "/a", "a/", "a//b", "a b", "a\tb", "a/.", "a/..", "a/*", "a/-b"})
    void refusesRoles(String role) {
        assertThat(RoleName.problem(role)).isPresent();
    }

    @Test
    void readsAttributes() {
        var attributes = AttributeText.parse("rack:r1;level:3;ports:[1-2];tags:{a,b};odd:-1");

        assertThat(attributes)
                .extracting(attribute -> attribute.getType())
                .containsExactly(
                        Value.Type.TEXT, Value.Type.SCALAR, Value.Type.RANGES, Value.Type.SET, Value.Type.TEXT);
    }

    private static Resource.Builder cpus(double value) {
        return Resource.newBuilder()
                .setName("cpus")
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(value));
    }

    private static ReservationInfo reservation(String role) {
        return ReservationInfo.newBuilder()
                .setType(ReservationInfo.Type.DYNAMIC)
                .setRole(role)
                .build();
    }
}
