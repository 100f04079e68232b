/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container.image;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The files that images are made of and that come with the harness. */
final class Resources {
    private static final String FOLDER = "/images/";

    private Resources() {}

    /** Copies one of them below a directory, executable, and tells where it is. */
    static Path copy(String name, Path directory) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream content = Resources.class.getResourceAsStream(FOLDER + name)) {
            if (content == null) {
                throw new FileNotFoundException("the harness has no resource " + FOLDER + name);
            }
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
        return file;
    }
}
