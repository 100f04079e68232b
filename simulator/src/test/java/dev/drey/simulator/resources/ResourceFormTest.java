/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ResourceFormTest {
    private static final Resource PORTS = Resource.newBuilder()
            .setName("ports")
            .setType(Value.Type.RANGES)
            .setRanges(Value.Ranges.newBuilder()
                    .addRange(Value.Range.newBuilder().setBegin(31000).setEnd(31999)))
            .build();

    @Test
    void endpointsShowEachRangeOnce() {
        var shown = ResourceForm.toEndpoint(PORTS);

        assertThat(shown.getRanges()).isEqualTo(PORTS.getRanges());
        assertThat(shown.getRole()).isEqualTo("*");
    }

    @Test
    void endpointsShowBothFormsOfAReservation() {
        var reservation = ReservationInfo.newBuilder()
                .setType(ReservationInfo.Type.DYNAMIC)
                .setRole("eng")
                .setPrincipal("p");

        var shown = ResourceForm.toEndpoint(
                PORTS.toBuilder().addReservations(reservation).build());

        assertThat(shown.getReservationsList()).containsExactly(reservation.build());
        assertThat(shown.getRole()).isEqualTo("eng");
        assertThat(shown.getReservation().getPrincipal()).isEqualTo("p");
        assertThat(shown.getRanges()).isEqualTo(PORTS.getRanges());
    }

    @Test
    void endpointsShowARefinedReservationAsAStackOnly() {
        var refined = PORTS.toBuilder()
                .addReservations(ReservationInfo.newBuilder()
                        .setType(ReservationInfo.Type.STATIC)
                        .setRole("eng"))
                .addReservations(ReservationInfo.newBuilder()
                        .setType(ReservationInfo.Type.DYNAMIC)
                        .setRole("eng/web"))
                .build();

        assertThat(ResourceForm.toEndpoint(refined)).isEqualTo(refined);
    }
}
