#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# What all scripts of Drey share; to be sourced. Works in Drey's own distribution and in a Flink home into which Drey's
# scripts (bin/mesos-*.sh, bin/drey-*) and its jar (lib/drey-*.jar) were copied.

set -euo pipefail

DREY_MINIMUM_JAVA=17

die() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

absolute() {
    case "$1" in
        /*) echo "$1" ;;
        *) echo "$PWD/${1#./}" ;;
    esac
}

FLINK_BIN_DIR="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd -P)"
FLINK_HOME="$(dirname "$FLINK_BIN_DIR")"
FLINK_CONF_DIR="$(absolute "${FLINK_CONF_DIR:-$FLINK_HOME/conf}")"
FLINK_LIB_DIR="$(absolute "${FLINK_LIB_DIR:-$FLINK_HOME/lib}")"
FLINK_OPT_DIR="$(absolute "${FLINK_OPT_DIR:-$FLINK_HOME/opt}")"
FLINK_PLUGINS_DIR="$(absolute "${FLINK_PLUGINS_DIR:-$FLINK_HOME/plugins}")"
export FLINK_HOME FLINK_BIN_DIR FLINK_CONF_DIR FLINK_LIB_DIR FLINK_OPT_DIR FLINK_PLUGINS_DIR

# Java takes arguments and file names apart by the locale: with none of its own, options outside of ASCII would be lost.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
    "" | C | POSIX) export LC_ALL=C.UTF-8 ;;
esac

# Whether there is a flink-conf.yaml of Flink 1 and no config.yaml, which comes first.
is_old_configuration() {
    [ ! -e "$FLINK_CONF_DIR/config.yaml" ] && [ -r "$FLINK_CONF_DIR/flink-conf.yaml" ]
}

# Prints flink-conf.yaml, which only looks like YAML, as the YAML that means the same.
translate_old_configuration() {
    awk '{
        sub(/#.*/, "")
        gsub(/^[ \t]+|[ \t]+$/, "")
        at = index($0, ": ")
        if (at > 1) {
            key = substr($0, 1, at - 1)
            value = substr($0, at + 2)
            gsub(/^[ \t]+/, "", value)
            gsub(/[ \t]+$/, "", key)
            gsub("\047", "\047\047", value)
            if (value != "") lines[key] = value
        }
    }
    END { for (key in lines) printf "%s: \047%s\047\n", key, lines[key] }' "$FLINK_CONF_DIR/flink-conf.yaml"
}

# config_value <key>: the value of a key of config.yaml, written flat (a.b: c) or nested; nothing if it is not there.
# Where there is only a flink-conf.yaml, that of its last line.
config_value() {
    if is_old_configuration; then
        translate_old_configuration | sed -n "s/^${1//./\\.}: '\(.*\)'\$/\1/p"
        return 0
    fi
    [ -r "$FLINK_CONF_DIR/config.yaml" ] || return 0
    awk -v wanted="$1" '
        /^[ ]*(#|$)/ || !/:/ { next }
        {
            match($0, /^ */)
            indent = RLENGTH
            line = substr($0, indent + 1)
            colon = index(line, ":")
            while (depth > 0 && indents[depth] >= indent) depth--
            depth++
            indents[depth] = indent
            names[depth] = substr(line, 1, colon - 1)
            value = substr(line, colon + 1)
            sub(/^[ ]+/, "", value)
            sub(/[ ]+(#.*)?$/, "", value)
            gsub(/^["'\'']|["'\'']$/, "", value)
            key = names[1]
            for (i = 2; i <= depth; i++) key = key "." names[i]
            if (key == wanted && value != "") { print value; exit }
        }' "$FLINK_CONF_DIR/config.yaml"
}

# find_java: sets JAVA to a java that is new enough, or ends with a message that says what to do.
find_java() {
    local home version major
    home="$(config_value env.java.home)"
    home="${home:-${JAVA_HOME:-}}"
    if [ -n "$home" ]; then
        JAVA="$home/bin/java"
        [ -x "$JAVA" ] || die "there is no $JAVA; set env.java.home in config.yaml or JAVA_HOME to a JDK or JRE," \
            "version $DREY_MINIMUM_JAVA or newer"
    else
        JAVA="$(command -v java)" || die "java was not found; install Java $DREY_MINIMUM_JAVA or newer and put it on" \
            "the PATH or set JAVA_HOME"
    fi
    version="$("$JAVA" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)"
    major="${version#1.}"
    major="${major%%[.+-]*}"
    if ! [ "$major" -ge "$DREY_MINIMUM_JAVA" ] 2>/dev/null; then
        die "$JAVA is Java ${version:-of an unknown version}; Java $DREY_MINIMUM_JAVA or newer is needed." \
            "Set JAVA_HOME to it"
    fi
}

# build_class_path: sets CLASS_PATH to everything in lib, flink-dist last, and what Hadoop wants to be there.
build_class_path() {
    local jar dist="" runtime="" drey="" jars=()
    while IFS= read -r jar; do
        case "$(basename "$jar")" in
            flink-dist*.jar)
                [ -z "$dist" ] || die "there are several flink-dist jars in $FLINK_LIB_DIR; leave only one"
                dist="$jar"
                continue
                ;;
            flink-runtime-[0-9]*.jar)
                [ -z "$runtime" ] ||
                    die "there are several flink-runtime jars in $FLINK_LIB_DIR; leave one version of Flink"
                runtime="$jar"
                ;;
            drey-*.jar)
                [ -z "$drey" ] || die "there are several drey jars in $FLINK_LIB_DIR; leave only one"
                drey="$jar"
                ;;
        esac
        jars+=("$jar")
    done < <(find -L "$FLINK_LIB_DIR" -type f -name '*.jar' 2>/dev/null | LC_ALL=C sort)
    [ -n "$dist$runtime" ] || die "Flink was not found: there is no flink-dist or flink-runtime jar in $FLINK_LIB_DIR"
    [ -n "$drey" ] || [ "${1:-}" = flink-only ] || die "Drey was not found: copy drey-<version>.jar into $FLINK_LIB_DIR"
    [ -z "$dist" ] || jars+=("$dist")
    CLASS_PATH="$(IFS=:; echo "${jars[*]}")"
    for jar in "${HADOOP_CLASSPATH:-}" "${HADOOP_CONF_DIR:-}" "${YARN_CONF_DIR:-}" "${HBASE_CONF_DIR:-}"; do
        [ -z "$jar" ] || CLASS_PATH="$CLASS_PATH:$jar"
    done
}

