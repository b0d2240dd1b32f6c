# ---- Steps: what is left to do, by comparing manifest.tsv with what is there ----------------------------------------

saved_count=0

# note_step LIST KIND PATH SAVED WHAT
note_step() { printf '%s\t%s\t%s\t%s\n' "$2" "$3" "$4" "$5" >> "$work/$1"; }

# Sets `saved`: the number under which what is at a path will be saved; - if nothing is there.
number_for() {
  saved=-
  there "$root/$1" || return 0
  saved_count=$((saved_count + 1))
  saved=$saved_count
}

stay_inside() {
  inside "$1" || refuse 2 "/$1 would be outside of $root: a folder there is a link that leads out"
}

plan_put() {
  stay_inside "$1"
  if is_ours "$root/$1" "$2" && has_mode "$root/$1" "$2"; then return; fi
  plan_folder "${1%/*}"
  number_for "$1"
  note_step changes put "$1" "$saved" "$2"
}

has_mode() {
  case $2 in
    file:*)
      mode=${2#file:0}
      [ "$(stat -c %a "$1")" = "${mode%%:*}" ]
      ;;
    *) true ;;
  esac
}

plan_folder() {
  if [ -d "$root/$1" ] || grep -q -x -F -e "$1" "$work/folders"; then return; fi
  case $1 in */*) plan_folder "${1%/*}" ;; esac
  printf '%s\n' "$1" >> "$work/folders"
  note_step changes folder "$1" - -
}

plan_remove() {
  stay_inside "$1"
  number_for "$1"
  note_step changes remove "$1" "$saved" -
}

# The links that started the old script: chkconfig --del and update-rc.d remove do the same. Both would also ask
# systemctl, which is not there in an image, and neither tells what it did.
plan_old_links() {
  for rc in "$root"/etc/rc.d/rc[0-6S].d "$root"/etc/rc[0-6S].d "$root"/etc/init.d/rc[0-6S].d \
    "$root"/etc/rc.d/boot.d "$root"/etc/init.d/boot.d; do
    # A folder that is a link leads to one of the others.
    { [ -d "$rc" ] && [ ! -h "$rc" ] && [ ! -h "${rc%/*}" ]; } || continue
    for old in "$rc"/[SK][0-9][0-9]"$1"; do
      [ ! -h "$old" ] || plan_remove "${old#"$root"/}"
    done
  done
}

# service(8) of Red Hat runs a script of /etc/init.d before it looks for a unit or an action.
plan_old_script() {
  [ "$2" = aside ] || return 0
  for place in etc/rc.d/init.d etc/init.d; do
    if [ -f "$root/$place/$1" ] && [ ! -h "$root/$place" ]; then plan_remove "$place/$1"; fi
  done
}

# What was off stays off, also if an older unit of this name was on here.
plan_off() {
  for old in "$root"/etc/systemd/system/*.wants/"$1" "$root"/etc/systemd/system/*.requires/"$1"; do
    [ ! -h "$old" ] || plan_remove "${old#"$root"/}"
  done
}

# With --start: the old services stop while their scripts are there, and the new ones start.
plan_services() {
  while IFS=$tab read -r kind one two three <&3; do
    [ "$kind" = unit ] || continue
    active=
    ! systemctl is-active --quiet "$one" || active=yes
    if [ -n "$active" ] && grep -q -F "put${tab}etc/systemd/system/$one$tab" "$work/changes"; then
      note_step stops stop "$one" - -
      note_step starts start "$one" - -
    elif [ -z "$active" ] && [ "$two" = enabled ] && [ "$three" = start ]; then
      note_step starts start "$one" - -
    fi
  done 3< "$manifest"
}

# Helpers and actions stand before units in the manifest, so that no unit calls what is not there yet.
plan_steps() {
  for list in folders stops changes starts steps; do : > "$work/$list"; done
  while IFS=$tab read -r kind one two three <&3; do
    case $kind in
      file) plan_put "$three" "file:$one:$two" ;;
      run) ! live || plan_folder "$one" ;;
      script)
        plan_old_links "$one"
        plan_old_script "$one" "$three"
        ;;
      unit) [ "$two" != disabled ] || plan_off "$one" ;;
      link) plan_put "$one" "link:$two" ;;
    esac
  done 3< "$manifest"
  if live && [ -n "$start" ]; then plan_services; fi
  [ -s "$work/changes" ] || return 0
  {
    cat "$work/stops" "$work/changes"
    ! live || printf 'reload\t-\t-\t-\n'
    cat "$work/starts"
  } > "$work/steps"
}

show_steps() {
  while IFS=$tab read -r kind path saved what <&3; do
    case $kind in
      folder) say "make folder /$path" ;;
      put)
        case $what in
          link:*) say "link /$path to ${what#link:}" ;;
          *) if [ "$saved" = - ]; then say "install /$path"; else say "replace /$path"; fi ;;
        esac
        ;;
      remove) say "put aside /$path" ;;
      reload) say 'systemctl daemon-reload' ;;
      start | stop) say "systemctl $kind $path" ;;
    esac
  done 3< "$work/steps"
}
