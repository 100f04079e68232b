/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.drey.journal.Redaction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The records of this package as JSON: times in the form of RFC 3339, durations as seconds, what is absent as null, and
 * what looks like a secret as {@code ***}.
 */
final class StatusJson {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(String.class, writing((text, json) -> json.writeString(redacted(text))))
                    .addSerializer(Instant.class, writing((at, json) -> json.writeString(at.toString())))
                    .addSerializer(
                            Duration.class, writing((length, json) -> json.writeNumber(length.toMillis() / 1000.0)))
                    .addSerializer(Optional.class, writing((value, json) -> json.writePOJO(value.orElse(null)))));

    private interface Writing<T> {
        void write(T value, JsonGenerator json) throws IOException;
    }

    private StatusJson() {}

    /* Messages of tasks and masters may quote addresses with credentials. Names and ids, which are most of all strings
     * of a large fleet, are not searched. */
    private static String redacted(String text) {
        var isProse = text.indexOf(' ') >= 0 || text.indexOf(':') >= 0 || text.indexOf('=') >= 0;
        return isProse ? Redaction.text(text) : text;
    }

    static String of(Record value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    private static <T> JsonSerializer<T> writing(Writing<T> writing) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                writing.write(value, json);
            }
        };
    }
}
