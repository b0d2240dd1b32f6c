"""Stop and reload: which process gets which signal in which order, what is executed and what is left behind, by the
script and by the unit."""
from __future__ import annotations

import os
import pathlib
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from . import records, sandbox
from .convert import outputs as written
from .lab import SANDBOXES
from .life import FATAL
from .output import Output
from .unit_file import VERSIONS, parse
from .verdict import Result, unit_job

PID_FILE = re.compile(r"(?<![\w$}/])(/(?:var/)?run/[\w./-]+(?:\.pid|/pid)|/[\w./-]+\.pid)\b")


ASSIGNED = re.compile(r"""(?m)(?:^|;)\s*(?:export\s+|readonly\s+|local\s+)?(\w+)=["']?([^\s"'`();&|]+)["']?\s*(?:$|;)""")
ASKED = re.compile(r"\bpidfileofproc\s+[\"']?([\w./+-]+)")


def pid_files(body: str) -> set[str]:
    """The pid files that a script names: as they stand, in variables, or by the name of a program."""
    code = re.sub(r"(?m)^\s*#.*", "", body)  # a header's `pidfile:` is no promise
    values: dict[str, str] = {}
    for name, value in ASSIGNED.findall(code):
        values.setdefault(name, value)
    for _ in range(4):
        code = re.sub(r"\$\{(\w+):?[-=]([^}$]*)\}", lambda found: values.get(found[1], found[2]), code)
        code = re.sub(r"\$\{(\w+)\}|\$(\w+)", lambda found: values.get(found[1] or found[2], found[0]), code)
    return {*PID_FILE.findall(code), *(f"/var/run/{os.path.basename(name)}.pid" for name in ASKED.findall(code))}


# All others are actions of the script's own.
PLAIN = ("failure", "stop", "reload")


@dataclass(frozen=True)
class Ending:
    result: Result
    action: str
    # Empty where the script cannot be tried, with the reason in `first`.
    verdict: str
    first: str


def all_of(results: list[Result], target: str, truths: dict[str, dict], whole: bool = False) -> list[Ending]:
    """Of scripts whose start is equal: a unit that runs something else has nothing to compare. Custom actions only in a
    `whole` comparison: they take most of the time."""
    equal = [one for one in results if one.verdict == "equal"]
    outputs = written([one.case for one in equal], target)
    tasks = [(one, action) for one in equal for action in (*(["failure"] if whole else []), "stop", *(["reload"] if reloads(one) else []), *(customs(one) if whole else []))]
    with ThreadPoolExecutor(SANDBOXES) as pool:
        return list(pool.map(lambda task: compare(task[0], task[1], outputs[task[0].case.key], truths, target), tasks))


def reloads(result: Result) -> bool:
    """Has the script an action `reload` that became the unit's?"""
    return any(action["name"] == "reload" and action["becomes"].startswith("systemctl reload") for action in result.service.get("actions", []))


def customs(result: Result) -> list[str]:
    """Actions of the script's own that became a file beside the unit."""
    return [action["name"] for action in result.service.get("actions", [])
            if action["kind"] == "custom" and action["becomes"].endswith(tuple(f"{sign}{action['name']}" for sign in "/ "))]


def compare(result: Result, action: str, output: Output, truths: dict[str, dict], target: str) -> Ending:
    case, truth = result.case, truths[result.case.key]
    path = output.unit()
    job = unit_job(case, output, truth, target)
    if not path or not job:
        return Ending(result, action, "no-unit", "")
    unit = parse(path.read_text(errors="replace"), case.name, VERSIONS[target])
    if action == "failure":
        return failure(result, truth, job, bool(unit.last("PIDFile")))
    body = pathlib.Path(case.script).read_text(errors="replace")
    files = named = sorted({*pid_files(body), *unit.every("PIDFile")})
    # Those that the script writes, no stand-in may write for a unit that has no such line.
    alone = sandbox.spawn(sandbox.Job(case.tree, case.script, case.style, truth["extra"], action=action, stay="fork", own_files=named))
    files = [file for file in files if file.replace("/var/run/", "/run/") not in alone.get("made", ())]

    # Several daemons would write each other's files; the last one does where the script does nothing without.
    told, files = files, files if len(truth["records"]) == 1 else []

    def run(stay: str) -> dict:
        return sandbox.spawn(sandbox.Job(case.tree, case.script, case.style, truth["extra"], action=action, stay=stay, pid_files=files, own_files=named))

    def returning() -> tuple[str, dict]:
        script: dict = {}
        for mode in ("stay", "fork"):
            script = run(mode)
            if script.get("code") is not None:
                break
        return mode, script

    mode, script = returning()
    if action in PLAIN and told != files and script.get("running") and not script["signals"] and not script["records"]:
        files = told
        mode, script = returning()
    # A daemon that its script stops by SIGHUP or SIGUSR1 alone ends by that.
    ends = sorted({number for _, number in script.get("signals", ())}) if action == "stop" else []
    if ends and not {*FATAL, "KILL"} & {*ends}:
        mode = " ".join([mode, *ends])
        script = run(mode)
    if script.get("code") is None:
        return Ending(result, action, "", f"the start does not return with a stand-in that stays: {script.get('error', '')[-120:]}")
    waits = unit.last("Type", "simple") in ("forking", "oneshot")
    mine = sandbox.Job(**{**job.__dict__, "action": action, "stay": mode if waits else mode.replace("fork", "stay"), "pid_files": files, "own_files": named})
    ran = sandbox.spawn(mine)
    if "error" in ran:
        return Ending(result, action, "error", ran["error"][-200:])
    verdict, first = differences(script, ran, action)
    if verdict == "left" and mode.startswith("stay"):
        # A script that looks whether its program stays may take its own pid file away from one that does not.
        staying = sandbox.spawn(sandbox.Job(case.tree, case.script, case.style, truth["extra"], action=action, stay="stay", own_files=named))
        files = [file for file in files if file.replace("/var/run/", "/run/") not in staying.get("made", ())]
        script = run(mode)
        ran = sandbox.spawn(sandbox.Job(**{**mine.__dict__, "pid_files": files}))
        verdict, first = differences(script, ran, action)
    if verdict == "equal" and action not in ("stop", "reload"):
        return custom(result, action, mine, script, ran)
    # Programs that start beside each other are signalled in the order of their numbers: that of one run by chance.
    for _ in range(6 if verdict == "order" else 0):
        script = run(mode)
        if differences(script, ran, action)[0] == "equal":
            return Ending(result, action, "equal", "")
        ran = sandbox.spawn(mine)
        if differences(script, ran, action)[0] == "equal":
            return Ending(result, action, "equal", "")
    return Ending(result, action, verdict, first)


