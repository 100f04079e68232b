/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Where files are put for agents to fetch. */
interface Artifacts {
    /** A file that agents may keep: its address changes with its content, and with nothing else. */
    URI addCacheable(String path, Path file);

    /** A file that nobody may keep, under an address that no other tells, and that is the same after a restart. */
    URI addSecret(String path, Path file);

    /** Bytes that nobody may keep; they are made when they are asked for. */
    URI addSecret(String path, Supplier<byte[]> content);

    /** Takes away what was added as secret. */
    void remove(String path);
}
