#! /bin/sh
### BEGIN INIT INFO
# Provides:          seedrandom
# Required-Start:    $local_fs
# Required-Stop:     $local_fs
# X-Start-Before:    networking
# Should-Start:      checkroot-done
# Default-Start:     S
# Default-Stop:      0 6
# Short-Description: Feeds the seed of the last session to the kernel
### END INIT INFO

[ -c /dev/urandom ] || exit 0
PATH=/sbin:/bin
SEED=/var/lib/seedrandom/seed
. /lib/init/vars.sh

seed_save () {
	umask 077
	dd if=/dev/urandom of=$SEED bs=512 count=1 >/dev/null 2>&1 || return 1
}

case "$1" in
  start|"")
	[ "$VERBOSE" = no ] || echo "Seeding the random pool"
	( date +%s.%N; [ -f $SEED ] && cat $SEED ) > /dev/urandom
	seed_save
	;;
  stop)
	seed_save
	;;
  restart|reload|force-reload)
	echo "Error: argument '$1' not supported" >&2
	exit 3
	;;
  *)
	echo "Usage: seedrandom.sh start|stop" >&2
	exit 3
	;;
esac
:
