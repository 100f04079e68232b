/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;

/** The text form of resources in an agent's flag {@code --resources}. */
final class ResourceText {
    private static final Pattern NAME = Pattern.compile("([^()]+)(?:\\(([^()]*)\\))?");

    private ResourceText() {}

    static List<Resource> parse(String text) {
        var resources = new ArrayList<Resource>();
        for (String part : ValueText.split(text, ";\n")) {
            resources.add(parseOne(part));
        }
        return resources;
    }

    private static Resource parseOne(String text) {
        var named = ValueText.named(text)
                .orElseThrow(() -> new IllegalArgumentException("expected name:value, found '" + text + "'"));
        var name = NAME.matcher(named.name());
        if (!name.matches()) {
            throw new IllegalArgumentException("expected name or name(role), found '" + named.name() + "'");
        }
        var resource = Resource.newBuilder().setName(name.group(1).trim());
        if (name.group(2) != null && !name.group(2).equals(ResourceForm.ANY_ROLE)) {
            resource.addReservations(ReservationInfo.newBuilder()
                    .setType(ReservationInfo.Type.STATIC)
                    .setRole(name.group(2).trim()));
        }
        var result = withValue(resource, ValueText.parse(named.value()), text);
        ResourceValidation.problem(result).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return result;
    }

    private static Resource withValue(Resource.Builder resource, Value value, String text) {
        resource.setType(value.getType());
        return switch (value.getType()) {
            case SCALAR -> resource.setScalar(value.getScalar()).build();
            case RANGES -> resource.setRanges(value.getRanges()).build();
            case SET -> resource.setSet(value.getSet()).build();
            case TEXT -> throw new IllegalArgumentException("expected a number, [ranges] or {set} in '" + text + "'");
        };
    }

    static String format(List<Resource> resources) {
        return resources.stream().map(ResourceText::formatOne).collect(Collectors.joining("; "));
    }

    private static String formatOne(Resource resource) {
        var text = new StringBuilder(resource.getName());
        if (resource.hasAllocationInfo()) {
            text.append("(allocated: ")
                    .append(resource.getAllocationInfo().getRole())
                    .append(')');
        }
        ResourceForm.toStack(resource).getReservationsList().forEach(reservation -> text.append('(')
                .append(reservation.getRole())
                .append(')'));
        if (resource.getDisk().hasPersistence()) {
            text.append('[').append(resource.getDisk().getPersistence().getId()).append(']');
        }
        if (resource.hasRevocable()) {
            text.append("{REV}");
        }
        return text.append(':').append(formatValue(resource)).toString();
    }

    private static String formatValue(Resource resource) {
        return switch (resource.getType()) {
            case SCALAR -> ValueText.format(resource.getScalar());
            case RANGES -> ValueText.format(resource.getRanges());
            case SET -> resource.getSet().getItemList().stream().collect(Collectors.joining(", ", "{", "}"));
            case TEXT -> "";
        };
    }
}
