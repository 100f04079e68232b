/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment;

/**
 * The shell command that starts a worker: {@code [bootstrap && ] command}, as Flink 1.13 put it together. Before that
 * the worker's own files are made readable to its user only.
 */
final class WorkerCommand {
    /* The fetcher of Mesos makes files that everybody may read, and knows no other mode. Who cannot change the mode is
     * not the owner, and could write neither logs nor temporary files: then the worker ends, and its stderr tells. */
    private static final String HIDE = "chmod 600";

    /* An image may have a working directory of its own (D3); all paths of a worker are relative to its sandbox. */
    private static final String ENTER_SANDBOX = "cd \"${MESOS_SANDBOX:-.}\" && ";

    private final CommandInfo template;
    private final String enterSandbox;
    private final String start;
    private final Map<String, String> environment;

    WorkerCommand(WorkerConfig config, Map<String, String> environment) {
        var how = config.start();
        this.enterSandbox = config.container().image().isPresent() ? ENTER_SANDBOX : "";
        this.start = how.bootstrap().map(text -> text + " && ").orElse("") + how.command();
        var builder = CommandInfo.newBuilder().setShell(true);
        how.uris().forEach(uri -> builder.addUris(fetch(uri)));
        how.user().ifPresent(builder::setUser);
        this.template = builder.build();
        this.environment = new TreeMap<>(environment);
        this.environment.put("FLINK_HOME", how.flinkHome().orElse("."));
        this.environment.put("FLINK_CONF_DIR", "conf");
    }

    /** The environment of a worker that has these variables besides those of all workers. */
    Map<String, String> environment(Map<String, String> variables) {
        var all = new TreeMap<>(environment);
        all.putAll(variables);
        return all;
    }

    /* What is as Mesos has it by default is left out. */
    private static CommandInfo.URI fetch(FetchedUri uri) {
        var builder = CommandInfo.URI.newBuilder().setValue(uri.uri());
        if (uri.executable()) {
            builder.setExecutable(true);
        }
        if (!uri.extract()) {
            builder.setExtract(false);
        }
        if (uri.cache()) {
            builder.setCache(true);
        }
        uri.output().ifPresent(builder::setOutputFile);
        return builder.build();
    }

    /**
     * A command with these files, fetched before those of the user, and these variables.
     *
     * @param secrets those of the files that only the user of the worker may read, at least one
     * @param script a secret file that sets further variables
     */
    CommandInfo with(
            Iterable<CommandInfo.URI> files,
            Map<String, String> variables,
            List<String> secrets,
            Optional<String> script) {
        var definition = Environment.newBuilder();
        variables.forEach(
                (name, value) -> definition.addVariablesBuilder().setName(name).setValue(value));
        var hides =
                secrets.stream().map(file -> " " + ShellWord.of(file)).collect(Collectors.joining("", HIDE, " && "));
        var reads = script.map(file -> ". ./" + file + " && ").orElse("");
        return template.toBuilder()
                .setValue(enterSandbox + hides + reads + start)
                .clearUris()
                .addAllUris(files)
                .addAllUris(template.getUrisList())
                .setEnvironment(definition)
                .build();
    }
}
