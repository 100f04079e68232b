/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.registry;

import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.RecordJson;
import dev.drey.simulator.master.Registry;
import dev.drey.simulator.master.SavedRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A registry and its store. Used on the master's timeline only. */
public final class DurableRegistry {
    private final RegistryStore store;
    private Optional<Registry> registry = Optional.empty();
    private SavedRegistry saved = new Registry().saved();

    public DurableRegistry(RegistryStore store) {
        this.store = store;
    }

    /** What earlier leaders have left. */
    public Registry recover() {
        try {
            var left = store.read();
            if (left.isPresent()) {
                saved = RecordJson.read(left.get(), SavedRegistry.class);
            }
            registry = Optional.of(Registry.of(saved));
            return registry.get();
        } catch (IOException e) {
            throw new UncheckedIOException("The registry cannot be recovered: " + e.getMessage() + ".", e);
        } catch (JsonConversionException e) {
            throw new IllegalStateException("The registry cannot be understood: " + e.getMessage() + ".", e);
        }
    }

    /** Writes the registry down if it has changed. */
    public void save() {
        if (registry.isEmpty()) {
            return;
        }
        var now = registry.get().saved();
        if (!now.equals(saved)) {
            try {
                store.write(RecordJson.write(now));
                saved = now;
            } catch (IOException e) {
                throw new UncheckedIOException("The registry cannot be stored: " + e.getMessage() + ".", e);
            }
        }
    }
}
