"""Run a script's action, or the units that replace it, in a throw-away sandbox; see inside.py for what happens there.
Needs root, Linux with overlayfs, unshare, dpkg-deb and start-stop-daemon, and a C compiler."""
from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

from . import programs
from .lab import HERE

UNSHARE = ("unshare", "-m", "-p", "-n", "-u", "-i", "-f", "--mount-proc", "--kill-child")
# killall5 and its like: the script ends every process, and so the bench's own in its sandbox, by SIGTERM. It starts nothing.
ENDED = 256 - signal.SIGTERM
TEST = r"(?m)^\++ (?:'?\[\[?'?|test) (?:'?!'? )?"
# All of one test: `[ -x /usr/sbin/a -a -f /etc/a.conf ]`.
TESTS = re.compile(r"(?m)^\++ (?:'?\[\[?'?|test)( .*)")
# Where packages lay files; not what a daemon itself leaves in /var/run or /var/log.
PLACES = r"/(?:etc|usr|opt|srv|home|var/(?!run/|lock/|log/|tmp/))[\w.+-]*/"
# What a daemon or the script itself makes, wherever it lies: planted, it would say that the service runs.
MADE = re.compile(r"\.(?:pid|lock|sock)$")
# What only a running host has.
VOLATILE = r"(?!/(?:proc|sys|dev|run|tmp)/|/var/(?:run|lock|tmp)/|/etc/(?:init\.d|rc\.d)/)"
# The text that another user's shell is told to run, where its messages go to /dev/null; behind a message without an
# end of line too. In it the words in the place of a program.
OF_USER = re.compile(r"(?:^|.*[\s.:])\++ (?:nohup )?(?:/s?bin/|/usr/s?bin/)?(?:su|runuser)\b[^\n]*? -c ('[^\n]*|\S+)")
IN_TEXT = re.compile(r"(?:^|[;&|]|\b(?:nohup|exec|setsid)\b)[\s'\"]*(?:\w+=\S* +)*(\.?/[\w./+-]+)")
# What daemon of RHEL is to run, where nobody hears of it: behind its own options.
OF_DAEMON = re.compile(r"(?:^|.*[\s.:])\++ daemon (?:(?:--(?:user|pidfile|check)[ =]\S+|--force|--\w+=\S+|[+-]?\d+) +)*([^-\n][^\n]*)")
CALLED = re.compile(r"(?:^|.*[\s.:])\++ (\.?/[\w./+-]+)(?: |$)")
CHANGED = re.compile(r"(?:^|.*[\s.:])\++ (?:cd|pushd) '?(/[\w./+-]+)'?$")
SOURCED = re.compile(r"(?m)^\++ (?:\.|source) '?(/[\w./+-]+)")


@dataclass(frozen=True)
class Job:
    """What to run. With `units` those are started, else `action` of the script is."""
    tree: str
    script: str
    style: str
    extra: dict[str, list[str]]
    action: str = "start"
    units: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    version: int = 252
    settings: dict[str, str] = field(default_factory=dict)
    trace: bool = False
    # `fork` or `stay`: start first, with stand-ins that stay in the background or the foreground, then do `action`;
    # behind a blank the signals that end them beside the usual ones.
    stay: str = ""
    pid_files: list[str] = field(default_factory=list)
    # The script may write them by itself: their folders are there.
    own_files: list[str] = field(default_factory=list)
    # The action is called where nothing was started.
    idle: bool = False
    # Every program fails.
    fails: bool = False
    # Below the root, and not on the target.
    absent: list[str] = field(default_factory=list)


def permitted() -> str | None:
    """Why there can be no sandbox here; None if there can."""
    if os.geteuid() != 0:
        return "not root"
    with tempfile.TemporaryDirectory(prefix="equivalence.") as folder:
        script = f"mount -t tmpfs t {folder} && cd {folder} && mkdir u w m && mount -t overlay o -o lowerdir=/,upperdir=u,workdir=w m && mount -t proc p m/proc"
        done = subprocess.run([*UNSHARE, "sh", "-c", script], capture_output=True, text=True, check=False)
    return done.stderr.strip() or "unshare failed" if done.returncode else None


