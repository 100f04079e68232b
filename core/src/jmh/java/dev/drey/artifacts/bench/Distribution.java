/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/**
 * One file given to many clients at once, and what that took. The clients are processes of curl that throw away what
 * they get.
 *
 * @param bytes all that the clients received
 * @param nanos from the start of the first client to the end of the last one
 * @param ticks processor time of the server
 * @param peakMegabytes the most resident memory of the server that was seen
 */
record Distribution(long bytes, long nanos, long ticks, long peakMegabytes) {
    private static final int SAMPLE_MILLIS = 50;

    static Distribution of(Contestant contestant, int clients, long size) throws IOException, InterruptedException {
        long ticks = contestant.server().ticks();
        long peak = 0;
        long start = System.nanoTime();
        var running = new ArrayList<Process>();
        for (int i = 0; i < clients; i++) {
            running.add(download(contestant));
        }
        for (var client : running) {
            while (!client.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, contestant.server().residentMegabytes());
            }
        }
        long nanos = System.nanoTime() - start;
        ticks = contestant.server().ticks() - ticks;
        for (var client : running) {
            var output = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (client.exitValue() != 0 || !output.equals("200 " + size)) {
                throw new IOException(contestant.name() + " was to send " + size + " bytes; curl ended with status "
                        + client.exitValue() + " and says '" + output + "'");
            }
        }
        return new Distribution(size * clients, nanos, ticks, peak);
    }

    private static Process download(Contestant contestant) throws IOException {
        return new ProcessBuilder(
                        "curl",
                        "-sS",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code} %{size_download}",
                        contestant.file().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
