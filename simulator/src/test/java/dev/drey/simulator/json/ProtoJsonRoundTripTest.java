/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

@Tag("unit")
class ProtoJsonRoundTripTest {
    private static final int MAX_DEPTH = 6;

    @Property(tries = 200)
    void callsSurviveTheRoundTrip(@ForAll("calls") Message call) throws Exception {
        var back = ProtoJson.parse(ProtoJson.print(call), Call.newBuilder()).build();

        assertThat(back).isEqualTo(withDefaults(call));
    }

    @Property(tries = 200)
    void eventsSurviveTheRoundTrip(@ForAll("events") Message event) throws Exception {
        var back = ProtoJson.parse(ProtoJson.print(event), Event.newBuilder()).build();

        assertThat(back).isEqualTo(withDefaults(event));
    }

    @Provide
    Arbitrary<Message> calls() {
        return Arbitraries.longs().map(seed -> fill(Call.newBuilder(), new Random(seed), 0));
    }

    @Provide
    Arbitrary<Message> events() {
        return Arbitraries.longs().map(seed -> fill(Event.newBuilder(), new Random(seed), 0));
    }

    private static Message fill(Message.Builder builder, Random random, int depth) {
        for (var field : builder.getDescriptorForType().getFields()) {
            boolean isWanted = field.isRequired() || (depth < MAX_DEPTH && random.nextInt(3) == 0);
            if (isWanted && field.isMapField()) {
                var entry = builder.newBuilderForField(field);
                builder.addRepeatedField(field, fillEntry(entry, random, depth));
            } else if (isWanted && field.isRepeated()) {
                builder.addRepeatedField(field, value(builder, field, random, depth));
            } else if (isWanted) {
                builder.setField(field, value(builder, field, random, depth));
            }
        }
        return builder.build();
    }

    private static Message fillEntry(Message.Builder entry, Random random, int depth) {
        for (var field : entry.getDescriptorForType().getFields()) {
            entry.setField(field, value(entry, field, random, depth));
        }
        return entry.build();
    }

    private static Object value(Message.Builder parent, FieldDescriptor field, Random random, int depth) {
        return switch (field.getJavaType()) {
            case INT -> random.nextInt();
            case LONG -> random.nextLong();
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextInt(9) == 0 ? Double.POSITIVE_INFINITY : random.nextGaussian() * 1e6;
            case BOOLEAN -> random.nextBoolean();
            case STRING -> "s\"/\\\u00e9\u2028\ud83d\udc3f" + random.nextInt();
            case BYTE_STRING -> {
                var bytes = new byte[random.nextInt(20)];
                random.nextBytes(bytes);
                yield ByteString.copyFrom(bytes);
            }
            case ENUM -> {
                var values = field.getEnumType().getValues();
                yield values.get(random.nextInt(values.size()));
            }
            case MESSAGE -> fill(parent.newBuilderForField(field), random, depth + 1);
        };
    }

    /* JSON says the defaults aloud, so after the round trip they are set. */
    private static Message withDefaults(Message message) {
        var builder = message.toBuilder();
        for (var field : message.getDescriptorForType().getFields()) {
            if (field.isMapField()) {
                continue; // the values of the only maps in use have no defaults
            } else if (field.isRepeated() && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
                    builder.setRepeatedField(field, i, withDefaults((Message) message.getRepeatedField(field, i)));
                }
            } else if (!field.isRepeated() && message.hasField(field)) {
                if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                    builder.setField(field, withDefaults((Message) message.getField(field)));
                }
            } else if (!field.isRepeated()
                    && field.hasDefaultValue()
                    && !field.getOptions().getDeprecated()) {
                builder.setField(field, field.getDefaultValue());
            }
        }
        return builder.build();
    }
}
