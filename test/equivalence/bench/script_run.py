"""Run one action of an init script inside a prepared root, as init did."""
from __future__ import annotations

import os
import re

from .become import OUTPUT, open_output
from .unit_run import wait

PATIENCE = 8.0
# Of a start whose stand-ins stay: one that is in the foreground never returns, by the script or by the unit.
STAYING = 3.0
ENVIRONMENT = {"PATH": "/sbin:/usr/sbin:/bin:/usr/bin", "TERM": "dumb"}
# What a shell does not find it tells here, also where its messages go to /dev/null (bash(1), COMMAND EXECUTION).
TELLS = {"BASH_FUNC_command_not_found_handle%%": f"() {{ echo \"x: line 0: $1: command not found\" >>{OUTPUT}; return 127; }}"}
SHELL = re.compile(r"#!\s*(?:/usr)?/bin/(?:env\s+)?(sh|bash|dash)\b(.*)")


def run(root: str, name: str, action: str, body: str, trace: bool, patience: float = PATIENCE) -> int | None:
    pid = os.fork()
    if pid == 0:
        os.chroot(root)
        os.chdir("/")
        os.setsid()
        os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
        log = open_output()
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.umask(0o022)
        argv = [f"/etc/init.d/{name}", action]
        shell = SHELL.match(body)
        if trace and shell:
            argv = [f"/bin/{shell.group(1)}", "-x", *(["-e"] if " -e" in shell.group(2) else []), *argv]
        try:
            os.execve(argv[0], argv, {**ENVIRONMENT, **TELLS} if trace else ENVIRONMENT)
        except OSError:  # no `#!`: the shell that calls it reads it itself
            os.execve("/bin/sh", ["/bin/sh", *(["-x"] if trace else []), *argv], ENVIRONMENT)
    return wait(pid, patience)
