/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Input;
import dev.drey.store.WorkerStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A core that writes down its inputs and answers each kind of input as it was told. */
final class ScriptedCore implements Stepper.Factory, Stepper {
    final List<Input> inputs = new CopyOnWriteArrayList<>();
    private final Map<Class<?>, Function<Input, List<Effect>>> answers = new ConcurrentHashMap<>();

    ScriptedCore on(Class<? extends Input> kind, Effect... effects) {
        return on(kind, input -> List.of(effects));
    }

    ScriptedCore on(Class<? extends Input> kind, Function<Input, List<Effect>> answer) {
        answers.put(kind, answer);
        return this;
    }

    @Override
    public Stepper create(WorkerStore.Opened opened) {
        return this;
    }

    @Override
    public List<Effect> step(Instant now, Input input) {
        inputs.add(input);
        return answers.getOrDefault(input.getClass(), i -> List.of()).apply(input);
    }
}
