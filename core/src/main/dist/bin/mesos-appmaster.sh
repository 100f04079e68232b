#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs a Flink session cluster on Mesos: this process is its JobManager, its TaskManagers are Mesos tasks.

usage() {
    cat <<'USAGE'
Usage: mesos-appmaster.sh -Dmesos.master=<master> -Djobmanager.rpc.address=<this host> [-D<key>=<value>]...
       mesos-appmaster.sh --stop [-D<key>=<value>]...

Runs a Flink session cluster on Mesos in the foreground until it is stopped. Options on the command line overrule those
of conf/config.yaml. Frequent ones:

  mesos.master                             host:port | http(s)://host:port | zk://host:port,.../path | file:///path
  jobmanager.rpc.address                   a name of this machine that all agents know
  jobmanager.memory.process.size           memory of this process, for instance 1600m
  taskmanager.memory.process.size          memory of a worker, for instance 1728m
  taskmanager.numberOfTaskSlots            slots of a worker
  mesos.resourcemanager.tasks.cpus         cpus of a worker; by default as many as slots
  mesos.resourcemanager.framework.name     the name Mesos shows
  mesos.resourcemanager.framework.role     role or roles whose resources may be used
  mesos.resourcemanager.framework.user     Unix user of the workers
  mesos.resourcemanager.tasks.flink-home   where agents have Flink installed; unset: it is sent to them
  high-availability.type                   zookeeper: survive this process on another machine

Jobs are submitted with: bin/flink run --target remote -Drest.address=<host> <jar>

Ctrl-C or SIGTERM ends this process and leaves the workers to the next one, unless
mesos.resourcemanager.framework.on-sigterm is TEAR_DOWN. --stop ends a running cluster with its jobs and workers; it is
found by the options with which it was started, or by -Drest.address and -Drest.port.

Exit status: 0 it was stopped, 1 it could not be started, 2 it failed, 143 it got a signal.

Environment: JAVA_HOME, FLINK_CONF_DIR, FLINK_LOG_DIR, JVM_ARGS, HADOOP_CLASSPATH, HADOOP_CONF_DIR; for mesos.transport
native: MESOS_NATIVE_JAVA_LIBRARY, LIBPROCESS_IP.
USAGE
}

case "${1:-}" in
    -h | --help)
        usage
        exit 0
        ;;
esac

. "$(dirname "$(readlink -f "$0")")/drey-config.sh"

if [ "${1:-}" = --stop ]; then
    shift
    run_tool dev.drey.cli.StopCluster --configDir "$FLINK_CONF_DIR" "$@"
fi
run_appmaster dev.drey.flink.MesosSessionClusterEntrypoint mesos-appmaster "$@"
