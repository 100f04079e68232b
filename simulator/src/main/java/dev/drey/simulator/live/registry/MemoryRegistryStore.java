/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.registry;

import java.util.Optional;

/** Forgets all when the master's process ends. */
public final class MemoryRegistryStore implements RegistryStore {
    private Optional<byte[]> registry = Optional.empty();

    @Override
    public Optional<byte[]> read() {
        return registry;
    }

    @Override
    public void write(byte[] newer) {
        registry = Optional.of(newer);
    }

    @Override
    public void close() {}
}
