/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.Attribute;

/**
 * The text form of attributes in an agent's flag {@code --attributes}, for instance {@code
 * rack:r1;zone:z1;level:3}.
 */
public final class AttributeText {

    private AttributeText() {}

    public static List<Attribute> parse(String text) {
        var attributes = new ArrayList<Attribute>();
        for (String part : ValueText.split(text, ";\n")) {
            attributes.add(parseOne(part));
        }
        return attributes;
    }

    private static Attribute parseOne(String text) {
        var named = ValueText.named(text)
                .orElseThrow(() -> new IllegalArgumentException("expected name:value, found '" + text + "'"));
        var value = ValueText.parse(named.value());
        var attribute = Attribute.newBuilder().setName(named.name()).setType(value.getType());
        return switch (value.getType()) {
            case SCALAR -> attribute.setScalar(value.getScalar()).build();
            case RANGES -> attribute.setRanges(value.getRanges()).build();
            case SET -> attribute.setSet(value.getSet()).build();
            case TEXT -> attribute.setText(value.getText()).build();
        };
    }
}
