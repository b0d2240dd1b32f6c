"""The samples as packages: each with its settings and with what it looks for on its host."""
from __future__ import annotations

import pathlib
import re
import shutil

from .lab import PROJECT, STAND_INS, recorder

SAMPLES = PROJECT / "samples"
# Not scripts that could start something, on purpose.
LEFT_OUT = frozenset(("empty", "broken", "loadenv", "callout"))  # callout's library is nowhere
SUSE_PROGRAMS = {"startproc": "startproc", "start_daemon": "startproc", "checkproc": "checkproc",
                 "killproc": "checkproc", "pidofproc": "checkproc"}
RHEL_PROGRAMS = {"sudo": "sudo", "daemonize": "daemonize"}

# What a script looks for beyond its settings: a folder ends in "/", a program in "!", text follows "=".
NEEDS: dict[str, list[str]] = {
    "burrowns": ["var/lib/burrow/root/etc/", "var/lib/burrow/root/usr/lib64/burrow/", "var/lib/burrow/root/usr/sbin/burrowns!"],
    "feeders": ["opt/feeders/etc/ams.ini", "opt/feeders/etc/fra.ini", "opt/feeders/etc/lon.ini", "opt/feeders/bin/feeder!"],
    "ferryman": ["app/ferryman/log/", "app/ferryman/bin/ferryman!"],
    "granary": ["opt/granary/run/", "opt/granary/logs/"],
    "gullwing": ["opt/gullwing/current/bin/centre!", "opt/gullwing/current/bin/desk!", "var/log/gullwing/", "usr/bin/netstat=#!/bin/sh\nwhile :; do echo \"tcp 0 0 :7000 \"; break; done"],
    "huge": ["etc/colossus/suite.conf"],
    "ledgerd": ["home/ledger/engine/", "home/ledger/engine/setenv.sh=LEDGER_REGION=north; export LEDGER_REGION", "home/ledger/engine/ledgerd!"],
    "mutebell": ["opt/mutebell/bin/bell!", "opt/mutebell/var/", "var/log/mutebell/"],
    "nimbrad": ["etc/nimbra/", "etc/nimbra/agent.key=key"],
    "orders": ["opt/orders/", "opt/orders/logs/"],
    "otterdb": ["etc/ottertab=main:/srv/otter/main:Y", "opt/otter/11/bin/otterstart!", "opt/otter/11/bin/otterstop!"],
    "ownlib": ["opt/ownlib/sbin/ownlibd!"],
    "paperclip": ["srv/paperclip/", "srv/paperclip/logs/", "opt/jre6/bin/java!"],
    "pipeworks": ["usr/local/pipeworks/bin/poller!", "usr/local/pipeworks/bin/reporter!", "usr/local/pipeworks/bin/collector!", "var/log/pipeworks/"],
    "placeheld": ["opt/placeheld/placeheld.sh!"],
    "plainlsb": ["etc/plain/plain.conf"],
    "quillfeed": ["var/log/quill/", "opt/quill/bin/quillfeed!"],
    "respawnd": ["opt/plant/bin/plantgw!"],
    "shardling": ["etc/shardling.d/east.conf", "etc/shardling.d/west.conf"],
    "stratumdb": ["var/lib/stratum/data/", "var/lib/stratum/data/FORMAT=4.2", "srv/stratum/data/FORMAT=4.2"],
    "ticktack": ["var/log/ticktack/", "opt/ticktack/bin/tt-receive!", "opt/ticktack/bin/tt-store!"],
    "coveyd": ["opt/covey/logs/", "usr/java/default/bin/java!"],
    "ptarmigan": ["srv/ptarmigan/"],
    "urchind": ["opt/urchin/venv/bin/python!", "opt/urchin/app/", "var/log/urchin/"],
    "zorilla": ["var/lib/zorilla/"],
    "thrushd": ["opt/thrush/etc/license.dat", "opt/thrush/sbin/lmthrush!", "opt/thrush/sbin/lmdown!"],
    "yaffled": ["home/yaffle/current/", "home/yaffle/current/log/"],
    "brackenweb": ["opt/brackenweb/", "usr/lib/jvm/jre/bin/java!"],
    "gorsedns": ["etc/gorse.conf=listen 53", "var/lib/gorse/var/run/"],
    "harrierd": ["etc/harrier.conf=domain fell", "var/harrier/binding/"],
    "marlpit": ["var/log/marlpit/", "opt/marlpit/bin/marlpitd!"],
    "nightjard": ["opt/nightjar/run/", "opt/nightjar/log/", "opt/nightjar/bin/scheduler!"],
    "quernd": ["etc/quern/quern.conf=stones 2"],
    "spurrey": ["etc/spurrey.conf=interval 10"],
    "teaselq": ["etc/teaselq.rules=eth0 4"],
    "tunnelmole": ["etc/molet/home.conf"],
}


