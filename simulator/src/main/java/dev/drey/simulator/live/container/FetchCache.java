/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files fetched with {@code cache}, shared by all tasks of an agent, one copy per user and URI. A URI of unknown or
 * zero size is not cached. The cache starts empty with each agent process, and goes with it.
 */
final class FetchCache {
    private record Key(String user, String uri) {}

    private final Path directory;
    private final Download download;
    private final Map<Key, CompletableFuture<Path>> files = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    /** @param parent gets a directory for this cache alone, as others may be there */
    FetchCache(Path parent, Download download) throws IOException {
        this.directory = Files.createTempDirectory(Files.createDirectories(parent), "cache-");
        this.download = download;
    }

    /** Deletes all that is cached. */
    void discard() {
        try (var all = Files.list(directory)) {
            for (var file : all.toList()) {
                Files.deleteIfExists(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            return; // the work directory is gone already, or goes with what is left in it
        }
    }

    /** The cached file, downloaded if it is not there yet; empty if it cannot be cached. */
    Optional<Path> get(FetchUri uri, String user, SandboxLog log)
            throws FetchException, IOException, InterruptedException {
        var key = new Key(user, uri.location());
        var own = new CompletableFuture<Path>();
        var present = files.putIfAbsent(key, own);
        if (present != null) {
            return await(present);
        }
        try {
            var file = fill(uri, log);
            if (file.isEmpty()) {
                own.completeExceptionally(new IOException("not cacheable"));
            }
            file.ifPresent(own::complete);
            return file;
        } finally {
            if (!own.isDone() || own.isCompletedExceptionally()) {
                files.remove(key);
                own.completeExceptionally(new IOException("not downloaded"));
            }
        }
    }

    private Optional<Path> fill(FetchUri uri, SandboxLog log) throws FetchException, IOException, InterruptedException {
        if (download.size(uri).orElse(0) == 0) {
            log.line("Not cached, because its size is not known: '" + uri.location() + "'");
            return Optional.empty();
        }
        var name = "c" + count.incrementAndGet() + "-" + uri.baseName();
        log.line("Downloading resource from '" + uri.location() + "' into the cache");
        var file = directory.resolve(name);
        var part = directory.resolve(name + ".part");
        try {
            download.to(uri, part);
            return Optional.of(Files.move(part, file, StandardCopyOption.REPLACE_EXISTING));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /* Whoever waited in vain for another's download tries on its own, past the cache. */
    private static Optional<Path> await(CompletableFuture<Path> file) throws InterruptedException {
        try {
            return Optional.of(file.get());
        } catch (ExecutionException e) {
            return Optional.empty();
        }
    }
}
