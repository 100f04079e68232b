/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import com.google.protobuf.TextFormat;
import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.oracle.Complaints;
import dev.drey.simulator.oracle.Observation;
import dev.drey.simulator.oracle.Oracle;
import dev.drey.simulator.oracle.Violation;
import dev.drey.simulator.oracle.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Shows what an appmaster wrote in its wire log to the oracles that judge simulations, as if it happened before their
 * eyes. The first complaint counts.
 */
final class LiveSeam implements Witness, Complaints {
    private final List<Oracle> oracles;
    private final Instant start = Instant.now();
    private final Set<String> frameworks = new TreeSet<>();
    private final List<Instant> calls = new ArrayList<>();
    private Instant now = start;
    private Set<String> remembered = Set.of();
    private Optional<MasterView> master = Optional.empty();
    private Optional<Violation> violation = Optional.empty();
    private long happenings;
    private int life;
    private boolean alive;
    private boolean hindered;
    private int wanted;

    LiveSeam(List<Oracle> oracles) {
        this.oracles = List.copyOf(oracles);
    }

    Optional<Violation> violation() {
        return violation;
    }

    /** The next line of the wire log. */
    void saw(WireTail.Line line) {
        if (line.life() > life) {
            died();
            life = line.life();
            alive = true;
            show(line.at(), new Observation.Started(life));
        }
        try {
            read(line);
        } catch (TextFormat.ParseException e) {
            throw new ClusterException("the wire log has a line that is no " + line.what() + ": " + line.text(), e);
        }
    }

    private void read(WireTail.Line line) throws TextFormat.ParseException {
        switch (line.what()) {
            case "STORED" -> remembered = words(line.text());
            case "CONNECTED" -> show(line.at(), new Observation.Connected(line.life()));
            case "DISCONNECTED" -> show(line.at(), new Observation.Disconnected(line.life()));
            case "CALL" -> {
                calls.add(line.at());
                show(line.at(), new Observation.Called(line.life(), TextFormat.parse(line.text(), Call.class)));
            }
            case "EVENT" -> onEvent(line, TextFormat.parse(line.text(), Event.class));
            case "REFUSED" -> onRefused(line);
            default -> now = line.at();
        }
    }

    private void onEvent(WireTail.Line line, Event event) {
        if (event.hasSubscribed()) {
            frameworks.add(event.getSubscribed().getFrameworkId().getValue());
        }
        show(line.at(), new Observation.Delivered(line.life(), event));
    }

    private void onRefused(WireTail.Line line) {
        var words = line.text().split(" ", 3);
        var call = Call.newBuilder().setType(Call.Type.valueOf(words[0])).build();
        show(line.at(), new Observation.Refused(line.life(), call, Integer.parseInt(words[1]), words[2]));
    }

    /** The process that wrote last is dead; nothing more comes from it. */
    void died() {
        if (alive) {
            alive = false;
            show(now, new Observation.Ended(life));
        }
    }

    /** What a look at the world found. */
    void look(Optional<MasterView> found, boolean isHindered, int wantedNow) {
        happenings++;
        now = Instant.now();
        master = found;
        hindered = isHindered;
        wanted = wantedNow;
        ask((oracle, complaints) -> oracle.look(this, complaints));
    }

    /** Complains if more calls than that were made in the last while: an appmaster with nothing to do makes few. */
    void mustRest(Duration lately, int most) {
        now = Instant.now();
        long made = calls.stream().filter(at -> at.isAfter(now.minus(lately))).count();
        if (made > most) {
            complain("comes-to-rest", "spins", made + " calls in the last " + lately.toSeconds() + " s");
        }
    }

    void finish() {
        now = Instant.now();
        ask((oracle, complaints) -> oracle.finish(this, complaints));
    }

    private void show(Instant at, Observation seen) {
        happenings++;
        now = at;
        ask((oracle, complaints) -> oracle.observe(seen, this, complaints));
    }

    private void ask(BiConsumer<Oracle, Complaints> question) {
        if (violation.isEmpty()) {
            oracles.forEach(oracle -> question.accept(oracle, this));
        }
    }

    @Override
    public void complain(String oracle, String key, String message) {
        if (violation.isEmpty()) {
            violation = Optional.of(new Violation(oracle, key, message, Duration.between(start, now)));
        }
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public int wanted() {
        return wanted;
    }

    @Override
    public int unmet() {
        return wanted - remembered.size();
    }

    @Override
    public Set<String> remembered() {
        return remembered;
    }

    @Override
    public int life() {
        return alive ? life : 0;
    }

    @Override
    public boolean isHindered() {
        return hindered;
    }

    @Override
    public Set<String> frameworks() {
        return frameworks;
    }

    @Override
    public long happenings() {
        return happenings;
    }

    @Override
    public List<AgentID> agentIds() {
        return agents().map(agent -> agent.info().getId()).toList();
    }

    @Override
    public Optional<MasterView.Agent> agent(AgentID id) {
        return agents().filter(agent -> agent.info().getId().equals(id)).findFirst();
    }

    private Stream<MasterView.Agent> agents() {
        return master.stream().flatMap(view -> view.agents().stream());
    }

    @Override
    public Optional<MasterView> master() {
        return master;
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(List.of(text.split(" ")));
    }
}
