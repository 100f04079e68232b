/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The sandboxes of the demo's tasks, in the agents' work directories. */
record Sandboxes(Path workDir) {
    private static final int DEPTH = 10;
    private static final int LINES_SHOWN = 3;

    /** The newest sandbox of each of these tasks. */
    List<Path> of(Collection<String> tasks) throws IOException {
        var sandboxes = new ArrayList<Path>();
        for (String task : tasks) {
            sandboxes.addAll(matching("agent-*/slaves/*/frameworks/*/executors/" + task + "/runs/latest"));
        }
        return sandboxes;
    }

    /** How often any task was started: each start has a run directory of its own. */
    int runs() throws IOException {
        var runs = matching("agent-*/slaves/*/frameworks/*/executors/*/runs/*");
        return (int) runs.stream().filter(run -> !Files.isSymbolicLink(run)).count();
    }

    /** The last lines that each of these tasks printed. */
    List<String> lastLinesPrinted(Collection<String> tasks) throws IOException {
        var lines = new ArrayList<String>();
        for (Path sandbox : of(tasks)) {
            List<String> printed = Files.readAllLines(sandbox.resolve("stdout"), StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("("))
                    .toList();
            lines.addAll(printed.subList(Math.max(0, printed.size() - LINES_SHOWN), printed.size()));
        }
        return lines;
    }

    /** The number in the first name of a path such as {@code agent-1/slaves/...}. */
    static int agentNumber(Path relative) {
        String first = relative.getName(0).toString();
        return Integer.parseInt(first.substring(first.indexOf('-') + 1));
    }

    private List<Path> matching(String glob) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + workDir + "/" + glob);
        try (Stream<Path> all = Files.walk(workDir, DEPTH)) {
            return all.filter(matcher::matches).sorted().toList();
        }
    }
}
