/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.resourcemanager.ResourceManagerRuntimeServicesConfiguration;
import org.apache.flink.runtime.resourcemanager.active.ActiveResourceManagerFactory;
import org.apache.flink.runtime.resourcemanager.active.ResourceManagerDriver;
import org.apache.flink.util.ConfigurationException;

/** Makes a resource manager that gets its workers from Mesos, one for each leadership. */
public final class MesosResourceManagerFactory extends ActiveResourceManagerFactory<MesosWorkerNode> {
    private final AppmasterConfig config;

    public MesosResourceManagerFactory(AppmasterConfig config) {
        this.config = config;
    }

    @Override
    protected ResourceManagerDriver<MesosWorkerNode> createResourceManagerDriver(
            Configuration configuration, String webInterfaceUrl, String rpcAddress) {
        var profiles = new WorkerProfiles(config.worker().resources(), configuration);
        var appmaster = new MesosAppmaster(config, configuration, Optional.ofNullable(webInterfaceUrl), profiles);
        return new MesosResourceManagerDriver(configuration, profiles, appmaster);
    }

    @Override
    protected ResourceManagerRuntimeServicesConfiguration createResourceManagerRuntimeServicesConfiguration(
            Configuration configuration) throws ConfigurationException {
        return ResourceManagerRuntimeServicesConfiguration.fromConfiguration(
                configuration, new MesosWorkerResourceSpecFactory());
    }
}