def failure(result: Result, truth: dict, job: sandbox.Job, waits: bool) -> Ending:
    """Where its programs fail and the script says so, the unit does not come up: by an exit status, or since nobody writes the
    pid file that systemd `waits` for. It may fail where the script did not tell."""
    case = result.case
    script = sandbox.spawn(sandbox.Job(case.tree, case.script, case.style, truth["extra"], fails=True))
    unit = sandbox.spawn(sandbox.Job(**{**job.__dict__, "fails": True}))
    if "error" in script or script.get("code") is None:
        return Ending(result, "failure", "", f"the script does not end: {script.get('error', '')[-120:]}")
    if "error" in unit:
        return Ending(result, "failure", "error", unit["error"][-200:])
    if script["code"] and not waits and not any(code or kind == "condition" for kind, _, code in unit["steps"]):
        return Ending(result, "failure", "hidden", f"the script ends with {script['code']}, the unit comes up")
    return Ending(result, "failure", "equal", "")


def custom(result: Result, action: str, mine: sandbox.Job, script: dict, unit: dict) -> Ending:
    """An action of the script's own ends with the same status, and does the same where nothing was started."""
    for state in ("", "with nothing started: "):
        if state:
            idle = {**mine.__dict__, "idle": True}
            script = sandbox.spawn(sandbox.Job(**{**idle, "units": [], "outputs": [], "absent": []}))
            unit = sandbox.spawn(sandbox.Job(**idle))
            verdict, first = differences(script, unit, action) if "error" not in script | unit else ("error", str(script | unit)[-200:])
            if verdict != "equal":
                return Ending(result, action, verdict, state + first)
        (_, _, wanted), (_, _, got) = script["steps"][-1], unit["steps"][-1]
        if wanted != got:
            return Ending(result, action, "status", f"{state}script {wanted}; unit {got}")
    return Ending(result, action, "equal", "")


def differences(script: dict, unit: dict, action: str) -> tuple[str, str]:
    """The verdict and the first difference. systemd ends whatever a script's own command would have ended, so signals
    count for the programs that the script itself signals."""
    verdict, _, first = records.compare(script["records"], unit["records"])
    if verdict not in ("equal", "argv-equal"):
        return "programs", first
    wanted = [tuple(one) for one in script["signals"]]
    signalled = {path for path, _ in wanted}
    got = [tuple(one) for one in unit["signals"] if one[0] in signalled or action != "stop"]
    if wanted != got:
        return ("order" if Counter(wanted) == Counter(got) else "signals"), f"script {show(wanted)}; unit {show(got)}"
    more = sorted(set(unit["left"]) - set(script["left"]))
    if more and action == "stop":
        return "left", f"the unit leaves {' '.join(more)}"
    return ("equal", "") if verdict == "equal" else ("state", first)


def show(events: list[tuple]) -> str:
    return ", ".join(f"{number} to {path}" for path, number in events) or "no signal"


def lines(found: list[Ending]) -> list[str]:
    out = [f"{one.verdict or 'not tried':<9}  {one.result.case.key} {one.action}  {one.result.confidence}  {one.first[:260]}" for one in found if one.verdict != "equal"]
    for kind in (*PLAIN, "custom"):
        tried = [one for one in found if (one.action if one.action in PLAIN else "custom") == kind and one.verdict]
        equal = sum(one.verdict == "equal" for one in tried)
        if tried:
            out.append(f"{kind}: {equal} of {len(tried)} equal ({equal / len(tried):.1%})")
    return out
