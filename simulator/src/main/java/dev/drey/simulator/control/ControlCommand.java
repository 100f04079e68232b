/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drey mesos-control}: a cluster in the background that a test program steers call by call. */
@Command(
        name = "mesos-control",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Keeps a simulated Mesos cluster in the background, and lets things happen to it.",
            "Each call returns when its action is complete."
        },
        footer = {
            "",
            "Actions:",
            "  profile NAME [--fresh]   have a cluster of this kind: basic, fast, offertimeout, auth or zk.",
            "                           The last line printed is JSON: masters (the leader first), agents, indexes.",
            "  kill-agent I             the agent's process dies at once; its tasks live on",
            "  start-agent I            it starts again in the same work directory",
            "  stop-agent-gracefully I  it leaves the master and ends, with its tasks",
            "  wipe-agent I             while it is down: it forgets who it was",
            "  pause-agent I            it answers no pings, but its connection stays open",
            "  resume-agent I           it continues",
            "  kill-master I, start-master I, restart-master I",
            "  stop                     ends everything",
        })
public final class ControlCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "${env:DREY_CONTROL_DIR:-${sys:java.io.tmpdir}/drey-mesos-control-${sys:user.name}}",
            description = "Where calls find the cluster. Default: DREY_CONTROL_DIR, or a folder for temporary files.")
    private Path directory;

    @Option(names = "--fresh", description = "With profile: a new cluster, even if there is one of this kind.")
    private boolean fresh;

    @Parameters(arity = "1..2", paramLabel = "ACTION", description = "What is to happen, and to which one.")
    private List<String> words;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var all = new ArrayList<>(words);
        if (fresh) {
            all.add("--fresh");
        }
        try {
            var out = spec.commandLine().getOut();
            out.print(new ControlClient(new ControlFolder(directory.toAbsolutePath())).ask(all));
            out.flush();
            return 0;
        } catch (ControlException e) {
            spec.commandLine().getErr().println("drey mesos-control: " + e.getMessage());
            return FAILED;
        }
    }
}
