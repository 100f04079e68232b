/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** What an agent has that does not say: like a real one it takes it from its machine, and leaves some to others. */
public final class DefaultResources {
    private static final long MIB = 1024 * 1024;
    private static final long GIB_IN_MIB = 1024;
    private static final long SPARE_DISK = 5 * GIB_IN_MIB;

    private DefaultResources() {}

    /** Adds what is missing of cpus, mem, disk and ports. */
    public static String complete(String text, Path workDir) {
        if (text.startsWith("[")) {
            return text; // Mesos' JSON form, which names all there is
        }
        var parts = new ArrayList<String>();
        if (!text.isBlank()) {
            parts.add(text.strip().replaceFirst(";$", ""));
        }
        add(parts, text, "cpus", String.valueOf(Runtime.getRuntime().availableProcessors()));
        add(parts, text, "mem", String.valueOf(memory()));
        add(parts, text, "disk", String.valueOf(disk(workDir)));
        add(parts, text, "ports", "[31000-32000]");
        return String.join(";", parts);
    }

    private static void add(ArrayList<String> parts, String text, String name, String value) {
        if (!text.matches("(?s)(.*;)?\\s*" + name + "\\s*(\\(.*\\))?\\s*:.*")) {
            parts.add(name + ":" + value);
        }
    }

    private static long memory() {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long all = machine.getTotalMemorySize() / MIB;
        return all > 2 * GIB_IN_MIB ? all - GIB_IN_MIB : all / 2;
    }

    private static long disk(Path workDir) {
        try {
            Files.createDirectories(workDir);
            long all = Files.getFileStore(workDir).getTotalSpace() / MIB;
            return all > 2 * SPARE_DISK ? all - SPARE_DISK : all / 2;
        } catch (IOException e) {
            return GIB_IN_MIB;
        }
    }
}
