/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Tells the owner of a task, at the top of its stderr, what was done before it was started. */
record SandboxLog(Path file) {
    void line(String text) throws IOException {
        Files.write(
                file,
                (text + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS);
    }
}
