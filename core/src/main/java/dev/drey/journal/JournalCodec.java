/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.model.Check;
import dev.drey.scheduler.Effect;
import java.time.DateTimeException;

/** Turns the lines of a journal into JSON without line breaks and back. Secrets are hidden when they are written. */
public final class JournalCodec {
    /** The format that is written and read; another one is refused. */
    public static final int FORMAT = 1;

    private final ObjectMapper mapper = new ObjectMapper();

    public String encode(JournalLine line) {
        return text(RecordJson.write(line, JournalLine.class));
    }

    /** An effect as it stands in a line. */
    public String encode(Effect effect) {
        return text(RecordJson.write(effect, Effect.class));
    }

    public JournalLine decode(String line) throws JournalFormatException {
        try {
            var read = (JournalLine) RecordReader.read(mapper.readTree(line), JournalLine.class);
            if (read instanceof JournalLine.Opened opened && opened.format() != FORMAT) {
                throw new IllegalArgumentException("it has format " + opened.format() + ", not " + FORMAT);
            }
            return read;
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw new JournalFormatException(
                    "not a line of a journal that this version reads (" + e.getMessage() + "): "
                            + line.substring(0, Math.min(line.length(), 120)),
                    e);
        }
    }

    private String text(JsonNode node) {
        try {
            var text = mapper.writeValueAsString(node);
            Check.that(text.indexOf('\n') < 0, "a journal line has a line break: %s", text);
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }
}
