/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Chromium without a window, with one page, steered by the DevTools protocol. */
final class Chromium implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final long PATIENCE_SECONDS = 60;

    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final String session;

    /** Where one is installed, if it is. */
    static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param folder for its profile and log */
    Chromium(Path program, Path folder) throws IOException {
        var log = folder.resolve("chromium.log");
        var builder = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--remote-debugging-address=127.0.0.1",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("TMPDIR", folder.toString());
        process = builder.start();
        try {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(address(log)), new Listener())
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            session = attach();
        } catch (RuntimeException e) {
            kill();
            throw e;
        }
    }

    private static String address(Path log) {
        return Awaitility.await("Chromium: " + log)
                .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .until(
                        () -> LISTENING
                                .matcher(Files.readString(log))
                                .results()
                                .map(found -> found.group(1))
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
    }

    private String attach() {
        var target = ask(command("Target.createTarget", Map.of("url", "about:blank")));
        var attached = ask(command(
                "Target.attachToTarget",
                Map.of("targetId", target.path("targetId").asText(), "flatten", true)));
        return attached.path("sessionId").asText();
    }

    /** Opens a page; its errors are gathered from now on. */
    void open(URI address) {
        tell("Runtime.enable", Map.of());
        tell("Log.enable", Map.of());
        tell("Page.enable", Map.of());
        tell("Page.navigate", Map.of("url", address.toString()));
    }

    /** As wide as a phone or a desk. */
    void resize(int width, int height, boolean isPhone) {
        tell(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", isPhone));
    }

    void prefersDark(boolean isDark) {
        var feature = Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light");
        tell("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    /** The value of an expression of JavaScript. */
    JsonNode evaluate(String expression) {
        var answer = tell("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    void press(String key, int code, String text) {
        var event = Map.of("key", key, "code", key, "windowsVirtualKeyCode", code);
        var down = new TreeMap<String, Object>(event);
        down.put("type", text.isEmpty() ? "rawKeyDown" : "keyDown");
        if (!text.isEmpty()) {
            down.put("text", text);
        }
        tell("Input.dispatchKeyEvent", down);
        var up = new TreeMap<String, Object>(event);
        up.put("type", "keyUp");
        tell("Input.dispatchKeyEvent", up);
    }

    /** The whole page as a picture, for people. */
    void photograph(Path file) throws IOException {
        var picture = tell("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
    }

    /** What the page complained of: exceptions, console.error, refused by policy, not loaded. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() {
        socket.abort();
        kill();
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    private JsonNode tell(String method, Map<String, ?> parameters) {
        return ask(command(method, parameters).put("sessionId", session));
    }

    private ObjectNode command(String method, Map<String, ?> parameters) {
        var command = json.createObjectNode().put("id", ids.incrementAndGet()).put("method", method);
        command.set("params", json.valueToTree(parameters));
        return command;
    }

    private JsonNode ask(ObjectNode command) {
        var answer = new CompletableFuture<JsonNode>();
        answers.put(command.path("id").asInt(), answer);
        socket.sendText(command.toString(), true).join();
        var told = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (told.has("error")) {
            throw new IllegalStateException(command.path("method").asText() + ": " + told.path("error"));
        }
        return told.path("result");
    }

    private void hear(JsonNode message) {
        var answer = answers.remove(message.path("id").asInt());
        if (answer != null) {
            answer.complete(message);
        }
        var event = message.path("params");
        switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown" -> errors.add(event.toString());
            case "Runtime.consoleAPICalled" -> note(event.path("type"), event);
            case "Log.entryAdded" -> note(event.path("entry").path("level"), event);
            default -> {}
        }
    }

    private void note(JsonNode level, JsonNode event) {
        if (level.asText().equals("error")) {
            errors.add(event.toString());
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            text.append(data);
            if (isLast) {
                var message = text.toString();
                text.setLength(0);
                try {
                    hear(json.readTree(message));
                } catch (IOException e) {
                    errors.add(e.toString());
                }
            }
            from.request(1);
            return null;
        }
    }
}
