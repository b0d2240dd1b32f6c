"""In the child that becomes a command of a unit: all that systemd.exec(5) says of it, in systemd's order
(exec_child in execute.c), then the program itself."""
from __future__ import annotations

import glob
import grp
import os
import pwd
import re
import resource
from typing import NoReturn

from . import environment_file, words
from .unit_file import Unit, specifiers

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
LIMITS = ("NOFILE", "CORE", "NPROC", "STACK", "MEMLOCK", "AS", "FSIZE", "DATA", "RTPRIO", "CPU", "RSS")
SIZES = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}
FOLDERS = (("/run", "RuntimeDirectory"), ("/var/lib", "StateDirectory"), ("/var/log", "LogsDirectory"),
           ("/var/cache", "CacheDirectory"))
PREFIXES = {"-": 0, "@": 0, "+": 231, "!": 235, ":": 242}
# Below a folder without the sticky bit: there the kernel lets no user append to another's file (fs.protected_regular).
OUTPUT = "/run/.out"


def prefix(line: str, version: int) -> tuple[str, str]:
    """The signs before the path that this version knows, and the rest."""
    at = 0
    while at < len(line) and PREFIXES.get(line[at], 999) <= version:
        at += 1
    return line[:at], line[at:]


def limit(value: str, kind: int) -> tuple[int, int]:
    """Soft and hard; what the sandbox may not raise is clamped, on both sides of the comparison alike."""
    ceiling = resource.getrlimit(kind)[1]

    def one(text: str) -> int:
        match = re.match(r"(\d+)([KMGT]?)", text)
        number = int(match.group(1)) * SIZES[match.group(2)] if match else -1
        return ceiling if ceiling != -1 and (number == -1 or number > ceiling) else number

    parts = value.split(":")
    return one(parts[0]), one(parts[-1])


def environment(unit: Unit, user: pwd.struct_passwd | None) -> dict[str, str]:
    """Own variables first, then those of the user, Environment= and the files: each wins over those before it."""
    env = {"PATH": PATH, "LANG": "C.UTF-8"}
    if user:
        env.update(HOME=user.pw_dir, USER=user.pw_name, LOGNAME=user.pw_name, SHELL=user.pw_shell)
    for value in unit.every("Environment"):
        for word in words.split(specifiers(unit, value), unit.version):
            if re.match(r"[A-Za-z_]\w*=", word):
                env.update([word.split("=", 1)])
    for value in unit.every("EnvironmentFile"):
        pattern = specifiers(unit, value).lstrip("-")
        files = sorted(glob.glob(pattern)) if re.search(r"[*?[]", pattern) else [pattern]
        for file in files:
            try:
                with open(file, encoding="utf-8", newline="") as handle:
                    env.update(environment_file.parse(handle.read(), unit.version))
            except (OSError, UnicodeDecodeError):
                if not value.startswith("-"):
                    os._exit(208)
    for value in unit.every("UnsetEnvironment"):
        for name in value.split():
            env.pop(name, None)
    return env


def open_output() -> int:
    log = os.open(OUTPUT, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o666)
    if os.fstat(log).st_uid == os.geteuid():
        os.fchmod(log, 0o666)
    return log


def redirect(unit: Unit) -> None:
    os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
    log = open_output()
    os.dup2(log, 1)
    os.dup2(log, 2)
    first = {219: 999, 228: 999}.get(unit.version, 236)
    for stream, key in ((1, "StandardOutput"), (2, "StandardError")):
        where = specifiers(unit, unit.last(key, unit.last("StandardOutput") if stream == 2 else ""))
        if where == "null":
            os.dup2(os.open("/dev/null", os.O_WRONLY), stream)
        elif where.startswith(("file:", "append:", "truncate:")) and unit.version >= first:
            os.dup2(os.open(where.partition(":")[2], os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o644), stream)


def identity(unit: Unit) -> tuple[pwd.struct_passwd | None, int | None]:
    user, group = specifiers(unit, unit.last("User")), specifiers(unit, unit.last("Group"))
    try:
        who = (pwd.getpwuid(int(user)) if user.isdigit() else pwd.getpwnam(user)) if user else None
        gid = (int(group) if group.isdigit() else grp.getgrnam(group).gr_gid) if group else None
    except KeyError:
        os._exit(217)
    return who, gid if gid is not None else who.pw_gid if who else None


def folders(unit: Unit, who: pwd.struct_passwd | None) -> None:
    for base, key in FOLDERS:
        mode = int(unit.last(key + "Mode", "0755"), 8)
        for value in unit.every(key):
            for folder in specifiers(unit, value).split():
                path = f"{base}/{folder.partition(':')[0]}"
                os.makedirs(path, exist_ok=True)
                os.chmod(path, mode)
                if who:
                    os.chown(path, who.pw_uid, who.pw_gid)


def become(root: str, unit: Unit, kind: str, flags: str, argv: list[str], more: dict[str, str]) -> NoReturn:
    os.chroot(root)
    os.chdir("/")
    os.setsid()
    privileged = "+" in flags
    who, gid = identity(unit)
    env = {**environment(unit, who), **more}
    folders(unit, who)
    redirect(unit)
    os.umask(int(unit.last("UMask", "0022"), 8))
    if unit.last("Nice"):
        os.nice(int(unit.last("Nice")))
    for key in LIMITS:
        if unit.last("Limit" + key):
            which = getattr(resource, "RLIMIT_" + key)
            resource.setrlimit(which, limit(unit.last("Limit" + key), which))
    if unit.last("OOMScoreAdjust"):
        with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
            file.write(unit.last("OOMScoreAdjust"))
    root_only = unit.true("RootDirectoryStartOnly") and kind != "ExecStart"
    if unit.last("RootDirectory") and not privileged and not root_only:
        os.chroot(specifiers(unit, unit.last("RootDirectory")))
        os.chdir("/")
    folder = specifiers(unit, unit.last("WorkingDirectory"))
    if unit.version < 227 and not folder.startswith("/"):
        folder = ""  # neither `-` nor `~` was known
    if folder and not privileged:
        where = (who.pw_dir if who else "/root") if folder.lstrip("-") == "~" else folder.lstrip("-")
        try:
            os.chdir(where)
        except OSError:
            if not folder.startswith("-"):
                os._exit(200)
    as_root = privileged or "!" in flags or (unit.true("PermissionsStartOnly") and kind != "ExecStart")
    if not as_root and gid is not None:
        if who:
            os.initgroups(who.pw_name, gid)
        os.setgid(gid)
        if who:
            os.setuid(who.pw_uid)
    execute(unit, flags, argv, env)


def execute(unit: Unit, flags: str, argv: list[str], env: dict[str, str]) -> NoReturn:
    program, line = argv[0], argv if ":" in flags else [argv[0], *words.expand(argv[1:], env, unit.version)]
    if "@" in flags:
        line = line[1:]
    if not program.startswith("/") and unit.version >= 239:
        places = [f"{folder}/{program}" for folder in PATH.split(":")]
        program = next((place for place in places if os.access(place, os.X_OK)), program)
    try:
        # Without an absolute path, and without `#!`, systemd gives up where a shell would go on.
        if not program.startswith("/"):
            raise OSError("not an absolute path")
        os.execve(program, line, env)
    except OSError as error:
        os.write(2, f"exec {program}: {error}\n".encode())
        os._exit(203)
