/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.drey.simulator.conformance.Result.Outcome;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results for people and for programs. */
public final class Reports {
    private static final int TITLE_WIDTH = 88;

    private Reports() {}

    /** One line; a difference is explained on two more. */
    public static String line(Result result) {
        var ids = String.join(" ", result.test().ids()) + (result.encoding().equals("JSON") ? "" : " pb");
        var title = result.test().title();
        var line = String.format(
                Locale.ROOT,
                "%-8s %-18s %-" + TITLE_WIDTH + "s %5.1f s",
                result.outcome().name().toLowerCase(Locale.ROOT),
                ids,
                title.length() > TITLE_WIDTH ? title.substring(0, TITLE_WIDTH - 3) + "..." : title,
                result.time().toMillis() / 1000.0);
        if (result.outcome() == Outcome.SKIPPED) {
            return line + "\n           because: " + result.detail();
        }
        return result.difference()
                .map(difference -> line + "\n           " + difference.what() + "\n             expected: "
                        + difference.expected() + "\n             seen:     " + difference.seen())
                .orElse(line);
    }

    /** How many of each. */
    public static String summary(List<Result> results) {
        return count(results, Outcome.EQUAL) + " equal, " + count(results, Outcome.DIFFERS) + " different, "
                + count(results, Outcome.SKIPPED) + " skipped";
    }

    public static long count(List<Result> results, Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** A JSON object with all results. */
    public static void json(List<Result> results, String master, Path file) throws IOException {
        var report = JsonNodeFactory.instance.objectNode().put("master", master);
        report.put("summary", summary(results));
        var list = report.putArray("results");
        for (var result : results) {
            var one = list.addObject();
            result.test().ids().forEach(one.putArray("ids")::add);
            one.put("title", result.test().title())
                    .put("encoding", result.encoding())
                    .put("result", result.outcome().name().toLowerCase(Locale.ROOT))
                    .put("seconds", result.time().toMillis() / 1000.0);
            if (result.outcome() == Outcome.SKIPPED) {
                one.put("because", result.detail());
            }
            result.difference().ifPresent(difference -> one.put("what", difference.what())
                    .put("expected", difference.expected())
                    .put("seen", difference.seen()));
        }
        Files.write(file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
    }

    /** The XML form that build servers read. */
    public static void junit(List<Result> results, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "drey conformance");
            xml.writeAttribute("tests", String.valueOf(results.size()));
            xml.writeAttribute("failures", String.valueOf(count(results, Outcome.DIFFERS)));
            xml.writeAttribute("skipped", String.valueOf(count(results, Outcome.SKIPPED)));
            for (var result : results) {
                write(xml, result);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("the report cannot be written", e);
        }
    }

    private static void write(XMLStreamWriter xml, Result result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "conformance." + result.encoding());
        xml.writeAttribute(
                "name",
                String.join(" ", result.test().ids()) + ": " + result.test().title());
        xml.writeAttribute("time", String.valueOf(result.time().toMillis() / 1000.0));
        if (result.outcome() != Outcome.EQUAL) {
            xml.writeEmptyElement(result.outcome() == Outcome.SKIPPED ? "skipped" : "failure");
            xml.writeAttribute("message", result.detail());
        }
        xml.writeEndElement();
    }
}
