"""The root of one sandbox: an overlay of this machine's root, the package, and the recorder in the place of every
program that could be the daemon. Everything here runs in namespaces of its own and vanishes with them."""
from __future__ import annotations

import filecmp
import os
import pathlib
import re
import shutil
import subprocess
from dataclasses import dataclass, field

from . import people, programs, settings
from .lab import STAND_INS, recorder


@dataclass
class Root:
    path: str
    users: dict[int, str] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)

    def place(self, inner: str) -> str:
        # /var/run is a link to /run, which would lead out of the root.
        return re.sub(r"^(.{%d}/)var/(?=run(?:/|$))" % len(self.path), r"\1", os.path.normpath(f"{self.path}/{inner}"))

    def put_recorder(self, inner: str) -> None:
        path = self.place(inner)
        # `[ -x /lib/lsb/init-functions ] && . /lib/lsb/init-functions` asks for no program.
        if os.path.isdir(path) or os.path.basename(path) in ("functions", "init-functions"):
            return
        try:
            self.make_way(path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            if os.path.lexists(path):
                os.unlink(path)
            shutil.copy(recorder(), path)
            os.chmod(path, 0o755)
        except (FileExistsError, NotADirectoryError):
            return  # what looks like its folder is a file of this machine

    def make_way(self, path: str) -> None:
        """What was taken for a program, and is a folder of programs."""
        for folder in pathlib.Path(path).parents:
            if folder.is_file() and filecmp.cmp(folder, recorder(), shallow=False):
                folder.unlink()



def run(*argv: str) -> None:
    subprocess.run(argv, check=True)


def mount(sandbox: str) -> Root:
    run("mount", "-t", "tmpfs", "tmpfs", sandbox)
    for name in ("upper", "work", "root", "tree"):
        os.mkdir(f"{sandbox}/{name}")
    merged = f"{sandbox}/root"
    where = f"lowerdir=/,upperdir={sandbox}/upper,workdir={sandbox}/work"
    run("mount", "-t", "overlay", "overlay", "-o", where, merged)
    run("mount", "-t", "proc", "proc", f"{merged}/proc")
    devices(f"{merged}/dev")
    for name in ("run", "tmp"):
        run("mount", "-t", "tmpfs", "tmpfs", f"{merged}/{name}")
    os.chmod(f"{merged}/tmp", 0o1777)
    for name in ("run/lock/subsys", "run/sendsigs.omit.d"):
        os.makedirs(f"{merged}/{name}", exist_ok=True)
    return Root(merged)


def devices(where: str) -> None:
    """Nodes of its own: a script that changes the mode of /dev, or removes /dev/null as its log, must not do so to this
    machine."""
    run("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", where)
    run("cp", "-a", "-x", "/dev/.", where)
    for name, kind, options in (("pts", "devpts", "newinstance,ptmxmode=666,mode=620"), ("shm", "tmpfs", "mode=1777")):
        os.makedirs(f"{where}/{name}", exist_ok=True)
        run("mount", "-t", kind, "-o", options, kind, f"{where}/{name}")


def unpack(tree: str, sandbox: str) -> str:
    """A package is a .deb file or a folder."""
    if not os.path.isfile(tree):
        return tree
    subprocess.run(f"dpkg-deb --fsys-tarfile '{tree}' | tar -x -C {sandbox}/tree", shell=True, check=True)
    return f"{sandbox}/tree"


def copy(source: str, root: Root) -> None:
    subprocess.run(["cp", "-a", "--no-preserve=ownership", f"{source}/.", f"{root.path}/"], stderr=subprocess.DEVNULL,
                   check=False)


def put_settings(root: Root, tree: str, replaced: dict[str, str]) -> str:
    """The settings files, with services switched on, or as `replaced` says; their text."""
    everything = ""
    for folder in ("etc/default", "etc/sysconfig"):
        for file in sorted(pathlib.Path(tree, folder).glob("*")):
            if not file.is_file():
                continue
            inner = f"{folder}/{file.name}"
            text = settings.enable(file.read_bytes().decode("latin-1"))
            text = replaced.get(inner, text)
            everything += text
            pathlib.Path(root.place(inner)).write_bytes(text.encode("latin-1"))
    for inner, text in replaced.items():  # one that the package does not bring
        if not os.path.exists(os.path.join(tree, inner)):
            os.makedirs(os.path.dirname(root.place(inner)), exist_ok=True)
            pathlib.Path(root.place(inner)).write_bytes(text.encode("latin-1"))
            everything += text
    return everything


def put_programs(root: Root, tree: str, body: str, extra: dict[str, list[str]]) -> None:
    for path in programs.packaged(tree):
        root.put_recorder(path)
    for path in programs.named(body):
        if not path.startswith(("/proc/", "/sys/")) and not os.path.lexists(root.place(path)):
            root.put_recorder(path)
    for path in programs.runtimes(body):
        root.put_recorder(path)
    for name in programs.QUIET:
        for folder in ("bin", "sbin", "usr/bin", "usr/sbin"):
            path = root.place(f"{folder}/{name}")
            if os.path.lexists(path):
                shutil.copy(root.place("bin/true"), root.place("tmp/.true"))
                os.unlink(path)
                shutil.move(root.place("tmp/.true"), path)
    if os.path.lexists(root.place("usr/bin/mktemp")):
        os.unlink(root.place("usr/bin/mktemp"))
        shutil.copy(STAND_INS / "mktemp", root.place("usr/bin/mktemp"))
    for path in extra.get("programs", ()):
        if os.path.basename(path) in programs.ANSWERS and os.path.lexists(root.place(path)):
            continue
        if os.path.basename(path) not in programs.NOT_A_DAEMON:
            root.put_recorder(path)
        elif not os.path.lexists(root.place(path)):
            shutil.copy(root.place("bin/true"), root.place(path))
    for path in extra.get("folders", ()):
        root.make_way(root.place(path) + "/x")
        if not os.path.lexists(root.place(path)):
            os.makedirs(root.place(path), exist_ok=True)
    for path in extra.get("links", ()):
        root.make_way(root.place(path))
        if not os.path.lexists(root.place(path)):
            os.makedirs(root.place(f"{path}.target"), exist_ok=True)
            os.symlink(f"{path}.target", root.place(path))
    for path in extra.get("open", ()):
        if not os.path.isdir(root.place(path)):
            root.make_way(root.place(path))
            os.makedirs(os.path.dirname(root.place(path)), exist_ok=True)
            pathlib.Path(root.place(path)).unlink(missing_ok=True)
            pathlib.Path(root.place(path)).touch()
            os.chmod(root.place(path), 0o666)
    for path in extra.get("files", ()):
        root.make_way(root.place(path))
        if not os.path.lexists(root.place(path)) and not os.path.isfile(os.path.dirname(root.place(path))):
            os.makedirs(os.path.dirname(root.place(path)), exist_ok=True)
            pathlib.Path(root.place(path)).write_text("\n")  # `test -s` asks for more than a file


def put_library(root: Root, style: str) -> None:
    """What a RHEL or SUSE host has and this one lacks: its init library, sh that is bash, PAM without limits."""
    for folder in ("etc/rc.d/init.d", "etc/init.d"):
        os.makedirs(root.place(folder), exist_ok=True)
        if style == "rhel":
            shutil.copy(STAND_INS / "functions", root.place(f"{folder}/functions"))
            os.chmod(root.place(f"{folder}/functions"), 0o755)  # as initscripts of RHEL 6 has it; scripts ask for -x
    # What tells scripts of several distributions where they are.
    pathlib.Path(root.place("etc/debian_version")).unlink(missing_ok=True)
    if style == "rhel":
        for name in ("redhat-release", "system-release"):
            pathlib.Path(root.place(f"etc/{name}")).write_text("Red Hat Enterprise Linux Server release 6.10 (Santiago)\n")
    else:
        pathlib.Path(root.place("etc/SuSE-release")).write_text("SUSE Linux Enterprise Server 11 (x86_64)\nVERSION = 11\nPATCHLEVEL = 4\n")
    for file in pathlib.Path(root.place("etc/pam.d")).glob("*"):
        if file.is_file():
            file.write_text("".join(x for x in file.read_text().splitlines(True) if "pam_limits" not in x))
    os.unlink(root.place("bin/sh"))
    os.symlink("bash", root.place("bin/sh"))
    shutil.copy(root.place("bin/true"), root.place("sbin/consoletype"))
    # As a boot leaves it where the services of the network have run.
    pathlib.Path(root.place("run/lock/subsys/network")).touch()
    os.makedirs(root.place("etc/sysconfig"), exist_ok=True)
    for file, text in (("network", "NETWORKING=yes\nHOSTNAME=host\n"), ("init", "BOOTUP=serial\n")):
        path = pathlib.Path(root.place(f"etc/sysconfig/{file}"))
        if not path.exists():
            path.write_text(text)


def put_script(root: Root, script: str) -> None:
    target = root.place(f"etc/init.d/{os.path.basename(script)}")
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if os.path.lexists(target):
        os.unlink(target)
    shutil.copy(script, target)
    os.chmod(target, 0o755)


def furnish(root: Root, tree: str, script: str, style: str, extra: dict[str, list[str]],
            replaced: dict[str, str], unit_texts: list[str]) -> None:
    copy(tree, root)
    body = pathlib.Path(script).read_text(errors="replace")
    everything = body + put_settings(root, tree, replaced)
    everything += "".join(unit.read_text(errors="replace") for unit in pathlib.Path(tree).rglob("*.service") if unit.is_file())
    put_programs(root, tree, body, extra)
    # Names that only a generated unit has come last: the numbers of the others must be the same in both runs.
    users = people.named(everything) | set(extra.get("users", ()))
    only_units = set(re.findall(rf"(?m)^(?:User|Group)=({people.NAME})", "\n".join(unit_texts))) - users
    root.users, root.groups = people.settle(root.path, [*sorted(users), *sorted(only_units)])
    put_script(root, script)
    if style != "debian":
        put_library(root, style)
