#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The files of installed Debian packages and of all they depend on, as a root file system for a container.
#
#   package-files.sh key PACKAGE...   a key that changes with the packages' versions
#   package-files.sh tar PACKAGE...   the files, as a tar on standard output
#
# Nothing is downloaded. The JRE's directory becomes /opt/java/openjdk, where images of the registries have theirs.
set -euo pipefail

action=$1
shift

installed=$(apt-cache depends --recurse --installed --no-recommends --no-suggests --no-conflicts --no-breaks \
  --no-replaces --no-enhances "$@" | grep -E '^[a-z0-9]' | sort -u |
  xargs dpkg-query -W -f='${db:Status-Abbrev} ${binary:Package}\n' 2>/dev/null |
  awk '$1 == "ii" { print $2 }' || true)
[[ -n "$installed" ]] || { echo "package-files: none of these packages is installed: $*" >&2; exit 1; }

if [[ "$action" == key ]]; then
  # shellcheck disable=SC2086
  dpkg-query -W $installed | sha256sum | cut -c1-16
  exit 0
fi

# What the packages' scripts made, so that no package owns it.
made_at_installation() {
  printf '%s\n' /etc/passwd /etc/group /etc/nsswitch.conf /etc/ld.so.cache /etc/ssl/certs/ca-certificates.crt \
    /etc/ssl/certs/java/cacerts /usr/bin/{java,awk,which,sh} \
    /usr/sbin/{iptables,iptables-save,iptables-restore,ip6tables} \
    /etc/alternatives/{java,awk,which,iptables,iptables-save,iptables-restore,ip6tables} \
    /tmp /run /proc /sys /dev /root /var/tmp /var/lib /var/log /opt
}

java_home=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")

# shellcheck disable=SC2086
{ dpkg -L $installed; made_at_installation; } |
  grep -vE '^(package diverts|diverted by|$)' |
  grep -vE '^/usr/share/(doc|man|locale|info|lintian|bug|doc-base|i18n|zoneinfo)/|^/usr/include/|^/usr/lib/debug' |
  grep -vE "^$java_home/(jmods|man|include|lib/src.zip)|^/usr/share/gdb" |
  sed -E 's#^/(bin|sbin|lib|lib32|lib64|libx32)/#/usr/\1/#; s#^/\.$##; s#^/##' | sort -u |
  while IFS= read -r file; do
    if [[ -n "$file" ]] && { [[ -e "/$file" ]] || [[ -L "/$file" ]]; }; then printf '%s\n' "$file"; fi
  done |
  tar -C / --numeric-owner --no-recursion --sort=name \
    --transform="flags=rSH;s,^${java_home#/}(/|\$),opt/java/openjdk\\1,x" -cf - -T -
