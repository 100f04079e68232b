/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The JSON form of protobuf messages as Mesos writes and reads it, which is not that of protobuf's own JsonFormat.
 *
 * <p>Names are the snake_case ones of the .proto files and no others; unknown names are ignored. For the values see
 * {@link FieldWriter} and {@link FieldReader}.
 */
public final class ProtoJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        /* Mesos sets no limit to a string inside a call; the size of the body is limited by the server. */
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    private ProtoJson() {}

    /** The message as compact JSON text. */
    public static String print(MessageOrBuilder message) {
        var text = new StringWriter();
        try (var out = MAPPER.getFactory().createGenerator(text)) {
            FieldWriter.writeMessage(message, out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    /** The message as a tree, to be put into a larger JSON document. */
    public static JsonNode tree(MessageOrBuilder message) {
        try {
            return MAPPER.readTree(print(message));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("own JSON does not parse", e);
        }
    }

    /** Fills {@code builder} from UTF-8 text; all required fields must be there. */
    public static <B extends Message.Builder> B parse(byte[] text, B builder) throws JsonConversionException {
        fill(builder, read(text));
        return builder;
    }

    /** Reads a JSON array of messages. */
    public static <B extends Message.Builder> List<B> parseArray(byte[] text, Supplier<B> builders)
            throws JsonConversionException {
        var tree = read(text);
        if (!tree.isArray()) {
            throw new JsonConversionException(
                    "expected a JSON array, got " + tree.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        var messages = new ArrayList<B>();
        for (JsonNode element : tree) {
            var builder = builders.get();
            fill(builder, element);
            messages.add(builder);
        }
        return messages;
    }

    private static void fill(Message.Builder builder, JsonNode tree) throws JsonConversionException {
        if (!tree.isObject()) {
            throw new JsonConversionException(
                    "expected a JSON object, got " + tree.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        FieldReader.readMessage(tree, builder, "");
        var missing = builder.findInitializationErrors();
        if (!missing.isEmpty()) {
            throw new JsonConversionException("missing required fields: " + String.join(", ", missing));
        }
    }

    public static <B extends Message.Builder> B parse(String text, B builder) throws JsonConversionException {
        return parse(text.getBytes(StandardCharsets.UTF_8), builder);
    }

    private static JsonNode read(byte[] text) throws JsonConversionException {
        try {
            var tree = MAPPER.readTree(text);
            if (tree == null || tree.isMissingNode()) {
                throw new JsonConversionException("the text is empty, expected a JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new JsonConversionException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new JsonConversionException("not JSON: " + e.getMessage());
        }
    }
}
