/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.simulator.live.http.TlsFiles;
import dev.drey.simulator.resources.Resources;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("wire")
class TlsTest {
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    private Path directory;

    @Test
    @DisplayName("C025 over https a scheduler subscribes, runs a task and tears down as over http")
    void runsATaskOverHttps() throws Exception {
        var store = keyStore();
        var config = ClusterConfig.builder().tls(files(store)).build();
        var info = FrameworkInfo.newBuilder()
                .setUser(System.getProperty("user.name"))
                .setName("secure")
                .build();
        try (var cluster = LiveCluster.start(config);
                var scheduler = new TestScheduler(cluster.masterUrl(), "application/json", info, trusting(store))) {
            assertThat(cluster.masterUrl()).startsWith("https://");
            scheduler.subscribe();
            launch(scheduler, scheduler.next(Event.Type.OFFERS).getOffers().getOffers(0));

            assertThat(scheduler.nextUpdate().getState()).isEqualTo(TaskState.TASK_STARTING);
            assertThat(scheduler.nextUpdate().getState()).isEqualTo(TaskState.TASK_RUNNING);
            assertThat(scheduler.nextUpdate().getState()).isEqualTo(TaskState.TASK_FINISHED);
            assertThat(scheduler
                            .call(Call.newBuilder().setType(Call.Type.TEARDOWN))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(scheduler.hasEnded()).isTrue();
        }
    }

    @Test
    void saysWhichFileIsMissing() {
        var missing = directory.resolve("nosuch.pem");
        var config = ClusterConfig.builder().tls(new TlsFiles(missing, missing)).build();

        assertThatThrownBy(() -> LiveCluster.start(config))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("nosuch.pem");
    }

    private static void launch(TestScheduler scheduler, Offer offer) throws Exception {
        var task = TaskInfo.newBuilder().setName("t").setAgentId(offer.getAgentId());
        task.addAllResources(Resources.parse("cpus:0.1;mem:32").toList());
        task.getTaskIdBuilder().setValue("t");
        task.getCommandBuilder().setValue("true");
        var call = Call.newBuilder().setType(Call.Type.ACCEPT);
        call.getAcceptBuilder()
                .addOfferIds(offer.getId())
                .addOperationsBuilder()
                .setType(Offer.Operation.Type.LAUNCH)
                .getLaunchBuilder()
                .addTaskInfos(task);
        assertThat(scheduler.call(call).statusCode()).isEqualTo(202);
    }

    /** A certificate for 127.0.0.1 that it signed itself, made with the tool of the JDK. */
    private KeyStore keyStore() throws Exception {
        var file = directory.resolve("store.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var command = (tool + " -genkeypair -alias master -keyalg EC -dname CN=master -ext san=ip:127.0.0.1"
                        + " -validity 2 -storetype PKCS12 -storepass password -keystore " + file)
                .split(" ");
        var made = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(made.getInputStream().readAllBytes());
        assertThat(made.waitFor()).as(output).isZero();
        try (InputStream in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            return store;
        }
    }

    private TlsFiles files(KeyStore store) throws Exception {
        var certificate = pem("CERTIFICATE", store.getCertificate("master").getEncoded());
        return new TlsFiles(
                certificate, pem("PRIVATE KEY", store.getKey("master", PASSWORD).getEncoded()));
    }

    private Path pem(String kind, byte[] content) throws Exception {
        var text = "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + kind + "-----\n";
        return Files.writeString(directory.resolve(kind.replace(' ', '-') + ".pem"), text);
    }

    private static HttpClient trusting(KeyStore store) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("master", store.getCertificate("master"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .build();
    }
}
