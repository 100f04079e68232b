/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.example.SmallFramework;
import dev.drey.simulator.fault.FaultKind;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.oracle.Coverage;
import dev.drey.simulator.simulation.Framework;
import dev.drey.simulator.simulation.Host;
import dev.drey.simulator.simulation.Result;
import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** {@link Simulate} as the tests of a user see it. */
@Tag("sim")
class SimulateTest {
    private static final String FOLDER = "target/sim-of-tests";

    @Simulate(framework = SmallFramework.class, seeds = "3, 7", faults = FaultKind.TASK_FAIL)
    void givesWhatHappened(Result result, Plan plan, Trace trace, Coverage coverage, Choices choices, long seed) {
        assertThat(seed).isIn(3L, 7L);
        assertThat(plan).isEqualTo(result.plan());
        assertThat(trace.hash()).isEqualTo(result.trace().hash());
        assertThat(coverage.situations()).isNotEmpty();
        assertThat(choices.below("anything", 10)).isBetween(0, 9);
    }

    @Test
    void namesTheOracleTheFolderAndTheShrunkStepsOfAFailure() {
        var failure = failure("idles", Map.of());

        assertThat(failure.getMessage())
                .contains("seed 1 breaks converges (too few)")
                .contains("shrunk from ")
                .contains("tasks are wanted")
                .contains(FOLDER)
                .contains("-Ddrey.seed=1");
        var folder = Path.of(FOLDER, "Failing.idles-1");
        assertThat(Stream.of("trace.txt", "timeline.html", "choices.jsonl", "plan.json", "shrunk/plan.json")
                        .map(folder::resolve))
                .allMatch(Files::exists);
    }

    @Test
    void playsAShrunkRunAgain() throws IOException {
        failure("idles", Map.of());
        var shrunk = Path.of(FOLDER, "Failing.idles-1", "shrunk");

        var failure = failure("idles", Map.of("drey.replay", shrunk.toString()));

        assertThat(failure.getMessage()).contains("converges (too few)");
        assertThat(Files.readString(shrunk.resolve("plan.json"))).contains("\"want\"");
    }

    @Test
    void playsOnlyTheSeedThatIsAskedFor() {
        assertThat(failure("idles", Map.of("drey.seed", "12")).getMessage()).contains("seed 12 breaks");
    }

    @Test
    void findsAFrameworkThatIsNotDeterministic() {
        assertThat(failure("differs", Map.of()).getMessage())
                .contains("goes another way when it is played again")
                .contains("line ");
    }

    @Test
    void saysWhatIsWrongWithSeeds() {
        assertThat(Seeds.parse("1..3, 7").boxed()).containsExactly(1L, 2L, 3L, 7L);
        assertThatThrownBy(() -> Seeds.parse("1-3").count())
                .hasMessage("seeds = \"1-3\": '1-3' is neither a number nor a range such as 1..50");
        assertThatThrownBy(() -> Seeds.parse("9..3").count()).hasMessage("seeds = \"9..3\": 9..3 is empty");
    }

    private static Throwable failure(String method, Map<String, String> parameters) {
        var kit = EngineTestKit.engine("junit-jupiter").selectors(selectMethod(Failing.class, findMethod(method)));
        parameters.forEach(kit::configurationParameter);
        return kit.execute().testEvents().failed().stream()
                .findFirst()
                .flatMap(SimulateTest::throwable)
                .orElseThrow();
    }

    private static java.lang.reflect.Method findMethod(String name) {
        return org.junit.platform.commons.support.ReflectionSupport.findMethod(Failing.class, name)
                .orElseThrow();
    }

    private static java.util.Optional<Throwable> throwable(Event event) {
        return event.getPayload(org.junit.platform.engine.TestExecutionResult.class)
                .flatMap(result -> result.getThrowable());
    }

    /** Not found by the build, as its name does not end with Test. */
    static class Failing {
        @Simulate(framework = Idle.class, seeds = "1", faults = FaultKind.TASK_FAIL, folder = FOLDER, shrinkSeconds = 2)
        void idles() {}

        @Simulate(framework = Fickle.class, seeds = "1", faults = FaultKind.TASK_FAIL, folder = FOLDER, tasks = 1)
        void differs() {}
    }

    /** Does nothing at all. */
    static class Idle implements Framework<String> {
        @Override
        public String nothing() {
            return "";
        }

        @Override
        public Set<String> tasks(String memory) {
            return Set.of();
        }

        @Override
        public Client start(Host<String> host) {
            return count -> {};
        }
    }

    /** Keeps its promises, and writes something else down each time. */
    static final class Fickle implements Framework<SmallFramework.Memory> {
        private static final AtomicInteger STARTS = new AtomicInteger();
        private final SmallFramework steady = new SmallFramework();

        @Override
        public SmallFramework.Memory nothing() {
            return steady.nothing();
        }

        @Override
        public Set<String> tasks(SmallFramework.Memory memory) {
            return steady.tasks(memory);
        }

        @Override
        public Client start(Host<SmallFramework.Memory> host) {
            int writes = STARTS.incrementAndGet() % 2;
            for (int i = 0; i < writes; i++) {
                host.write(old -> old, outcome -> {});
            }
            return steady.start(host);
        }
    }
}
