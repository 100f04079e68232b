/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.agent.MasterDial;
import dev.drey.simulator.live.LiveCluster.Direction;
import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The way between an agent and its masters, which can be cut in either direction or both. On the timeline only.
 *
 * <p>A connection that lost something while it was cut is reset when it is mended, as TCP would have it; a new one
 * cannot be made meanwhile.
 */
final class Partition {
    private static final Link<ToMaster> NOWHERE = new Link<>() {
        @Override
        public void send(ToMaster message) {}

        @Override
        public void close() {}
    };

    private final Set<Direction> cuts = EnumSet.noneOf(Direction.class);
    private Optional<Connection> current = Optional.empty();

    MasterDial across(MasterDial dial) {
        return inbox -> {
            if (!cuts.isEmpty()) {
                inbox.close();
                return NOWHERE;
            }
            var connection = new Connection(inbox);
            connection.out = dial.dial(connection.in());
            current = Optional.of(connection);
            return connection;
        };
    }

    void cut(Direction direction) {
        cuts.add(direction);
    }

    boolean isCut(Direction direction) {
        return cuts.contains(direction);
    }

    void mend() {
        cuts.clear();
        current.filter(connection -> connection.lossy).ifPresent(Connection::reset);
    }

    private final class Connection implements Link<ToMaster> {
        private final Link<ToAgent> inbox;
        private Link<ToMaster> out = NOWHERE;
        private boolean lossy;

        private Connection(Link<ToAgent> inbox) {
            this.inbox = inbox;
        }

        private Link<ToAgent> in() {
            return new Link<>() {
                @Override
                public void send(ToAgent message) {
                    if (passes(Direction.FROM_MASTER)) {
                        inbox.send(message);
                    }
                }

                @Override
                public void close() {
                    if (passes(Direction.FROM_MASTER)) {
                        inbox.close();
                    }
                }
            };
        }

        @Override
        public void send(ToMaster message) {
            if (passes(Direction.TO_MASTER)) {
                out.send(message);
            }
        }

        @Override
        public void close() {
            if (passes(Direction.TO_MASTER)) {
                out.close();
            }
        }

        private boolean passes(Direction direction) {
            boolean cut = cuts.contains(direction);
            lossy |= cut;
            return !cut;
        }

        private void reset() {
            lossy = false;
            inbox.close();
            out.close();
        }
    }
}
