/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Duration;

/**
 * How offers are treated.
 *
 * @param holdBudget how long an offer is held that no worker fits on yet, before it is given back
 * @param maxHeld how many offers are held at most; the oldest are given back first
 * @param refuse for how long offers that were held in vain are refused
 * @param idleRefuse for how long offers are refused that come while no worker is wanted
 * @param leftoverRefuse for how long is refused what a launch left of its offers
 * @param reviveInterval how often a growing demand may ask for offers anew at most
 * @param drought after how long without offers that is explained
 * @param droughtRevive how often offers are asked for anew while none come; that call may have been lost
 */
public record OfferSettings(
        Duration holdBudget,
        int maxHeld,
        Duration refuse,
        Duration idleRefuse,
        Duration leftoverRefuse,
        Duration reviveInterval,
        Duration drought,
        Duration droughtRevive) {
    public static final OfferSettings DEFAULT = new OfferSettings(
            Duration.ofSeconds(120),
            100,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60));

    public OfferSettings {
        if (maxHeld < 1) {
            throw new IllegalArgumentException("at least one offer must be held to be used, not " + maxHeld);
        }
    }

    public OfferSettings withHoldBudget(Duration budget) {
        return new OfferSettings(
                budget, maxHeld, refuse, idleRefuse, leftoverRefuse, reviveInterval, drought, droughtRevive);
    }

    public OfferSettings withMaxHeld(int most) {
        return new OfferSettings(
                holdBudget, most, refuse, idleRefuse, leftoverRefuse, reviveInterval, drought, droughtRevive);
    }

    public OfferSettings withRefuse(Duration duration) {
        return new OfferSettings(
                holdBudget, maxHeld, duration, idleRefuse, leftoverRefuse, reviveInterval, drought, droughtRevive);
    }
}
