/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The kinds of files the fetcher unpacks, told by the end of their name. */
enum Archive {
    NONE,
    TAR(".tar"),
    TAR_GZIP(".tgz", ".tar.gz"),
    TAR_BZIP2(".tbz2", ".tar.bz2"),
    TAR_XZ(".txz", ".tar.xz"),
    ZIP(".zip"),
    GZIP(".gz");

    private final String[] endings;

    Archive(String... endings) {
        this.endings = endings;
    }

    static Archive of(String fileName) {
        for (var kind : values()) {
            for (var ending : kind.endings) {
                if (fileName.endsWith(ending)) {
                    return kind;
                }
            }
        }
        return NONE;
    }

    /** Unpacks into {@code directory}; {@code name} is what the file is called there. */
    void unpack(Path file, Path directory, String name) throws IOException {
        switch (this) {
            case ZIP:
                unzip(file, new Unpacking(directory));
                break;
            case GZIP:
                try (var content = open(file)) {
                    var plain = directory.resolve(name.substring(0, name.length() - GZIP.endings[0].length()));
                    Files.copy(content, plain, StandardCopyOption.REPLACE_EXISTING);
                }
                break;
            default:
                try (var content = open(file)) {
                    untar(content, new Unpacking(directory));
                }
        }
    }

    private InputStream open(Path file) throws IOException {
        var raw = new BufferedInputStream(Files.newInputStream(file));
        switch (this) {
            case GZIP:
            case TAR_GZIP:
                return new GzipCompressorInputStream(raw, true);
            case TAR_BZIP2:
                return new BZip2CompressorInputStream(raw, true);
            case TAR_XZ:
                throw new IOException("xz archives are not supported");
            default:
                return raw;
        }
    }

    private static void untar(InputStream content, Unpacking unpacking) throws IOException {
        try (var tar = new TarArchiveInputStream(content)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isDirectory()) {
                    unpacking.directory(entry.getName(), entry.getMode());
                } else if (entry.isSymbolicLink()) {
                    unpacking.symbolicLink(entry.getName(), entry.getLinkName());
                } else if (entry.isLink()) {
                    unpacking.hardLink(entry.getName(), entry.getLinkName());
                } else if (entry.isFile()) {
                    unpacking.file(entry.getName(), entry.getMode(), tar);
                }
            }
            unpacking.finish();
        }
    }

    private static void unzip(Path file, Unpacking unpacking) throws IOException {
        try (var zip = ZipFile.builder().setPath(file).get()) {
            for (var entries = zip.getEntries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                try (var content = zip.getInputStream(entry)) {
                    if (entry.isDirectory()) {
                        unpacking.directory(entry.getName(), entry.getUnixMode());
                    } else if (entry.isUnixSymlink()) {
                        unpacking.symbolicLink(entry.getName(), zip.getUnixSymlink(entry));
                    } else {
                        unpacking.file(entry.getName(), entry.getUnixMode(), content);
                    }
                }
            }
            unpacking.finish();
        }
    }
}
