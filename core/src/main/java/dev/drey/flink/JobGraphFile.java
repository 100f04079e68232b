/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.io.File;
import java.io.IOException;
import java.io.InvalidClassException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypointUtils;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.InstantiationUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job in a file: a {@code JobGraph} or {@code StreamGraph} as Java serialises it. It can be read by the version of
 * Flink that wrote it, and needs the jars of the job beside it.
 *
 * @param <P> what this version of Flink accepts as a job
 * @param jars what the job needs on its class path: the jars the file names, and those of usrlib
 */
record JobGraphFile<P>(P plan, List<org.apache.flink.core.fs.Path> jars) {
    private static final Logger LOG = LoggerFactory.getLogger(JobGraphFile.class);

    /**
     * What a version of Flink accepts as a job.
     *
     * @param jars the jars that a job names
     */
    record Form<P>(Class<P> type, Function<P, List<org.apache.flink.core.fs.Path>> jars) {}

    /**
     * Reads a file.
     *
     * @param form what has to be in it
     * @param userLibrary the directory with jars of the user's, if there is one
     * @throws FlinkException if that is not possible; the message says what to do
     */
    static <P> JobGraphFile<P> read(Path file, Path userLibrary, Form<P> form) throws FlinkException {
        var library = jarsOf(userLibrary);
        var plan = plan(file, library, form.type());
        var jars = new ArrayList<org.apache.flink.core.fs.Path>();
        library.forEach(jar -> jars.add(new org.apache.flink.core.fs.Path(jar.toUri())));
        for (var jar : form.jars().apply(plan)) {
            if (!isIn(library, jar)) {
                mustExist(jar, file);
                jars.add(jar);
            }
        }
        return new JobGraphFile<>(plan, List.copyOf(jars));
    }

    /** Reads the file that this configuration names; if there is no job in it, this process ends with a message. */
    static <P> JobGraphFile<P> readOrExit(Configuration configuration, Form<P> form) {
        try {
            var library = ClusterEntrypointUtils.tryFindUserLibDirectory().map(File::toPath);
            return read(Path.of(configuration.get(MesosJobClusterEntrypoint.JOB_GRAPH)), library.orElse(null), form);
        } catch (FlinkException e) {
            LOG.error("Cannot start: {}", e.getMessage(), e);
            System.err.println("Cannot start: " + e.getMessage());
            System.exit(Startup.FAILED);
            throw new IllegalStateException("unreachable", e);
        }
    }

    private static <P> P plan(Path file, List<Path> library, Class<P> type) throws FlinkException {
        try (var loader = new URLClassLoader(urls(library), JobGraphFile.class.getClassLoader())) {
            Object content = InstantiationUtil.deserializeObject(Files.readAllBytes(file), loader);
            if (type.isInstance(content)) {
                return type.cast(content);
            }
            throw new FlinkException(file + " holds a " + content.getClass().getName()
                    + " and no job graph; drey-jobgraph writes one from a jar");
        } catch (NoSuchFileException e) {
            throw new FlinkException(
                    "there is no file " + file + "; set internal.jobgraph-path to a job graph that drey-jobgraph wrote",
                    e);
        } catch (InvalidClassException e) {
            throw new FlinkException(
                    file + " was written by another version of Flink than this one, "
                            + EnvironmentInformation.getVersion() + "; write it anew with drey-jobgraph",
                    e);
        } catch (ClassNotFoundException e) {
            throw new FlinkException(
                    file + " needs the class " + e.getMessage() + "; put the jar that has it into usrlib", e);
        } catch (IOException e) {
            throw new FlinkException(file + " holds no job graph (" + e + "); drey-jobgraph writes one from a jar", e);
        }
    }

    private static List<Path> jarsOf(Path userLibrary) throws FlinkException {
        if (userLibrary == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(userLibrary)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new FlinkException("cannot read " + userLibrary + ": " + e, e);
        }
    }

    private static URL[] urls(List<Path> jars) throws MalformedURLException {
        var urls = new URL[jars.size()];
        for (int index = 0; index < urls.length; index++) {
            urls[index] = jars.get(index).toUri().toURL();
        }
        return urls;
    }

    private static boolean isIn(List<Path> library, org.apache.flink.core.fs.Path jar) {
        return library.stream().anyMatch(path -> path.getFileName().toString().equals(jar.getName()));
    }

    /* Jars on other file systems are fetched by Flink, which knows how. */
    private static void mustExist(org.apache.flink.core.fs.Path jar, Path file) throws FlinkException {
        var scheme = jar.toUri().getScheme();
        if ((scheme == null || scheme.equals("file")) && !Files.exists(Path.of(jar.getPath()))) {
            throw new FlinkException(file + " needs the jar " + jar.getPath() + ", which is not on this machine; put "
                    + jar.getName() + " into usrlib");
        }
    }
}
