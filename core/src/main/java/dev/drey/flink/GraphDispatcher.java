/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.flink.GraphApplication.Surroundings;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.application.AbstractApplication;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
import org.apache.flink.runtime.dispatcher.ApplicationBootstrap;
import org.apache.flink.runtime.dispatcher.Dispatcher;
import org.apache.flink.runtime.dispatcher.DispatcherId;
import org.apache.flink.runtime.dispatcher.PartialDispatcherServices;
import org.apache.flink.runtime.dispatcher.PartialDispatcherServicesWithPersistenceComponents;
import org.apache.flink.runtime.dispatcher.SessionDispatcherFactory;
import org.apache.flink.runtime.dispatcher.runner.AbstractDispatcherLeaderProcess.DispatcherGatewayService;
import org.apache.flink.runtime.dispatcher.runner.AbstractDispatcherLeaderProcess.DispatcherGatewayServiceFactory;
import org.apache.flink.runtime.dispatcher.runner.DefaultDispatcherGatewayService;
import org.apache.flink.runtime.dispatcher.runner.DispatcherLeaderProcessFactory;
import org.apache.flink.runtime.dispatcher.runner.DispatcherLeaderProcessFactoryFactory;
import org.apache.flink.runtime.dispatcher.runner.SessionDispatcherLeaderProcessFactory;
import org.apache.flink.runtime.highavailability.ApplicationResult;
import org.apache.flink.runtime.highavailability.ApplicationResultStore;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.jobmanager.ApplicationStore;
import org.apache.flink.runtime.jobmanager.ExecutionPlanWriter;
import org.apache.flink.runtime.jobmanager.PersistenceComponentFactory;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.streaming.api.graph.ExecutionPlan;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Makes dispatchers that run the one job of a file. Flink had them up to 1.20; since 2.0 its own ones run sessions and
 * applications only, and this one is a session's with an application that is started with it.
 */
record GraphDispatcher(JobGraphFile<ExecutionPlan> job) implements DispatcherLeaderProcessFactoryFactory {

    @Override
    public DispatcherLeaderProcessFactory createFactory(
            PersistenceComponentFactory persistence,
            Executor io,
            RpcService rpc,
            PartialDispatcherServices services,
            FatalErrorHandler errors) {
        return new SessionDispatcherLeaderProcessFactory(
                new Services(job, rpc, services, io), persistence, services.getBlobServer(), io, errors);
    }

    /** Makes the dispatcher of one leadership. */
    private record Services(
            JobGraphFile<ExecutionPlan> job, RpcService rpc, PartialDispatcherServices services, Executor io)
            implements DispatcherGatewayServiceFactory {
        @Override
        public DispatcherGatewayService create(
                DispatcherId id,
                Collection<ExecutionPlan> recovered,
                Collection<JobResult> unclean,
                Collection<AbstractApplication> applications,
                Collection<ApplicationResult> applicationResults,
                ExecutionPlanWriter plans,
                JobResultStore results,
                ApplicationStore applicationStore,
                ApplicationResultStore applicationResultStore) {
            var application = new GraphApplication(
                    job,
                    new Surroundings(
                            services.getConfiguration(),
                            services.getBlobServer(),
                            io,
                            recovered.stream().anyMatch(plan -> isOurs(plan.getJobID())),
                            ended(unclean, results)));
            Dispatcher dispatcher;
            try {
                dispatcher = SessionDispatcherFactory.INSTANCE.createDispatcher(
                        rpc,
                        id,
                        recovered,
                        unclean,
                        applications,
                        applicationResults,
                        (gateway, executor, errors) -> new ApplicationBootstrap(application),
                        PartialDispatcherServicesWithPersistenceComponents.from(
                                services, plans, results, applicationStore, applicationResultStore));
            } catch (Exception e) {
                throw new FlinkRuntimeException("the dispatcher of the job cannot be made", e);
            }
            dispatcher.start();
            return DefaultDispatcherGatewayService.from(dispatcher);
        }

        /* A result that is kept tells only that the job ended, not how: then there is nothing left to do (D26). */
        private Optional<ApplicationStatus> ended(Collection<JobResult> unclean, JobResultStore results) {
            var status = unclean.stream()
                    .filter(result -> isOurs(result.getJobId()))
                    .map(result -> result.getJobStatus()
                            .map(ApplicationStatus::fromJobStatus)
                            .orElse(ApplicationStatus.UNKNOWN))
                    .findFirst();
            return status.or(() ->
                    results.hasCleanJobResultEntryAsync(job.plan().getJobID()).join()
                            ? Optional.of(ApplicationStatus.SUCCEEDED)
                            : Optional.empty());
        }

        private boolean isOurs(JobID other) {
            return job.plan().getJobID().equals(other);
        }
    }
}
