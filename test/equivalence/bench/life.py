"""Inside the sandbox: start with stand-ins that stay, then stop or reload, by the script or by the unit; and what was
signalled, executed and left behind."""
from __future__ import annotations

import os
import pathlib
import shutil
import socket
import sys
import time
from collections import Counter
from typing import Any, Iterator

from . import folders, programs, script_run, unit_life, unit_run
from .processes import executables
from .root import Root
from .unit_file import parse

STAY = "run/.stay"
# Those that were started with it are there now; what is started from here on ends at once.
STAYED = "run/.stayed"
FATAL = ("TERM", "INT", "QUIT")
KEPT = ("run", "var/lock", "var/run")


def prepare(root: Root, mode: str, pid_files: list[str]) -> None:
    """Stand-ins stay, until a signal that ends a daemon or that `mode` names. `sleep` and RHEL's `usleep` are short but
    real: a script that waits for the end of a process must see it end."""
    pathlib.Path(root.place(STAY)).write_text("\n".join([mode, *pid_files]) + "\n")
    os.chmod(root.place(STAY), 0o644)
    for name in ("bin/sleep", "usr/bin/sleep", "bin/usleep", "usr/bin/usleep"):
        path = root.place(name)
        if os.path.lexists(path):
            os.unlink(path)
            pathlib.Path(path).write_text("#!/bin/sh\nexec /run/.sleep 0.05\n")
            os.chmod(path, 0o755)
    shutil.copy("/bin/sleep", root.place("run/.sleep"))
    os.chmod(root.place("run/.sleep"), 0o755)


def files(root: Root) -> set[str]:
    found = set()
    for folder in KEPT:
        for where, _, names in os.walk(root.place(folder)):
            found |= {os.path.join(where, name)[len(root.path):] for name in names if not name.startswith(".")}
    return found


def drain(inbox: socket.socket, receive: Any) -> list[dict]:
    time.sleep(0.15)
    return list(receive(inbox))


def run(root: Root, job: dict, body: str, inbox: socket.socket, receive: Any) -> dict[str, Any]:
    prepare(root, job["stay"], job["pid_files"])
    told = [*job["pid_files"], *job["own_files"]]
    folders.of_pid_files(root, told)
    before = files(root)
    name = os.path.basename(job["script"])
    units = [parse(pathlib.Path(path).read_text(errors="replace"), os.path.basename(path)[: -len(".service")], job["version"])
             for path in job["units"]]
    up: list[tuple[Any, int, frozenset[int]]] = []
    if job["idle"]:
        code = 0
    elif units:
        code = 0
        for unit in units:
            others = frozenset(executables(root.path))
            steps, main = unit_life.start(root.path, unit, others)
            # systemd ends what a start that failed has left; a stop is compared by what the script itself would end.
            if job["action"] not in ("stop", "reload") and any(end for _, _, end in steps):
                unit_life.end(root.path, others)
            up.append((unit, main, others))
            if any(end is None for _, _, end in steps):
                code = None
    else:
        # A unit brings the folders below /run that it needs; a script's came with its package, for the user of the daemon.
        for file in told:
            folder = os.path.dirname(root.place(file))
            os.makedirs(folder, exist_ok=True)
            if folder.startswith(root.place("run") + "/"):
                os.chmod(folder, 0o777)
        code = script_run.run(root.path, name, "start", body, False, patience=script_run.STAYING)
    time.sleep(0.1)
    # One that is only touched is for the program to write.
    made = sorted(path for path in files(root) - before if os.lstat(root.place(path)).st_size)
    started = drain(inbox, receive)
    numbers = {str(pid) for pid in executables(root.path)}
    # Shells and tools that happen to run are nobody's daemon.
    known = {path for path in (one["exe"].removeprefix(root.path) for one in started if "argv" in one)
             if os.path.basename(path) not in programs.NOT_A_DAEMON}
    running = Counter(path for path in executables(root.path).values() if path in known)
    os.rename(root.place(STAY), root.place(STAYED))
    answer(root, bool(running))
    steps: list[unit_run.Step] = []
    if units and job["action"] not in ("stop", "reload"):
        steps = [("action", job["action"], run_file(root.path, action_file(root, name, job["action"])))]
    elif units:
        # What After= orders is reloaded in the order of the start, and stopped the other way round.
        for unit, main, others in reversed(up) if job["action"] == "stop" else up:
            steps += unit_life.stop(root.path, unit, main, others) if job["action"] == "stop" else unit_life.reload(root.path, unit, main)
    else:
        end = script_run.run(root.path, name, job["action"], body, False)
        steps = [("script", job["action"], end)]
    events = drain(inbox, receive)
    left = Counter(executables(root.path).values())
    return {"code": code, "made": made, "steps": steps, "started": len(started), "running": dict(running), "left": sorted(files(root) - before),
            "signals": list(signals(root, events, running, left, {*FATAL, *job["stay"].split()})), "records": [without_numbers(one, numbers) for one in events if "argv" in one and os.path.basename(one["exe"]) not in programs.NOT_A_DAEMON]}


def answer(root: Root, runs: bool) -> None:
    """`systemctl is-active` of the service that was started, or was not."""
    for name in ("bin/systemctl", "usr/bin/systemctl"):
        path = root.place(name)
        if os.path.lexists(path):
            os.unlink(path)
            pathlib.Path(path).write_text(f"#!/bin/sh\ncase \"$*\" in *is-active*) exit {0 if runs else 3} ;; esac\n")
            os.chmod(path, 0o755)


# Where custom actions lie: of RHEL's `service`, else of the tool's own.
ACTIONS = ("usr/libexec/initscripts/legacy-actions", "usr/libexec/sysv2systemd")


def action_file(root: Root, name: str, action: str) -> str:
    found = [f"/{folder}/{base}/{action}" for folder in ACTIONS for base in (name, name.removesuffix(".sh"))]
    return next((path for path in found if os.path.exists(root.place(path[1:]))), found[0])


def run_file(root: str, path: str) -> int | None:
    pid = os.fork()
    if pid == 0:
        os.chroot(root)
        os.chdir("/")
        os.setsid()
        os.umask(0o022)
        for stream, flags in ((0, os.O_RDONLY), (1, os.O_WRONLY), (2, os.O_WRONLY)):
            os.dup2(os.open("/dev/null", flags), stream)
        try:
            os.execve(path, [path], script_run.ENVIRONMENT)
        except OSError:
            os._exit(203)
    return unit_run.wait(pid, script_run.PATIENCE)


def without_numbers(record: dict, numbers: set[str]) -> dict:
    """A process id among the arguments is another one in each run."""
    return {**record, "argv": ["PID" if word in numbers else word for word in record["argv"]]}


def signals(root: Root, events: list[dict], running: Counter, left: Counter, fatal: set[str]) -> Iterator[tuple[str, str]]:
    ended: Counter = Counter()
    for event in events:
        path = event["exe"].removeprefix(root.path)
        if "signal" in event and os.path.basename(path) not in programs.NOT_A_DAEMON:
            ended[path] += event["signal"] in fatal
            yield path, event["signal"]
    for path, count in sorted(running.items()):
        # What vanished and told of no signal that ends it was killed by the one that nobody can tell of.
        yield from [(path, "KILL")] * max(0, count - left[path] - ended[path])


def reap_while(worker: int) -> int:
    """As PID 1 of the sandbox: collect what ends, or a script that waits for it would wait for ever."""
    while True:
        pid, state = os.wait()
        if pid == worker:
            sys.stdout.flush()
            return os.waitstatus_to_exitcode(state)
