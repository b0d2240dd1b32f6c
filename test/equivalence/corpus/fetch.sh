#!/usr/bin/env bash
# fetch.sh FOLDER [LIST]: download the Debian packages named in LIST (packages.txt beside this file) with the host's
# own apt, and unpack what a migration reads. A package that apt does not know is told of and left out.
#   FOLDER/debs/*.deb            what the sandbox is furnished with
#   FOLDER/hosts/PACKAGE/etc/    init.d and default of one package: the root that it is converted from
set -euo pipefail
folder=$1
list=${2:-$(dirname "$0")/packages.txt}
mkdir -p "$folder/debs" "$folder/hosts"
missing=()
while read -r package; do
  compgen -G "$folder/debs/${package}_*.deb" >/dev/null || missing+=("$package")
done <"$list"
if ((${#missing[@]})); then
  echo "fetching ${#missing[@]} packages" >&2
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  "${as_root[@]}" apt-get update -qq
  cd "$folder/debs"
  # One unknown name would make apt refuse all of them.
  apt-get download -qq "${missing[@]}" 2>/dev/null || for package in "${missing[@]}"; do
    compgen -G "${package}_*.deb" >/dev/null || apt-get download -qq "$package" 2>/dev/null ||
      echo "not available here: $package" >&2
  done
  cd - >/dev/null
fi
while read -r package; do
  for deb in "$folder/debs/${package}"_*.deb; do
    [ -f "$deb" ] && [ ! -d "$folder/hosts/$package" ] || continue
    mkdir -p "$folder/hosts/$package.part"
    dpkg-deb --fsys-tarfile "$deb" |
      tar -x -C "$folder/hosts/$package.part" --no-same-owner --wildcards './etc/init.d/*' './etc/default/*' 2>/dev/null || true
    mv "$folder/hosts/$package.part" "$folder/hosts/$package"
  done
done <"$list"
