/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.junit;

import dev.drey.simulator.report.FailureFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes one invocation of a test for each seed of its {@link Simulate}. */
final class SimulateExtension implements TestTemplateInvocationContextProvider {
    private static final String SEED = "drey.seed";
    private static final String REPLAY = "drey.replay";

    SimulateExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return annotation(context).isPresent();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        var simulate = annotation(context).orElseThrow();
        var replay = context.getConfigurationParameter(REPLAY).map(Path::of);
        if (replay.isPresent()) {
            return Stream.of(
                    new Invocation("replay of " + replay.get(), new SeedRun(simulate, replayed(replay.get()))));
        }
        String seeds = context.getConfigurationParameter(SEED).orElse(simulate.seeds());
        try {
            return Seeds.parse(seeds)
                    .mapToObj(seed ->
                            new Invocation("seed " + seed, new SeedRun(simulate, Script.ofSeed(simulate, seed))));
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(e.getMessage(), e);
        }
    }

    private static Script replayed(Path folder) {
        try {
            return Script.recorded(FailureFiles.read(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a run from " + folder + ", which -D" + REPLAY + " names", e);
        }
    }

    private static Optional<Simulate> annotation(ExtensionContext context) {
        return context.getTestMethod().flatMap(method -> AnnotationSupport.findAnnotation(method, Simulate.class));
    }

    private record Invocation(String name, SeedRun run) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return name;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(run);
        }
    }
}
