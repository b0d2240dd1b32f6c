#!/bin/bash
# prepare.sh ROOT: makes a tree of tree.sh the host of the test: no units for the four services, only their scripts,
# with cron, ssh and rsync on and atd off.
set -eu
rm -f "$1"/usr/lib/systemd/system/{cron.service,atd.service,ssh.service,ssh.socket,ssh@.service,rsync.service}
for link in "$1"/etc/rc[2-5].d/S??atd; do
  [ ! -h "$link" ] || mv "$link" "${link%/*}/K01atd"
done
