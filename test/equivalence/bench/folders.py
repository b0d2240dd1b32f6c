"""The folders that tmpfiles.d of a generated tree asks for, as they are there after a boot."""
from __future__ import annotations

import os
import pathlib
import re

from .root import Root

LINE = re.compile(r"d\s+(/\S+)\s+([0-7]{3,4})\s+(\S+)\s+(\S+)")


def make(root: Root) -> None:
    users = {name: number for number, name in root.users.items()}
    groups = {name: number for number, name in root.groups.items()}
    for file in sorted(pathlib.Path(root.place("etc/tmpfiles.d")).glob("sysv2systemd-*.conf")):
        for path, mode, user, group in LINE.findall(file.read_text()):
            os.makedirs(root.place(path), exist_ok=True)
            os.chmod(root.place(path), int(mode, 8))
            os.chown(root.place(path), users.get(user, 0), groups.get(group, 0))


def of_pid_files(root: Root, files: list[str]) -> None:
    """Outside of /run a package brings the folder of its pid file."""
    for file in files:
        if not re.match(r"/(?:var/)?run/", file):
            os.makedirs(os.path.dirname(root.place(file)), exist_ok=True)
