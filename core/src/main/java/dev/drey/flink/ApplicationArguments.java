/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.io.File;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.flink.runtime.entrypoint.EntrypointClusterConfiguration;
import org.apache.flink.runtime.entrypoint.EntrypointClusterConfigurationParserFactory;
import org.apache.flink.runtime.entrypoint.parser.ParserResultFactory;

/**
 * The command line of an application master that runs one application.
 *
 * @param cluster what every application master is told, and the arguments of the application
 * @param jar the jar of the application; empty if it is in usrlib
 * @param mainClass its main class; empty if its manifest tells
 */
public record ApplicationArguments(
        EntrypointClusterConfiguration cluster, Optional<File> jar, Optional<String> mainClass) {
    private static final Option JAR = Option.builder()
            .longOpt("jar")
            .hasArg()
            .argName("file")
            .desc("The jar of the application, if it is not in usrlib.")
            .build();
    private static final Option MAIN_CLASS = Option.builder()
            .longOpt("class")
            .hasArg()
            .argName("class")
            .desc("The main class of the application, if the manifest of its jar does not name it.")
            .build();

    /**
     * Parses our own options, then those of every application master; the first other word begins the application's.
     */
    public static final class Parser implements ParserResultFactory<ApplicationArguments> {
        private final EntrypointClusterConfigurationParserFactory cluster =
                new EntrypointClusterConfigurationParserFactory();

        @Override
        public Options getOptions() {
            return cluster.getOptions().addOption(JAR).addOption(MAIN_CLASS);
        }

        @Override
        public ApplicationArguments createResult(CommandLine line) {
            return new ApplicationArguments(
                    cluster.createResult(line),
                    Optional.ofNullable(line.getOptionValue(JAR.getLongOpt())).map(File::new),
                    Optional.ofNullable(line.getOptionValue(MAIN_CLASS.getLongOpt())));
        }
    }
}
