/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.junit;

import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.oracle.Coverage;
import dev.drey.simulator.oracle.Violation;
import dev.drey.simulator.report.FailureFiles;
import dev.drey.simulator.shrink.Shrinker;
import dev.drey.simulator.simulation.Framework;
import dev.drey.simulator.simulation.Result;
import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.ReflectionSupport;

/** Plays one seed before the test method runs, judges it, and gives the method what it asks for. */
final class SeedRun implements BeforeEachCallback, ParameterResolver {
    private static final String TESTS_OWN = "test";

    private final Simulate simulate;
    private final Script script;
    private final Map<Class<?>, Supplier<Object>> values = new LinkedHashMap<>();
    private Optional<Result> played = Optional.empty();

    SeedRun(Simulate simulate, Script script) {
        this.simulate = simulate;
        this.script = script;
        values.put(Result.class, this::result);
        values.put(Plan.class, () -> result().plan());
        values.put(Trace.class, () -> result().trace());
        values.put(Coverage.class, () -> result().coverage());
        values.put(Choices.class, () -> script.choices().get().fork(TESTS_OWN));
        values.put(long.class, script::seed);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        var framework = framework();
        var result = script.play(framework);
        played = Optional.of(result);
        var folder = Path.of(simulate.folder()).resolve(name(context) + "-" + script.seed());
        if (result.violation().isPresent()) {
            throw new AssertionError(
                    broken(framework, result, folder, result.violation().get()));
        }
        var again = script.play(framework());
        if (!again.trace().hash().equals(result.trace().hash())) {
            throw new AssertionError(diverged(result, again, folder));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return values.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return values.get(parameter.getParameter().getType()).get();
    }

    private Result result() {
        return played.orElseThrow(() -> new IllegalStateException("the seed is played before each test method"));
    }

    private Framework<?> framework() {
        return ReflectionSupport.newInstance(simulate.framework());
    }

    private static String name(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }

    private String broken(Framework<?> framework, Result result, Path folder, Violation violation) throws IOException {
        FailureFiles.write(folder, "seed " + script.seed(), script.seed(), result);
        var text = new StringBuilder("seed " + script.seed() + " breaks " + violation.oracle() + " (" + violation.key()
                + ") after " + violation.at().toSeconds() + " s: " + violation.message());
        if (simulate.shrinkSeconds() > 0) {
            long end = System.nanoTime() + simulate.shrinkSeconds() * 1_000_000_000L;
            var shrunk = new Shrinker(framework, script.seed(), () -> System.nanoTime() < end).shrink(result);
            var target = folder.resolve("shrunk");
            FailureFiles.write(target, "seed " + script.seed() + ", shrunk", script.seed(), shrunk.result());
            line(text, "shrunk from %d to %d steps, see %s", steps(result), steps(shrunk.result()), target);
            shrunk.result().plan().steps().forEach(step -> line(text, "  %s", FailureFiles.text(step)));
        }
        line(text, "the run is in %s: trace.txt, timeline.html, choices.jsonl, plan.json", folder);
        line(text, "to play it alone: -Ddrey.seed=%d, or -Ddrey.replay=%s", script.seed(), folder);
        return text.toString();
    }

    private String diverged(Result result, Result again, Path folder) throws IOException {
        FailureFiles.write(folder, "seed " + script.seed(), script.seed(), result);
        FailureFiles.write(folder.resolve("again"), "seed " + script.seed() + ", again", script.seed(), again);
        var one = result.trace().lines();
        var other = again.trace().lines();
        int same = 0;
        while (same < Math.min(one.size(), other.size()) && one.get(same).equals(other.get(same))) {
            same++;
        }
        var text = new StringBuilder("seed " + script.seed() + " goes another way when it is played again, so the"
                + " framework is not deterministic: it uses a clock, threads, chance or an order of its own");
        line(text, "line %d of the trace is", same + 1);
        line(text, "  %s", same < one.size() ? one.get(same) : "(the end)");
        line(text, "  %s", same < other.size() ? other.get(same) : "(the end)");
        line(text, "both runs are in %s", folder);
        return text.toString();
    }

    private static int steps(Result result) {
        return result.plan().steps().size();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(System.lineSeparator()).append(String.format(java.util.Locale.ROOT, format, values));
    }
}
