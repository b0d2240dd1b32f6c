# ---- What apply.sh and rollback.sh share ----------------------------------------------------------------------------

set -u
umask 022
LC_ALL=C
export LC_ALL
me=${0##*/}
tab=$(printf '\t')
root=
suffix=.sysv2systemd-new

say() { printf '%s\n' "$*"; }
warn() { printf '%s: %s\n' "$me" "$*" >&2; }

# refuse STATUS MESSAGE: end before anything was touched.
refuse() {
  warn "$2"
  exit "$1"
}

# Without --root everything happens on this host, with it in the image of another.
live() { [ -z "$root" ]; }

use_root() {
  [ -d "$1" ] || refuse 2 "$1: no such folder"
  root=$(cd -P "$1" && pwd) || exit 2
  [ "$root" != / ] || refuse 2 "--root / is this host: leave --root out"
}

need_root() {
  live || return 0
  [ "$(id -u)" = 0 ] || refuse 2 'only root may do this; for an image use --root DIR'
}

# A link to nowhere is there too.
there() { [ -e "$1" ] || [ -h "$1" ]; }

# By redirection: of a name with a backslash sha256sum makes another line.
hash_of() {
  hash_line=$(sha256sum < "$1") || return 1
  printf '%s\n' "${hash_line%% *}"
}

# is_ours PATH WHAT: is this what a step put there? WHAT is file:MODE:SHA256 or link:TARGET.
is_ours() {
  case $2 in
    link:*) [ -h "$1" ] && [ "$(readlink "$1")" = "${2#link:}" ] ;;
    file:*) [ ! -h "$1" ] && [ -f "$1" ] && [ "$(hash_of "$1")" = "${2##*:}" ] ;;
    *) false ;;
  esac
}

# same A B: two links to one place, or two files with the same bytes.
same() {
  if [ -h "$1" ] || [ -h "$2" ]; then
    [ -h "$1" ] && [ -h "$2" ] && [ "$(readlink "$1")" = "$(readlink "$2")" ]
  else
    cmp -s "$1" "$2"
  fi
}

# put_back RECORD PATH SAVED WHAT: as it was before the step; right whether or not the step was done.
put_back() {
  rm -f "$root/$2$suffix" || return 1
  if [ "$3" = - ]; then
    there "$root/$2" || return 0
  elif there "$root/$2" && same "$root/$2" "$1/saved/$3"; then
    return 0
  fi
  if there "$root/$2" && [ "$4" != - ] && ! is_ours "$root/$2" "$4"; then
    keep_changed "$2" || return 1
  fi
  if [ "$3" = - ]; then
    rm -f "$root/$2"
  else
    cp -a "$1/saved/$3" "$root/$2$suffix" && mv -fT "$root/$2$suffix" "$root/$2"
  fi
}

# Somebody changed it after apply.sh: the rollback goes on, and their work is not lost.
keep_changed() {
  kept=$state/changed/$1
  mkdir -p "${kept%/*}" && cp -a "$root/$1" "$kept" || return 1
  warn "/$1 was changed since it was installed: the changed one is kept as $kept"
}

# undo RECORD: take back the steps of its journal, last first. Each is written there before it is done.
undo() {
  incomplete=
  ! live || stop_units "$1"
  sed -n '1!G;h;$p' "$1/journal" > "$1/undo" || return 1
  while IFS=$tab read -r kind path saved what <&3; do
    case $kind in
      put | remove) put_back "$1" "$path" "$saved" "$what" || incomplete=yes ;;
      # Who found a use for the folder keeps it.
      folder) [ ! -d "$root/$path" ] || rmdir "$root/$path" 2>/dev/null || warn "/$path is kept: it is not empty" ;;
    esac
  done 3< "$1/undo"
  [ -z "$incomplete" ] || return 1
  ! live || restart_old "$1" || return 1
  forget "$1"
}

# What runs by a unit that goes is stopped by that unit, and noted if the old one has to take over: what apply.sh
# stopped, and what came up with a boot since; not what apply.sh started although it did not run before.
stop_units() {
  sed -n "s,^stop$tab\([^$tab]*\)$tab.*,\1,p" "$1/journal" >> "$1/restart"
  sed -n "s,^put${tab}etc/systemd/system/\([^${tab}/]*\)${tab}[^${tab}]*${tab}file:.*,\1,p" "$1/journal" > "$1/units"
  while IFS= read -r unit <&3; do
    [ "$(systemctl show -p FragmentPath "$unit")" = "FragmentPath=/etc/systemd/system/$unit" ] || continue
    systemctl is-active --quiet "$unit" || continue
    grep -q -F "start$tab$unit$tab" "$1/journal" || printf '%s\n' "$unit" >> "$1/restart"
    systemctl stop "$unit" || warn "$unit did not stop"
  done 3< "$1/units"
}

restart_old() {
  systemctl daemon-reload || return 1
  sort -u "$1/restart" > "$1/units"
  while IFS= read -r unit <&3; do
    systemctl start "$unit" || warn "$unit did not start again: see systemctl status $unit"
  done 3< "$1/units"
}

# The last act of a rollback: nothing of ours is left.
forget() {
  rm -rf "$1" || return 1
  if [ -z "$(latest)" ]; then
    rm -f "$state/rollback.sh"
    rmdir "$state" 2>/dev/null || :
  fi
}

# The folder of the newest record; nothing if there is none.
latest() {
  newest=0
  for each in "$state"/[0-9]*; do
    [ -d "$each" ] && [ "${each##*/}" -gt "$newest" ] && newest=${each##*/}
  done
  [ "$newest" = 0 ] || printf '%s\n' "$state/$newest"
}
