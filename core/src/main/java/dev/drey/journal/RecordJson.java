/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes records, and all they are made of, as JSON. {@link RecordReader} is its inverse. */
final class RecordJson {
    /* Records are objects of their components; one with a single component is that component. An alternative of a
     * sealed interface also has its name, in the field "is". What is empty is left out. So a new input or effect is
     * written without a line of code, and cannot be forgotten. */
    static final String IS = "is";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RecordJson() {}

    static JsonNode write(Object value, Type declared) {
        if (value instanceof Record object) {
            return ofRecord(object, declared);
        }
        if (value instanceof Collection<?> items) {
            ArrayNode array = NODES.arrayNode();
            items.forEach(item -> array.add(write(item, argument(declared, 0))));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            return ofMap(map, declared);
        }
        return ofLeaf(value);
    }

    private static JsonNode ofRecord(Object value, Type declared) {
        var components = value.getClass().getRecordComponents();
        if (!isSealed(declared) && components.length == 1) {
            return write(get(value, components[0]), components[0].getGenericType());
        }
        ObjectNode object = NODES.objectNode();
        if (isSealed(declared)) {
            object.put(IS, value.getClass().getSimpleName());
        }
        var isSecret = Arrays.stream(components).anyMatch(component -> namesASecret(value, component));
        for (var component : components) {
            var content = isSecret && component.getName().equals("value") ? hidden(component) : get(value, component);
            var type = component.getGenericType();
            if (content instanceof Optional<?> optional) {
                optional.ifPresent(inner -> object.set(component.getName(), write(inner, argument(type, 0))));
            } else {
                object.set(component.getName(), write(content, type));
            }
        }
        return object;
    }

    /* Labels are records of key and value. */
    private static boolean namesASecret(Object value, RecordComponent component) {
        return component.getName().equals("key")
                && get(value, component) instanceof String name
                && Redaction.isSecret(name);
    }

    private static Object hidden(RecordComponent component) {
        return component.getType() == Optional.class ? Optional.of(Redaction.hidden()) : Redaction.hidden();
    }

    private static JsonNode ofMap(Map<?, ?> map, Type declared) {
        ObjectNode object = NODES.objectNode();
        map.forEach((key, value) -> {
            var name = key.toString();
            object.set(
                    name,
                    Redaction.isSecret(name)
                            ? NODES.textNode(Redaction.hidden())
                            : write(value, argument(declared, 1)));
        });
        return object;
    }

    private static JsonNode ofLeaf(Object value) {
        if (value instanceof String text) {
            return NODES.textNode(Redaction.text(text));
        }
        if (value instanceof Integer || value instanceof Long) {
            return NODES.numberNode(((Number) value).longValue());
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (value instanceof Enum<?> constant) {
            return NODES.textNode(constant.name());
        }
        if (value instanceof Instant || value instanceof Duration) {
            return NODES.textNode(value.toString());
        }
        throw new IllegalStateException("a journal cannot hold a " + value.getClass());
    }

    private static Object get(Object value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    static boolean isSealed(Type type) {
        return type instanceof Class<?> raw && raw.isSealed();
    }

    static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    static List<Class<?>> alternatives(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .<Class<?>>map(alternative -> alternative)
                .toList();
    }
}
