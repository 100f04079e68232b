/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class RuleParserTest {
    private static final Field RACK = Field.of("rack");
    private static final Rule UNIQUE = new Rule.Unique(Field.of("hostname"));

    @Test
    void readsEveryOperator() throws Exception {
        assertThat(required("rack:UNIQUE")).isEqualTo(new Rule.Unique(RACK));
        assertThat(required("rack:CLUSTER")).isEqualTo(new Rule.Cluster(RACK, Optional.empty()));
        assertThat(required("rack:CLUSTER:r1")).isEqualTo(new Rule.Cluster(RACK, Optional.of("r1")));
        assertThat(required("rack:GROUP_BY")).isEqualTo(new Rule.GroupBy(RACK, 0));
        assertThat(required("rack:GROUP_BY:3")).isEqualTo(new Rule.GroupBy(RACK, 3));
        assertThat(required("rack:LIKE:r(1|2)")).isEqualTo(new Rule.Like(RACK, "r(1|2)"));
        assertThat(required("rack:UNLIKE:r.*")).isEqualTo(new Rule.Unlike(RACK, "r.*"));
        assertThat(required("rack:MAX_PER:2")).isEqualTo(new Rule.MaxPer(RACK, 2));
        assertThat(required("rack:is:eu:west")).isEqualTo(new Rule.Is(RACK, "eu:west"));
    }

    @Test
    void readsFieldsOfAllKinds() throws Exception {
        assertThat(new RuleSet(required("@hostname:UNIQUE and @region:UNIQUE and @zone:UNIQUE and x:UNIQUE"), List.of())
                        .fields())
                .extracting(Field::kind)
                .containsExactly(Field.Kind.HOSTNAME, Field.Kind.REGION, Field.Kind.ZONE, Field.Kind.ATTRIBUTE);
    }

    @Test
    void andBindsCloserThanOr() throws Exception {
        var rule = required("hostname:UNIQUE or not rack:UNIQUE and (rack:IS:a or rack:IS:b)");

        assertThat(rule)
                .isEqualTo(new Rule.AnyOf(List.of(
                        UNIQUE,
                        new Rule.All(List.of(
                                new Rule.Not(new Rule.Unique(RACK)),
                                new Rule.AnyOf(List.of(new Rule.Is(RACK, "a"), new Rule.Is(RACK, "b"))))))));
        assertThat(rule).hasToString("hostname:UNIQUE or not rack:UNIQUE and (rack:IS:a or rack:IS:b)");
    }

    @Test
    void readsSeveralRulesAndPreferences() throws Exception {
        var rules = RuleParser.parse(" hostname:UNIQUE ;\n rack:UNIQUE; prefer 10 rack:IS:a\nprefer rack:IS:b;");

        assertThat(rules)
                .isEqualTo(new RuleSet(
                        new Rule.All(List.of(UNIQUE, new Rule.Unique(RACK))),
                        List.of(
                                new RuleSet.Preference(10, new Rule.Is(RACK, "a")),
                                new RuleSet.Preference(1, new Rule.Is(RACK, "b")))));
    }

    @Test
    void readsQuotedFieldsAndValues() throws Exception {
        assertThat(required("\"my rack\":IS:\"a \\\"b\\\"; c\""))
                .isEqualTo(new Rule.Is(Field.of("my rack"), "a \"b\"; c"));
        assertThat(required("and:IS:or")).isEqualTo(new Rule.Is(Field.of("and"), "or"));
    }

    @Test
    void noTextMeansNoRules() throws Exception {
        assertThat(RuleParser.parse(" ; \n")).isEqualTo(RuleSet.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rack              | 5  | a ':' and an operator are missing after the field 'rack'; for instance rack:UNIQUE",
                "rack:UNIQ         | 6  | there is no operator 'UNIQ'; did you mean UNIQUE?",
                "rack:GROUPBY      | 6  | there is no operator 'GROUPBY'; did you mean GROUP_BY?",
                "rack:UNIQUE:2     | 13 | UNIQUE has no value; write rack:MAX_PER:2",
                "rack:MAX_PER      | 6  | MAX_PER needs a whole number above zero; for instance rack:MAX_PER:3",
                "rack:MAX_PER:0    | 14 | MAX_PER needs a whole number above zero; for instance rack:MAX_PER:3",
                "rack:IS           | 6  | IS needs a value; for instance rack:IS:r1",
                "(rack:UNIQUE      | 13 | the '(' at position 1 is not closed; write ')' here",
                "rack:UNIQUE )     | 13 | there is no '(' for this ')'; remove it",
                "a:UNIQUE b:UNIQUE | 10 | the rule should end here; write 'and', 'or' or ';' between two rules",
                "prefer 0 a:UNIQUE | 8  | this is not a weight; a weight is a whole number from 1 to 1000",
                "rack:IS:\"r1      | 9  | this quote is not closed; write '\"' at the end of the value",
                ":UNIQUE           | 1  | a field is missing; for instance hostname:UNIQUE"
            })
    void saysWhereAndWhyItIsWrongAndWhatToWrite(String text, int position, String message) {
        assertThatThrownBy(() -> RuleParser.parse(text))
                .isInstanceOf(RuleSyntaxException.class)
                .hasMessage("at position " + position + ": " + message);
    }

    @Test
    void saysWhereARegularExpressionIsWrong() {
        assertThatThrownBy(() -> RuleParser.parse("rack:LIKE:r[1"))
                .hasMessageStartingWith("at position 13: this is not a regular expression: ")
                .hasMessageEndingWith("; for instance rack:LIKE:r[1-3].*");
    }

    private static Rule required(String text) throws RuleSyntaxException {
        return RuleParser.parse(text).required();
    }
}
