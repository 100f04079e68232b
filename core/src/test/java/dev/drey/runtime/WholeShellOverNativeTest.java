/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import dev.drey.mesos.MesosConnection;
import dev.drey.mesos.NativeMesos;
import dev.drey.mesos.StubLibrary;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/** The same by way of the Java binding of libmesos, with a stand-in for the native half. */
class WholeShellOverNativeTest extends WholeShellTest {

    @BeforeAll
    static void loadLibrary() throws Exception {
        StubLibrary.load();
    }

    @Override
    MesosConnection.Factory transport() {
        return NativeMesos.factory(new NativeMesos.Settings(master.hostPort(), Optional.empty()));
    }
}
