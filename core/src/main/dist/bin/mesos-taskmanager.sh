#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs a TaskManager in a Mesos sandbox. The application master sends its configuration (conf/config.yaml) and the
# options of its JVM (conf/taskmanager-jvm.args) along; the agent fetches both before this script is run.

HERE="$(dirname "$(readlink -f "$0")")"
cd "${MESOS_SANDBOX:-$PWD}" || exit 1

. "$HERE/drey-config.sh"

[ -r "$FLINK_CONF_DIR/config.yaml" ] || die "there is no $FLINK_CONF_DIR/config.yaml; this script is started by the" \
    "application master through Mesos"
find_java
build_class_path flink-only
logging "$PWD/flink-taskmanager.log" log4j.properties
mkdir -p tmp
export FLINK_LOG_DIR="$PWD"

MAIN_OPTIONS=()
if [ -r "$FLINK_CONF_DIR/taskmanager-jvm.args" ]; then
    JVM_OPTIONS=("@$FLINK_CONF_DIR/taskmanager-jvm.args")
else
    process_options taskmanager "$@"
fi
read -r -a EXTRA <<<"${JVM_ARGS:-}"

exec "$JAVA" "@$FLINK_BIN_DIR/drey-java.args" "${JVM_OPTIONS[@]}" "${EXTRA[@]}" "-Djava.io.tmpdir=$PWD/tmp" \
    "${LOGGING[@]}" -cp "$CLASS_PATH" org.apache.flink.runtime.taskexecutor.TaskManagerRunner \
    --configDir "$FLINK_CONF_DIR" "${MAIN_OPTIONS[@]}" "$@"
