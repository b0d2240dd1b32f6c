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
