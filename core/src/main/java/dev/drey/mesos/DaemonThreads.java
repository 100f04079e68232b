/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Named threads that do not keep the process alive. */
final class DaemonThreads {
    private DaemonThreads() {}

    static ScheduledExecutorService single(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> thread(name, task));
    }

    static Thread run(String name, Runnable task) {
        var thread = thread(name, task);
        thread.start();
        return thread;
    }

    private static Thread thread(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
