"""Condition…= and Assert…= of [Unit]: does the unit start at all? (systemd.unit(5))"""
from __future__ import annotations

import glob
import os
from typing import Callable

from .unit_file import Unit, specifiers

Test = Callable[[str], bool]
TESTS: dict[str, Test] = {
    "PathExists": os.path.exists,
    "PathExistsGlob": lambda path: bool(glob.glob(path)),
    "PathIsDirectory": os.path.isdir,
    "PathIsSymbolicLink": os.path.islink,
    "PathIsMountPoint": os.path.ismount,
    "PathIsReadWrite": lambda path: os.access(path, os.W_OK),
    "FileNotEmpty": lambda path: os.path.isfile(path) and os.path.getsize(path) > 0,
    "FileIsExecutable": lambda path: os.path.isfile(path) and os.access(path, os.X_OK),
    "DirectoryNotEmpty": lambda path: os.path.isdir(path) and bool(os.listdir(path)),
}


def failed(unit: Unit) -> str | None:
    """The condition that keeps the unit from starting. Call it inside the sandbox's root."""
    for prefix in ("Condition", "Assert"):
        wanted: list[tuple[str, bool]] = []
        for (section, key), values in unit.values.items():
            test = TESTS.get(key[len(prefix):]) if section == "Unit" and key.startswith(prefix) else None
            for value in values if test else ():
                path = specifiers(unit, value.lstrip("|!"))
                holds = test(path) != ("!" in value[:2])
                if value.startswith("|"):
                    wanted.append((f"{key}={value}", holds))
                elif not holds:
                    return f"{key}={value}"
        # Of those marked with `|` one is enough.
        if wanted and not any(holds for _, holds in wanted):
            return wanted[0][0]
    return None
