/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads rules from text.
 *
 * <pre>
 * rules      = rule { (";" | newline) rule }
 * rule       = [ "prefer" [ weight ] ] any
 * any        = all { "or" all }
 * all        = one { "and" one }
 * one        = "not" one | "(" any ")" | constraint
 * constraint = field ":" operator [ ":" value ]
 * </pre>
 *
 * <p>Fields and values may stand in double quotes, where a backslash makes a quote or backslash a plain character.
 */
public final class RuleParser {
    private final String text;
    private int at;

    private RuleParser(String text) {
        this.text = text;
    }

    /**
     * Reads all rules of a text.
     *
     * @throws RuleSyntaxException at the first place that is wrong
     */
    public static RuleSet parse(String text) throws RuleSyntaxException {
        return new RuleParser(text).rules();
    }

    private RuleSet rules() throws RuleSyntaxException {
        var required = new ArrayList<Rule>();
        var preferred = new ArrayList<RuleSet.Preference>();
        while (true) {
            skip(";\n");
            if (at == text.length()) {
                return new RuleSet(required.size() == 1 ? required.get(0) : new Rule.All(required), preferred);
            }
            if (keyword("prefer")) {
                preferred.add(new RuleSet.Preference(weight(), any()));
            } else {
                required.add(any());
            }
            skip("");
            if (at < text.length() && text.charAt(at) == ')') {
                throw wrong(at, "there is no '(' for this ')'", "remove it");
            }
            if (at < text.length() && ";\n".indexOf(text.charAt(at)) < 0) {
                throw wrong(at, "the rule should end here", "write 'and', 'or' or ';' between two rules");
            }
        }
    }

    private int weight() throws RuleSyntaxException {
        skip("");
        var end = at;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        if (end == at || end < text.length() && !Quoting.isBlank(text.charAt(end))) {
            return 1;
        }
        var start = at;
        at = end;
        var remedy = "a weight is a whole number from 1 to " + RuleSet.MAX_WEIGHT;
        return Constraints.number(text.substring(start, end), 1, RuleSet.MAX_WEIGHT)
                .orElseThrow(() -> wrong(start, "this is not a weight", remedy));
    }

    private Rule any() throws RuleSyntaxException {
        var parts = new ArrayList<>(List.of(all()));
        while (keyword("or")) {
            parts.add(all());
        }
        return parts.size() == 1 ? parts.get(0) : new Rule.AnyOf(parts);
    }

    private Rule all() throws RuleSyntaxException {
        var parts = new ArrayList<>(List.of(one()));
        while (keyword("and")) {
            parts.add(one());
        }
        return parts.size() == 1 ? parts.get(0) : new Rule.All(parts);
    }

    private Rule one() throws RuleSyntaxException {
        if (keyword("not")) {
            return new Rule.Not(one());
        }
        if (at == text.length() || text.charAt(at) != '(') {
            return constraint();
        }
        var open = at++;
        var inner = any();
        skip("");
        if (at == text.length() || text.charAt(at) != ')') {
            throw wrong(at, "the '(' at position " + (open + 1) + " is not closed", "write ')' here");
        }
        at++;
        return inner;
    }

    private Rule constraint() throws RuleSyntaxException {
        var start = at;
        var field = isQuote() ? quoted() : plain(":();\"");
        if (field.isEmpty()) {
            throw wrong(start, "a field is missing", "for instance hostname:UNIQUE");
        }
        colon("after the field '" + field + "'", "for instance " + Quoting.field(field) + ":UNIQUE");
        var operatorAt = at;
        var operator = plain(":();\"").toUpperCase(Locale.ROOT);
        if (!Constraints.isOperator(operator)) {
            throw wrong(operatorAt, "there is no operator '" + operator + "'", Constraints.nearest(operator));
        }
        var hasValue = at < text.length() && text.charAt(at) == ':';
        at += hasValue ? 1 : 0;
        return Constraints.of(Field.of(field), operator, hasValue ? value() : "", at(hasValue, operatorAt));
    }

    /* Where a message about the value points to: the value, or the operator that lacks one. */
    private int at(boolean hasValue, int operatorAt) {
        return hasValue ? valueAt : operatorAt;
    }

    private int valueAt;

    private String value() throws RuleSyntaxException {
        valueAt = at;
        if (isQuote()) {
            return quoted();
        }
        var end = Quoting.endOfPlainValue(text, at);
        var value = text.substring(at, end);
        at = end;
        return value;
    }

    private void colon(String where, String remedy) throws RuleSyntaxException {
        if (at == text.length() || text.charAt(at) != ':') {
            throw wrong(at, "a ':' and an operator are missing " + where, remedy);
        }
        at++;
    }

    private boolean isQuote() {
        return at < text.length() && text.charAt(at) == '"';
    }

    private String quoted() throws RuleSyntaxException {
        var open = at++;
        var inner = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            var isEscape =
                    text.charAt(at) == '\\' && at + 1 < text.length() && "\\\"".indexOf(text.charAt(at + 1)) >= 0;
            at += isEscape ? 1 : 0;
            inner.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw wrong(open, "this quote is not closed", "write '\"' at the end of the value");
        }
        at++;
        return inner.toString();
    }

    private String plain(String ends) {
        var start = at;
        while (at < text.length() && !Quoting.isBlank(text.charAt(at)) && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    /* A word followed by a colon is a field, whatever it is. */
    private boolean keyword(String word) {
        skip("");
        var end = at + word.length();
        var isNext = text.regionMatches(true, at, word, 0, word.length())
                && (end == text.length() || "(;".indexOf(text.charAt(end)) >= 0 || Quoting.isBlank(text.charAt(end)));
        at = isNext ? end : at;
        skip("");
        return isNext;
    }

    /* A newline ends a rule, so it is skipped only between rules. */
    private void skip(String also) {
        while (at < text.length() && isSkipped(text.charAt(at), also)) {
            at++;
        }
    }

    private static boolean isSkipped(char c, String also) {
        return also.indexOf(c) >= 0 || c != '\n' && Quoting.isBlank(c);
    }

    private static RuleSyntaxException wrong(int at, String reason, String remedy) {
        return new RuleSyntaxException(at, reason, remedy);
    }
}
