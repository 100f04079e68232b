/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.simulator.json.JsonConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may do what: the flag {@code --acls} for the authorizer that Mesos has built in.
 *
 * <p>Of the rules for an action the first one that matches both who asks and for what decides; without any it is
 * {@code permissive} that does.
 */
public record Acls(boolean permissive, Map<Action, List<Rule>> rules) {
    /** Everybody may do everything. */
    public static final Acls OPEN = new Acls(true, Map.of());

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What can be asked for, with the names of its rules and of what they are about in Mesos' JSON form. */
    public enum Action {
        REGISTER_FRAMEWORK("register_frameworks", "roles"),
        RUN_TASK("run_tasks", "users"),
        TEARDOWN_FRAMEWORK("teardown_frameworks", "framework_principals"),
        RESERVE("reserve_resources", "roles"),
        UNRESERVE("unreserve_resources", "reserver_principals"),
        CREATE_VOLUME("create_volumes", "roles"),
        DESTROY_VOLUME("destroy_volumes", "creator_principals"),
        RESIZE_VOLUME("resize_volumes", "roles");

        private final String name;
        private final String objects;

        Action(String name, String objects) {
            this.name = name;
            this.objects = objects;
        }
    }

    /** Which names a rule is about. */
    public record Names(Kind kind, List<String> values) {

        /** SOME of them, or ANY, or NONE; NONE forbids. */
        public enum Kind {
            SOME,
            ANY,
            NONE
        }

        private boolean matches(Optional<String> asked) {
            return kind != Kind.SOME || asked.filter(values::contains).isPresent();
        }

        private boolean allows(Optional<String> asked) {
            return kind == Kind.ANY
                    || kind == Kind.SOME && asked.filter(values::contains).isPresent();
        }
    }

    /** Principals, and what they may or may not have to do with. */
    public record Rule(Names principals, Names objects) {}

    /**
     * Reads Mesos' JSON form. Rules for actions that have no meaning here are ignored.
     *
     * @throws JsonConversionException if the text is not of that form
     */
    public static Acls parse(String json) throws JsonConversionException {
        try {
            var tree = MAPPER.readTree(json);
            if (tree == null || !tree.isObject()) {
                throw new JsonConversionException("expected an object with rules, found '" + json + "'");
            }
            var rules = new EnumMap<Action, List<Rule>>(Action.class);
            for (var action : Action.values()) {
                var ofAction = new ArrayList<Rule>();
                for (var rule : tree.path(action.name)) {
                    ofAction.add(new Rule(names(rule, "principals"), names(rule, action.objects)));
                }
                rules.put(action, List.copyOf(ofAction));
            }
            return new Acls(tree.path("permissive").asBoolean(true), rules);
        } catch (IOException e) {
            throw new JsonConversionException("not JSON: " + e.getMessage());
        }
    }

    /**
     * Whether that is allowed.
     *
     * @param principal empty if who asks has none
     * @param object a role, a user or a principal, as the action has it; empty if there is none
     */
    boolean allow(Action action, Optional<String> principal, Optional<String> object) {
        return rules.getOrDefault(action, List.of()).stream()
                .filter(rule ->
                        rule.principals().matches(principal) && rule.objects().matches(object))
                .findFirst()
                .map(rule ->
                        rule.principals().allows(principal) && rule.objects().allows(object))
                .orElse(permissive);
    }

    private static Names names(JsonNode rule, String field) throws JsonConversionException {
        var names = rule.path(field);
        if (names.has("values")) {
            var values = new ArrayList<String>();
            names.get("values").forEach(value -> values.add(value.asText()));
            return new Names(Names.Kind.SOME, List.copyOf(values));
        }
        return switch (names.path("type").asText()) {
            case "ANY" -> new Names(Names.Kind.ANY, List.of());
            case "NONE" -> new Names(Names.Kind.NONE, List.of());
            default ->
                throw new JsonConversionException(
                        "'" + field + "' needs 'values', or a 'type' that is ANY or NONE, in " + rule);
        };
    }
}
