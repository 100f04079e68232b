/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What has to be done later, for instance to end a fault. */
final class Pending {
    private final List<Entry> entries = new ArrayList<>();

    /** Something that is done. */
    interface Deed {
        void run() throws IOException, InterruptedException;
    }

    private record Entry(long due, Deed deed) {}

    void after(Duration delay, Deed deed) {
        entries.add(new Entry(System.nanoTime() + delay.toNanos(), deed));
        entries.sort(Comparator.comparingLong(entry -> entry.due() - System.nanoTime()));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Does what is due. */
    void doDue() throws IOException, InterruptedException {
        while (!entries.isEmpty() && entries.get(0).due() - System.nanoTime() <= 0) {
            entries.remove(0).deed().run();
        }
    }

    /** Does all of it now. */
    void doAll() throws IOException, InterruptedException {
        while (!entries.isEmpty()) {
            entries.remove(0).deed().run();
        }
    }
}
