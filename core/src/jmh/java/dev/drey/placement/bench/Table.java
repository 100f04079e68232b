/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes the tables of {@code docs/performance.md} from a result of JMH (as JSON, with the profilers {@code gc} and
 * {@link CpuTime}), and says which goals are missed.
 *
 * <p>Arguments: the result, and the document, in which what stands between the marks is replaced. Ends with 1 if a goal
 * is missed.
 */
public final class Table {
    private static final String BEGIN = "<!-- measured -->\n";
    private static final String END = "<!-- end of measured -->\n";
    private static final double LEAST_AGAINST_FENZO = 100;
    private static final double MOST_AGAINST_SCAN = 10;
    private static final double MOST_MICROS = 30_000;

    private Table() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("Table RESULT.json docs/performance.md");
            System.exit(2);
        }
        var results = new ObjectMapper().readTree(Path.of(args[0]).toFile());
        var cells = Cell.of(results);
        var text = new StringBuilder(rounds(cells));
        text.append("\nMicroseconds to read offers when they come, before a round:\n\n");
        text.append("| offers | all of them | 50 more |\n|---|---|---|\n");
        var reading = new ArrayList<String>();
        for (var result : results) {
            if (result.get("params").has("offers")) {
                reading.add(number(Cell.time(result)));
            }
        }
        var sizes = List.of("100", "1,000", "10,000");
        for (var i = 0; i < reading.size() / 2; i++) {
            text.append(row(sizes.get(i), reading.get(i), reading.get(i + reading.size() / 2)));
        }
        replace(Path.of(args[1]), text.toString());
        var missed = missed(cells);
        missed.forEach(goal -> System.out.println("missed: " + goal));
        System.out.println(cells.size() + " cells, " + missed.size() + " goals missed");
        System.exit(missed.isEmpty() ? 0 : 1);
    }

    private static String rounds(List<Cell> cells) {
        var text = new StringBuilder(row(
                "agents x workers",
                "rules",
                "Drey",
                "written down",
                "bare scan",
                "Drey / bare",
                "Fenzo",
                "Fenzo / written down",
                "Drey, KB",
                "Fenzo, KB"));
        text.append("|---|---|---|---|---|---|---|---|---|---|\n");
        cells.stream().filter(cell -> cell.has("drey")).forEach(cell -> text.append(row(
                cell.size(),
                cell.rules(),
                number(cell.micros("drey")),
                number(cell.micros("dreyWrittenDown")),
                number(cell.micros("bareScan")),
                number(againstScan(cell)),
                cell.has("fenzo") ? number(cell.micros("fenzo")) : "-",
                cell.has("fenzo") ? number(againstFenzo(cell)) : "-",
                number(cell.bytes("drey") / 1000),
                cell.has("fenzo") ? number(cell.bytes("fenzo") / 1000) : "-")));
        return text.toString();
    }

    private static double againstScan(Cell cell) {
        return cell.micros("drey") / cell.micros("bareScan");
    }

    private static double againstFenzo(Cell cell) {
        return cell.micros("fenzo") / cell.micros("dreyWrittenDown");
    }

    private static List<String> missed(List<Cell> cells) {
        var missed = new ArrayList<String>();
        for (var cell : cells) {
            if (againstScan(cell) > MOST_AGAINST_SCAN) {
                missed.add(cell + ": " + number(againstScan(cell)) + " times the bare scan");
            }
            if (cell.has("fenzo") && againstFenzo(cell) < LEAST_AGAINST_FENZO) {
                missed.add(cell + ": only " + number(againstFenzo(cell)) + " times as fast as Fenzo");
            }
            if (cell.micros("dreyWrittenDown") > MOST_MICROS) {
                missed.add(cell + ": " + number(cell.micros("dreyWrittenDown")) + " microseconds");
            }
        }
        return missed;
    }

    private static void replace(Path document, String text) throws IOException {
        var old = Files.readString(document);
        var begin = old.indexOf(BEGIN);
        var end = old.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(document + " lacks the marks '" + BEGIN.strip() + "' and '" + END.strip()
                    + "', each on a line of its own");
        }
        Files.writeString(document, old.substring(0, begin + BEGIN.length()) + "\n" + text + "\n" + old.substring(end));
    }

    private static String row(String... columns) {
        return "| " + String.join(" | ", columns) + " |\n";
    }

    private static String number(double number) {
        var format = number < 10 ? "%.2f" : number < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, number);
    }
}
