/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Gathers what is wrong with a file, so that all of it is told at once. */
final class Problems {
    private final String file;
    private final List<String> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void at(Node node, String message) {
        at(node, 0, message);
    }

    /** Some characters into the text of a node. */
    void at(Node node, int offset, String message) {
        at(node.getStartMark(), offset, message);
    }

    void at(Mark mark, int offset, String message) {
        found.add(file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1 + offset) + ": " + message);
    }

    void orThrow() {
        if (!found.isEmpty()) {
            throw new ScenarioException(String.join(System.lineSeparator(), found));
        }
    }
}
