/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import dev.drey.simulator.conformance.Case.Need;
import dev.drey.simulator.conformance.Result.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs cases against a master, one after the other. */
public final class Runner {
    private final Target target;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    public Runner(Target target) {
        this.target = target;
    }

    /** Whether the master can be reached and leads; otherwise why not. */
    public Optional<String> problem() throws InterruptedException {
        try {
            var web = new Web(target, client);
            var headers = Map.of("Content-Type", Web.JSON);
            if (web.scheduler("POST", headers, "{}".getBytes(StandardCharsets.UTF_8))
                            .statusCode()
                    == 401) {
                return Optional.of("it wants other credentials: give them with --principal and --secret");
            }
            var elected = web.get("/metrics/snapshot").path("master/elected");
            return elected.asInt(1) == 1
                    ? Optional.empty()
                    : Optional.of("it does not lead: name the master that does");
        } catch (IOException e) {
            return Optional.of("it does not answer: check the address");
        } catch (IllegalArgumentException e) {
            return Optional.of("this is no address of a master: write it like http://127.0.0.1:5050");
        } catch (Skipped e) {
            return Optional.empty(); // the endpoint is closed to us, which says nothing about the rest
        }
    }

    /** Runs the cases. @param onResult told after each encoding of each */
    public List<Result> run(List<Case> cases, Consumer<Result> onResult) throws InterruptedException {
        var results = new ArrayList<Result>();
        for (var test : cases) {
            for (var mediaType : test.inBoth() ? List.of(Web.JSON, Web.PROTOBUF) : List.of(Web.JSON)) {
                var result = run(test, mediaType);
                results.add(result);
                onResult.accept(result);
            }
        }
        return results;
    }

    private Result run(Case test, String mediaType) throws InterruptedException {
        var encoding = mediaType.equals(Web.JSON) ? "JSON" : "protobuf";
        var unmet = unmet(test.need());
        if (unmet.isPresent()) {
            return new Result(test, encoding, Outcome.SKIPPED, unmet.get(), Optional.empty(), Duration.ZERO);
        }
        long start = System.nanoTime();
        try (var stage = new Stage(target, client, mediaType, test.id())) {
            test.body().run(stage);
            return new Result(test, encoding, Outcome.EQUAL, "", Optional.empty(), since(start));
        } catch (Difference e) {
            return new Result(test, encoding, Outcome.DIFFERS, e.getMessage(), Optional.of(e), since(start));
        } catch (Skipped e) {
            return new Result(test, encoding, Outcome.SKIPPED, e.getMessage(), Optional.empty(), since(start));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) { // a case may fail in any way, and the others go on
            var difference = new Difference("conversation with the master", "an answer", e);
            return new Result(
                    test, encoding, Outcome.DIFFERS, difference.getMessage(), Optional.of(difference), since(start));
        }
    }

    private Optional<String> unmet(Need need) {
        if (need == Need.CONTROL && target.control().isEmpty()) {
            return Optional.of("needs --control");
        }
        return need == Need.EXCLUSIVE && !target.isExclusive() ? Optional.of("needs --exclusive") : Optional.empty();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
