/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.keeper;

import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.RecordJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@code mesos-agent} as its keeper sees it: a connection that lasts for as long as its process lives. */
final class Front {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private static final int GREETING_MILLIS = 5_000;

    private final Socket socket;
    private final BufferedReader in;
    private final AgentFlags flags;
    private final long pid;
    private boolean wantsStop;

    private Front(Socket socket, BufferedReader in, AgentFlags flags, long pid) {
        this.socket = socket;
        this.in = in;
        this.flags = flags;
        this.pid = pid;
    }

    /** Reads who is there: a line with the token and a process id, and a line with flags. Empty if it is not so. */
    static Optional<Front> greet(Socket socket, String token) throws IOException {
        socket.setSoTimeout(GREETING_MILLIS);
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        try {
            var words = String.valueOf(in.readLine()).split(" ");
            var line = in.readLine();
            if (words.length == 2 && words[0].equals(token) && line != null) {
                var flags = RecordJson.read(line.getBytes(StandardCharsets.UTF_8), AgentFlags.class);
                return Optional.of(new Front(socket, in, flags, Long.parseLong(words[1])));
            }
        } catch (SocketTimeoutException | JsonConversionException | NumberFormatException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    AgentFlags flags() {
        return flags;
    }

    /** Nothing happens if its process is dead; that shows at the next look. */
    void tell(String word, String detail) {
        try {
            socket.getOutputStream().write((word + " " + detail + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.info("agent=gone, not told: {}", word);
        }
    }

    /** Waits a little for a word of it, and tells whether its process still lives. */
    boolean isThere(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            var word = in.readLine();
            wantsStop = "stop".equals(word);
            return word != null;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false; // reset, so it is dead too
        }
    }

    boolean wantsStop() {
        return wantsStop;
    }

    /** Whether its process is stopped, as by SIGSTOP; never on systems that do not tell. */
    boolean isStopped() {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            return false;
        }
    }
}
