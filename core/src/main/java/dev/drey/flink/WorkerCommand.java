/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.Map;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment;

/** The shell command that starts a worker: {@code [bootstrap && ] command}, as Flink 1.13 put it together. */
final class WorkerCommand {
    /* An image may have a working directory of its own (D3); all paths of a worker are relative to its sandbox. */
    private static final String ENTER_SANDBOX = "cd \"${MESOS_SANDBOX:-.}\" && ";

    private final CommandInfo template;
    private final Map<String, String> environment;

    WorkerCommand(WorkerConfig config, Map<String, String> environment) {
        var start = config.start();
        var command = (config.container().image().isPresent() ? ENTER_SANDBOX : "")
                + start.bootstrap().map(text -> text + " && ").orElse("")
                + start.command();
        var builder = CommandInfo.newBuilder().setShell(true).setValue(command);
        start.uris().forEach(uri -> builder.addUrisBuilder().setValue(uri));
        start.user().ifPresent(builder::setUser);
        this.template = builder.build();
        this.environment = new TreeMap<>(environment);
        this.environment.put("FLINK_HOME", start.flinkHome().orElse("."));
        this.environment.put("FLINK_CONF_DIR", "conf");
    }

    /** A command with these files, fetched before those of the user, and these variables. */
    CommandInfo with(Iterable<CommandInfo.URI> files, Map<String, String> variables) {
        var all = new TreeMap<>(environment);
        all.putAll(variables);
        var definition = Environment.newBuilder();
        all.forEach(
                (name, value) -> definition.addVariablesBuilder().setName(name).setValue(value));
        return template.toBuilder()
                .clearUris()
                .addAllUris(files)
                .addAllUris(template.getUrisList())
                .setEnvironment(definition)
                .build();
    }
}
