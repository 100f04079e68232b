/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.model.AgentId;
import dev.drey.model.OfferId;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.model.TaskStatus;
import dev.drey.placement.PlacementSettings;
import dev.drey.placement.Policy;
import dev.drey.placement.RuleParser;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.FrameworkSettings;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerStore;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("unit")
class RecordJsonTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final JournalCodec codec = new JournalCodec();

    @ParameterizedTest
    @MethodSource("allInputs")
    void readsEveryInputItWrote(Input input) throws Exception {
        var line = new JournalLine.Step(NOW, input, List.of());

        assertThat(codec.decode(codec.encode(line))).isEqualTo(line);
    }

    @ParameterizedTest
    @MethodSource("allEffects")
    void readsEveryEffectItWrote(Effect effect) throws Exception {
        var line = new JournalLine.Step(NOW, new Input.Connected(), List.of(effect));

        assertThat(codec.decode(codec.encode(line))).isEqualTo(line);
    }

    @Test
    void writesWhatAPersonCanRead() {
        var status = new TaskStatus(
                new TaskId("w-1"),
                TaskState.FAILED,
                TaskStatus.Source.EXECUTOR,
                Optional.empty(),
                "exit 1",
                Optional.of(new AgentId("a-1")),
                Optional.empty(),
                NOW);

        assertThat(codec.encode(new JournalLine.Step(
                        NOW, new Input.StatusUpdate(status), List.of(new Effect.Reconnect("tired")))))
                .isEqualTo("{\"is\":\"Step\",\"at\":\"2026-01-01T00:00:00Z\",\"input\":{\"is\":\"StatusUpdate\","
                        + "\"status\":{\"task\":\"w-1\",\"state\":\"FAILED\",\"source\":\"EXECUTOR\","
                        + "\"message\":\"exit 1\",\"agent\":\"a-1\",\"timestamp\":\"2026-01-01T00:00:00Z\"}},"
                        + "\"effects\":[{\"is\":\"Reconnect\",\"reason\":\"tired\"}]}");
    }

    @Test
    void hidesSecrets() {
        var framework = new FrameworkSettings(
                "n",
                "u",
                Set.of("*"),
                Duration.ZERO,
                true,
                "h",
                Optional.of("http://me:pass1@host/"),
                Optional.empty(),
                Set.of(),
                Map.of("api-token", "pass2", "team", "blue"));
        var opened = new JournalLine.Opened(
                NOW,
                JournalCodec.FORMAT,
                SchedulerSettings.of(framework, "w"),
                new WorkerStore.Opened(1, StoredState.EMPTY));
        var error = new JournalLine.Step(
                NOW, new Input.MasterError("zk://u:pass3@zk/mesos said password=pass4, sorry"), List.of());

        assertThat(codec.encode(opened)).doesNotContain("pass").contains("http://***@host/", "blue");
        assertThat(codec.encode(error)).doesNotContain("pass3", "pass4").contains("zk://***@zk/mesos", "sorry");
    }

    @Test
    void readsThePlacementRulesItWrote() throws Exception {
        var rules = RuleParser.parse("not hostname:LIKE:a.* and (rack:UNIQUE or zone:GROUP_BY:3); prefer 2 rack:IS:r1");
        var framework = new FrameworkSettings(
                "n",
                "u",
                Set.of("*"),
                Duration.ZERO,
                true,
                "h",
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Map.of());
        var settings = SchedulerSettings.of(framework, "w")
                .but()
                .placement(new PlacementSettings(rules, Policy.FIRST_FIT, true, Duration.ofMinutes(1)))
                .build();
        var opened = new JournalLine.Opened(
                NOW, JournalCodec.FORMAT, settings, new WorkerStore.Opened(1, StoredState.EMPTY));

        assertThat(codec.decode(codec.encode(opened))).isEqualTo(opened);
    }

    @Test
    void refusesOtherFormatsAndUnknownInputs() {
        var unknown = "{\"is\":\"Step\",\"at\":\"2026-01-01T00:00:00Z\",\"input\":{\"is\":\"Wish\"},\"effects\":[]}";

        assertThatThrownBy(() -> codec.decode("{\"is\":\"Gap\""))
                .isInstanceOf(JournalFormatException.class)
                .hasMessageContaining("not a line of a journal");
        assertThatThrownBy(() -> codec.decode(unknown))
                .isInstanceOf(JournalFormatException.class)
                .hasMessageContaining("'Wish' is no Input of this version");
    }

    static Stream<Input> allInputs() {
        return samples(Input.class).stream().map(Input.class::cast);
    }

    static Stream<Effect> allEffects() {
        return samples(Effect.class).stream().map(Effect.class::cast);
    }

    /** At least one value of every alternative that this type allows, with every alternative below. */
    private static List<Object> samples(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic);
        }
        var raw = (Class<?>) type;
        if (raw.isSealed()) {
            return RecordJson.alternatives(raw).stream()
                    .flatMap(alternative -> samples(alternative).stream())
                    .toList();
        }
        if (raw.isEnum()) {
            return List.of(raw.getEnumConstants());
        }
        return raw.isRecord() ? ofRecord(raw) : List.of(leaf(raw));
    }

    private static List<Object> ofGeneric(ParameterizedType type) {
        var items = samples(RecordJson.argument(type, 0));
        if (type.getRawType() == Optional.class) {
            return List.of(Optional.of(items.get(0)), Optional.empty());
        }
        if (type.getRawType() == List.class) {
            return List.of(items, List.of());
        }
        if (type.getRawType() == Set.class) {
            return List.of(new TreeSet<>(items));
        }
        var map = new LinkedHashMap<Object, Object>();
        map.put("a key", samples(RecordJson.argument(type, 1)).get(0));
        return List.of(map);
    }

    /** As many as the component with the most samples has. */
    private static List<Object> ofRecord(Class<?> type) {
        var choices = Arrays.stream(type.getRecordComponents())
                .map(component -> samples(component.getGenericType()))
                .toList();
        var most = choices.stream().mapToInt(List::size).max().orElse(1);
        var all = new ArrayList<>();
        for (var i = 0; i < most; i++) {
            var number = i;
            all.add(make(
                    type,
                    choices.stream()
                            .map(choice -> choice.get(number % choice.size()))
                            .toArray()));
        }
        return all;
    }

    private static Object make(Class<?> type, Object[] values) {
        var types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no sample of " + type, e);
        }
    }

    private static Object leaf(Class<?> type) {
        var leaf = Map.<Class<?>, Object>of(
                        int.class,
                        3,
                        Integer.class,
                        5,
                        long.class,
                        4L,
                        boolean.class,
                        true,
                        String.class,
                        "some text",
                        Instant.class,
                        NOW,
                        Duration.class,
                        Duration.ofMillis(1500))
                .get(type);
        return Objects.requireNonNull(leaf, () -> "no sample of " + type);
    }

    @Test
    void idsAreWrittenAsTheyAre() {
        assertThat(RecordJson.write(new OfferId("o-1"), OfferId.class).toString())
                .isEqualTo("\"o-1\"");
    }
}
