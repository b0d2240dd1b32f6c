#!/bin/bash
# npm run live: converts four services of Debian, boots a Debian that has only their scripts, and looks there whether
# apply.sh and rollback.sh do what they say. Needs root, mmdebstrap and a mirror the first time; then half a minute.
set -euo pipefail
cd "$(dirname "$0")/../.."
tree=$(test/live/tree.sh cron at openssh-server rsync ansible-core)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/old" "$work/given"
cp -a "$tree/etc" "$work/old/etc"
bash test/live/prepare.sh "$work/old"
scripts=()
for name in cron atd ssh rsync; do scripts+=("$work/old/etc/init.d/$name"); done
# By version and not as debian12, which has units of its own for them.
node bin/sysv2systemd.js convert "${scripts[@]}" --root "$work/old" --target systemd-252 -o "$work/given/out" -q
cp test/live/prepare.sh test/live/deploy.sh "$work/given/"
test/live/boot.sh "$tree" "$work/given" bash /given/deploy.sh
