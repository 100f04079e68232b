/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what {@link RecordJson} wrote; fails with {@link IllegalArgumentException} on anything else. */
final class RecordReader {
    private RecordReader() {}

    static Object read(JsonNode node, Type declared) {
        if (declared instanceof ParameterizedType generic) {
            return ofGeneric(node, generic);
        }
        var type = (Class<?>) declared;
        if (type.isSealed()) {
            var name = node.path(RecordJson.IS).asText();
            var alternative = RecordJson.alternatives(type).stream()
                    .filter(candidate -> candidate.getSimpleName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + name + "' is no " + type.getSimpleName() + " of this version"));
            return ofRecord(node, alternative);
        }
        if (!type.isRecord()) {
            return ofLeaf(node, type);
        }
        var components = type.getRecordComponents();
        return components.length == 1
                ? make(type, List.of(read(node, components[0].getGenericType())))
                : ofRecord(node, type);
    }

    private static Object ofGeneric(JsonNode node, ParameterizedType declared) {
        var items = new ArrayList<Object>();
        if (declared.getRawType() == List.class || declared.getRawType() == Set.class) {
            node.forEach(item -> items.add(read(item, RecordJson.argument(declared, 0))));
            return declared.getRawType() == List.class ? items : new LinkedHashSet<>(items);
        }
        if (declared.getRawType() == Map.class) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.fields()
                    .forEachRemaining(
                            entry -> map.put(entry.getKey(), read(entry.getValue(), RecordJson.argument(declared, 1))));
            return map;
        }
        throw new IllegalStateException("a journal cannot hold a " + declared);
    }

    private static Object ofRecord(JsonNode node, Class<?> type) {
        var values = new ArrayList<>();
        for (var component : type.getRecordComponents()) {
            values.add(component(node, component));
        }
        return make(type, values);
    }

    private static Object component(JsonNode node, RecordComponent component) {
        var content = node.path(component.getName());
        if (component.getType() == Optional.class) {
            return content.isMissingNode()
                    ? Optional.empty()
                    : Optional.of(read(content, RecordJson.argument(component.getGenericType(), 0)));
        }
        if (content.isMissingNode()) {
            throw new IllegalArgumentException("the field '" + component.getName() + "' of "
                    + component.getDeclaringRecord().getSimpleName() + " is missing");
        }
        return read(content, component.getGenericType());
    }

    private static Object ofLeaf(JsonNode node, Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return node.intValue();
        }
        if (type == long.class) {
            return node.longValue();
        }
        if (type == boolean.class) {
            return node.booleanValue();
        }
        var text = node.asText();
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + text + "' is no " + type.getSimpleName() + " of this version"));
        }
        if (type == Instant.class) {
            return Instant.parse(text);
        }
        return type == Duration.class ? Duration.parse(text) : text;
    }

    private static Object make(Class<?> type, List<Object> values) {
        var types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " cannot be made: " + e.getCause().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }
}
