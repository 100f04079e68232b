/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CommandInfo.URI;

/**
 * Brings the URIs of a command into its sandbox, one after the other, as the Mesos fetcher does. The first that fails
 * ends it. Interrupting the calling thread aborts it.
 */
final class Fetcher {
    private final Download download;
    private final FetchCache cache;

    Fetcher(Download download, FetchCache cache) {
        this.download = download;
        this.cache = cache;
    }

    /** @param user for whom; cached files are not shared between users */
    void fetch(List<URI> uris, Path sandbox, String user, SandboxLog log) throws FetchException, IOException {
        for (var info : uris) {
            var uri = FetchUri.of(info);
            try {
                log.line("Fetching URI '" + uri.location() + "'");
                fetch(uri, sandbox, user, log);
            } catch (FetchException e) {
                log.line(e.getMessage());
                throw e;
            } catch (InterruptedException | InterruptedIOException | ClosedByInterruptException e) {
                throw uri.failure("aborted");
            } catch (IOException | IllegalArgumentException e) {
                var failure = uri.failure(reason(e));
                log.line(failure.getMessage());
                throw failure;
            }
        }
    }

    private void fetch(FetchUri uri, Path sandbox, String user, SandboxLog log)
            throws FetchException, IOException, InterruptedException {
        var target = uri.target(sandbox);
        var unpacks = uri.info().getExtract() && !uri.info().getExecutable();
        var kind = unpacks ? Archive.of(target.getFileName().toString()) : Archive.NONE;
        var cached = uri.info().getCache() ? cache.get(uri, user, log) : Optional.<Path>empty();
        Path source = target;
        if (cached.isPresent() && kind != Archive.NONE) {
            source = cached.get();
        } else if (cached.isPresent()) {
            log.line("Copying cached resource of '" + uri.location() + "' to '" + target + "'");
            Files.copy(cached.get(), target, StandardCopyOption.REPLACE_EXISTING);
        } else {
            log.line("Downloading resource from '" + uri.location() + "' to '" + target + "'");
            Files.deleteIfExists(target); // a link would lead the download elsewhere
            download.to(uri, target);
        }
        if (uri.info().getExecutable()) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        } else if (kind != Archive.NONE) {
            kind.unpack(source, sandbox, target.getFileName().toString());
            log.line("Extracted '" + source + "' into '" + sandbox + "'");
        } else if (unpacks) {
            log.line("Not extracted, because it does not seem to be an archive: '" + uri.location() + "'");
        }
        log.line("Fetched '" + uri.location() + "' to '" + target + "'");
    }

    private static String reason(Exception e) {
        var message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
