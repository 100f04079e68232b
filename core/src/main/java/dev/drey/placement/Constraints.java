/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Makes the rule of one operator and checks its value. */
final class Constraints {
    private static final List<String> OPERATORS =
            List.of("UNIQUE", "CLUSTER", "GROUP_BY", "LIKE", "UNLIKE", "MAX_PER", "IS");
    private static final int MOST = 1_000_000;

    private Constraints() {}

    static boolean isOperator(String operator) {
        return OPERATORS.contains(operator);
    }

    /** What somebody who wrote this operator probably meant. */
    static String nearest(String operator) {
        var wanted = letters(operator);
        return OPERATORS.stream()
                .filter(known -> letters(known).startsWith(wanted) && !wanted.isEmpty()
                        || wanted.startsWith(letters(known))
                        || Arrays.equals(sorted(letters(known)), sorted(wanted)))
                .findFirst()
                .map(known -> "did you mean " + known + "?")
                .orElse("the operators are " + String.join(", ", OPERATORS));
    }

    private static String letters(String operator) {
        return operator.replaceAll("[^A-Z]", "");
    }

    private static char[] sorted(String letters) {
        var sorted = letters.toCharArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** @param index where the value is, for messages */
    static Rule of(Field field, String operator, String value, int index) throws RuleSyntaxException {
        return switch (operator) {
            case "UNIQUE" -> unique(field, value, index);
            case "CLUSTER" -> new Rule.Cluster(field, value.isEmpty() ? Optional.empty() : Optional.of(value));
            case "GROUP_BY" -> new Rule.GroupBy(field, value.isEmpty() ? 0 : number(operator, value, index));
            case "MAX_PER" -> new Rule.MaxPer(field, number(operator, value, index));
            case "LIKE" -> new Rule.Like(field, regex(operator, value, index));
            case "UNLIKE" -> new Rule.Unlike(field, regex(operator, value, index));
            default -> new Rule.Is(field, present(operator, value, index));
        };
    }

    private static Rule unique(Field field, String value, int index) throws RuleSyntaxException {
        if (!value.isEmpty()) {
            var most = number(value, 1, MOST).map(n -> field + ":MAX_PER:" + n).orElse(field + ":UNIQUE");
            throw new RuleSyntaxException(index, "UNIQUE has no value", "write " + most);
        }
        return new Rule.Unique(field);
    }

    /** The whole number that this text is, if it is one in these bounds. */
    static Optional<Integer> number(String text, int least, int most) {
        if (!text.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        var number = Integer.parseInt(text);
        return number >= least && number <= most ? Optional.of(number) : Optional.empty();
    }

    private static int number(String operator, String value, int index) throws RuleSyntaxException {
        return number(value, 1, MOST)
                .orElseThrow(() -> new RuleSyntaxException(
                        index, operator + " needs a whole number above zero", "for instance rack:" + operator + ":3"));
    }

    private static String regex(String operator, String value, int index) throws RuleSyntaxException {
        try {
            Pattern.compile(present(operator, value, index));
            return value;
        } catch (PatternSyntaxException e) {
            throw new RuleSyntaxException(
                    index + Math.max(0, e.getIndex()),
                    "this is not a regular expression: " + e.getDescription(),
                    "for instance rack:" + operator + ":r[1-3].*");
        }
    }

    private static String present(String operator, String value, int index) throws RuleSyntaxException {
        if (value.isEmpty()) {
            throw new RuleSyntaxException(index, operator + " needs a value", "for instance rack:" + operator + ":r1");
        }
        return value;
    }
}
