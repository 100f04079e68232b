/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Tag("unit")
@Domain(Landscape.class)
@Domain(DomainContext.Global.class)
class RuleParserPropertyTest {
    @Property(tries = 500)
    void aRuleWrittenDownReadsAsTheSameRule(@ForAll Rule rule) throws RuleSyntaxException {
        Assume.that(!rule.toString().contains("host attribute"));
        var rules = new RuleSet(rule, List.of(new RuleSet.Preference(3, rule)));

        assertThat(RuleParser.parse(rules.toString()).toString()).isEqualTo(rules.toString());
    }

    @Property(tries = 500)
    void anyFieldAndValueCanBeWrittenDown(@ForAll("texts") String field, @ForAll("texts") String value)
            throws RuleSyntaxException {
        var rule = new Rule.Is(Field.of(field), value);

        assertThat(RuleParser.parse(rule.toString())).isEqualTo(new RuleSet(rule, List.of()));
    }

    @Property(tries = 1000)
    void whateverIsWrongHasAPlaceAndARemedy(@ForAll("nearlyRules") String text) {
        try {
            RuleParser.parse(text);
        } catch (RuleSyntaxException e) {
            assertThat(e.position()).isBetween(1, text.length() + 1);
            assertThat(e.reason()).isNotBlank();
            assertThat(e.remedy()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab:;() \t\"\\.*").ofMinLength(1).ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> nearlyRules() {
        var words = Arbitraries.of(
                "rack",
                ":",
                "UNIQUE",
                "unique",
                "MAX_PER",
                "LIKE",
                "IS",
                "GROUP_BY",
                "CLUSTER",
                "3",
                "0",
                "r[1",
                "(",
                ")",
                " and ",
                " or ",
                " not ",
                "prefer ",
                ";",
                "\n",
                "\"",
                "\\",
                " ",
                "*",
                "@zone",
                "hostname");
        return Combinators.combine(
                        words.list().ofMaxSize(12),
                        Arbitraries.strings().ascii().ofMaxLength(3))
                .as((list, tail) -> String.join("", list) + tail);
    }
}
