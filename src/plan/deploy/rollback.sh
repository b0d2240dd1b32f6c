#!/bin/sh
# Takes back what the last apply.sh did, also if that was killed in the middle. Written by sysv2systemd.

usage() {
  cat <<END
Usage: $me [--root DIR] [--dry-run]

Takes back what the last run of apply.sh did: units, helpers and links go, and every file and link that was
there before comes back. What was changed since is kept in a folder, and named.

  --root DIR  the image of a host, where apply.sh had --root DIR
  --dry-run   say what would be done

Exit status: 0 done or nothing to do, 2 refused, 3 not complete: repair what it names and run it again.
END
}

#include common.sh

# ---- Rollback -------------------------------------------------------------------------------------------------------

dry_run=
while [ $# -gt 0 ]; do
  case $1 in
    --root)
      [ $# -gt 1 ] || refuse 2 '--root needs a folder'
      use_root "$2"
      shift
      ;;
    --dry-run) dry_run=yes ;;
    -h | --help)
      usage
      exit 0
      ;;
    *) refuse 2 "$1: no such option, see --help" ;;
  esac
  shift
done
need_root
state=$root/var/lib/sysv2systemd
record=$(latest)
if [ -z "$record" ]; then
  # A run that was cut off before its first step left no more than copies.
  [ -n "$dry_run" ] || [ ! -d "$state" ] || forget "$state/new"
  say 'Nothing to roll back.'
  exit 0
fi
if [ -n "$dry_run" ]; then
  sed -n '1!G;h;$p' "$record/journal" | while IFS=$tab read -r kind path saved what; do
    case $kind in
      put | remove) if [ "$saved" = - ]; then say "remove /$path"; else say "restore /$path"; fi ;;
      folder) say "remove /$path if it is empty" ;;
      start) say "stop $path, if it runs" ;;
      stop) say "start $path" ;;
    esac
  done
  exit 0
fi
# An interrupt would leave half of it; it would have to be run again.
trap '' INT HUP TERM
if undo "$record"; then
  say 'Rolled back.'
  exit 0
fi
warn "not complete: repair what is named above and run $me again"
exit 3
