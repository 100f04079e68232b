/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.keeper;

import dev.drey.simulator.agent.Reconfiguration;
import dev.drey.simulator.live.AgentProcess;
import dev.drey.simulator.live.CannotStartException;
import dev.drey.simulator.live.ClusterConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How an agent that is a process of its own is to be run.
 *
 * @param master {@code zk://host:port/path} or {@code host:port}
 * @param listen the address of its port; {@code ip} and {@code hostname} are told to others
 * @param resources a text like that of the flag
 * @param attributes likewise, may be empty
 * @param policy what may be other than before
 */
public record AgentFlags(
        String master,
        String workDir,
        String listen,
        String ip,
        int port,
        String hostname,
        String resources,
        Optional<String> attributes,
        Reconfiguration policy,
        double speed) {

    AgentProcess start() throws CannotStartException {
        var config = ClusterConfig.builder()
                .listen(listen)
                .ip(ip)
                .port(port)
                .hostname(hostname)
                .resources(List.of(resources))
                .speed(speed);
        attributes.ifPresent(text -> config.attributes(List.of(text)));
        return AgentProcess.start(config.build(), Path.of(workDir), master, policy);
    }
}
