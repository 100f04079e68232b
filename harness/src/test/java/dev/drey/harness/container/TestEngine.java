/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drey.harness.container.image.ImageSettings;
import dev.drey.harness.container.image.Images;
import java.io.IOException;
import java.nio.file.Path;

/** The container engine as the tests use it: without one they skip themselves and say why. */
final class TestEngine {
    private static final ImageSettings SETTINGS = ImageSettings.of(System.getProperties());
    private static final Path REPOSITORY = Path.of(System.getProperty("drey.basedir"));

    private TestEngine() {}

    /** The images of a cluster; skips the test where there is no engine. */
    static Images images(String test) throws IOException {
        Engine.problem(SETTINGS).ifPresent(reason -> {
            System.out.println(test + " is skipped: " + reason);
            assumeTrue(false, reason);
        });
        return Images.prepare(SETTINGS, Engine.client(), REPOSITORY, System.out::println);
    }

    /** A folder of its own for what a test leaves. */
    static Path folder(String name) {
        return REPOSITORY.resolve(
                "harness/target/cluster/" + name + "-" + ProcessHandle.current().pid());
    }
}
