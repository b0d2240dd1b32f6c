#!/usr/bin/env python3
"""samples.py BENCH [--more FOLDER] [--only NAME,...] [--style rhel,suse,debian] : do the units of the samples
execute what the samples execute?

BENCH is the folder with the equivalence bench (truth.py, score.py, sandbox.py). LAB, an environment variable, names
the scratch folder. FOLDER holds more scripts, laid out as samples/ is: initd, sysconfig, default. Needs root, as the
bench does. For each style the scripts run on stand-ins for that style's init library, then each is converted, and the
bench compares. Prints one line per script whose unit differs, worst first, with what the report said of it.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
TARGETS = {"rhel": ("rhel7", "rhel9"), "suse": ("sles12",), "debian": ("debian12",)}
PROGRAMS = {"startproc": "startproc", "start_daemon": "startproc", "checkproc": "checkproc", "killproc": "checkproc", "pidofproc": "checkproc"}

# What a script looks for beyond its settings: a folder ends in "/", a program in "!", text follows "=".
NEEDS = {
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
    "otterdb": ["etc/ottertab=main:/srv/otter/main:Y"],
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
    "tunnelmole": ["etc/molet/home.conf"],
}


def furnish(tree, needs, recorder):
    for need in needs:
        path, _, text = need.partition("=")
        target = tree / path.rstrip("!")
        if path.endswith("/"):
            target.mkdir(parents=True, exist_ok=True)
            target.chmod(0o777)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.endswith("!"):
                shutil.copy(recorder, target)
            else:
                target.write_text(text.replace("\\n", "\n") + "\n" if text else "")
            target.chmod(0o755 if path.endswith("!") or text.startswith("#!") else 0o644)


def style_of(text):
    if "rc.status" in text:
        return "suse"
    if re.search(r"lsb/init-functions|start-stop-daemon|init-d-script", text) and "init.d/functions" not in text:
        return "debian"
    return "rhel"


def belongs(file, script, text):
    """Does a settings file belong to a script? Where its name is made at run time, the script's own name is in it."""
    if file == "network":
        return "sysconfig/network" in text
    return file.split("-")[0] == script or re.search(rf"(?<![\w.-]){re.escape(file)}(?![\w.-])", text)


def plant(lab, folder, script, style, sandbox):
    """The tree of one script, as truth.py and score.py expect a package."""
    tree = lab / "trees" / script.name
    (tree / "etc/init.d").mkdir(parents=True)
    shutil.copy(script, tree / "etc/init.d")
    (tree / "etc/init.d" / script.name).chmod(0o755)
    text = script.read_text(errors="replace")
    for kind in ("sysconfig", "default"):
        for file in sorted((folder / kind).glob("*")):
            if not belongs(file.name, script.name, text):
                continue
            target = tree / "etc" / kind / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            if file.is_dir():
                shutil.copytree(file, target)
            else:
                target.write_bytes(sandbox.enable(file.read_bytes().decode("latin-1")).encode("latin-1"))
    furnish(tree, NEEDS.get(script.name, ()), sandbox.RECORDER)
    needs = folder / "needs" / script.name
    if needs.exists():
        furnish(tree, needs.read_text().splitlines(), sandbox.RECORDER)
    if style == "suse":
        shutil.copy(HERE / "stand-ins/rc.status", tree / "etc/rc.status")
    for name, source in (PROGRAMS if style == "suse" else {"sudo": "sudo"}).items():
        (tree / "etc/stand-ins").mkdir(exist_ok=True)
        (tree / "usr/sbin").mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "stand-ins" / source, tree / "etc/stand-ins" / source)
        # Links are what the bench does not take for daemons; killproc and its like look at their own name.
        (tree / "usr/sbin" / name).symlink_to(f"/etc/stand-ins/{source}")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("bench", type=pathlib.Path)
    arguments.add_argument("--more", type=pathlib.Path, action="append", default=[])
    arguments.add_argument("--only", default="")
    arguments.add_argument("--style", default="rhel,suse,debian")
    given = arguments.parse_args()
    bench = given.bench.resolve()
    lab = pathlib.Path(os.environ["LAB"]).resolve()
    sys.path.insert(0, str(bench))
    import sandbox

    sandbox.build_recorder()
    only = set(filter(None, given.only.split(",")))
    for name in ("trees", "out"):
        shutil.rmtree(lab / name, ignore_errors=True)
    styles = {style: [] for style in given.style.split(",")}
    for folder in [PROJECT / "samples", *given.more]:
        for script in sorted((folder / "initd").iterdir()):
            style = style_of(script.read_text(errors="replace"))
            if style in styles and script.name not in ("empty", "broken", "loadenv") and (not only or script.name in only):
                styles[style].append(script.name)
                plant(lab, folder, script, style, sandbox)
    for style, names in styles.items():
        environment = dict(os.environ)
        if style != "debian":
            environment["RHEL_FUNCTIONS"] = str(HERE / "stand-ins/functions")
        truth_file = lab / f"truth-{style}.jsonl"
        with open(truth_file, "w") as file:
            subprocess.run([sys.executable, bench / "truth.py", lab, *names], stdout=file, env=environment, check=True)
        truths = [json.loads(line) for line in open(truth_file)]
        silent = [f"{t['name']} ({t.get('code')})" for t in truths if not t["records"]]
        for target in TARGETS[style]:
            compare(bench, lab, style, target, names, truth_file, environment)
        print(f"   nothing started by: {', '.join(silent)}\n")


def compare(bench, lab, style, target, names, truth_file, environment):
    out = lab / "out" / target

    def convert(name):
        command = ["node", PROJECT / "bin/sysv2systemd.js", "convert", "--root", lab / "trees" / name, "-o", out / name, "--target", target, "-q"]
        return subprocess.run(command, capture_output=True)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(convert, names))
    command = [sys.executable, bench / "score.py", lab, truth_file, out, "--list", "all"]
    scored = subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout.splitlines()
    results = [json.loads(line) for line in scored if line.startswith("{")]
    print(f"== {style} for {target}")
    order = ["no-unit", "no-exec", "different", "wrapped", "bin-equal", "argv-equal"]
    lines = []
    for result in results:
        if result["verdict"] == "equal":
            continue
        report = out / result["name"] / "report.json"
        services = json.loads(report.read_text())["services"] if report.exists() else []
        said = next((s for s in services if s["name"] == result["name"]), services[0] if services else {})
        want, got = result.get("want", []), result.get("got", [])
        lines.append((said.get("confidence") != "proved", order.index(result["verdict"]), " ".join(map(str, [
            result["verdict"], result["name"], said.get("tier"), said.get("confidence"), "|", said.get("reason"), "|",
            result.get("off", ""), (result.get("why") or "")[-300:].replace("\n", " / "),
            "want", [w for w in want if w not in got][:2], "got", [g for g in got if g not in want][:2]]))))
    for _, _, line in sorted(lines):
        print("  ", line)
    for line in (line for line in scored if not line.startswith("{")):
        print("  ", line)


main()
