/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Selector;

/**
 * One offer constraint: a predicate on the first attribute of a name, or on host name, region or zone.
 *
 * <p>An attribute that is not text passes every predicate on text; one that is not there passes the negative ones.
 */
final class AttributeRule {
    /* --offer_constraints_re2_max_program_size */
    private static final int MAX_PROGRAM = 100;

    private final Selector selector;
    private final boolean ifAbsent;
    private final boolean ifPresent;
    private final Predicate<String> ifText;

    private AttributeRule(Selector selector, boolean ifAbsent, boolean ifPresent, Predicate<String> ifText) {
        this.selector = selector;
        this.ifAbsent = ifAbsent;
        this.ifPresent = ifPresent;
        this.ifText = ifText;
    }

    /** @throws IllegalArgumentException if the constraint is not complete or its expression is bad */
    static AttributeRule of(AttributeConstraint constraint) {
        var selector = constraint.getSelector();
        boolean unknown = selector.getSelectorCase() == Selector.SelectorCase.SELECTOR_NOT_SET
                || selector.hasPseudoattributeType()
                        && selector.getPseudoattributeType() == Selector.PseudoattributeType.UNKNOWN;
        if (unknown) {
            throw new IllegalArgumentException("A constraint has no selector, or one that is not known");
        }
        var predicate = constraint.getPredicate();
        return switch (predicate.getPredicateCase()) {
            case EXISTS -> new AttributeRule(selector, false, true, text -> true);
            case NOT_EXISTS -> new AttributeRule(selector, true, false, text -> false);
            case TEXT_EQUALS -> textRule(selector, predicate.getTextEquals().getValue()::equals);
            case TEXT_NOT_EQUALS ->
                negativeRule(selector, predicate.getTextNotEquals().getValue()::equals);
            case TEXT_MATCHES ->
                textRule(selector, compiled(predicate.getTextMatches().getRegex()));
            case TEXT_NOT_MATCHES ->
                negativeRule(selector, compiled(predicate.getTextNotMatches().getRegex()));
            case PREDICATE_NOT_SET ->
                throw new IllegalArgumentException("A constraint has no predicate, or one that is not known");
        };
    }

    boolean admits(AgentInfo agent) {
        return selector.hasAttributeName()
                ? admitsAttribute(agent)
                : text(agent).map(ifText::test).orElse(ifAbsent);
    }

    private boolean admitsAttribute(AgentInfo agent) {
        Optional<Attribute> first = agent.getAttributesList().stream()
                .filter(attribute -> attribute.getName().equals(selector.getAttributeName()))
                .findFirst();
        if (first.isEmpty()) {
            return ifAbsent;
        }
        return first.get().getType() == Value.Type.TEXT
                ? ifText.test(first.get().getText().getValue())
                : ifPresent;
    }

    private Optional<String> text(AgentInfo agent) {
        var fault = agent.getDomain().getFaultDomain();
        boolean placed = agent.getDomain().hasFaultDomain();
        return switch (selector.getPseudoattributeType()) {
            case HOSTNAME -> Optional.of(agent.getHostname());
            case REGION -> placed ? Optional.of(fault.getRegion().getName()) : Optional.empty();
            case ZONE -> placed ? Optional.of(fault.getZone().getName()) : Optional.empty();
            case UNKNOWN -> throw new IllegalStateException("refused before: " + selector);
        };
    }

    private static AttributeRule textRule(Selector selector, Predicate<String> test) {
        return new AttributeRule(selector, false, true, test);
    }

    private static AttributeRule negativeRule(Selector selector, Predicate<String> test) {
        return new AttributeRule(selector, true, true, test.negate());
    }

    private static Predicate<String> compiled(String regex) {
        try {
            var pattern = Pattern.compile(regex);
            if (pattern.programSize() > MAX_PROGRAM) {
                throw new IllegalArgumentException("Regex '" + regex + "' is too complex: its program has "
                        + pattern.programSize() + " steps, allowed are " + MAX_PROGRAM);
            }
            return pattern::matches;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("Failed to construct regex from pattern '" + regex + "'", e);
        }
    }
}
