/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.flink.ContainerConfig.Parameter;
import dev.drey.flink.ContainerConfig.Volume;
import dev.drey.placement.Field;
import dev.drey.placement.PlacementSettings;
import dev.drey.placement.Policy;
import dev.drey.placement.Rule;
import dev.drey.placement.RuleParser;
import dev.drey.placement.RuleSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class AppmasterConfigTest {
    private final Configuration configuration = new Configuration();

    AppmasterConfigTest() {
        configuration.setString("mesos.master", "master:5050");
        configuration.setString("taskmanager.memory.process.size", "1728m");
    }

    @Test
    void needsNothingButTheMaster() throws Exception {
        var config = AppmasterConfig.read(configuration);

        assertThat(config.master().address()).isEqualTo("master:5050");
        assertThat(config.framework().failoverTimeout()).isEqualTo(Duration.ofDays(7));
        assertThat(config.framework().user()).isEqualTo(System.getProperty("user.name"));
        assertThat(config.offers().hold()).isEqualTo(Duration.ofSeconds(120));
        assertThat(config.worker().resources().portKeys())
                .containsExactly("taskmanager.data.port", "taskmanager.rpc.port");
    }

    @Test
    void d19_tellsAllProblemsAtOnce() {
        configuration.removeKey("mesos.master");
        set("mesos.failover-timeout", "soon");
        set("mesos.resourcemanager.tasks.gpus", "-1");
        set("mesos.resourcemanager.tasks.disk", "-5");
        set("mesos.resourcemanager.tasks.container.type", "Docker");
        set("mesos.resourcemanager.artifactserver.port", "65536");

        assertThat(problems())
                .containsExactly(
                        "mesos.master: it is not set; for instance -Dmesos.master=<host>:5050",
                        "mesos.failover-timeout=soon: it cannot be parsed; expected a value of type 'duration; a bare"
                                + " number is seconds', for instance 604800 s",
                        "mesos.resourcemanager.artifactserver.port=65536: it is neither a port nor a range of ports; 0 to 65535 is"
                                + " allowed, for instance 8090 or 50100-50200",
                        "mesos.resourcemanager.tasks.gpus=-1: it is below zero; 0 or more is allowed",
                        "mesos.resourcemanager.tasks.disk=-5: it cannot be parsed; expected a value of type 'memory size; a"
                                + " bare number is MB', for instance 0 bytes",
                        "mesos.resourcemanager.tasks.container.type=Docker: there is no such containerizer; use mesos"
                                + " or docker");
    }

    @ParameterizedTest
    @CsvSource({
        "mesos.resourcemanager.tasks.cpu, did you mean mesos.resourcemanager.tasks.cpus?",
        "mesos.failover.timeout, did you mean mesos.failover-timeout?",
        "mesos.resource-manager.framework.name, did you mean mesos.resourcemanager.framework.name?",
        "mesos.what, see the list of options"
    })
    void suggestsTheNearestKeyForAnUnknownOne(String key, String suggestion) {
        set(key, "1");

        assertThat(problems()).containsExactly(key + "=1: there is no such option; " + suggestion);
    }

    @ParameterizedTest
    @CsvSource({
        "mesos.resourcemanager.tasks.mem, use taskmanager.memory.process.size",
        "mesos.maximum-failed-tasks, use resourcemanager.start-worker.max-failure-rate",
        "high-availability.zookeeper.path.mesos-workers, remove it",
        "jobmanager.heap.size, use jobmanager.memory.process.size"
    })
    void advisesWhatToUseInsteadOfRemovedOptions(String key, String advice) {
        set(key, "1");

        assertThat(problems()).singleElement().asString().startsWith(key + "=1: this option was removed; " + advice);
    }

    @ParameterizedTest
    @CsvSource({"mesos://host:5050, mesos://host:5050", "zk://user:hush@zk:2181, zk://******@zk:2181"})
    void refusesAMasterAddressOfAnUnknownFormAndHidesItsPassword(String master, String shown) {
        set("mesos.master", master);

        assertThat(problems()).singleElement().asString().startsWith("mesos.master=" + shown + ": expected host:port");
    }

    @Test
    void tellsInOneLineThatTheMemoryOfWorkersDoesNotAddUp() {
        set("taskmanager.memory.process.size", "500m");

        assertThat(problems()).singleElement().asString().startsWith("taskmanager.memory.*: ");
    }

    @Test
    void readsVolumesInAllFourForms() throws Exception {
        set("mesos.resourcemanager.tasks.container.volumes", "/a, /b:ro ,/host:/c,, /host2 : /d : RO");

        assertThat(AppmasterConfig.read(configuration).worker().container().volumes())
                .containsExactly(
                        new Volume(Optional.empty(), "/a", false),
                        new Volume(Optional.empty(), "/b", true),
                        new Volume(Optional.of("/host"), "/c", false),
                        new Volume(Optional.of("/host2"), "/d", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {":/c", "/h::ro", "/h:/c:rx", "/h:/c:ro:x", "RO:RO:RO:RO", ":ro"})
    void refusesVolumesOfAnyOtherForm(String volume) {
        set("mesos.resourcemanager.tasks.container.volumes", volume);

        assertThat(problems()).singleElement().asString().contains("expected [host_path:]container_path[:RO|RW]");
    }

    @Test
    void readsDockerParametersAndKeepsTheirValuesVerbatim() throws Exception {
        set("mesos.resourcemanager.tasks.container.type", "docker");
        set("mesos.resourcemanager.tasks.container.image.name", "flink:2.3");
        set("mesos.resourcemanager.tasks.container.docker.parameters", "a=b,env=X=1,q=\"v w\",empty=");

        assertThat(AppmasterConfig.read(configuration)
                        .worker()
                        .container()
                        .docker()
                        .parameters())
                .containsExactly(
                        new Parameter("a", "b"),
                        new Parameter("env", "X=1"),
                        new Parameter("q", "\"v w\""),
                        new Parameter("empty", ""));
    }

    @Test
    void refusesDockerParametersWithoutKeyOrValueInsteadOfDroppingThem() {
        set("mesos.resourcemanager.tasks.container.docker.parameters", "a,=b");

        assertThat(problems()).hasSize(2).allMatch(problem -> problem.contains("expected <key>=<value>"));
    }

    @Test
    void refusesTheSwitchOfFlink1ThatWouldEncryptNothing() {
        set("security.ssl.enabled", "true");
        assertThat(problems())
                .singleElement()
                .asString()
                .endsWith(
                        "nothing would be encrypted; use security.ssl.internal.enabled and security.ssl.rest.enabled");

        set("security.ssl.internal.enabled", "true");
        assertThatNoException().isThrownBy(() -> AppmasterConfig.read(configuration));
    }

    @Test
    void needsAnImageForDockerContainers() {
        set("mesos.resourcemanager.tasks.container.type", "docker");

        assertThat(problems()).singleElement().asString().contains("containers of type docker need an image");
    }

    @Test
    void readsHostAttributesWhoseValuesMayHoldColons() throws Exception {
        set("mesos.constraints.hard.hostattribute", "rack:r1, zone : eu:west ,");

        assertThat(AppmasterConfig.read(configuration).worker().placement().rules())
                .isEqualTo(RuleSet.NONE.and(new Rule.All(List.of(
                        new Rule.HostAttribute(Field.ofHostAttribute("rack"), "r1"),
                        new Rule.HostAttribute(Field.ofHostAttribute("zone"), "eu:west")))));
    }

    @ParameterizedTest
    @CsvSource({"rack=a, for instance rack:a", "rack, for instance rack:<value>", "rack:, for instance rack:<value>"})
    void refusesMalformedHostAttributesInsteadOfDroppingThem(String attribute, String remedy) {
        set("mesos.constraints.hard.hostattribute", attribute);

        assertThat(problems())
                .containsExactly("mesos.constraints.hard.hostattribute=" + attribute
                        + ": expected <attribute>:<value> at position 1; " + remedy);
    }

    @Test
    void saysWhichHostAttributeIsMalformed() {
        set("mesos.constraints.hard.hostattribute", "rack:r1, zone");

        assertThat(problems()).singleElement().asString().contains("expected <attribute>:<value> at position 10");
    }

    @Test
    void readsWhereWorkersMayRun() throws Exception {
        set("mesos.constraints.rules", "rack:MAX_PER:2; prefer 5 disk:IS:ssd");
        set("mesos.placement.policy", "bin_pack");
        set("mesos.placement.keep-gpu-agents", "false");
        set("mesos.placement.avoid-failing-agents", "30 s");

        assertThat(AppmasterConfig.read(configuration).worker().placement())
                .isEqualTo(new PlacementSettings(
                        RuleParser.parse("rack:MAX_PER:2; prefer 5 disk:IS:ssd"),
                        Policy.BIN_PACK,
                        false,
                        Duration.ofSeconds(30)));
    }

    @Test
    void saysWhereARuleIsWrong() {
        set("mesos.constraints.rules", "rack:UNIQ");

        assertThat(problems())
                .containsExactly("mesos.constraints.rules=rack:UNIQ: there is no operator 'UNIQ' at position 6; did you"
                        + " mean UNIQUE?");
    }

    @Test
    void d7_anEmptyPortAssignmentDoesNotTakeAPort() throws Exception {
        set("mesos.resourcemanager.tasks.port-assignments", " ,metrics.reporter.prom.port, taskmanager.rpc.port");

        assertThat(AppmasterConfig.read(configuration).worker().resources().portKeys())
                .containsExactly("taskmanager.data.port", "taskmanager.rpc.port", "metrics.reporter.prom.port");
    }

    @Test
    void readsTheSecretFromAFile(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("secret"), "hush\n");
        set("mesos.resourcemanager.framework.principal", "flink");
        set("mesos.resourcemanager.framework.secret-file", file.toString());

        assertThat(AppmasterConfig.read(configuration).framework().secret()).contains("hush");
    }

    @Test
    void d20_showsNoSecretInProblemsOrText() throws Exception {
        set("mesos.resourcemanager.framework.secret", "hush");
        var problems = problems();
        set("mesos.resourcemanager.framework.principal", "flink");

        var text = AppmasterConfig.read(configuration).toString();

        assertThat(problems).isNotEmpty().noneMatch(problem -> problem.contains("hush"));
        assertThat(text).doesNotContain("hush");
    }

    @Test
    void readsSeveralRolesAndLabels() throws Exception {
        set("mesos.resourcemanager.framework.role", "analytics, batch/night");
        set("mesos.resourcemanager.tasks.labels", "team:data,tier:gold");

        var config = AppmasterConfig.read(configuration);

        assertThat(config.framework().roles()).containsExactly("analytics", "batch/night");
        assertThat(config.worker().start().labels()).isEqualTo(Map.of("team", "data", "tier", "gold"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "-a", "/a", "..", "a/"})
    void refusesRolesThatMesosWouldRefuse(String role) {
        set("mesos.resourcemanager.framework.role", role);

        assertThat(problems()).singleElement().asString().contains("'" + role + "' is not a role");
    }

    @Test
    void d2_declaresTheGpuCapabilityWhenWorkersNeedGpus() throws Exception {
        var framework = AppmasterConfig.read(configuration).framework();

        assertThat(framework.settings("host", Optional.empty(), true, false).capabilities())
                .contains("GPU_RESOURCES");
        assertThat(framework.settings("host", Optional.empty(), false, false).capabilities())
                .doesNotContain("GPU_RESOURCES");
    }

    @Test
    void asksForOffersOfOtherRegionsWhenRulesLookAtThem() throws Exception {
        var framework = AppmasterConfig.read(configuration).framework();

        assertThat(framework.settings("host", Optional.empty(), false, true).capabilities())
                .contains("REGION_AWARE");
        assertThat(framework.settings("host", Optional.empty(), false, false).capabilities())
                .doesNotContain("REGION_AWARE");
    }

    @Test
    void refusesKindsOfHighAvailabilityThatCannotKeepTheFrameworksState() {
        set("high-availability.type", "kubernetes");

        assertThat(problems()).singleElement().asString().contains("use zookeeper or NONE");
    }

    @Test
    void needsTheZooKeeperQuorumWithHighAvailability() {
        set("high-availability.type", "zookeeper");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("high-availability.zookeeper.quorum: it is not set");
    }

    private void set(String key, String value) {
        configuration.setString(key, value);
    }

    private List<String> problems() {
        var thrown = catchThrowableOfType(InvalidConfigException.class, () -> AppmasterConfig.read(configuration));
        assertThat(thrown).as("problems").isNotNull();
        return thrown.problems().stream().map(ConfigProblem::toString).toList();
    }
}
