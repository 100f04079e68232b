/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server that is measured, and the address of the file it serves. */
record Contestant(String name, ServerProcess server, URI file) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NGINX_CONFIGURATION =
            """
            worker_processes auto;
            pid nginx.pid;
            events { worker_connections 768; }
            http {
                sendfile on;
                tcp_nopush on;
                default_type application/octet-stream;
                access_log access.log;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                server {
                    listen 127.0.0.1:%d;
                    root %s;
                }
            }
            """;

    /** Our artifact server in a process of its own, with the JVM and class path of this one. */
    static Contestant drey(Path file) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var process = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServeOneFile.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream()));
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(ServeOneFile.ADDRESS)) {
                return new Contestant(
                        "drey",
                        new ServerProcess(process),
                        URI.create(line.substring(ServeOneFile.ADDRESS.length())));
            }
        }
        throw new IOException("the artifact server did not start, see above");
    }

    /**
     * nginx, in the foreground, with the settings that Debian ships: as many processes as processors, sendfile,
     * tcp_nopush, an access log.
     */
    static Contestant nginx(Path program, Path file) throws IOException, InterruptedException {
        var directory = file.resolveSibling("nginx");
        Files.createDirectories(directory);
        int port = freePort();
        var user = System.getProperty("user.name").equals("root") ? "user root;\n" : "";
        var configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, user + String.format(NGINX_CONFIGURATION, port, file.getParent()));
        var process = new ProcessBuilder(List.of(
                        program.toString(),
                        "-p",
                        directory.toString(),
                        "-e",
                        "error.log",
                        "-c",
                        configuration.toString(),
                        "-g",
                        "daemon off;"))
                .inheritIO()
                .start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isListening(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroy();
                throw new IOException("nginx did not start, see above and " + directory.resolve("error.log"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        var address = URI.create("http://127.0.0.1:" + port + "/" + file.getFileName());
        return new Contestant("nginx", new ServerProcess(process), address);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
