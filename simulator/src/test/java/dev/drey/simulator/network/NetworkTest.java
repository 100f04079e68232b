/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("unit")
class NetworkTest {
    private final VirtualTimeline timeline = new VirtualTimeline(Instant.EPOCH);
    private final Network network = new Network(timeline, Choices.ofSeed(1));
    private final List<String> happened = new ArrayList<>();

    private Connection connect() {
        var connection = network.connect("a", "b");
        connection.near().onBroken(() -> happened.add("near broken"));
        connection.far().onBroken(() -> happened.add("far broken"));
        return connection;
    }

    private void send(Connection.End end, String text) {
        end.send("message", () -> happened.add(text));
    }

    @Test
    void messagesArriveInOrderHoweverLateTheyAre() {
        network.delay(Duration.ofSeconds(5));
        var connection = connect();

        IntStream.range(0, 20).forEach(i -> send(connection.near(), "m" + i));
        timeline.advance(Duration.ofMinutes(1));

        assertThat(happened)
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void aCutSwallowsOneDirectionAndBreaksTheConnectionWhenItIsMended() {
        var connection = connect();
        network.cut("a", "b");

        send(connection.near(), "lost");
        send(connection.far(), "arrives");
        timeline.advance(Duration.ofSeconds(10));
        assertThat(happened).containsExactly("arrives");
        network.mend("a", "b");
        send(connection.near(), "lost as well");
        timeline.advance(Duration.ofSeconds(1));

        assertThat(happened).containsExactly("arrives", "near broken", "far broken");
    }

    @Test
    void aCutThatNobodySendsAcrossIsNotNoticed() {
        var connection = connect();
        network.cut("a", "b");

        timeline.advance(Duration.ofMinutes(5));
        network.mend("a", "b");
        send(connection.near(), "arrives");
        timeline.advance(Duration.ofMinutes(5));

        assertThat(happened).containsExactly("arrives");
    }

    @Test
    void theOtherEndFindsAClosedConnectionBrokenAfterAllThatWasSent() {
        var connection = connect();

        send(connection.near(), "last");
        connection.near().close();
        timeline.advance(Duration.ofSeconds(1));

        assertThat(happened).containsExactly("last", "far broken");
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void tellsACalmConnectionBeforeThereIsTrouble(BiConsumer<Network, Connection> trouble) {
        var connection = connect();
        connection.beforeTrouble(() -> happened.add(connection.isCalm() ? "trouble to come" : "too late"));

        trouble.accept(network, connection);
        network.cut("a", "b");

        assertThat(happened).startsWith("trouble to come").containsOnlyOnce("trouble to come");
        assertThat(connection.isCalm()).isFalse();
    }

    static List<Named<BiConsumer<Network, Connection>>> troubles() {
        return List.of(
                Named.of("cut there", (network, connection) -> network.cut("a", "b")),
                Named.of("cut back", (network, connection) -> network.cut("b", "a")),
                Named.of("delay", (network, connection) -> network.delay(Duration.ofSeconds(1))),
                Named.of("loss", (network, connection) -> network.lose(0.1)),
                Named.of("lag", (network, connection) -> network.route("b", "a").lag(Duration.ofSeconds(1))),
                Named.of("reset", (network, connection) -> connection.reset()),
                Named.of(
                        "near end closes",
                        (network, connection) -> connection.near().close()),
                Named.of(
                        "far end closes",
                        (network, connection) -> connection.far().close()));
    }

    @Test
    void nothingIsToldWhenTroubleEnds() {
        network.cut("a", "b");
        network.delay(Duration.ofSeconds(1));
        var connection = connect();
        network.mend("a", "b");
        network.heal();
        connection.beforeTrouble(() -> happened.add("trouble to come"));

        network.mend("b", "a");

        assertThat(connection.isCalm()).isTrue();
        assertThat(happened).isEmpty();
    }
}