def spawn(job: Job) -> dict:
    with tempfile.TemporaryDirectory(prefix="equivalence.") as sandbox:
        try:
            done = subprocess.run([*UNSHARE, sys.executable, "-m", "bench.inside", sandbox], input=json.dumps(job.__dict__),
                                  capture_output=True, text=True, timeout=90, cwd=HERE, check=False)
        except subprocess.TimeoutExpired:
            return {"error": "no end after 90 seconds", "records": []}
    if done.returncode or not done.stdout:
        if not job.units and done.returncode == ENDED and not done.stderr:
            return {"records": []}
        return {"error": done.stderr[-1500:] or f"exit {done.returncode}", "records": []}
    return json.loads(done.stdout)


def missing(trace: str) -> dict[str, list[str]]:
    """What a script's own trace says it did not find."""
    absent = re.findall(r"(?m)^\S+: (?:line )?\d+: (?:\.: )?(/[\w./+-]+): (?:not found|No such file or directory|Not a directory)", trace)
    sourced = set(SOURCED.findall(trace))
    found = {
        "users": [name for pair in re.findall(r"invalid (?:user|group): .(\w[\w-]*)?:?(\w[\w-]*)?", trace) for name in pair if name]
        + re.findall(r"(?:user|group) .([a-z_][\w-]*). not found", trace)
        + re.findall(r"user ([a-z_][\w-]*) does not exist", trace)
        + re.findall(r"(?m)^\++ (?:/usr/bin/)?(?:id(?: -\w+)*|getent passwd) ([a-z_][\w-]*)$", trace),
        "programs": re.findall(TEST + r"-x ['\"]?(/[\w./+-]+)", trace)
        + [path for line in TESTS.findall(trace) for path in re.findall(r" -x '?(/[\w./+-]+)", line)]
        + [programs.usual(name) for name in re.findall(r"(?m)^\S+: (?:line )?\d+: ([\w.+-]+): not found", trace)]
        + [programs.usual(name) for name in re.findall(r"line \d+: ([\w.+-]+): command not found", trace)]
        + [path for path in absent if path not in sourced]
        + re.findall(r"(?m)^start(?:proc|_daemon): (/[\w./+-]+) is not installed", trace)
        + re.findall(r"(?m)failed to execute (/[\w./+-]+): No such file or directory", trace)
        + re.findall(r"(?m)^(?:ba|da)?sh: (?:line )?(?:\d+: )?(/[\w./+-]+): (?:not found|No such file or directory)", trace)
        + re.findall(r"(?m)failed to run command [‘'](/[\w./+-]+)", trace),
        "files": re.findall(TEST + r"-[aefrsw] ['\"]?(" + VOLATILE + r"/[\w.+-]+/[\w./+-]+)", trace)
        + [path for line in TESTS.findall(trace) for path in re.findall(r" -[fers] '?(" + PLACES + r"[\w./+-]+)", line)]
        + re.findall(r" -c '?(?:test|\[) -[aefrsx] (" + VOLATILE + r"/[\w.+-]+/[\w./+-]+)", trace)
        + [path for path in absent if path in sourced],
        "links": re.findall(TEST + r"-[Lh] ['\"]?(" + VOLATILE + r"/[\w./+-]+)", trace),
        "folders": re.findall(TEST + r"-d ['\"]?(" + VOLATILE + r"/[\w./+-]+)", trace)
        + [path for line in TESTS.findall(trace) for path in re.findall(r" -d '?(" + PLACES + r"[\w./+-]+)", line)]
        + re.findall(r"unable to chdir\(\) to (/\S+)", trace)
        + re.findall(r"(?:cannot access|cd:) '?(/[\w./+-]+)'?: (?:No such file or|Not a) directory", trace)
        # dash's words
        + re.findall(r"cd: can't cd to (/[\w./+-]+)", trace),
    }
    return {key: [one for one in dict.fromkeys(values) if key == "users" or not MADE.search(one)] for key, values in found.items()}


def called(trace: str) -> list[str]:
    """The programs that it calls by their paths, whether they are there or not; `./x` in the folder that it changed to."""
    found, folder = [], "/"
    for line in trace.splitlines():
        changed, call = CHANGED.match(line), CALLED.match(line)
        told = OF_USER.match(line) or OF_DAEMON.match(line)
        folder = changed[1] if changed else folder
        calls = IN_TEXT.findall(told[1].replace("'", "")) if told else [call[1]] if call else []
        found += [os.path.normpath(os.path.join(folder, path)) for path in calls]
    return [path for path in dict.fromkeys(found) if not path.startswith(("/proc/", "/sys/", "/dev/"))]


