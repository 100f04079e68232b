/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

/**
 * Names a timer. The scheduler has at most one timer per key.
 *
 * @param kind what to do when it fires
 * @param subject the task or offer or role it is about; empty if there is only one of its kind
 */
public record TimerKey(Kind kind, String subject) {

    /** What a timer is for. */
    public enum Kind {
        /** No news from the master for too long. */
        HEARTBEAT_SILENCE,
        /** Offers were held for as long as allowed. */
        OFFER_BUDGET,
        /** No offer came for too long although workers are wanted. */
        OFFER_DROUGHT,
        /** Another REVIVE is allowed now. */
        REVIVE_ALLOWED,
        /** A launch got no answer. */
        LAUNCH_TIMEOUT,
        /** A worker did not report to the client. */
        REGISTRATION_TIMEOUT,
        /** An agent stayed unreachable for so long that its worker is replaced. */
        REPLACE_DUE,
        /** An agent stayed unreachable for so long that its worker is forgotten. */
        EXPUNGE_DUE,
        /** Launches that waited because of failures may go on. */
        BACK_OFF_OVER,
        /** A kill got no answer. */
        KILL_RETRY,
        /** Unanswered tasks are to be reconciled again. */
        RECONCILE_RETRY,
        /** Time for an implicit reconciliation. */
        RECONCILE_ALL,
        /** A write failed and is tried again. */
        PERSIST_RETRY
    }

    public static TimerKey of(Kind kind) {
        return new TimerKey(kind, "");
    }
}
