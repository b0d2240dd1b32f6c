"""Processes of the sandbox: those that run a program below its root."""
from __future__ import annotations

import os


def executables(root: str) -> dict[int, str]:
    found = {}
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            below = os.readlink(f"/proc/{entry}/root").startswith(root)
            path = os.readlink(f"/proc/{entry}/exe")
        except OSError:
            continue  # it ended meanwhile
        if below:
            found[int(entry)] = path[len(root):] if path.startswith(root) else path
    return found


def alive(root: str) -> list[int]:
    return sorted(executables(root))


def seconds(pid: int) -> float:
    """The processor time of a process and of all below it (proc(5), stat: 14 to 17)."""
    fields = {}
    for entry in os.listdir("/proc"):
        try:
            with open(f"/proc/{entry}/stat", encoding="ascii", errors="replace") as file:
                fields[int(entry)] = file.read().rsplit(")", 1)[1].split()
        except (OSError, ValueError):
            continue  # no process, or it ended meanwhile
    below = {pid}
    while more := {child for child, stat in fields.items() if int(stat[1]) in below} - below:
        below |= more
    ticks = sum(int(value) for child in below if child in fields for value in fields[child][11:15])
    return ticks / os.sysconf("SC_CLK_TCK")
