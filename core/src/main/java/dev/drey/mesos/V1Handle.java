/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.mesos.v1.Protos.Credential;
import org.apache.mesos.v1.scheduler.Scheduler;
import org.apache.mesos.v1.scheduler.V1Mesos;

/**
 * The Java binding of libmesos, finalized exactly once and never by the garbage collector.
 *
 * <p>The library refers to it weakly and would call back into an object that is gone; and its {@code finalize} frees
 * memory each time it is called.
 */
final class V1Handle extends V1Mesos implements Libmesos {
    private static final Set<V1Handle> LIVING = ConcurrentHashMap.newKeySet();

    private V1Handle(Scheduler callbacks, String master, Credential credential) {
        super(callbacks, master, credential);
    }

    static Libmesos open(Scheduler callbacks, String master, Optional<Credential> credential) {
        var handle = new V1Handle(callbacks, master, credential.orElse(null));
        LIVING.add(handle);
        return handle;
    }

    @Override
    public void dispose() {
        if (LIVING.remove(this)) {
            super.finalize();
        }
    }

    @Override
    @SuppressWarnings({"removal", "deprecation"})
    protected void finalize() {
        /* There is nothing left to do: see dispose(). */
    }
}
