"""The part of PID 1 that decides what a program sees: runs the command lines of one unit, step by step. It does not
watch processes: a step ends when its first process ends."""
from __future__ import annotations

import os
import sys
import time
from typing import Iterable

from . import conditions, processes, words
from .become import become, prefix
from .unit_file import Unit, parse, specifiers

START = ("ExecCondition", "ExecStartPre", "ExecStart", "ExecStartPost")
PATIENCE = 6.0
MOST = 30.0
# Seconds of processor time in each second: less is none.
IDLE = 0.01
Step = tuple[str, str, "int | None"]


def run(root: str, text: str, name: str, version: int) -> list[Step]:
    """Start the unit below `root`; what each step was and how it ended."""
    unit = parse(text, name, version)
    stopped_by = in_root(root, lambda: conditions.failed(unit))
    if stopped_by:
        return [("condition", stopped_by, 1)]
    return run_lines(root, unit, START, {})


def run_lines(root: str, unit: Unit, kinds: Iterable[str], more: dict[str, str], patience: float = PATIENCE) -> list[Step]:
    steps: list[Step] = []
    for kind in kinds:
        for line in unit.every(kind):
            flags, rest = prefix(line, unit.version)
            try:
                every = words.commands(specifiers(unit, rest), unit.version)
            except words.BadLine as error:
                steps.append((kind, f"{line[:200]}: {error}", None))
                continue  # v219 drops the line, later ones the unit
            for argv in every:
                code = run_one(root, unit, kind, flags, argv, more, patience)
                # Behind `-` systemd takes every end for a good one.
                steps.append((kind, " ".join(argv)[:200], 0 if code and "-" in flags else code))
                if code and "-" not in flags and (kind != "ExecStart" or unit.last("Type") == "oneshot"):
                    return steps
    return steps


def run_one(root: str, unit: Unit, kind: str, flags: str, argv: list[str], more: dict[str, str], patience: float) -> int | None:
    pid = os.fork()
    if pid == 0:
        sys.excepthook = lambda *what: (sys.stderr.write(repr(what[1])), os._exit(201))
        become(root, unit, kind, flags, argv, more)
    return wait(pid, patience)


def wait(pid: int, patience: float) -> int | None:
    """How a child ended; None if it did not within `patience` seconds, or MOST while it is at work: a `find` over the whole
    root takes as long as the machine is loaded."""
    begin = time.monotonic()
    end, used = begin + patience, 0.0
    while True:
        reap_others(pid)
        done, state = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(state)
        now = time.monotonic()
        if now >= end:
            before, used = used, processes.seconds(pid)
            if used - before < IDLE or now - begin >= MOST:
                return None
            end = now + 1
        time.sleep(0.005)


def reap_others(pid: int) -> None:
    """As systemd does with a service that has ended: for `kill -0 $PID` a process that nobody has collected still runs."""
    try:
        while (ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)) and ended.si_pid != pid:
            os.waitpid(ended.si_pid, 0)
    except ChildProcessError:
        pass


def in_root(root: str, ask):
    """The answer of a question that must be put inside another root."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.chroot(root)
        os.chdir("/")
        os.write(writing, (ask() or "").encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        answer = pipe.read()
    os.waitpid(pid, 0)
    return answer or None
