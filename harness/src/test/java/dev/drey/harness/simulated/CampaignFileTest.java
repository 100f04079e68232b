/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("sim")
class CampaignFileTest {
    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasSaved() throws IOException {
        var tally = new Tally();
        var campaign = new Campaign(new MixedPlay(), false);
        tally.add(campaign.play(1));
        tally.add(campaign.play(2));
        var file = new CampaignFile(folder, "this");

        file.save(tally);

        var restored = file.load().orElseThrow();
        assertThat(restored.save()).isEqualTo(tally.save());
        assertThat(restored.hash()).isEqualTo(tally.hash());
        assertThat(new CampaignFile(folder, "something else").load()).isEmpty();
    }

    @Test
    void leavesOutSeedsThatWerePlayed() {
        var supply = new SeedSupply(1, 6, Set.of(1L, 2L, 5L), () -> true);
        var seeds = new ArrayList<Long>();

        supply.forEachRemaining(seeds::add);

        assertThat(seeds).containsExactly(3L, 4L, 6L);
    }
}
