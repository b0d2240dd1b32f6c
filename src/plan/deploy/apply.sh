#!/bin/sh
# Installs what sysv2systemd wrote beside this file, puts the old scripts out of service, and turns on what was on.
# If anything fails, everything is as it was before. Written by sysv2systemd.

usage() {
  cat <<END
Usage: $me [--root DIR] [--dry-run] [--start] [--replace] [--allow-missing]

Checks first, and touches nothing unless all is well. Then saves what will change below /var/lib/sysv2systemd,
installs units and helpers, puts away the links of the old scripts, and turns on the units that were on. A
failure takes everything back. A second run finds nothing to do. rollback.sh undoes a run.

  --dry-run        say what would be done
  --start          stop the old services and start the new ones too; else that comes with the next boot
  --root DIR       work on the image of a host
  --replace        replace files that others put there, and hide units of the distribution
  --allow-missing  go on although users, groups or programs of the units are missing

Exit status: 0 done, 1 failed and taken back, 2 refused, nothing was touched, 3 failed, and taken back in part:
run rollback.sh.
END
}

#include common.sh
#include check.sh
#include steps.sh

# ---- Do: each step is in the journal before it is done --------------------------------------------------------------

do_step() {
  case $1 in
    folder) mkdir "$root/$2" ;;
    put) put "$2" "$4" ;;
    remove) rm -f "$root/$2" ;;
    reload) systemctl daemon-reload && runtime_folders ;;
    start | stop) systemctl "$1" "$2" ;;
  esac
}

# Beside its place, then renamed: nobody ever sees half a file.
put() {
  case $2 in
    link:*) ln -s "${2#link:}" "$root/$1$suffix" ;;
    *)
      mode=${2#file:}
      cp "$here/root/$1" "$root/$1$suffix" && chmod "${mode%%:*}" "$root/$1$suffix"
      ;;
  esac && mv -fT "$root/$1$suffix" "$root/$1" && relabel "$root/$1"
}

relabel() {
  [ -z "$selinux" ] || restorecon -F "$1"
}

runtime_folders() {
  while IFS=$tab read -r _ _ _ path <&4; do
    case $path in
      etc/tmpfiles.d/*) systemd-tmpfiles --create "/$path" || return 1 ;;
    esac
  done 4< "$manifest"
}

# What a step replaces or removes, with owner, mode, times and label.
save() {
  mkdir -p "$work/saved" || return 1
  while IFS=$tab read -r _ path saved _ <&3; do
    [ "$saved" = - ] || cp -a "$root/$path" "$work/saved/$saved" || return 1
  done 3< "$work/steps"
  remember_units
  (cd "$work/saved" && find . -type f -exec sha256sum {} +) > "$work/saved.sha256"
}

# For people: what was on and what ran before.
remember_units() {
  live || return 0
  while IFS=$tab read -r kind unit _ <&3; do
    [ "$kind" = unit ] || continue
    printf '%s\t%s\t%s\n' "$unit" "$(systemctl is-enabled "$unit" 2>/dev/null)" "$(systemctl is-active "$unit")"
  done 3< "$manifest" > "$work/units-before.tsv"
}

begin() {
  last=$(latest)
  record=$state/$((${last##*/} + 1))
  rm -rf "$state/new"
  mkdir -p "$state" && cp "$here/rollback.sh" "$state/rollback.sh" && chmod 755 "$state/rollback.sh" || return 1
  mkdir "$state/new" && work_in "$state/new" && save || return 1
  # From here on rollback.sh knows of it; all steps are named before the first is done, also if the power fails.
  mv "$work/steps" "$work/journal" && mv "$work" "$record" && work=$record && sync
}

work_in() {
  cp "$work/steps" "$1/steps" && rm -rf "$work" && work=$1
}

do_steps() {
  while IFS=$tab read -r kind path saved what <&3; do
    printf 'begin\t%s\t%s\n' "$kind" "$path" >> "$record/log"
    do_step "$kind" "$path" "$saved" "$what" || { warn "failed: $kind $path"; return 1; }
    printf 'done\t%s\t%s\n' "$kind" "$path" >> "$record/log"
  done 3< "$record/journal"
}

