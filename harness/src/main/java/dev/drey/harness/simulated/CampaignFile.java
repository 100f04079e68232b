/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** How far a campaign is, in a file: so that one that was interrupted can be taken up again. */
public final class CampaignFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final String subject;

    private record Contents(String subject, Tally.Saved tally) {}

    /**
     * @param subject what is played, to the letter; a file about something else is not taken up
     */
    public CampaignFile(Path folder, String subject) {
        this.file = folder.resolve("campaign.json");
        this.subject = subject;
    }

    public Path path() {
        return file;
    }

    /** What was saved, unless there is nothing, or it is about something else. */
    public Optional<Tally> load() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var contents = JSON.readValue(file.toFile(), Contents.class);
        return contents.subject().equals(subject) ? Optional.of(Tally.restore(contents.tally())) : Optional.empty();
    }

    /** Saves in one step: whoever reads sees all of it or the one before. */
    public void save(Tally tally) throws IOException {
        Files.createDirectories(file.getParent());
        var draft = file.resolveSibling("campaign.json.new");
        JSON.writeValue(draft.toFile(), new Contents(subject, tally.save()));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
