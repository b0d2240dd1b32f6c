#!/bin/bash
# tree.sh [PACKAGE...]: makes a Debian tree whose systemd boots in a container, with these packages in it, or finds the
# one that was made before. Prints its path. Needs root, mmdebstrap and a mirror of Debian.
set -euo pipefail
suite=bookworm
base='systemd systemd-sysv dbus procps iproute2 netbase sysvinit-utils lsb-base adduser'
cache=${LIVE_CACHE:-$HOME/.cache/sysv2systemd-live}
key=$(printf '%s\n' "$suite" "$base" "$@" "$(cat "$0")" | sha256sum | cut -c 1-12)
tree=$cache/$key
if [ -e "$tree/.complete" ]; then
  echo "$tree"
  exit 0
fi
command -v mmdebstrap > /dev/null || { echo 'tree.sh: needs mmdebstrap (apt-get install mmdebstrap)' >&2; exit 1; }
mkdir -p "$cache"
work=$tree.$$
trap 'rm -rf "$work"' EXIT
# The mirrors that this machine is set up for.
sources=()
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do [ ! -s "$file" ] || sources+=("$file"); done
mmdebstrap --variant=minbase --mode=root --quiet --include="$(echo "$base" "$@" | tr ' ' ,)" \
  --aptopt='APT::Install-Recommends "false"' --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' "$suite" "$work" "${sources[@]}" >&2

# Nothing starts by itself, and the boot ends in the command that boot.sh was given.
cd "$work/etc/systemd/system"
find . -type l \( -path '*.wants/*' -o -path '*.requires/*' \) -delete
cat > live.target <<'UNIT'
[Unit]
Requires=basic.target
Wants=live.service
After=basic.target
UNIT
cat > live.service <<'UNIT'
[Unit]
After=basic.target
[Service]
Type=exec
ExecStart=/live/driver
StandardOutput=append:/live/stdout
StandardError=append:/live/stderr
KillMode=process
IgnoreSIGPIPE=no
UNIT
ln -s live.target default.target
# What would look for hardware, or change the kernel that the container shares with us.
for unit in systemd-udevd.service systemd-udev-trigger.service systemd-udevd-{control,kernel}.socket \
  systemd-{sysctl,modules-load,remount-fs,random-seed,hwdb-update,firstboot,machine-id-commit,update-utmp}.service \
  systemd-{binfmt,pstore,journal-flush,logind,timesyncd,networkd,resolved,tmpfiles-setup-dev}.service \
  systemd-networkd.socket systemd-initctl.socket systemd-journald-audit.socket proc-sys-fs-binfmt_misc.automount \
  sys-kernel-{debug,tracing,config}.mount dev-{hugepages,mqueue}.mount tmp.mount getty.target timers.target; do
  ln -sf /dev/null "$unit"
done
cd "$work"
mkdir -p etc/systemd/system-generators live
for generator in usr/lib/systemd/system-generators/*; do
  # This one makes the units of init scripts: it is what we replace.
  [ "${generator##*/}" = systemd-sysv-generator ] || ln -sf /dev/null "etc/systemd/system-generators/${generator##*/}"
done
echo 0123456789abcdef0123456789abcdef > etc/machine-id
: > etc/fstab
rm -f usr/sbin/policy-rc.d
touch .complete
mv "$work" "$tree"
trap - EXIT
echo "$tree"
