/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CommonFlagsTest {
    private static final Map<String, String> KNOWN = CommonFlags.with(Map.of("limit", "a rate"), 5050);

    @Test
    void byDefaultAProgramIsOnLoopbackOnly() throws Exception {
        assertThat(CommonFlags.of(flags(), 5050))
                .isEqualTo(new CommonFlags("127.0.0.1", "127.0.0.1", "127.0.0.1", 5050, 1));
    }

    @Test
    void whatIsToldToOthersMayDiffer() throws Exception {
        var flags = flags("--ip=0.0.0.0", "--advertise_ip=10.0.0.3", "--port=7", "--drey_speed=2.5");

        assertThat(CommonFlags.of(flags, 5050)).isEqualTo(new CommonFlags("0.0.0.0", "10.0.0.3", "10.0.0.3", 7, 2.5));
    }

    @Test
    void aSpeedHasBounds() {
        assertThatThrownBy(() -> CommonFlags.of(flags("--drey_speed=0.5"), 5050))
                .isInstanceOf(FlagException.class)
                .hasMessage("--drey_speed=0.5: expected a number from 1 to 1000.");
    }

    @Test
    void everyProgramNamesItsPortAndIgnoresWhatAllIgnore() throws Exception {
        assertThat(KNOWN.get("port")).contains("default 5050");
        assertThat(flags("--log_dir=/tmp", "--mine").withoutEffect()).containsExactly("--log_dir", "--mine");
    }

    @Test
    void aRateIsANumberAndATime() throws Exception {
        assertThat(flags("--limit=2/1.5mins").rate("limit")).contains(new Rate(2, Duration.ofSeconds(90)));
        for (var wrong : List.of("1", "0/1secs", "1/0secs", "1/10", "x/1secs", "-1/1secs")) {
            var flags = flags("--limit=" + wrong);
            assertThatThrownBy(() -> flags.rate("limit"))
                    .hasMessage("--limit=" + wrong + ": expected a number and a duration like 1/10mins.");
        }
    }

    private static MesosFlags flags(String... arguments) throws FlagException {
        return MesosFlags.read(arguments, Map.of(), KNOWN, CommonFlags.ignored(List.of("mine")));
    }
}
