/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.link;

import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The messages between a master and an agent as bytes: the name of the message, a newline, and its JSON.
 *
 * @param <M> a sealed interface of records
 */
final class LinkCodec<M> {
    private final Map<String, Class<?>> types = new TreeMap<>();
    private final Class<M> family;

    LinkCodec(Class<M> family) {
        this.family = family;
        Arrays.stream(family.getPermittedSubclasses()).forEach(type -> types.put(type.getSimpleName(), type));
    }

    byte[] encode(M message) {
        var json = RecordJson.write((Record) message);
        var name = (message.getClass().getSimpleName() + "\n").getBytes(StandardCharsets.US_ASCII);
        var all = Arrays.copyOf(name, name.length + json.length);
        System.arraycopy(json, 0, all, name.length, json.length);
        return all;
    }

    M decode(byte[] bytes) throws JsonConversionException {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        var name = new String(bytes, 0, end, StandardCharsets.US_ASCII);
        var type = types.get(name);
        if (type == null || end == bytes.length) {
            throw new JsonConversionException("there is no message '" + name + "' of " + family.getSimpleName());
        }
        var json = Arrays.copyOfRange(bytes, end + 1, bytes.length);
        return family.cast(RecordJson.read(json, type.asSubclass(Record.class)));
    }
}
