/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import dev.drey.simulator.protocol.LaterConstants;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/**
 * Writes messages: fields in the order of their declaration, bytes as base64, enums by name, 64-bit integers as
 * numbers, doubles with a decimal point.
 */
final class FieldWriter {
    private FieldWriter() {}

    static void writeMessage(MessageOrBuilder message, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (var field : message.getDescriptorForType().getFields()) {
            if (isShown(message, field)) {
                out.writeFieldName(field.getName());
                writeField(message.getField(field), field, out);
            } else {
                writeLater(message, field, out);
            }
        }
        for (var flag : LaterConstants.flags(message).entrySet()) {
            out.writeBooleanField(flag.getKey(), flag.getValue());
        }
        out.writeEndObject();
    }

    /* Mesos also writes what is not set but has a default in the .proto file, unless the field is deprecated: a
     * FrameworkInfo always shows checkpoint and failover_timeout. */
    private static boolean isShown(MessageOrBuilder message, FieldDescriptor field) {
        if (field.isRepeated()) {
            return message.getRepeatedFieldCount(field) > 0;
        }
        return message.hasField(field)
                || (field.hasDefaultValue() && !field.getOptions().getDeprecated());
    }

    private static void writeLater(MessageOrBuilder message, FieldDescriptor field, JsonGenerator out)
            throws IOException {
        var name = LaterConstants.name(message, field);
        if (name.isPresent()) {
            out.writeStringField(field.getName(), name.get());
        }
    }

    private static void writeField(Object value, FieldDescriptor field, JsonGenerator out) throws IOException {
        if (field.isMapField()) {
            writeMap((List<?>) value, out);
        } else if (field.isRepeated()) {
            out.writeStartArray();
            for (var element : (List<?>) value) {
                writeValue(element, field, out);
            }
            out.writeEndArray();
        } else {
            writeValue(value, field, out);
        }
    }

    private static void writeMap(List<?> entries, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (var element : entries) {
            var entry = (Message) element;
            var fields = entry.getDescriptorForType().getFields();
            out.writeFieldName(String.valueOf(entry.getField(fields.get(0))));
            writeValue(entry.getField(fields.get(1)), fields.get(1), out);
        }
        out.writeEndObject();
    }

    private static void writeValue(Object value, FieldDescriptor field, JsonGenerator out) throws IOException {
        switch (field.getJavaType()) {
            case INT -> out.writeNumber(isUnsigned(field) ? Integer.toUnsignedLong((int) value) : (int) value);
            case LONG -> writeLong((long) value, isUnsigned(field), out);
            case FLOAT -> out.writeNumber((float) value);
            case DOUBLE -> out.writeNumber((double) value);
            case BOOLEAN -> out.writeBoolean((boolean) value);
            case STRING -> out.writeString((String) value);
            case BYTE_STRING -> out.writeString(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
            case ENUM -> out.writeString(((EnumValueDescriptor) value).getName());
            case MESSAGE -> writeMessage((Message) value, out);
        }
    }

    private static void writeLong(long value, boolean unsigned, JsonGenerator out) throws IOException {
        if (unsigned) {
            out.writeNumber(Long.toUnsignedString(value));
        } else {
            out.writeNumber(value);
        }
    }

    static boolean isUnsigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, UINT64, FIXED32, FIXED64 -> true;
            default -> false;
        };
    }
}
