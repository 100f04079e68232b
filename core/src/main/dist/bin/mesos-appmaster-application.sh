#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs one Flink application on Mesos: this process runs its main method, is its JobManager, and ends with it.

usage() {
    cat <<'USAGE'
Usage: mesos-appmaster-application.sh -Dmesos.master=<master> -Djobmanager.rpc.address=<this host>
                                      [-D<key>=<value>]... [--jar <file>] [--class <main class>]
                                      [<argument of the application>]...

Runs one Flink application on Mesos in the foreground and ends with it. Without --jar the application is looked for in
usrlib. Exit status: 0 the application finished or was cancelled, 163 it failed, 165 nobody knows how it ended, 1 it
could not be started, 2 this process failed, 143 it got a signal.

All other options are those of mesos-appmaster.sh, see mesos-appmaster.sh --help.
USAGE
}

case "${1:-}" in
    -h | --help)
        usage
        exit 0
        ;;
esac

. "$(dirname "$(readlink -f "$0")")/drey-config.sh"
run_appmaster dev.drey.flink.MesosApplicationClusterEntrypoint mesos-appmaster-application "$@"
