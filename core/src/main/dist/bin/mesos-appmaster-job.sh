#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs one Flink job on Mesos, whose graph is in a file: this process is its JobManager, and ends with it.

usage() {
    cat <<'USAGE'
Usage: mesos-appmaster-job.sh -Dmesos.master=<master> -Djobmanager.rpc.address=<this host>
                              [-Dinternal.jobgraph-path=<file>] [-D<key>=<value>]...

Runs one Flink job on Mesos in the foreground and ends with it. Its graph is in a file that drey-jobgraph writes, by
default job.graph in the working directory; its jars are where they were then, or in usrlib. Exit status: 0 the job
finished or was cancelled, 163 it failed, 165 nobody knows how it ended, 1 it could not be started, 2 this process
failed, 143 it got a signal.

With high availability a job that has ended is not run again when this is started again; it ends at once with the same
status. It is run again if job-result-store.delete-on-commit and application-result-store.delete-on-commit are true, and
always with Flink 1.20.

With --jar <file> this is mesos-appmaster-application.sh, which runs the jar itself. All other options are those of
mesos-appmaster.sh, see mesos-appmaster.sh --help.
USAGE
}

case "${1:-}" in
    -h | --help)
        usage
        exit 0
        ;;
esac

HERE="$(dirname "$(readlink -f "$0")")"
for argument in "$@"; do
    case "$argument" in
        --jar | --jar=* | --class | --class=*)
            echo "mesos-appmaster-job.sh: that is what mesos-appmaster-application.sh does, going on with it" >&2
            exec "$HERE/mesos-appmaster-application.sh" "$@"
            ;;
    esac
done

. "$HERE/drey-config.sh"
run_appmaster dev.drey.flink.MesosJobClusterEntrypoint mesos-appmaster-job "$@"
