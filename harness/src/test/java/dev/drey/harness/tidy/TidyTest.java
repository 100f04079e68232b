/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The house rules that no compiler checks. Each failure names the file, the line and what to do. */
@Tag("unit")
class TidyTest {
    private static final int LINES_MAX = 400;
    private static final int COLUMNS_MAX = 120;
    private static final String HEADER = "/* SPDX-License-Identifier: Apache-2.0 */";
    private static final Pattern OPEN_WORK = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
    private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sle" + "ep\\b|TimeUnit\\.\\w+\\.sle" + "ep\\b");
    private static final Pattern WEAK_NAME = Pattern.compile("\\w+((?<!Resource)Manager|Helper|Util|Utils|Impl|Data)");
    private static final Pattern MACHINE_PATH = Pattern.compile("(^|[^A-Za-z0-9_.])/(root|home|work)/");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s#]+)(#[^)]*)?\\)");
    private static final Pattern LITERAL = Pattern.compile("^\\s+(\\+ )?\"");
    private static final Pattern WORD = Pattern.compile("\\w+");

    private final SourceTree tree = SourceTree.here();
    private final List<String> problems = new ArrayList<>();

    @Test
    void filesAreShort() {
        for (Path file : tree.files(".java")) {
            int lines = SourceTree.lines(file).size();
            if (lines > LINES_MAX) {
                problems.add(tree.name(file) + ": " + lines + " lines; split it, the limit is " + LINES_MAX);
            }
        }

        assertThat(problems).isEmpty();
    }

    @Test
    void linesAreShort() {
        eachLine(List.of(".java", ".sh"), (place, line) -> {
            /*
             * The formatter moves a string literal to the right and does not break it, so its text alone is measured.
             */
            String measured = LITERAL.matcher(line).find() ? line.strip() : line;
            if (measured.length() > COLUMNS_MAX) {
                problems.add(place + ": " + measured.length() + " columns; the limit is " + COLUMNS_MAX);
            }
        });

        assertThat(problems).isEmpty();
    }

    @Test
    void javaFilesCarryTheLicence() {
        for (Path file : tree.files(".java")) {
            if (!SourceTree.text(file).startsWith(HEADER)) {
                problems.add(tree.name(file) + ":1: must begin with " + HEADER);
            }
        }

        assertThat(problems).isEmpty();
    }

    @Test
    void noWorkIsLeftOpenInTheCode() {
        eachLine(List.of(".java", ".sh", ".yaml", ".yml", ".xml", "drey"), (place, line) -> {
            if (OPEN_WORK.matcher(line).find()) {
                problems.add(place + ": finish it, or file it: " + line.strip());
            }
        });

        assertThat(problems).isEmpty();
    }

    @Test
    void noMergeIsLeftUnfinished() {
        eachLine(
                List.of(".java", ".md", ".sh", ".yaml", ".yml", ".xml", ".json", ".html", ".txt", "drey"),
                (place, line) -> {
                    if (line.startsWith("<<<<<<< ") || line.startsWith(">>>>>>> ")) {
                        problems.add(place + ": solve this conflict");
                    }
                });

        assertThat(problems).isEmpty();
    }

    @Test
    void nothingSleeps() {
        eachLine(List.of(".java"), (place, line) -> {
            if (SLEEP.matcher(line).find()) {
                problems.add(place + ": wait for a condition instead: " + line.strip());
            }
        });

        assertThat(problems).isEmpty();
    }

    @Test
    void classesHaveTellingNames() {
        for (Path file : tree.files(".java")) {
            if (WEAK_NAME.matcher(className(file)).matches()) {
                problems.add(tree.name(file) + ": name it after what it is in Mesos or Flink");
            }
        }

        assertThat(problems).isEmpty();
    }

    @Test
    void nothingKnowsTheMachineItWasWrittenOn() {
        eachLine(List.of(".java", ".sh", ".yaml", ".yml", ".xml", ".json", ".html", "drey", "run"), (place, line) -> {
            if (MACHINE_PATH.matcher(line).find() && !place.contains("TidyTest")) {
                problems.add(place + ": a path of one machine: " + line.strip());
            }
        });

        assertThat(problems).isEmpty();
    }

    @Test
    void linksInDocsLeadSomewhere() {
        for (Path file : tree.files(".md")) {
            Matcher link = LINK.matcher(SourceTree.text(file));
            while (link.find()) {
                String target = link.group(1);
                boolean outside = target.contains("://") || target.startsWith("mailto:");
                if (!outside && !Files.exists(file.resolveSibling(target))) {
                    problems.add(tree.name(file) + ": broken link to " + target);
                }
            }
        }

        assertThat(problems).isEmpty();
    }

    @Test
    void noClassIsDead() {
        var mentions = new TreeMap<String, Integer>();
        for (Path file : tree.files(".java", ".sh", ".xml", ".md", "drey", "drey-jobgraph", ".yaml", "Factory")) {
            wordsOf(file).forEach(word -> mentions.merge(word, 1, Integer::sum));
        }

        for (Path file : tree.files(".java")) {
            String name = className(file);
            boolean runByJUnit = name.endsWith("Test") || name.endsWith("IT") || name.endsWith("Properties");
            if (!runByJUnit && !name.equals("package-info") && mentions.getOrDefault(name, 0) < 2) {
                problems.add(tree.name(file) + ": nothing uses it");
            }
        }

        assertThat(problems).isEmpty();
    }

    private static Set<String> wordsOf(Path file) {
        return WORD.matcher(SourceTree.text(file))
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private void eachLine(List<String> endings, BiConsumer<String, String> check) {
        for (Path file : tree.files(endings.toArray(String[]::new))) {
            List<String> lines = SourceTree.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                check.accept(tree.name(file) + ":" + (i + 1), lines.get(i));
            }
        }
    }
}
