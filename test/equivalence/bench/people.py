"""Which users and groups does a script name? They are made in the sandbox."""
from __future__ import annotations

import os
import pathlib
import re
from typing import Iterable

NAME = r"[a-z_][\w.-]*"
ASSIGNED = re.compile(rf"(?m)^\s*\w*(?:USER|user|GROUP|group|RUNAS|Runas|OWNER)\w*=[\"']?({NAME})")
# `-c` alone would take the first word of `su -c 'word ...'` for a user.
OPTIONS = (re.compile(rf"(?:--chuid|--user|--group)[ =]+[\"']?({NAME})(?::({NAME}))?"),
           re.compile(r"start-stop-daemon\b[^\n]*? -c +[\"']?([a-z_][\w-]*)(?:[:.]([a-z_][\w-]*))?"),
           re.compile(r"(?:chown(?: -R)?|-o|-g|install -o) +[\"']?([a-z_][\w-]*)(?:[:.]([a-z_][\w-]*))?"),
           re.compile(rf"\bstart(?:proc|_daemon)\b[^\n|;]*? -u +[\"']?({NAME})(?: [^\n|;]*?-g +[\"']?({NAME}))?"),
           re.compile(rf"\b(?:su|runuser|startproc)\b[^\n|;]*? (?:-u +|-l +|- +)?({NAME}) +(?:-c|-s)\b"))
IN_UNITS = re.compile(rf"(?m)^(?:User|Group)=({NAME})")


def named(text: str) -> set[str]:
    found = {*ASSIGNED.findall(text), *IN_UNITS.findall(text)}
    for pattern in OPTIONS:
        for match in pattern.finditer(text):
            found.update(name for name in match.groups() if name)
    return found


def settle(root: str, names: Iterable[str]) -> tuple[dict[int, str], dict[int, str]]:
    """Make the users that are missing below `root`, in the order given; the names by number of users and groups."""
    passwd_file, group_file, shadow_file = (pathlib.Path(f"{root}/etc/{file}") for file in ("passwd", "group", "shadow"))
    passwd, group, shadow = passwd_file.read_text(), group_file.read_text(), shadow_file.read_text()
    number = 5000
    for name in names:
        line = re.search(rf"(?m)^{re.escape(name)}:[^:]*:(\d+)", group)
        gid = int(line.group(1)) if line else number
        if not line:
            group += f"{name}:x:{number}:\n"
        if not re.search(rf"(?m)^{re.escape(name)}:", passwd):
            passwd += f"{name}:x:{number}:{gid}::/home/{name}:/bin/sh\n"
            shadow += f"{name}:*:19000:0:99999:7:::\n"  # without a line there, `su` refuses the user
            os.makedirs(f"{root}/home/{name}", exist_ok=True)
            os.chown(f"{root}/home/{name}", number, gid)
        number += 1
    for file, text in ((passwd_file, passwd), (group_file, group), (shadow_file, shadow)):
        file.write_text(text)
    return _by_number(passwd), _by_number(group)


def _by_number(text: str) -> dict[int, str]:
    rows = (line.split(":") for line in text.splitlines())
    return {int(row[2]): row[0] for row in rows if len(row) > 3}
