/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import java.util.Optional;

/** What makes a role name valid, and how names nest. */
public final class RoleName {

    private RoleName() {}

    /** Why this is not a role, if so. */
    public static Optional<String> problem(String role) {
        if (role.equals(ResourceForm.ANY_ROLE)) {
            return Optional.empty();
        }
        if (role.isEmpty()) {
            return Optional.of("Empty role name is invalid");
        }
        if (role.startsWith("/") || role.endsWith("/")) {
            return Optional.of("Role '" + role + "' cannot start or end with a slash");
        }
        for (String component : role.split("/", -1)) {
            var problem = componentProblem(component);
            if (problem.isPresent()) {
                return problem.map(text -> "Role '" + role + "' is invalid: " + text);
            }
        }
        return Optional.empty();
    }

    /** True for {@code a/b} under {@code a}, not for {@code a} itself. */
    public static boolean isBelow(String role, String ancestor) {
        return role.startsWith(ancestor + "/");
    }

    private static Optional<String> componentProblem(String component) {
        if (component.isEmpty()) {
            return Optional.of("a component is empty");
        }
        if (component.equals(".") || component.equals("..") || component.equals("*")) {
            return Optional.of("'" + component + "' cannot be a component");
        }
        if (component.startsWith("-")) {
            return Optional.of("a component cannot start with '-'");
        }
        boolean blank = component.chars().anyMatch(c -> c >= 0x09 && c <= 0x0d || c == 0x20 || c == 0x7f);
        return blank ? Optional.of("whitespace is not allowed") : Optional.empty();
    }
}
