/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import dev.drey.harness.scenario.Condition.Comparison;
import dev.drey.harness.scenario.Condition.Operator;
import dev.drey.harness.scenario.Measure.Argument;
import dev.drey.harness.scenario.Measure.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.TaskState;

/** Reads conditions: {@code measure operator number}, joined by {@code and}. */
final class ConditionParser {
    private static final Pattern WORD = Pattern.compile("\\s*([a-z][a-z-]*)");
    private static final Pattern ARGUMENTS = Pattern.compile("\\s*\\(([^()]*)\\)");
    private static final Pattern OPERATOR = Pattern.compile("\\s*(==|!=|>=|<=|>|<)");
    private static final Pattern NUMBER = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)");
    private static final Pattern END = Pattern.compile("\\s*$");
    private static final String STATE_PREFIX = "TASK_";

    private final String text;
    private int position;

    ConditionParser(String text) {
        this.text = text;
    }

    Condition parse() {
        var all = new ArrayList<Comparison>();
        all.add(comparison());
        while (next(END).isEmpty()) {
            int before = position;
            if (next(WORD).filter("and"::equals).isEmpty()) {
                throw new ConditionException(before, "expected 'and' or the end");
            }
            all.add(comparison());
        }
        return new Condition(all);
    }

    private Comparison comparison() {
        var measure = measure();
        if (measure.kind().isYesOrNo()) {
            return new Comparison(measure, Operator.EQUAL, 1);
        }
        int before = position;
        var operator = next(OPERATOR)
                .flatMap(sign -> Arrays.stream(Operator.values())
                        .filter(known -> known.toString().equals(sign))
                        .findFirst())
                .orElseThrow(() -> new ConditionException(before, "expected one of == != >= <= > < after " + measure));
        int number = position;
        return new Comparison(
                measure,
                operator,
                next(NUMBER)
                        .map(Double::valueOf)
                        .orElseThrow(() -> new ConditionException(number, "expected a number after " + operator)));
    }

    private Measure measure() {
        int before = position;
        var word =
                next(WORD).orElseThrow(() -> new ConditionException(before, "expected a measure; there are " + all()));
        var kind = Kind.named(word)
                .orElseThrow(
                        () -> new ConditionException(before, "no measure '" + word + "'" + Nearest.hint(word, all())));
        int inside = position;
        var given = next(ARGUMENTS).map(ConditionParser::split).orElse(List.of());
        return new Measure(kind, checked(kind, given, inside));
    }

    private static List<String> split(String arguments) {
        return arguments.isBlank()
                ? List.of()
                : Arrays.stream(arguments.split(",", -1)).map(String::strip).toList();
    }

    private static List<String> checked(Kind kind, List<String> given, int at) {
        long needed = kind.arguments().stream()
                .filter(argument -> argument != Argument.PLACE)
                .count();
        if (given.size() < needed || given.size() > kind.arguments().size()) {
            throw new ConditionException(at, "expected " + form(kind));
        }
        for (int i = 0; i < given.size(); i++) {
            check(kind.arguments().get(i), given.get(i), at);
        }
        return given;
    }

    private static void check(Argument argument, String given, int at) {
        if (argument == Argument.STATE && !states().contains(given)) {
            throw new ConditionException(at, "no task state '" + given + "'" + Nearest.hint(given, states()));
        }
        if (argument == Argument.PLACE && !given.matches("[^:\\s]+:[^:\\s]+")) {
            throw new ConditionException(at, "expected a place such as rack:a or agent:1 instead of '" + given + "'");
        }
        if (given.isEmpty()) {
            throw new ConditionException(at, "an argument is missing");
        }
    }

    private static String form(Kind kind) {
        return switch (kind) {
            case TASKS, WORKERS -> kind + "(STATE) or " + kind + "(STATE, attribute:value)";
            case MAX_PER -> kind + "(attribute)";
            case USED -> kind + "(resource)";
            default -> kind + " without arguments";
        };
    }

    private static List<String> all() {
        return Arrays.stream(Kind.values()).map(Kind::toString).toList();
    }

    private static List<String> states() {
        return Arrays.stream(TaskState.values())
                .map(state -> state.name().substring(STATE_PREFIX.length()))
                .toList();
    }

    private Optional<String> next(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        position = matcher.end();
        return Optional.of(matcher.groupCount() == 0 ? "" : matcher.group(1));
    }
}
