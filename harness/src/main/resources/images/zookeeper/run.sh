#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Runs a ZooKeeper server as the image `zookeeper` of Docker Hub does: its settings come from the same ZOO_* variables.
set -eu

conf=/conf/zoo.cfg
mkdir -p /conf /data
echo "${ZOO_MY_ID:-1}" >/data/myid
{
  echo "dataDir=/data"
  echo "tickTime=${ZOO_TICK_TIME:-2000}"
  echo "initLimit=${ZOO_INIT_LIMIT:-5}"
  echo "syncLimit=${ZOO_SYNC_LIMIT:-2}"
  echo "maxClientCnxns=${ZOO_MAX_CLIENT_CNXNS:-60}"
  echo "standaloneEnabled=${ZOO_STANDALONE_ENABLED:-true}"
  echo "admin.enableServer=${ZOO_ADMINSERVER_ENABLED:-true}"
  [ -z "${ZOO_4LW_COMMANDS_WHITELIST:-}" ] || echo "4lw.commands.whitelist=$ZOO_4LW_COMMANDS_WHITELIST"
  [ -n "${ZOO_SERVERS:-}" ] || echo "clientPort=2181"
  for server in ${ZOO_SERVERS:-}; do
    echo "$server"
  done
} >"$conf"

# shellcheck disable=SC2086
exec java ${SERVER_JVMFLAGS:--Xmx256m} -cp '/opt/zookeeper/lib/*' \
  org.apache.zookeeper.server.quorum.QuorumPeerMain "$conf"
