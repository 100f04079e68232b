/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.model.Attribute;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.runtime.Stepper;
import dev.drey.scheduler.Call;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps offers of agents that do not meet the hard constraints away from the scheduler: they are declined at once. */
final class HostAttributeFilter implements Stepper {
    /* Attributes change only when an agent is restarted, and then its old offers are gone: no need to ask often. */
    private static final Duration REFUSE = Duration.ofMinutes(1);
    private static final String HOST_NAME = "HOSTNAME";

    private final List<HostAttribute> constraints;
    private final Stepper scheduler;

    HostAttributeFilter(List<HostAttribute> constraints, Stepper scheduler) {
        this.constraints = constraints;
        this.scheduler = scheduler;
    }

    @Override
    public List<Effect> step(Instant now, Input input) {
        return input instanceof Input.Offers in ? offers(now, in.offers()) : scheduler.step(now, input);
    }

    private List<Effect> offers(Instant now, List<Offer> offers) {
        var byFit = offers.stream().collect(Collectors.partitioningBy(this::fits));
        var effects = new ArrayList<Effect>();
        var unfit = byFit.get(false);
        if (!unfit.isEmpty()) {
            List<OfferId> ids = unfit.stream().map(Offer::id).toList();
            effects.add(new Effect.Send(new Call.Decline(ids, REFUSE)));
        }
        effects.add(new Effect.Explain(MesosOptions.HARD_HOST_ATTRIBUTE.key(), explanation(unfit)));
        effects.addAll(scheduler.step(now, new Input.Offers(byFit.get(true))));
        return effects;
    }

    private String explanation(List<Offer> unfit) {
        if (unfit.isEmpty()) {
            return "";
        }
        var hosts = unfit.stream().map(Offer::hostname).sorted().distinct().collect(Collectors.joining(", "));
        return "offers of " + hosts + " were declined: not all of " + constraints + " hold there";
    }

    private boolean fits(Offer offer) {
        return constraints.stream().allMatch(constraint -> fits(offer, constraint));
    }

    private static boolean fits(Offer offer, HostAttribute constraint) {
        if (constraint.name().equals(HOST_NAME)) {
            return offer.hostname().equals(constraint.value());
        }
        return offer.attributes().contains(new Attribute(constraint.name(), new Attribute.Text(constraint.value())));
    }
}
