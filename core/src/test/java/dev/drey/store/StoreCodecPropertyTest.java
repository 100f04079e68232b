/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("unit")
class StoreCodecPropertyTest {
    private final StoreCodec codec = new StoreCodec();

    @Property(tries = 200)
    void everyChangeComesBackAsItWas(@ForAll("changes") StoreChange change) throws StoreException {
        var line = codec.encode(change);

        assertThat(line).doesNotContain("\n");
        assertThat(codec.decodeChange(line)).isEqualTo(change);
    }

    @Property(tries = 200)
    void everyWorkerAndStateComesBackAsItWas(@ForAll("workers") WorkerRecord worker) throws StoreException {
        var state = new StoredState(Optional.of(new FrameworkId("f-0001")), List.of(worker));

        assertThat(codec.decodeWorker(codec.encode(worker))).isEqualTo(worker);
        assertThat(codec.decodeState(codec.encode(state))).isEqualTo(state);
    }

    @Provide
    Arbitrary<StoreChange> changes() {
        return Arbitraries.oneOf(
                names().map(name -> new StoreChange.PutFrameworkId(new FrameworkId(name))),
                workers().list().ofMaxSize(4).map(StoreChange.PutWorkers::new),
                names().map(name -> new StoreChange.RemoveWorker(new TaskId(name))),
                Arbitraries.of(new StoreChange.ForgetFramework(), new StoreChange.Clear()));
    }

    @Provide
    Arbitrary<WorkerRecord> workers() {
        return Combinators.combine(
                        names(),
                        Arbitraries.strings(),
                        names(),
                        Arbitraries.strings(),
                        Arbitraries.of(WorkerRecord.Goal.class),
                        Arbitraries.maps(Arbitraries.strings(), Arbitraries.strings())
                                .ofMaxSize(3),
                        Arbitraries.integers().between(1, 65_535).list().ofMaxSize(3))
                .as((task, profile, agent, host, goal, values, ports) ->
                        new WorkerRecord(new TaskId(task), profile, new AgentId(agent), host, goal, values, ports));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(40);
    }
}
