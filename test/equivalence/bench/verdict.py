"""One script against its unit.

  equal       the same programs with the same argv, none more and none less; and for each the same user, groups,
              umask, nice, cwd, soft and hard limits, oom score, root, log files, and every variable the script exported
  argv-equal  the same programs and arguments; something of the rest differs
  bin-equal   the same programs, other arguments or another number of them
  different   another program
  no-exec     the unit started nothing
  wrapped     the unit calls the init script itself, or a helper that is a copy of it
  no-unit     there is no unit of that name
"""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from . import records, sandbox
from .cases import Case
from .output import Output
from .samples import SUSE_PROGRAMS
from .unit_file import VERSIONS, parse

VERDICTS = ("equal", "argv-equal", "bin-equal", "different", "no-exec", "wrapped", "no-unit")


@dataclass(frozen=True)
class Result:
    case: Case
    verdict: str
    # The fields that differ, and the first difference in words.
    off: list[str] = field(default_factory=list)
    first: str = ""
    helper: bool = False
    service: dict[str, Any] = field(default_factory=dict)

    @property
    def confidence(self) -> str:
        return self.service.get("confidence", "unknown")


def unit_job(case: Case, output: Output, truth: dict, target: str, settings: dict[str, str] | None = None) -> sandbox.Job | None:
    unit = output.unit()
    if not unit:
        return None
    return sandbox.Job(case.tree, case.script, case.style, truth["extra"], units=[str(path) for path in output.closure(unit)],
                       outputs=output.roots, version=VERSIONS[target], settings=settings or {},
                       absent=absent(case.style, target))


def absent(style: str, target: str) -> list[str]:
    """What only a host of the script's own family has: a unit for another one has to do without."""
    if style != "suse" or target.startswith("sles"):
        return []
    return ["etc/rc.status", "etc/SuSE-release", *(f"usr/sbin/{name}" for name in SUSE_PROGRAMS)]


def judge(case: Case, output: Output, truth: dict, target: str) -> Result:
    service = output.service()
    unit = output.unit()
    if not unit:
        return Result(case, "no-unit", ["programs"], service.get("reason", "no report of it"), service=service)
    units = output.closure(unit)
    helper = bool(output.helpers(units))
    if output.wrapped(units):
        return Result(case, "wrapped", ["programs"], service.get("reason", ""), helper, service)
    job = unit_job(case, output, truth, target)
    ran = sandbox.spawn(job) if job else {"records": []}
    # systemd starts it again where the script had a loop, and nobody waits here to see it.
    again = any(parse(path.read_text(errors="replace"), path.stem, VERSIONS[target]).last("Restart") == "always" for path in units)
    verdict, off, first = records.compare(truth["records"], ran["records"], 1 if again else 3)
    if verdict == "no-exec":
        failed = [f"{kind} {line}: {code}" for kind, line, code in ran.get("steps", []) if code]
        first = "; ".join([*failed, ran.get("error") or ran.get("output", "")[-200:].replace("\n", " / ")])
    return Result(case, verdict, off, first, helper, service)
