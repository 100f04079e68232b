/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drey explain}: asks a running appmaster why workers wait. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Asks a running appmaster why its workers are not placed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it answered", "1:it did not answer, or is no appmaster"})
final class ExplainCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "URL",
            description = "Its status address, which its log tells, for instance http://127.0.0.1:36001/.")
    private URI url;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = spec.commandLine().getOut();
        out.print(ask(url(json ? "explain" : "explain.txt")).stripTrailing() + System.lineSeparator());
        out.flush();
        return 0;
    }

    private URI url(String path) throws IOException {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new IOException(url + " is no address of an appmaster: give for instance http://127.0.0.1:36001/");
        }
        var base = url.toString();
        return URI.create(base.endsWith("/") ? base : base + "/").resolve(path);
    }

    private static String ask(URI uri) throws IOException, InterruptedException {
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpResponse<String> answer;
        try {
            answer = client.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException(
                    "nothing answers at " + uri + ": the log of the appmaster tells where its status is shown", e);
        }
        if (answer.statusCode() != 200) {
            throw new IOException(uri + " answers with status " + answer.statusCode()
                    + ": is it the status address of an appmaster? Its log tells it.");
        }
        return answer.body();
    }
}
