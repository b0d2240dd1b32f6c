"""The inner half of the sandbox: `python3 -m bench.inside FOLDER < job`, run by sandbox.py in fresh namespaces. Builds
the root, runs a script's action or units, prints what was recorded."""
from __future__ import annotations

import json
import os
import pathlib
import socket
import sys
import time

from . import folders, life, programs, root as roots, script_run, unit_run
from .become import OUTPUT
from .processes import alive


def main(sandbox: str) -> None:
    job = json.load(sys.stdin)
    os.setpriority(os.PRIO_PROCESS, 0, 0)  # init's; a bench that runs under nice(1) would measure that
    units = [pathlib.Path(path) for path in job["units"]]
    texts = [path.read_text(errors="replace") for path in units]
    root = roots.mount(sandbox)
    tree = roots.unpack(job["tree"], sandbox)
    roots.furnish(root, tree, job["script"], job["style"], job["extra"], job["settings"], texts)
    inbox = listen()
    result: dict[str, object] = {"code": None, "steps": []}
    if units:
        for output in job["outputs"]:
            roots.copy(output, root)
        for inner in job["absent"]:
            pathlib.Path(root.place(inner)).unlink(missing_ok=True)
        folders.make(root)
    if job["fails"]:
        pathlib.Path(root.place("run/.fail")).touch()
    if job["stay"]:
        body = pathlib.Path(job["script"]).read_text(errors="replace")
        result = life.run(root, job, body, inbox, receive)
        result["records"] = [read(record, root) for record in result["records"]]
        print(json.dumps(result))
        return
    if units:
        steps = []
        for path, text in zip(units, texts):
            steps += unit_run.run(root.path, text, path.name[: -len(".service")], job["version"])
        result["steps"] = steps
    else:
        body = pathlib.Path(job["script"]).read_text(errors="replace")
        result["code"] = script_run.run(root.path, os.path.basename(job["script"]), job["action"], body, job["trace"])
    settle(root.path)
    output = pathlib.Path(root.place(OUTPUT))
    said = output.read_text(errors="replace") if output.exists() else ""
    result["output"] = said if job["trace"] else said[:2000]
    result["records"] = [read(record, root) for record in receive(inbox)
                         if os.path.basename(record["exe"]) not in programs.NOT_A_DAEMON and not reads(record, job["script"])]
    print(json.dumps(result))


def reads(record: dict, script: str) -> bool:
    """It is the script's own interpreter, where that comes with the package: what the script starts nobody sees here."""
    return record["argv"][1:2] == [f"/etc/init.d/{os.path.basename(script)}"]


def settle(root: str) -> None:
    """What was put into the background is executed a little later, on a busy machine later still."""
    until = time.monotonic() + 1.0
    time.sleep(0.05)
    while alive(root) and time.monotonic() < until:
        time.sleep(0.02)


def listen() -> socket.socket:
    # Ten records wait by default, and the eleventh program of a script would wait with them for ever.
    pathlib.Path("/proc/sys/net/unix/max_dgram_qlen").write_text("4096")
    inbox = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    inbox.bind(b"\0recsock")
    inbox.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
    inbox.setblocking(False)
    return inbox


def receive(inbox: socket.socket):
    while True:
        try:
            yield json.loads(inbox.recv(1 << 20))
        except BlockingIOError:
            return


def read(record: dict, root: roots.Root) -> dict:
    """Paths as they are below the root, names for the numbers."""
    for key in ("exe", "cwd", "root", "stdout", "stderr"):
        if record[key].startswith(root.path):
            record[key] = record[key][len(root.path):] or "/"
    record["user"] = root.users.get(record["uid"], record["uid"])
    record["group"] = root.groups.get(record["gid"], record["gid"])
    return record


if __name__ == "__main__":
    worker = os.fork()
    if worker:
        sys.exit(life.reap_while(worker))
    main(sys.argv[1])
