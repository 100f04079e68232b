/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** Copies what a URI names, from the web or from this machine, to a file. */
final class Download {
    private static final int HTTP_OK = 200;

    private final HttpClient client;

    Download(Executor executor) {
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.ALWAYS)
                .connectTimeout(Duration.ofSeconds(30))
                .executor(executor)
                .build();
    }

    void to(FetchUri uri, Path target) throws FetchException, IOException, InterruptedException {
        if (uri.isHttp()) {
            get(uri, target);
        } else {
            copy(uri, target);
        }
    }

    /** How many bytes it has, if that can be known without downloading. */
    OptionalLong size(FetchUri uri) throws FetchException, IOException, InterruptedException {
        if (!uri.isHttp()) {
            return OptionalLong.of(Files.size(existing(uri)));
        }
        var head = HttpRequest.newBuilder(URI.create(uri.location()))
                .method("HEAD", BodyPublishers.noBody())
                .build();
        var response = client.send(head, BodyHandlers.discarding());
        return response.statusCode() == HTTP_OK
                ? response.headers().firstValueAsLong("Content-Length")
                : OptionalLong.empty();
    }

    private void get(FetchUri uri, Path target) throws FetchException, IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(uri.location())).build();
        int status;
        try {
            status = client.send(
                            request,
                            answer -> answer.statusCode() == HTTP_OK
                                    ? BodySubscribers.ofFile(target)
                                    : BodySubscribers.replacing(target))
                    .statusCode();
        } catch (ConnectException e) {
            throw uri.failure("nothing answers at " + request.uri().getAuthority());
        }
        if (status != HTTP_OK) {
            throw uri.failure("the server answered with HTTP status " + status);
        }
    }

    private static void copy(FetchUri uri, Path target) throws FetchException, IOException {
        Files.copy(existing(uri), target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path existing(FetchUri uri) throws FetchException {
        var file = uri.localFile();
        if (!Files.isRegularFile(file)) {
            throw uri.failure(Files.exists(file) ? "it is not a file" : "there is no such file");
        }
        return file;
    }
}
