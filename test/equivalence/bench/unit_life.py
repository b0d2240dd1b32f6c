"""The part of PID 1 that ends a unit or reloads it: ExecStop=, KillMode=, KillSignal=, the time until SIGKILL, what it
removes (PIDFile=, RuntimeDirectory=); ExecReload= (systemd.service(5), systemd.exec(5), systemd.kill(5)). The control
group of a unit are all processes of the sandbox that were not there before it started."""
from __future__ import annotations

import os
import shutil
import signal
import time

from . import conditions, script_run, unit_run, words
from .become import become, prefix
from .processes import alive
from .unit_file import Unit, specifiers

# Longer waits than this are cut: a stand-in ends at once by any signal that ends it.
LONGEST = 3.0


def start(root: str, unit: Unit, others: frozenset[int]) -> tuple[list[unit_run.Step], int]:
    """Start it; the process that systemd takes for the main one, 0 if none."""
    stopped_by = unit_run.in_root(root, lambda: conditions.failed(unit))
    if stopped_by:
        return [("condition", stopped_by, 1)], 0
    waits = unit.last("Type", "simple") in ("forking", "oneshot")
    if waits:
        steps = unit_run.run_lines(root, unit, unit_run.START, {}, patience=script_run.STAYING)
        return steps, main_of(root, unit, others)
    steps = unit_run.run_lines(root, unit, ("ExecCondition", "ExecStartPre"), {})
    if any(code for kind, _, code in steps if kind == "ExecCondition"):
        return steps, 0
    flags, rest = prefix(unit.last("ExecStart"), unit.version)
    argv = words.commands(specifiers(unit, rest), unit.version)[0]
    pid = os.fork()
    if pid == 0:
        become(root, unit, "ExecStart", flags, argv, {})
    time.sleep(0.3)
    return steps + unit_run.run_lines(root, unit, ("ExecStartPost",), {"MAINPID": str(pid)}), pid


def group(root: str, others: frozenset[int]) -> list[int]:
    return [pid for pid in alive(root) if pid not in others]


def main_of(root: str, unit: Unit, others: frozenset[int]) -> int:
    """By PIDFile=; else a guess, right where one process is left."""
    file = specifiers(unit, unit.last("PIDFile"))
    if file:
        # systemd waits for it while something of the unit runs.
        until = time.monotonic() + LONGEST
        while time.monotonic() < until and alive(root) and not unit_run.in_root(root, lambda: "1" if os.path.exists(file) else ""):
            time.sleep(0.02)
        text = unit_run.in_root(root, lambda: open(file, encoding="ascii").read().split("\n")[0].strip() if os.path.exists(file) else "")
        return int(text) if text and text.isdigit() else 0
    left = group(root, others)
    return left[0] if len(left) == 1 and unit.last("Type") == "forking" else 0


def reload(root: str, unit: Unit, main: int) -> list[unit_run.Step]:
    return unit_run.run_lines(root, unit, ("ExecReload",), {"MAINPID": str(main)} if main else {})


def stop(root: str, unit: Unit, main: int, others: frozenset[int]) -> list[unit_run.Step]:
    variables = {"MAINPID": str(main)} if main else {}
    steps = unit_run.run_lines(root, unit, ("ExecStop",), variables)
    mode = unit.last("KillMode", "control-group")
    send(root, mode, main, others, getattr(signal, unit.last("KillSignal", "SIGTERM"), signal.SIGTERM))
    if mode != "none" and unit.last("SendSIGKILL", "yes") not in ("no", "false", "0"):
        until = time.monotonic() + LONGEST
        while time.monotonic() < until and (main in alive(root) if mode == "process" else group(root, others)):
            time.sleep(0.02)
        send(root, "control-group" if mode == "mixed" else mode, main, others, signal.SIGKILL)
    steps += unit_run.run_lines(root, unit, ("ExecStopPost",), {})
    file = specifiers(unit, unit.last("PIDFile"))
    if file:
        unit_run.in_root(root, lambda: os.path.lexists(file) and os.unlink(file) or "")
    if unit.last("RuntimeDirectoryPreserve", "no") in ("no", "false", "0"):
        for folder in " ".join(unit.every("RuntimeDirectory")).split():
            unit_run.in_root(root, lambda: shutil.rmtree(f"/run/{specifiers(unit, folder)}", ignore_errors=True) or "")
    return steps


def end(root: str, others: frozenset[int]) -> None:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and group(root, others):
        send(root, "control-group", 0, others, signal.SIGKILL)
        time.sleep(0.02)


def send(root: str, mode: str, main: int, others: frozenset[int], number: int) -> None:
    if mode == "none":
        return
    for pid in group(root, others) if mode == "control-group" else [main] if main else []:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass
