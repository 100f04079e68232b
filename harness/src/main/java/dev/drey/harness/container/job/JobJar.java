/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** The jobs of this package as a jar that Flink takes. */
public final class JobJar {
    public static final String DEMAND = "dev.drey.harness.container.job.DemandJob";
    public static final String STORM = "dev.drey.harness.container.job.StormJob";

    private static final List<String> CLASSES = List.of("DemandJob", "StormJob", "Tally");

    private JobJar() {}

    /** Writes it, in place of what may be there. */
    public static void write(Path file) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (String name : CLASSES) {
                try (InputStream bytes = JobJar.class.getResourceAsStream(name + ".class")) {
                    jar.putNextEntry(
                            new ZipEntry(JobJar.class.getPackageName().replace('.', '/') + "/" + name + ".class"));
                    bytes.transferTo(jar);
                    jar.closeEntry();
                }
            }
        }
    }
}
