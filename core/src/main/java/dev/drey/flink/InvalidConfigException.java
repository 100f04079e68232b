/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; the message lists every problem found. */
public final class InvalidConfigException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<ConfigProblem> problems;

    InvalidConfigException(List<ConfigProblem> problems) {
        super(problems.stream()
                .map(problem -> "  - " + problem)
                .collect(Collectors.joining("\n", "the configuration has " + count(problems.size()) + ":\n", "")));
        this.problems = List.copyOf(problems);
    }

    public List<ConfigProblem> problems() {
        return problems;
    }

    private static String count(int problems) {
        return problems == 1 ? "1 problem" : problems + " problems";
    }
}