def scripts() -> list[pathlib.Path]:
    return [path for path in sorted((SAMPLES / "initd").iterdir()) if path.name not in LEFT_OUT]


def style_of(text: str) -> str:
    if "rc.status" in text:
        return "suse"
    if re.search(r"lsb/init-functions|start-stop-daemon|init-d-script", text) and "init.d/functions" not in text:
        return "debian"
    return "rhel"


def belongs(file: str, script: str, text: str) -> bool:
    """Does a settings file belong to a script? Where its name is made at run time, the script's own name is in it."""
    if file == "network":
        return "sysconfig/network" in text
    return file.split("-")[0] == script or bool(re.search(rf"(?<![\w.-]){re.escape(file)}(?![\w.-])", text))


def furnish(tree: pathlib.Path, needs: list[str]) -> None:
    for need in needs:
        path, _, text = need.partition("=")
        target = tree / path.rstrip("!")
        if path.endswith("/"):
            target.mkdir(parents=True, exist_ok=True)
            target.chmod(0o777)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith("!"):
            shutil.copy(recorder(), target)
        else:
            target.write_text(text.replace("\\n", "\n") + "\n" if text else "")
        target.chmod(0o755 if path.endswith("!") or text.startswith("#!") else 0o644)


def plant(tree: pathlib.Path, script: pathlib.Path, style: str, settings: pathlib.Path = SAMPLES) -> pathlib.Path:
    """Lay out the tree of one script as a package would be, with its files from `settings`/sysconfig and default."""
    shutil.rmtree(tree, ignore_errors=True)
    (tree / "etc/init.d").mkdir(parents=True)
    shutil.copy(script, tree / "etc/init.d")
    (tree / "etc/init.d" / script.name).chmod(0o755)
    text = script.read_text(errors="replace")
    for kind in ("sysconfig", "default"):
        for file in sorted((settings / kind).glob("*")):
            if not belongs(file.name, script.name, text):
                continue
            target = tree / "etc" / kind / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            if file.is_dir():
                shutil.copytree(file, target)
            else:
                shutil.copy(file, target)
    furnish(tree, NEEDS.get(script.name, []) if settings == SAMPLES else [])
    if style == "suse":
        shutil.copy(STAND_INS / "rc.status", tree / "etc/rc.status")
    for name, source in (SUSE_PROGRAMS if style == "suse" else RHEL_PROGRAMS).items():
        (tree / "etc/stand-ins").mkdir(exist_ok=True)
        shutil.copy(STAND_INS / source, tree / "etc/stand-ins" / source)
        for folder in ("usr/sbin",) if style == "suse" else ("usr/sbin", "usr/bin"):
            (tree / folder).mkdir(parents=True, exist_ok=True)
            # Links are not taken for daemons; killproc and its like look at their own name.
            (tree / folder / name).symlink_to(f"/etc/stand-ins/{source}")
    return tree