# All is installed, and --start is given: what did not run is started. Some end at once, because a setting says so.
start_idle() {
  while IFS=$tab read -r _ unit _ <&3; do
    systemctl start "$unit" || return 1
    if systemctl is-active --quiet "$unit"; then
      say "systemctl start $unit"
      started=yes
    fi
  done 3< "$work/starts"
}

give_up() {
  trap '' INT HUP TERM
  trap - EXIT
  warn "$1; taking everything back"
  if [ -d "$record" ]; then
    undo "$record" || { warn "not complete: repair what is named above and run $state/rollback.sh"; exit 3; }
  else
    rm -rf "$work"
    forget "$state/new" || exit 3
  fi
  warn 'everything is as it was'
  exit 1
}

# ---- Verify ---------------------------------------------------------------------------------------------------------

verify() {
  wrong=
  while IFS=$tab read -r kind one two three <&3; do
    case $kind in
      file) is_ours "$root/$three" "file:$one:$two" || wrong="/$three is not what was installed" ;;
      link) is_ours "$root/$one" "link:$two" || wrong="/$one is not the link that was made" ;;
      unit) ! live || verify_unit "$one" "$two" ;;
    esac
    [ -z "$wrong" ] || { warn "$wrong"; return 1; }
  done 3< "$manifest"
}

verify_unit() {
  loaded=$(systemctl show -p LoadState "$1")
  [ "$loaded" = LoadState=loaded ] || wrong="$1: ${loaded#LoadState=}"
  is=$(systemctl is-enabled "$1" 2>/dev/null)
  [ "$2" = static ] || [ "$is" = "$2" ] || wrong="$1 is $is, and should be $2"
  [ -z "$start" ] || ! systemctl is-failed --quiet "$1" || wrong="$1 failed: see journalctl -u $1"
}

# Its words are for people: it also names what is wrong elsewhere on the host.
advise() {
  live && command -v systemd-analyze > /dev/null || return 0
  sed -n "s,^unit$tab\([^$tab]*\)$tab.*,/etc/systemd/system/\1,p" "$manifest" |
    xargs -d '\n' systemd-analyze verify 2>&1 | sed 's/^/systemd-analyze: /' >&2
}

# ---- Apply ----------------------------------------------------------------------------------------------------------

here=$(cd "$(dirname "$0")" && pwd) || exit 2
manifest=$here/manifest.tsv
dry_run=
start=
started=
replace=
allow_missing=
while [ $# -gt 0 ]; do
  case $1 in
    --root)
      [ $# -gt 1 ] || refuse 2 '--root needs a folder'
      use_root "$2"
      shift
      ;;
    --dry-run) dry_run=yes ;;
    --start) start=yes ;;
    --replace) replace=yes ;;
    --allow-missing) allow_missing=yes ;;
    -h | --help)
      usage
      exit 0
      ;;
    *) refuse 2 "$1: no such option, see --help" ;;
  esac
  shift
done
[ -z "$start" ] || live || refuse 2 '--start is for a running host, not for an image'
need_root
state=$root/var/lib/sysv2systemd
selinux=
if live && command -v selinuxenabled > /dev/null && selinuxenabled; then selinux=yes; fi

check
[ "$problems" = 0 ] || refuse 2 "$problems problem(s), nothing was touched; see --help for what can be allowed"
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
plan_steps
if ! [ -s "$work/steps" ]; then
  [ -n "$dry_run" ] || start_idle || exit 1
  verify || exit 1
  [ -n "$started" ] || say 'Nothing to do.'
  exit 0
fi
if [ -n "$dry_run" ]; then
  show_steps
  exit 0
fi

record=
trap 'give_up "cut off"' EXIT
trap 'give_up "interrupted"' INT HUP TERM
begin || give_up 'what is there could not be saved'
do_steps || give_up 'a step failed'
verify || give_up 'the result is not right'
: > "$record/applied"
sync
trap - EXIT INT HUP TERM
say "Done, steps: $(grep -c . "$record/journal"). $state/rollback.sh takes them back."
live || [ ! -e "$root/etc/selinux/config" ] || say 'If the host uses SELinux: touch /.autorelabel in the image.'
advise
