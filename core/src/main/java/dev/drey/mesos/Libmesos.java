/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.util.Optional;
import org.apache.mesos.v1.Protos.Credential;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Scheduler;

/** One connection of the native library. */
interface Libmesos extends Mesos {

    /** Gives it back to the library. No other method may be called from then on. */
    void dispose();

    /** Makes one. */
    @FunctionalInterface
    interface Opener {
        /**
         * Begins to connect and to call back, from other threads, perhaps before it returns.
         *
         * @throws LinkageError if the library is not loaded, or too old
         */
        Libmesos open(Scheduler callbacks, String master, Optional<Credential> credential);
    }
}
