/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The classes that a program of ours would find with some version of Flink. */
final class ClassPath implements AutoCloseable {
    static final String FLINK = "org/apache/flink/";

    private final Map<String, byte[]> ours;
    private final List<JarFile> flink = new ArrayList<>();
    private final Map<String, Optional<ClassShape>> shapes = new HashMap<>();

    /**
     * @param ours class files by the names of their classes
     * @param flink a directory with all jars of Flink that may be referred to
     */
    ClassPath(Map<String, byte[]> ours, Path flink) throws IOException {
        this.ours = ours;
        try (Stream<Path> jars = Files.list(flink)) {
            for (var jar : jars.sorted().toList()) {
                this.flink.add(new JarFile(jar.toFile()));
            }
        }
    }

    Optional<ClassShape> find(String name) {
        return shapes.computeIfAbsent(name, missing -> read(missing).map(ClassShape::of));
    }

    /** A class and all its superclasses and interfaces, superclasses first, as far as they are found. */
    Set<ClassShape> family(String name) {
        var family = new LinkedHashSet<ClassShape>();
        for (var next = find(name); next.isPresent(); ) {
            family.add(next.get());
            next = next.get().parents().stream().findFirst().flatMap(this::find);
        }
        for (var member : List.copyOf(family)) {
            member.parents().stream()
                    .filter(Predicate.not(parent -> isKnown(family, parent)))
                    .forEach(parent -> family.addAll(family(parent)));
        }
        return family;
    }

    private static boolean isKnown(Set<ClassShape> family, String name) {
        return family.stream().anyMatch(member -> member.name().equals(name));
    }

    private Optional<byte[]> read(String name) {
        if (ours.containsKey(name)) {
            return Optional.of(ours.get(name));
        }
        try {
            return name.startsWith(FLINK) ? readFlink(name) : readOther(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<byte[]> readFlink(String name) throws IOException {
        for (var jar : flink) {
            var entry = jar.getEntry(name + ".class");
            if (entry != null) {
                return Optional.of(jar.getInputStream(entry).readAllBytes());
            }
        }
        return Optional.empty();
    }

    private static Optional<byte[]> readOther(String name) throws IOException {
        try (InputStream stream = ClassLoader.getSystemResourceAsStream(name + ".class")) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        }
    }

    @Override
    public void close() throws IOException {
        for (var jar : flink) {
            jar.close();
        }
    }
}
