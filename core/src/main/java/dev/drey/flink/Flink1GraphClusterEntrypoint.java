/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.blob.BlobClient;
import org.apache.flink.runtime.client.ClientUtils;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.entrypoint.SessionClusterEntrypoint;
import org.apache.flink.runtime.entrypoint.component.DefaultDispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.entrypoint.component.DispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.entrypoint.component.JobGraphRetriever;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.resourcemanager.ResourceManagerFactory;
import org.apache.flink.util.function.SupplierWithException;

/**
 * The application master of one job, as it is made with Flink 1.20, which has a dispatcher for one job. Flink 2,
 * against which this is compiled, has none: what it lacks is called by reflection.
 */
final class Flink1GraphClusterEntrypoint extends SessionClusterEntrypoint {
    /* Otherwise the cluster would wait, after the end of the job, until somebody fetches its result (D26). */
    private static final ConfigOption<String> EXECUTION_MODE =
            key("internal.cluster.execution-mode").stringType().defaultValue("DETACHED");

    private final AppmasterConfig config;
    private final JobGraphFile<JobGraph> job;

    private Flink1GraphClusterEntrypoint(
            Configuration configuration, AppmasterConfig config, JobGraphFile<JobGraph> job) {
        super(configuration);
        this.config = config;
        this.job = job;
    }

    /** Ends this process, with a message, if there is no job in the file. */
    static ClusterEntrypoint of(Configuration configuration, AppmasterConfig config) {
        configuration.set(EXECUTION_MODE, configuration.get(EXECUTION_MODE));
        var job =
                JobGraphFile.readOrExit(configuration, new JobGraphFile.Form<>(JobGraph.class, JobGraph::getUserJars));
        return new Flink1GraphClusterEntrypoint(configuration, config, job);
    }

    /* Flink calls this when its own server of files runs, and has put the port of that into the configuration. */
    @Override
    protected DispatcherResourceManagerComponentFactory createDispatcherResourceManagerComponentFactory(
            Configuration configuration) throws IOException {
        upload(configuration);
        return (DispatcherResourceManagerComponentFactory) call(
                DefaultDispatcherResourceManagerComponentFactory.class,
                "createJobComponentFactory",
                List.of(ResourceManagerFactory.class, JobGraphRetriever.class),
                new MesosResourceManagerFactory(config),
                (JobGraphRetriever) ignored -> job.plan());
    }

    private void upload(Configuration configuration) throws IOException {
        var artifacts = job.plan().getUserArtifacts().entrySet().stream()
                .map(entry -> Tuple2.of(entry.getKey(), new Path(entry.getValue().filePath)))
                .toList();
        if (job.jars().isEmpty() && artifacts.isEmpty()) {
            return;
        }
        var address = new InetSocketAddress(
                ownHost(configuration), Integer.parseInt(configuration.get(BlobServerOptions.PORT)));
        SupplierWithException<BlobClient, IOException> client = () -> new BlobClient(address, configuration);
        call(
                ClientUtils.class,
                "uploadJobGraphFiles",
                List.of(JobGraph.class, Collection.class, Collection.class, SupplierWithException.class),
                job.plan(),
                job.jars(),
                artifacts,
                client);
    }

    private static InetAddress ownHost(Configuration configuration) throws IOException {
        var bound = InetAddress.getByName(
                configuration.getOptional(JobManagerOptions.BIND_HOST).orElse("0.0.0.0"));
        return bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
    }

    private static Object call(Class<?> type, String method, List<Class<?>> parameters, Object... arguments)
            throws IOException {
        try {
            return type.getMethod(method, parameters.toArray(Class[]::new)).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Drey does not fit this version of Flink: " + e, e);
        }
    }
}