def brings(tree: str, path: str) -> bool:
    """It comes with the package, or is a stand-in: /sbin and /usr/sbin are one folder."""
    return any(os.path.lexists(tree + one) for one in (path, f"/usr{path}"))


def log_folders(trace: str) -> list[str]:
    """The folders of the files that it could not write, as seen from the folder that it changed to."""
    found, folder = [], "/"
    for line in trace.splitlines():
        changed, absent = CHANGED.match(line), NO_FOLDER.match(line)
        folder = changed[1] if changed else folder
        if absent:
            found.append(os.path.normpath(os.path.join(folder, absent[1])))
    return found


# Which family's host it is: a script that asks is on Debian here, or has a host of its own.
FOREIGN = re.compile(r"/etc/(redhat|fedora|centos|SuSE|gentoo|slackware|mandrake|arch|alpine|UnitedLinux)-(?:release|version)")
FAMILIES = {"debian": (), "rhel": ("redhat", "fedora", "centos"), "suse": ("SuSE", "UnitedLinux")}
LIBRARIES = {"rhel": re.compile(r"/etc/rc\.status"), "suse": re.compile(r"/etc/(?:rc\.d/)?init\.d/functions")}


def foreign(style: str, path: str) -> bool:
    """Only hosts of another family have this file: scripts ask for it to tell where they are."""
    release = FOREIGN.fullmatch(path)
    return bool(release and release[1] not in FAMILIES[style]) or bool(style in LIBRARIES and LIBRARIES[style].fullmatch(path))


# bash and dash, to `ulimit -n 65536` above the hard limit.
FORBIDDEN = re.compile(r"ulimit: .*(?:cannot modify limit|error setting limit)")


DENIED = re.compile(r"(?m)^\S+: (?:line )?\d+: (/[\w./+-]+): Permission denied")
# A log file that is written to from the folder that it changed to.
NO_FOLDER = re.compile(r".*line \d+: ((?:\./)?[\w-][\w./-]*/)[\w.-]+: No such file or directory")
# A folder that only a boot's own tmpfiles.d makes, or the package.
RUN_FOLDER = re.compile(TEST + r"-d ['\"]?/(?:var/)?run/(?!systemd/)([\w./+-]+)")


def discover(tree: str, script: str, style: str) -> dict:
    """Start the script; while nothing was started, or it failed behind what it started (a test of its settings), make
    what its trace says was missing, and start it again. The result has `extra`: all that was made."""
    extra: dict[str, list[str]] = {"users": [], "programs": [], "files": [], "folders": [], "links": [], "open": []}
    job = Job(tree, script, style, extra)
    result = spawn(job)
    first: dict = {}
    for _ in range(8):
        if result["records"] and not result.get("code"):
            break
        if result["records"] and not first:
            first = {**result, "extra": extra}
        trace = spawn(Job(tree, script, style, extra, trace=True)).get("output", "")
        found = missing(trace)
        # What it tests with -f and then executes was made as a file first.
        denied = DENIED.findall(trace)
        found["programs"] += [path for path in denied if path in extra["files"]]
        # What another user's shell may not write to is a log: its package made it for that user.
        found["open"] = [path for path in denied if path not in extra["files"] and not path.startswith("/dev/") and not MADE.search(path)]
        # A package brings its own programs.
        if style != "debian":
            found["programs"] += [path for path in called(trace) if not os.path.lexists(path) and not brings(tree, path)]
        found["folders"] += log_folders(trace)
        if not any(one not in extra[key] for key, values in found.items() for one in values):
            found["folders"] += [f"/run/{name}" for name in RUN_FOLDER.findall(trace)]
        new = {key: [one for one in dict.fromkeys(values) if one not in extra[key] and not foreign(style, one)] for key, values in found.items()}
        if not any(new.values()):
            break
        extra = {key: values + new[key] for key, values in extra.items()}
        extra["programs"] = [path for path in extra["programs"] if path not in extra["open"]]
        extra["files"] = [path for path in extra["files"] if path not in extra["programs"]]
        result = spawn(Job(tree, script, style, extra))
    # Also behind what it has started before: `set -e; acme-load; ulimit -n 65536; acmed`.
    if FORBIDDEN.search(result.get("output", "")) and result.get("code"):
        return {**result, "error": "the script ends, since a hard limit of this machine forbids the one that it sets"}
    if first and (result.get("code") or len(result["records"]) < len(first["records"])):
        return first
    return {**result, "extra": extra}
