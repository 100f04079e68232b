/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static dev.drey.flink.OptionRow.of;

import dev.drey.artifacts.AdvertisedAddress;
import dev.drey.placement.Policy;
import dev.drey.scheduler.SchedulerSettings.WhenRemoved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;

/** The options of the framework, its master, offers, the artifact server and placement. */
final class FrameworkRows {
    private static final String FRAMEWORK = "mesos.resourcemanager.framework.";
    private static final String PRINCIPAL = FRAMEWORK + "principal";

    static final List<OptionRow> ALL = List.of(
            /* Mandatory: every test that names no other uses this one. */
            of("mesos.master", worker -> worker.config.master().address())
                    .byDefault("master:5050")
                    .set("zk://user:hush@zk1:2181,zk2:2181/mesos")
                    .has("zk://user:hush@zk1:2181,zk2:2181/mesos")
                    .refuses("mesos://master:5050", "zk://zk1:2181"),
            /* NATIVE needs a library: NativeTransportConfigTest. */
            of("mesos.transport", worker -> worker.config.master().transport())
                    .byDefault(MesosOptions.Transport.HTTP)
                    .set("HTTP", "http")
                    .has(MesosOptions.Transport.HTTP)
                    .refuses("carrier pigeon"),
            of("mesos.failover-timeout", worker -> worker.framework.getFailoverTimeout())
                    .byDefault(604_800.0)
                    .set("5", "5 s", "5000 ms")
                    .has(5.0)
                    .refuses("-1", "soon", "5 parsecs"),
            of(
                            FRAMEWORK + "name",
                            worker -> worker.framework.getName() + " "
                                    + worker.environment().get("FRAMEWORK_NAME"))
                    .byDefault("Flink Flink")
                    .set("analytics")
                    .has("analytics analytics"),
            of(FRAMEWORK + "role", worker -> List.copyOf(worker.framework.getRolesList()))
                    .byDefault(List.of("*"))
                    .set("batch,stream", " stream , batch ")
                    .has(List.of("batch", "stream"))
                    .refuses("a b", "-a", ".."),
            of(PRINCIPAL, worker -> worker.framework.getPrincipal())
                    .byDefault("")
                    .set("flink")
                    .has("flink")
                    .refuses("a:b"),
            of(FRAMEWORK + "secret", worker -> worker.config.framework().secret())
                    .given(PRINCIPAL, "flink")
                    .byDefault(Optional.empty())
                    .set("hush")
                    .has(Optional.of("hush"))
                    .refuses("hu:sh"),
            of(FRAMEWORK + "secret-file", worker -> worker.config.framework().secret())
                    .given(PRINCIPAL, "flink")
                    .byDefault(Optional.empty())
                    .set(fileWith("hush\n"))
                    .has(Optional.of("hush"))
                    .refuses("/no/such/file"),
            of(FRAMEWORK + "user", worker -> worker.framework.getUser())
                    .byDefault(System.getProperty("user.name"))
                    .set("flink")
                    .has("flink"),
            of(FRAMEWORK + "labels", worker -> labels(worker.framework.getLabels()))
                    .byDefault(Map.of())
                    .set("team:data,tier:gold")
                    .has(Map.of("team", "data", "tier", "gold"))
                    .refuses("team"),
            of(FRAMEWORK + "when-removed", worker -> worker.settings.whenRemoved())
                    .byDefault(WhenRemoved.START_ANEW)
                    .set("STOP", "stop")
                    .has(WhenRemoved.HALT)
                    .refuses("PANIC"),
            of(FRAMEWORK + "on-sigterm", worker -> worker.config.framework().endsWithSigterm())
                    .byDefault(false)
                    .set("TEAR_DOWN", "tear_down")
                    .has(true)
                    .refuses("DIE"),
            of(FRAMEWORK + "capabilities", worker -> worker.framework.getCapabilitiesList().stream()
                            .map(capability -> capability.getType().name())
                            .toList())
                    .byDefault(List.of("MULTI_ROLE", "PARTITION_AWARE", "RESERVATION_REFINEMENT", "TASK_KILLING_STATE"))
                    .set("PARTITION_AWARE")
                    .has(List.of("PARTITION_AWARE"))
                    .refuses("REVOCABLE_RESOURCES"),
            of("mesos.resourcemanager.state-dir", worker -> worker.config.stateDir())
                    .byDefault(Optional.empty())
                    .set("/var/lib/drey")
                    .has(Optional.of(Path.of("/var/lib/drey"))),
            of("mesos.ssl.enabled", worker -> worker.config.master().tls().isPresent())
                    .byDefault(false)
                    .set("true")
                    .has(true)
                    .refuses("yes"),
            /* What these files do is shown by MasterTlsTest, in real connections. */
            of("mesos.ssl.ca-file", FrameworkRows::isEncrypted)
                    .given("mesos.ssl.enabled", "true")
                    .byDefault(true)
                    .refuses("/no/such/file", fileWith("no certificate")),
            of("mesos.ssl.certificate-file", FrameworkRows::isEncrypted)
                    .given("mesos.ssl.enabled", "true")
                    .byDefault(true),
            of("mesos.ssl.key-file", FrameworkRows::isEncrypted)
                    .given("mesos.ssl.enabled", "true")
                    .byDefault(true),
            of("mesos.ssl.verify-hostname", FrameworkRows::isEncrypted)
                    .given("mesos.ssl.enabled", "true")
                    .byDefault(true)
                    .set("false")
                    .has(true)
                    .refuses("no"),
            of(
                            "mesos.resourcemanager.unused-offer-expiration",
                            worker -> worker.settings.offers().holdBudget())
                    .byDefault(Duration.ofSeconds(120))
                    .set("1500", "1500 ms")
                    .has(Duration.ofMillis(1500))
                    .refuses("-1", "a while"),
            of(
                            "mesos.resourcemanager.declined-offer-refuse-duration",
                            worker -> worker.settings.offers().refuse())
                    .byDefault(Duration.ofSeconds(5))
                    .set("60000", "1 min", "60 s")
                    .has(Duration.ofMinutes(1))
                    .refuses("1 fortnight"),
            of(
                            "mesos.resourcemanager.launch-timeout",
                            worker -> worker.settings.timeouts().launch())
                    .byDefault(Duration.ofSeconds(30))
                    .set("90000", "90 s")
                    .has(Duration.ofSeconds(90))
                    .refuses("0 s", "x"),
            of(
                            "mesos.resourcemanager.artifactserver.port",
                            worker -> worker.config.artifactServer().ports())
                    .byDefault(List.of(0))
                    .set("50100-50102", " 50100 - 50102 ")
                    .has(List.of(50_100, 50_101, 50_102))
                    .refuses("-1", "65536", "http", "2-1", "0-9", "1-65536"),
            of(
                            "mesos.resourcemanager.artifactserver.ssl.enabled",
                            worker -> worker.config.artifactServer().usesTls())
                    .given("security.ssl.rest.enabled", "true")
                    .byDefault(true)
                    .set("false")
                    .has(false)
                    .refuses("off"),
            of(
                            "mesos.resourcemanager.artifactserver.ssl.client-auth",
                            worker -> worker.config.artifactServer().asksClients())
                    .given("security.ssl.rest.enabled", "true")
                    .byDefault(false)
                    .set("true")
                    .has(true)
                    .refuses("want"),
            of(
                            "mesos.resourcemanager.artifactserver.bind-address",
                            worker -> worker.config.artifactServer().bind().map(InetAddress::getHostAddress))
                    .byDefault(Optional.empty())
                    .set("0.0.0.0")
                    .has(Optional.of("0.0.0.0"))
                    .refuses("no such host"),
            of(
                            "mesos.resourcemanager.artifactserver.advertised-address",
                            worker -> worker.config.artifactServer().advertised())
                    .byDefault(Optional.empty())
                    .set("http://a.example:8090", "http://a.example:8090/")
                    .has(Optional.of(new AdvertisedAddress(Optional.of("http"), "a.example", Optional.of(8090))))
                    .refuses("ftp://a", "a:0", "a:65536", "a b", "http://u@a", "http://a/b"),
            of(
                            "mesos.resourcemanager.status.port",
                            worker -> worker.config.status().port())
                    .byDefault(0)
                    .set("8091")
                    .has(8091)
                    .refuses("-2", "65536", "http"),
            of(
                            "mesos.resourcemanager.status.bind-address",
                            worker -> worker.config.status().bind().getHostAddress())
                    .byDefault("127.0.0.1")
                    .set("0.0.0.0")
                    .has("0.0.0.0")
                    .refuses("no host"),
            of("mesos.constraints.hard.hostattribute", FrameworkRows::rules)
                    .byDefault("")
                    .set("rack:r1,HOSTNAME:agent-1", " rack : r1 , HOSTNAME : agent-1 ,")
                    .has(rulesOf("rack:r1,HOSTNAME:agent-1"))
                    .refuses("rack", "rack:", ":r1"),
            of("mesos.constraints.rules", FrameworkRows::rules)
                    .byDefault("")
                    .set("rack:MAX_PER:2")
                    .has("rack:MAX_PER:2")
                    .refuses("rack:NO_SUCH:2"),
            of("mesos.placement.policy", worker -> worker.settings.placement().policy())
                    .byDefault(Policy.FIRST_FIT)
                    .set("BIN_PACK", "bin_pack")
                    .has(Policy.BIN_PACK)
                    .refuses("BEST"),
            of(
                            "mesos.placement.keep-gpu-agents",
                            worker -> worker.settings.placement().keepsGpuAgents())
                    .byDefault(true)
                    .set("false")
                    .has(false)
                    .refuses("no"),
            of(
                            "mesos.placement.avoid-failing-agents",
                            worker -> worker.settings.placement().avoidsFailing())
                    .byDefault(Duration.ofMinutes(10))
                    .set("60000", "1 min")
                    .has(Duration.ofMinutes(1))
                    .refuses("x"));

    private FrameworkRows() {}

    static Map<String, String> labels(Labels labels) {
        var map = new TreeMap<String, String>();
        for (Label label : labels.getLabelsList()) {
            map.put(label.getKey(), label.getValue());
        }
        return map;
    }

    private static boolean isEncrypted(LaunchedWorker worker) {
        return worker.config.master().tls().isPresent();
    }

    private static String rules(LaunchedWorker worker) {
        return worker.settings.placement().rules().toString();
    }

    private static String rulesOf(String attributes) {
        try {
            return rules(LaunchedWorker.with(Map.of("mesos.constraints.hard.hostattribute", attributes)));
        } catch (InvalidConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fileWith(String content) {
        try {
            var file = Files.createTempFile("option", ".txt");
            file.toFile().deleteOnExit();
            return Files.writeString(file, content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
