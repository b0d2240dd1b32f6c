# ---- Check: everything that can be known before anything is touched -------------------------------------------------

problems=0
problem() {
  warn "$1"
  problems=$((problems + 1))
}

# may OPTION MESSAGE: a problem, unless the option allows it.
may() {
  case $1 in
    replace) allowed=$replace ;;
    *) allowed=$allow_missing ;;
  esac
  if [ -n "$allowed" ]; then warn "$2 (allowed)"; else problem "$2"; fi
}

check() {
  check_system
  check_output
  hiding=' '
  while IFS=$tab read -r kind one two three <&3; do
    case $kind in
      systemd) check_version "$one" ;;
      file) check_file "$one" "$two" "$three" ;;
      # The unit of the old rc.local takes the place of the distribution's, which would run a file of that name too.
      hides) hiding="$hiding$one " ;;
      unit) case $hiding in *" $one "*) ;; *) check_native "$one" ;; esac ;;
      user) known passwd "$one" || may missing "user $one of $two does not exist" ;;
      group) known group "$one" || may missing "group $one of $two does not exist" ;;
      # In an image an absolute link leads out of it: that it is there has to do.
      program) there "$root$one" || may missing "$one, which $two runs, does not exist" ;;
    esac
  done 3< "$manifest"
}

check_system() {
  live || return 0
  [ -d /run/systemd/system ] || problem 'systemd is not running here; for an image use --root DIR'
}

check_output() {
  [ -r "$manifest" ] || refuse 2 "$manifest: not there; apply.sh belongs into the folder that sysv2systemd wrote"
  record=$(latest)
  [ -z "$record" ] || [ -e "$record/applied" ] ||
    refuse 2 "an earlier run was cut off: $state/rollback.sh takes it back, then run this again"
}

check_version() {
  found=$(systemd_version)
  if [ -z "$found" ]; then
    warn "the version of systemd cannot be seen; the units need $1 or newer"
  elif [ "$found" -lt "$1" ]; then
    problem "systemd is $found; the units are for $1 or newer: convert again with --target systemd-$found"
  fi
}

systemd_version() {
  if live; then
    systemctl --version | sed -n '1s/^systemd \([0-9][0-9]*\).*/\1/p'
  else
    for library in "$root"/usr/lib/systemd/libsystemd-shared-* "$root"/lib/systemd/libsystemd-shared-* \
      "$root"/usr/lib/*/systemd/libsystemd-shared-*; do
      [ -e "$library" ] || continue
      library=${library##*/libsystemd-shared-}
      printf '%s\n' "${library%%[!0-9]*}"
      return
    done
  fi
}

# check_file MODE SHA256 PATH: intact here, and nobody else's there.
check_file() {
  if [ ! -f "$here/root/$3" ] || [ "$(hash_of "$here/root/$3")" != "$2" ]; then
    problem "$here/root/$3 is not what sysv2systemd wrote: convert again"
  fi
  if there "$root/$3" && ! is_ours "$root/$3" "file:$1:$2" && ! was_put "$3"; then
    may replace "/$3 is there already, and another"
  fi
}

check_native() {
  for folder in usr/lib/systemd/system lib/systemd/system; do
    if [ -e "$root/$folder/$1" ]; then
      may replace "$1 would hide the unit of the distribution, /$folder/$1"
      return
    fi
  done
}

# Did an earlier run put it there?
was_put() {
  for journal in "$state"/[0-9]*/journal; do
    [ -e "$journal" ] && grep -q -F "put$tab$1$tab" "$journal" && return 0
  done
  return 1
}

known() {
  if live; then
    getent "$1" "$2" > /dev/null
  else
    [ -r "$root/etc/$1" ] && cut -d : -f 1 "$root/etc/$1" | grep -q -x -F -e "$2"
  fi
}

# inside PATH: do the folders of it that exist stay below the root?
inside() {
  live && return 0
  folder=$root/${1%/*}
  while ! there "$folder"; do folder=${folder%/*}; done
  real=$(cd -P "$folder" 2>/dev/null && pwd) || return 1
  case $real/ in
    "$root"/*) return 0 ;;
    *) return 1 ;;
  esac
}
