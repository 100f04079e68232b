/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.protocol;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.AgentInfo;

/**
 * Enum constants and fields that masters use and our message classes do not have: constants that came later, and fields
 * of v0 that show through in v1. A message keeps them as unknown fields, as protobuf itself does; in JSON they have
 * their names.
 */
public final class LaterConstants {
    private static final Map<String, Map<Integer, String>> NAMES =
            Map.of("mesos.v1.MasterInfo.Capability.Type", Map.of(3, "QUOTA_V2"));

    private static final Map<String, Map<Integer, String>> FLAGS =
            Map.of("mesos.v1.AgentInfo", Map.of(7, "checkpoint"));

    private LaterConstants() {}

    /** An agent as it is shown to operators: in v0 it tells that it writes checkpoints, which all agents do. */
    public static AgentInfo checkpointing(AgentInfo agent) {
        return agent.toBuilder()
                .mergeUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(7, Field.newBuilder().addVarint(1).build())
                        .build())
                .build();
    }

    /** The fields of a message that its class does not have, and that are true or false. */
    public static SortedMap<String, Boolean> flags(MessageOrBuilder message) {
        var names = FLAGS.getOrDefault(message.getDescriptorForType().getFullName(), Map.of());
        var flags = new TreeMap<String, Boolean>();
        names.forEach((number, name) -> message.getUnknownFields()
                .getField(number)
                .getVarintList()
                .forEach(value -> flags.put(name, value != 0)));
        return flags;
    }

    /** Sets a field that is an enum to a constant that its class does not have. */
    public static <B extends Message.Builder> B set(B builder, int number, String name) {
        var field = builder.getDescriptorForType().findFieldByNumber(number);
        var constant = number(field.getEnumType(), name)
                .orElseThrow(() -> new IllegalArgumentException("there is no later constant " + name));
        builder.mergeUnknownFields(UnknownFieldSet.newBuilder()
                .addField(number, Field.newBuilder().addVarint(constant).build())
                .build());
        return builder;
    }

    /** The name of such a constant in a field that is not repeated. */
    public static Optional<String> name(MessageOrBuilder message, FieldDescriptor field) {
        var values = message.getUnknownFields().getField(field.getNumber()).getVarintList();
        if (field.getType() != FieldDescriptor.Type.ENUM || field.isRepeated() || values.isEmpty()) {
            return Optional.empty();
        }
        var names = NAMES.getOrDefault(field.getEnumType().getFullName(), Map.of());
        return Optional.ofNullable(names.get(values.get(values.size() - 1).intValue()));
    }

    /** The number of such a constant, if the type has one of this name. */
    public static Optional<Integer> number(EnumDescriptor type, String name) {
        return NAMES.getOrDefault(type.getFullName(), Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
