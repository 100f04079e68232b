/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;

/** The configuration of Hadoop, if this machine has one, and the user to be to it. Hadoop itself need not be there. */
final class HadoopFiles {
    private static final String CONFIG_KEY = "fs.hdfs.hadoopconf";
    private static final String DESTINATION = "hadoop/conf";
    private static final List<String> FILES = List.of("core-site.xml", "hdfs-site.xml");

    private HadoopFiles() {}

    static void addTo(WorkerBundle bundle, Configuration configuration, Map<String, String> environment) {
        directory(configuration, environment).ifPresent(directory -> {
            FILES.forEach(file ->
                    bundle.ship(new ShippedFile(directory.resolve(file), DESTINATION + "/" + file, true, false)));
            bundle.environment("HADOOP_CONF_DIR", DESTINATION);
            bundle.configure(CONFIG_KEY, DESTINATION);
        });
        user(environment).ifPresent(user -> bundle.environment("HADOOP_USER_NAME", user));
    }

    private static Optional<Path> directory(Configuration configuration, Map<String, String> environment) {
        var home = environment.get("HADOOP_HOME");
        return Stream.of(
                        configuration.toMap().get(CONFIG_KEY),
                        environment.get("HADOOP_CONF_DIR"),
                        home == null ? null : home + "/conf",
                        home == null ? null : home + "/etc/hadoop")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(directory -> FILES.stream().map(directory::resolve).allMatch(Files::isRegularFile))
                .findFirst();
    }

    /* Asked by reflection, since most clusters of today have no Hadoop on the class path. */
    private static Optional<String> user(Map<String, String> environment) {
        try {
            var type = Class.forName("org.apache.hadoop.security.UserGroupInformation");
            var user = type.getMethod("getCurrentUser").invoke(null);
            return Optional.of((String) type.getMethod("getShortUserName").invoke(user));
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.ofNullable(environment.get("HADOOP_USER_NAME"));
        }
    }
}
