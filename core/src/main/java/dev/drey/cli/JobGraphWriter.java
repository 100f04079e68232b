/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.cli;

import dev.drey.flink.ApplicationArguments;
import dev.drey.flink.ConfigurationFile;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.entrypoint.FlinkParseException;
import org.apache.flink.runtime.entrypoint.parser.CommandLineParser;
import org.apache.flink.util.ExceptionUtils;

/** Writes the graph of a job into a file, for an application master that runs one job: {@code drey-jobgraph}. */
public final class JobGraphWriter {
    private static final String OUTPUT = "--output";

    private JobGraphWriter() {}

    /** Arguments: those of an application master of an application, and {@code --output <file>} first. */
    public static void main(String[] args) {
        try {
            var arguments = new ArrayList<>(List.of(args));
            var output = Path.of("job.graph");
            int position = arguments.indexOf(OUTPUT);
            if (position >= 0 && position + 1 < arguments.size()) {
                output = Path.of(arguments.remove(position + 1));
                arguments.remove(position);
            }
            System.out.println(write(arguments, output));
        } catch (FlinkParseException e) {
            fail(e.getMessage() + "; see --help");
        } catch (ProgramInvocationException e) {
            fail("the program made no job: " + rootOf(e));
        } catch (IOException | RuntimeException e) {
            fail(rootOf(e));
        }
    }

    /** Runs the main method of the program up to its first job, and writes that. Tells what it did. */
    static String write(List<String> args, Path output)
            throws FlinkParseException, ProgramInvocationException, IOException {
        var arguments = new CommandLineParser<>(new ApplicationArguments.Parser()).parse(args.toArray(String[]::new));
        var jar = arguments
                .jar()
                .orElseThrow(() -> new IllegalArgumentException("there is no --jar <file>; see --help"))
                .getAbsoluteFile();
        var cluster = arguments.cluster();
        var configuration = ConfigurationFile.load(
                cluster.getConfigDir(), ConfigurationUtils.createConfiguration(cluster.getDynamicProperties()));
        try (var program = PackagedProgram.newBuilder()
                .setJarFile(jar)
                .setEntryPointClassName(arguments.mainClass().orElse(null))
                .setArguments(cluster.getArgs())
                .setConfiguration(configuration)
                .build()) {
            var graph = PackagedProgramUtils.createJobGraph(
                    program, configuration, configuration.get(CoreOptions.DEFAULT_PARALLELISM), false);
            save(graph, output);
            return "job " + graph.getJobID() + " '" + graph.getName() + "' is in " + output + "; it needs " + jar;
        }
    }

    private static void save(Object graph, Path output) throws IOException {
        var draft = output.resolveSibling(output.getFileName() + ".draft");
        try (var stream = new ObjectOutputStream(Files.newOutputStream(draft))) {
            stream.writeObject(graph);
        }
        Files.move(draft, output, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String rootOf(Throwable failure) {
        var root = ExceptionUtils.findThrowable(failure, cause -> cause.getCause() == null)
                .orElse(failure);
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private static void fail(String why) {
        System.err.println("drey-jobgraph: " + why);
        System.exit(1);
    }
}
