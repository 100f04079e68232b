/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.ByteString;
import com.google.protobuf.Internal;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Own records as JSON: a record is an object of its components; a protobuf message, complete or not, is its bytes in
 * base64, so that nothing of it is lost.
 *
 * <p>Components may be strings, numbers, booleans, enums, durations, instants, protobuf messages, byte strings, other
 * records, and lists and optionals of these.
 */
public final class RecordJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RecordJson() {}

    /** UTF-8 text on one line. */
    public static byte[] write(Record value) {
        try {
            return MAPPER.writeValueAsBytes(tree(value));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static <R extends Record> R read(byte[] text, Class<R> type) throws JsonConversionException {
        try {
            return type.cast(value(MAPPER.readTree(text), type));
        } catch (IOException | IllegalArgumentException e) {
            throw new JsonConversionException("not a " + type.getSimpleName() + ": " + e.getMessage());
        }
    }

    private static JsonNode tree(Object value) {
        if (value instanceof Record) {
            var object = NODES.objectNode();
            for (var component : value.getClass().getRecordComponents()) {
                object.set(component.getName(), tree(get(component, value)));
            }
            return object;
        } else if (value instanceof List) {
            var array = NODES.arrayNode();
            ((List<?>) value).forEach(element -> array.add(tree(element)));
            return array;
        } else if (value instanceof Optional) {
            return ((Optional<?>) value).<JsonNode>map(RecordJson::tree).orElseGet(NODES::nullNode);
        }
        return leaf(value);
    }

    private static JsonNode leaf(Object value) {
        if (value instanceof MessageLite) {
            return NODES.binaryNode(((MessageLite) value).toByteArray());
        } else if (value instanceof ByteString) {
            return NODES.binaryNode(((ByteString) value).toByteArray());
        } else if (value instanceof Boolean) {
            return NODES.booleanNode((Boolean) value);
        } else if (value instanceof Integer) {
            return NODES.numberNode((Integer) value);
        } else if (value instanceof Double) {
            return NODES.numberNode((Double) value);
        } else if (value instanceof Enum) {
            return NODES.textNode(((Enum<?>) value).name());
        } else if (value instanceof String || value instanceof Duration || value instanceof Instant) {
            return NODES.textNode(value.toString());
        }
        throw new IllegalArgumentException("no JSON form for " + value.getClass());
    }

    private static Object get(RecordComponent component, Object owner) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record that cannot be read: " + component, e);
        }
    }

    private static Object value(JsonNode node, Type type) throws IOException {
        if (type instanceof ParameterizedType) {
            var generic = (ParameterizedType) type;
            var element = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return node.isNull() ? Optional.empty() : Optional.of(value(node, element));
            }
            var list = new ArrayList<>();
            for (var one : node) {
                list.add(value(one, element));
            }
            return list;
        }
        var plain = (Class<?>) type;
        return plain.isRecord() ? record(node, plain) : leaf(node, plain);
    }

    private static Object record(JsonNode node, Class<?> type) throws IOException {
        var components = type.getRecordComponents();
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            var name = components[i].getName();
            if (!node.has(name)) {
                throw new IllegalArgumentException("'" + name + "' is missing");
            }
            values[i] = value(node.get(name), components[i].getGenericType());
        }
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("a record that cannot be made: " + type.getSimpleName(), e);
        }
    }

    private static Object leaf(JsonNode node, Class<?> type) throws IOException {
        if (MessageLite.class.isAssignableFrom(type)) {
            return Internal.getDefaultInstance(type.asSubclass(MessageLite.class))
                    .getParserForType()
                    .parsePartialFrom(bytes(node));
        } else if (type == ByteString.class) {
            return ByteString.copyFrom(bytes(node));
        } else if (type == boolean.class) {
            return node.asBoolean();
        } else if (type == int.class) {
            return node.asInt();
        } else if (type == double.class) {
            return node.asDouble();
        } else if (type.isEnum()) {
            return constant(node.asText(), type);
        } else if (type == String.class) {
            return node.asText();
        } else if (type == Duration.class) {
            return Duration.parse(node.asText());
        } else if (type == Instant.class) {
            return Instant.parse(node.asText());
        }
        throw new IllegalArgumentException("no JSON form for " + type);
    }

    private static Object constant(String name, Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(known -> ((Enum<?>) known).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not a " + type.getSimpleName()));
    }

    private static byte[] bytes(JsonNode node) {
        return Base64.getDecoder().decode(node.asText());
    }
}
