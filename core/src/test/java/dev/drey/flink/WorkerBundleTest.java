/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class WorkerBundleTest {
    private final WorkerBundle bundle = new WorkerBundle();

    @TempDir
    private Path home;

    private FlinkFiles flink;

    @BeforeEach
    void anInstallation() throws IOException {
        file("bin/mesos-taskmanager.sh").toFile().setExecutable(true);
        file("lib/flink.jar");
        file("plugins/gpu/gpu.jar");
        file("usrlib/job.jar");
        file("etc/config.yaml");
        file("etc/log4j.properties");
        flink = new FlinkFiles(Map.of(
                "FLINK_BIN_DIR", home.resolve("bin").toString(),
                "FLINK_CONF_DIR", home.resolve("etc").toString(),
                "FLINK_LIB_DIR", home.resolve("lib").toString(),
                "FLINK_PLUGINS_DIR", home.resolve("plugins").toString()));
    }

    @Test
    void shipsTheWholeDistributionForAgentsToKeep() throws Exception {
        flink.addDistributionTo(bundle);

        assertThat(bundle.files())
                .containsExactly(
                        new ShippedFile(
                                home.resolve("bin/mesos-taskmanager.sh"), "bin/mesos-taskmanager.sh", true, true),
                        new ShippedFile(home.resolve("lib/flink.jar"), "lib/flink.jar", true, false),
                        new ShippedFile(home.resolve("plugins/gpu/gpu.jar"), "plugins/gpu/gpu.jar", true, false),
                        new ShippedFile(home.resolve("usrlib/job.jar"), "usrlib/job.jar", true, false));
    }

    @Test
    void shipsLoggingConfigurationToConfWhateverItsDirectoryIsCalledHere() throws Exception {
        flink.addConfigurationTo(bundle);

        assertThat(bundle.files())
                .containsExactly(
                        new ShippedFile(home.resolve("etc/log4j.properties"), "conf/log4j.properties", false, false));
    }

    @Test
    void saysWhoSetsTheDirectoriesIfNobodyDid() {
        assertThatThrownBy(() -> new FlinkFiles(Map.of()).addDistributionTo(bundle))
                .hasMessageContaining("bin/mesos-appmaster.sh sets them");
    }

    @Test
    void shipsSecurityFilesUncachedUnderNamesThatHoldInTheSandbox() throws Exception {
        var keytab = file("secret/flink.keytab");
        var store = file("secret/internal.p12");
        var rest = file("secret/rest.p12");
        var configuration = new Configuration();
        configuration.setString("security.kerberos.login.keytab", keytab.toString());
        configuration.setString("security.ssl.internal.keystore", store.toString());
        configuration.setString("security.ssl.rest.keystore", rest.toString());

        SecurityFiles.addTo(bundle, configuration);

        assertThat(bundle.files())
                .containsExactly(
                        new ShippedFile(keytab, "krb5.keytab", false, false),
                        new ShippedFile(store, "internal-keystore.jks", false, false));
        assertThat(bundle.configuration())
                .isEqualTo(Map.of(
                        "security.kerberos.login.keytab", "krb5.keytab",
                        "security.ssl.internal.keystore", "internal-keystore.jks"));
    }

    @Test
    void tellsTheJvmOfAWorkerWhereTheConfigurationOfKerberosIs() throws Exception {
        var krb5 = file("etc/krb5.conf");
        var configuration = new Configuration();
        configuration.setString("security.kerberos.krb5-conf.path", krb5.toString());

        SecurityFiles.addTo(bundle, configuration);

        assertThat(bundle.files()).containsExactly(new ShippedFile(krb5, "krb5.conf", false, false));
        assertThat(bundle.jvmOptions()).containsExactly("-Djava.security.krb5.conf=krb5.conf");
        assertThat(bundle.configuration()).isEqualTo(Map.of("security.kerberos.krb5-conf.path", "krb5.conf"));
    }

    @Test
    void failsWhenASecurityFileIsMissing() {
        var configuration = new Configuration();
        configuration.setString("security.kerberos.login.keytab", "/no/such.keytab");

        assertThatThrownBy(() -> SecurityFiles.addTo(bundle, configuration))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("security.kerberos.login.keytab names a file that does not exist: /no/such.keytab");
    }

    @Test
    void d8_hadoopNeedNotBeThere() {
        HadoopFiles.addTo(bundle, new Configuration(), Map.of());

        assertThat(bundle.files()).isEmpty();
        assertThat(bundle.environment()).isEmpty();
    }

    @Test
    void takesHadoopsConfigurationFromTheFirstDirectoryThatHasBothFiles() throws Exception {
        file("half/core-site.xml");
        file("hadoop/etc/hadoop/core-site.xml");
        file("hadoop/etc/hadoop/hdfs-site.xml");

        HadoopFiles.addTo(
                bundle,
                new Configuration(),
                Map.of(
                        "HADOOP_CONF_DIR", home.resolve("half").toString(),
                        "HADOOP_HOME", home.resolve("hadoop").toString(),
                        "HADOOP_USER_NAME", "hdfs"));

        assertThat(bundle.files())
                .extracting(ShippedFile::destination)
                .containsExactly("hadoop/conf/core-site.xml", "hadoop/conf/hdfs-site.xml");
        assertThat(bundle.environment())
                .isEqualTo(Map.of("HADOOP_CONF_DIR", "hadoop/conf", "HADOOP_USER_NAME", "hdfs"));
        assertThat(bundle.configuration()).containsEntry("fs.hdfs.hadoopconf", "hadoop/conf");
    }

    private Path file(String name) throws IOException {
        var path = home.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, name);
    }
}
