#!/bin/bash
# boot.sh TREE FOLDER CMD...: boots a tree of tree.sh in namespaces of its own, runs CMD in it as root, and leaves
# nothing behind: the tree is the lower layer of an overlay in memory. FOLDER is there as /given, read-only. Output and
# exit status are those of CMD; 125: it did not boot, 124: it took longer than $LIMIT seconds. Needs root.
# shellcheck disable=SC2317 # a trap and another shell call the functions
set -uo pipefail
tree=$1 given=$2
shift 2
work=$(mktemp -d)
mkdir "$work/live" "$work/disk"
: > "$work/live/stdout"
: > "$work/live/stderr"
: > "$work/live/console"
printf '%q ' "$@" > "$work/live/command"
cat > "$work/live/driver" <<'END'
#!/bin/bash
cd /
eval "set -- $(cat /live/command)"
"$@" < /dev/null
echo $? > /live/status
exec systemctl --force --no-block exit 0
END
chmod +x "$work/live/driver"

# systemd wants a cgroup of its own.
groups=$(findmnt -nt cgroup2 -o TARGET | head -1)
mounted=
if [ -z "$groups" ]; then
  groups=$work/groups mounted=yes
  mkdir "$groups" && mount -t cgroup2 none "$groups" || exit 125
fi
group=$groups/sysv2systemd-live-$$
mkdir "$group" || exit 125
container=
clean_up() {
  # --kill-child takes the container's first process along, and the kernel all others.
  [ -z "$container" ] || { kill -9 "$container" && wait "$container"; } 2> /dev/null
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    find "$group" -depth -type d -exec rmdir {} + 2> /dev/null
    [ -d "$group" ] || break
    sleep 0.1
  done
  [ -z "$mounted" ] || umount "$groups"
  rm -rf --one-file-system "$work"
}
trap clean_up EXIT
trap 'exit 130' INT HUP TERM

inside() {
  set -eu
  mount --make-rprivate /
  mount -t tmpfs -o mode=755 tmpfs "$work/disk"
  root=$work/disk/root
  mkdir "$work/disk/upper" "$work/disk/work" "$root"
  mount -t overlay overlay -o "lowerdir=$tree,upperdir=$work/disk/upper,workdir=$work/disk/work" "$root"
  mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
  mount --bind "$root/proc/sys" "$root/proc/sys"
  mount -o remount,bind,ro "$root/proc/sys"
  mount -t sysfs -o ro,nosuid,nodev,noexec sysfs "$root/sys"
  mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 "$root/sys/fs/cgroup"
  mount -t tmpfs -o mode=755,nosuid tmpfs "$root/dev"
  mknod -m 666 "$root/dev/null" c 1 3
  mknod -m 666 "$root/dev/zero" c 1 5
  mknod -m 666 "$root/dev/full" c 1 7
  mknod -m 666 "$root/dev/random" c 1 8
  mknod -m 666 "$root/dev/urandom" c 1 9
  mknod -m 666 "$root/dev/tty" c 5 0
  mkdir "$root/dev/pts" "$root/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
  ln -s pts/ptmx "$root/dev/ptmx"
  ln -s /proc/self/fd "$root/dev/fd"
  mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs "$root/dev/shm"
  mount -t tmpfs -o mode=755,nosuid,nodev tmpfs "$root/run"
  mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs "$root/tmp"
  : > "$root/dev/console"
  mount --bind "$work/live/console" "$root/dev/console"
  mkdir -p "$root/live" "$root/given"
  mount --bind "$work/live" "$root/live"
  mount --bind "$given" "$root/given"
  mount -o remount,bind,ro "$root/given"
  hostname live
  ip link set lo up 2> /dev/null || true
  cd "$root"
  mkdir -p .old
  pivot_root . .old
  umount -l /.old
  rmdir /.old
  umask 022
  cd /
  exec env -i container=live PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=linux \
    /lib/systemd/systemd --log-target=journal --show-status=no
}
export work tree given
export -f inside
(
  echo "$BASHPID" > "$group/cgroup.procs"
  exec setsid unshare --cgroup --pid --fork --kill-child=KILL --mount --uts --ipc --net -- bash -c inside
) 2> "$work/boot" < /dev/null &
container=$!
end=$(($(date +%s) + ${LIMIT:-600}))
status=
while [ -z "$status" ]; do
  if ! kill -0 "$container" 2> /dev/null; then
    status=$(cat "$work/live/status" 2> /dev/null)
    break
  fi
  status=$(cat "$work/live/status" 2> /dev/null)
  [ "$(date +%s)" -lt "$end" ] || { echo 'boot.sh: it takes too long' >&2; status=124; }
  sleep 0.05
done
cat "$work/live/stdout"
cat "$work/live/stderr" >&2
if [ -z "$status" ]; then
  echo 'boot.sh: it did not boot' >&2
  cat "$work/boot" "$work/live/console" >&2
  status=125
fi
exit "$status"