# logging <log file> <properties> [<properties>]: sets LOGGING to the options of the first of these files there is.
logging() {
    local log_file="$1" file
    shift
    LOGGING=("-Dlog.file=$log_file")
    for file in "$@"; do
        if [ -r "$FLINK_CONF_DIR/$file" ]; then
            LOGGING+=("-Dlog4j.configuration=file:$FLINK_CONF_DIR/$file"
                "-Dlog4j.configurationFile=file:$FLINK_CONF_DIR/$file")
            break
        fi
    done
    if [ -r "$FLINK_CONF_DIR/logback.xml" ]; then
        LOGGING+=("-Dlogback.configurationFile=file:$FLINK_CONF_DIR/logback.xml")
    fi
}

# log_directory: prints the directory for log files, made if need be; the working directory if that cannot be.
log_directory() {
    local directory
    directory="$(config_value env.log.dir)"
    directory="${directory:-${FLINK_LOG_DIR:-$FLINK_HOME/log}}"
    if mkdir -p "$directory" 2>/dev/null && [ -w "$directory" ]; then
        echo "$directory"
    else
        echo "$PWD"
    fi
}

# process_options <process> <argument>...: asks Flink for the options of a JVM of this size. Sets JVM_OPTIONS (for java)
# and MAIN_OPTIONS (for the main class).
process_options() {
    local output line
    JVM_OPTIONS=()
    MAIN_OPTIONS=()
    output="$("$JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m "@$FLINK_BIN_DIR/drey-java.args" \
        -cp "$CLASS_PATH" dev.drey.cli.ProcessOptions "$1" --configDir "$FLINK_CONF_DIR" "${@:2}")" || exit $?
    while IFS= read -r line; do
        case "$line" in
            DREY_JVM:*) JVM_OPTIONS+=("${line#DREY_JVM:}") ;;
            DREY_MAIN:*) MAIN_OPTIONS+=("-D${line#DREY_MAIN:}") ;;
        esac
    done <<<"$output"
}

# run_appmaster <class> <name> <argument>...: becomes the application master.
run_appmaster() {
    local class="$1" name="$2" directory extra=()
    shift 2
    find_java
    build_class_path
    directory="$(log_directory)"
    export FLINK_LOG_DIR="$directory"
    logging "$directory/flink-${FLINK_IDENT_STRING:-${USER:-$(id -un)}}-$name-$(uname -n).log" \
        log4j-console.properties log4j.properties
    process_options jobmanager "$@"
    read -r -a extra <<<"${JVM_ARGS:-}"
    exec "$JAVA" "@$FLINK_BIN_DIR/drey-java.args" "${JVM_OPTIONS[@]}" "${extra[@]}" "${LOGGING[@]}" \
        -cp "$CLASS_PATH" "$class" --configDir "$FLINK_CONF_DIR" "${MAIN_OPTIONS[@]}" "$@"
}

# run_tool <class> <argument>...: becomes a small program of Drey.
run_tool() {
    local class="$1"
    shift
    find_java
    build_class_path
    logging "$(log_directory)/flink-${FLINK_IDENT_STRING:-${USER:-$(id -un)}}-tool-$(uname -n).log" log4j-cli.properties
    exec "$JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "@$FLINK_BIN_DIR/drey-java.args" "${LOGGING[@]}" \
        -cp "$CLASS_PATH" "$class" "$@"
}
