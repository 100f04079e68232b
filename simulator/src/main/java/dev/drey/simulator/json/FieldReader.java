/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.drey.simulator.protocol.LaterConstants;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads messages: numbers may be numeric strings, an unknown enum name is dropped unless the field is required, a
 * single value may stand for a list of one. What does not fit is an error that names the path of the field.
 */
final class FieldReader {
    private FieldReader() {}

    static void readMessage(JsonNode object, Message.Builder builder, String path) throws JsonConversionException {
        if (!object.isObject()) {
            throw unexpected(object, path);
        }
        for (var entry : object.properties()) {
            var field = builder.getDescriptorForType().findFieldByName(entry.getKey());
            if (field != null) {
                var fieldPath = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                readField(entry.getValue(), field, builder, fieldPath);
            }
        }
    }

    private static void readField(JsonNode value, FieldDescriptor field, Message.Builder builder, String path)
            throws JsonConversionException {
        if (field.isMapField() && value.isObject()) {
            readMap(value, field, builder, path);
        } else if (field.isRepeated() && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                readElement(value.get(i), field, builder, path + "[" + i + "]");
            }
        } else {
            readElement(value, field, builder, path);
        }
    }

    private static void readElement(JsonNode value, FieldDescriptor field, Message.Builder builder, String path)
            throws JsonConversionException {
        var converted = convert(value, field, builder, path);
        if (converted.isEmpty()) {
            readLater(value, field, builder);
            return;
        }
        if (field.isRepeated()) {
            builder.addRepeatedField(field, converted.get());
        } else {
            builder.setField(field, converted.get());
        }
    }

    private static void readLater(JsonNode value, FieldDescriptor field, Message.Builder builder) {
        if (LaterConstants.number(field.getEnumType(), value.textValue()).isPresent()) {
            LaterConstants.set(builder, field.getNumber(), value.textValue());
        }
    }

    private static void readMap(JsonNode object, FieldDescriptor field, Message.Builder builder, String path)
            throws JsonConversionException {
        for (var entry : object.properties()) {
            var element = builder.newBuilderForField(field);
            var fields = element.getDescriptorForType().getFields();
            element.setField(fields.get(0), entry.getKey());
            readElement(entry.getValue(), fields.get(1), element, path + "." + entry.getKey());
            builder.addRepeatedField(field, element.build());
        }
    }

    /** Empty for the name of an enum constant that is not known and not needed. */
    private static Optional<Object> convert(JsonNode value, FieldDescriptor field, Message.Builder parent, String path)
            throws JsonConversionException {
        return switch (field.getJavaType()) {
            case MESSAGE -> {
                var builder = parent.newBuilderForField(field);
                readMessage(value, builder, path);
                yield Optional.of(builder.buildPartial());
            }
            case ENUM -> constant(text(value, path), field, path).map(constant -> constant);
            case STRING -> Optional.of(text(value, path));
            case BYTE_STRING -> Optional.of(bytes(text(value, path), path));
            case BOOLEAN -> {
                if (!value.isBoolean()) {
                    throw unexpected(value, path);
                }
                yield Optional.of(value.booleanValue());
            }
            case DOUBLE -> Optional.of(decimal(value, path));
            case FLOAT -> Optional.of((float) decimal(value, path));
            case INT -> Optional.of((int) integer(value, field, 32, path));
            case LONG -> Optional.of(integer(value, field, 64, path));
        };
    }

    private static Optional<EnumValueDescriptor> constant(String name, FieldDescriptor field, String path)
            throws JsonConversionException {
        var constant = Optional.ofNullable(field.getEnumType().findValueByName(name));
        if (constant.isEmpty() && field.isRequired()) {
            throw new JsonConversionException("field '" + path + "': there is no '" + name + "' in "
                    + field.getEnumType().getFullName());
        }
        return constant;
    }

    private static String text(JsonNode value, String path) throws JsonConversionException {
        if (!value.isTextual()) {
            throw unexpected(value, path);
        }
        return value.textValue();
    }

    private static ByteString bytes(String base64, String path) throws JsonConversionException {
        try {
            return ByteString.copyFrom(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new JsonConversionException("field '" + path + "' is not base64");
        }
    }

    private static double decimal(JsonNode value, String path) throws JsonConversionException {
        if (value.isTextual()) {
            switch (value.textValue()) {
                case "Infinity":
                    return Double.POSITIVE_INFINITY;
                case "-Infinity":
                    return Double.NEGATIVE_INFINITY;
                case "NaN":
                    return Double.NaN;
                default:
                    return number(value, path).doubleValue();
            }
        }
        return value.isNumber() ? value.doubleValue() : number(value, path).doubleValue();
    }

    private static long integer(JsonNode value, FieldDescriptor field, int bits, String path)
            throws JsonConversionException {
        var whole = number(value, path).toBigInteger();
        var unsigned = FieldWriter.isUnsigned(field);
        var limit = BigInteger.ONE.shiftLeft(unsigned ? bits : bits - 1);
        var least = unsigned ? BigInteger.ZERO : limit.negate();
        if (whole.compareTo(limit) >= 0 || whole.compareTo(least) < 0) {
            throw new JsonConversionException("field '" + path + "': " + whole + " is out of range");
        }
        return whole.longValue();
    }

    private static BigDecimal number(JsonNode value, String path) throws JsonConversionException {
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return value.decimalValue();
        }
        if (value.isNumber()) {
            throw new JsonConversionException("field '" + path + "': the number is out of range");
        }
        try {
            var number = new BigDecimal(text(value, path));
            if (Math.abs((long) number.scale()) > 400) {
                throw new JsonConversionException("field '" + path + "': the number is out of range");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new JsonConversionException("field '" + path + "': '" + value.textValue() + "' is not a number");
        }
    }

    private static JsonConversionException unexpected(JsonNode value, String path) {
        var kind = value.getNodeType().name().toLowerCase(Locale.ROOT);
        return new JsonConversionException("not expecting a JSON " + kind + " for field '" + path + "'");
    }
}
