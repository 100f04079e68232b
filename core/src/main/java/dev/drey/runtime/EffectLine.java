/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import dev.drey.model.FrameworkId;
import dev.drey.scheduler.Call;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.FleetEvent;
import java.util.Collection;
import java.util.stream.Collectors;

/** The line of the log that tells of an effect, as key=value pairs. */
final class EffectLine implements Effect.Cases<String> {
    private final CallLine calls = new CallLine();

    @Override
    public String send(Effect.Send effect) {
        return "effect=send call=" + effect.call().match(calls);
    }

    @Override
    public String reconnect(Effect.Reconnect effect) {
        return "effect=reconnect reason=" + quoted(effect.reason());
    }

    @Override
    public String persist(Effect.Persist effect) {
        return "effect=persist ticket=" + effect.ticket() + " change="
                + quoted(effect.change().toString());
    }

    @Override
    public String setTimer(Effect.SetTimer effect) {
        return "effect=set-timer timer=" + effect.key().kind() + " subject="
                + effect.key().subject() + " at=" + effect.at();
    }

    @Override
    public String cancelTimer(Effect.CancelTimer effect) {
        return "effect=cancel-timer timer=" + effect.key().kind() + " subject="
                + effect.key().subject();
    }

    @Override
    public String notifyClient(Effect.NotifyClient effect) {
        return "effect=notify " + event(effect.event());
    }

    private static String event(FleetEvent event) {
        if (event instanceof FleetEvent.WorkerLaunched launched) {
            var worker = launched.worker();
            return "event=launched worker=" + worker.task() + " agent=" + worker.agent() + " hostname="
                    + worker.hostname();
        }
        if (event instanceof FleetEvent.WorkerTerminated terminated) {
            return "event=terminated worker=" + terminated.worker() + " reason=" + quoted(terminated.diagnostics());
        }
        if (event instanceof FleetEvent.WorkerStateChanged changed) {
            return "event=state worker=" + changed.worker() + " state=" + changed.state();
        }
        return "event=" + quoted(event.toString());
    }

    @Override
    public String explain(Effect.Explain effect) {
        return "effect=explain profile=" + effect.profile() + " text=" + quoted(effect.text());
    }

    @Override
    public String count(Effect.Count effect) {
        return "effect=count metric=" + effect.metric();
    }

    @Override
    public String halt(Effect.Halt effect) {
        return "effect=halt reason=" + effect.reason() + " message=" + quoted(effect.message());
    }

    private static String quoted(String text) {
        return '"' + text.replace('\n', ' ').replace('"', '\'') + '"';
    }

    private static String joined(Collection<?> items) {
        return items.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static final class CallLine implements Call.Cases<String> {
        @Override
        public String subscribe(Call.Subscribe call) {
            return "SUBSCRIBE framework=" + call.id().map(FrameworkId::value).orElse("new") + " role="
                    + joined(call.settings().roles()) + " suppressed=" + joined(call.suppressedRoles());
        }

        @Override
        public String accept(Call.Accept call) {
            var agents =
                    call.launches().stream().map(Call.Launch::agent).distinct().toList();
            var workers = call.launches().stream().map(Call.Launch::task).toList();
            return "ACCEPT offer=" + joined(call.offers()) + " worker=" + joined(workers) + " agent=" + joined(agents)
                    + " refuseSeconds=" + call.refuse().toSeconds();
        }

        @Override
        public String decline(Call.Decline call) {
            return "DECLINE offer=" + joined(call.offers()) + " refuseSeconds="
                    + call.refuse().toSeconds();
        }

        @Override
        public String acceptInverseOffers(Call.AcceptInverseOffers call) {
            return "ACCEPT_INVERSE_OFFERS offer=" + joined(call.offers()) + " refuseSeconds="
                    + call.refuse().toSeconds();
        }

        @Override
        public String declineInverseOffers(Call.DeclineInverseOffers call) {
            return "DECLINE_INVERSE_OFFERS offer=" + joined(call.offers()) + " refuseSeconds="
                    + call.refuse().toSeconds();
        }

        @Override
        public String revive(Call.Revive call) {
            return "REVIVE role=" + joined(call.roles());
        }

        @Override
        public String suppress(Call.Suppress call) {
            return "SUPPRESS role=" + joined(call.roles());
        }

        @Override
        public String kill(Call.Kill call) {
            return "KILL worker=" + call.task() + " agent="
                    + joined(call.agent().stream().toList());
        }

        @Override
        public String acknowledge(Call.Acknowledge call) {
            return "ACKNOWLEDGE worker=" + call.task() + " agent=" + call.agent() + " uuid=" + call.uuid();
        }

        @Override
        public String reconcile(Call.Reconcile call) {
            return "RECONCILE tasks="
                    + (call.tasks().isEmpty() ? "all" : call.tasks().size());
        }

        @Override
        public String teardown(Call.Teardown call) {
            return "TEARDOWN";
        }
    }
}
