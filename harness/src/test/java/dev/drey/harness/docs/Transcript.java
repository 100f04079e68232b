/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The commands in a Markdown page and what it says they print: fenced {@code sh} blocks, each maybe followed by a
 * fenced {@code text} block.
 */
record Transcript(List<Block> blocks) {
    private static final String FENCE = "```";
    private static final String END = "=== end of block ===";
    private static final long PATIENCE_SECONDS = 60;

    /** Commands, and what they print, line by line; without a {@code text} block their output is not looked at. */
    record Block(String commands, List<String> printed, boolean isChecked) {}

    static Transcript of(Path page) throws IOException {
        var blocks = new ArrayList<Block>();
        var body = new ArrayList<String>();
        String language = "";
        for (String line : Files.readAllLines(page)) {
            if (!line.startsWith(FENCE)) {
                body.add(line);
                continue;
            }
            if (language.equals("sh")) {
                blocks.add(new Block(String.join("\n", body), List.of(), false));
            } else if (language.equals("text")) {
                Block command = blocks.remove(blocks.size() - 1);
                blocks.add(new Block(command.commands(), List.copyOf(body), true));
            }
            language = language.isEmpty() ? line.substring(FENCE.length()) : "";
            body.clear();
        }
        return new Transcript(blocks);
    }

    /** Runs all commands in one shell, in this folder, and returns what each block printed. */
    List<List<String>> run(Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        var script = new StringBuilder("trap 'kill $(jobs -p) 2>/dev/null' EXIT\n");
        blocks.forEach(block ->
                script.append(block.commands()).append("\necho '").append(END).append("'\n"));
        Path file = Files.writeString(folder.resolve("commands.sh"), script);
        Path output = folder.resolve("printed");
        var builder = new ProcessBuilder("bash", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process shell = builder.start();
        boolean ended = shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            shell.destroy();
            throw new AssertionError("the commands did not end; they printed:\n" + Files.readString(output));
        }
        return split(Files.readAllLines(output));
    }

    private static List<List<String>> split(List<String> lines) {
        var printed = new ArrayList<List<String>>();
        var block = new ArrayList<String>();
        for (String line : lines) {
            if (line.equals(END)) {
                printed.add(List.copyOf(block));
                block.clear();
            } else {
                block.add(line);
            }
        }
        return printed;
    }
}
