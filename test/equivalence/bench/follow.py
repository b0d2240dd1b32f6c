"""Does a unit that was generated once follow a later change of its settings? The script and the unit are both run with
each variant of the files, and compared as at first."""
from __future__ import annotations

import json
import pathlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from . import records, sandbox, settings, variants
from .convert import outputs as written
from .lab import SANDBOXES
from .verdict import Result, unit_job


@dataclass(frozen=True)
class Followed:
    result: Result
    variant: variants.Variant
    # Does the change alter what the script executes at all?
    reaches: bool
    equal: bool
    first: str
    named: bool


def all_of(results: list[Result], target: str, truths: dict[str, dict]) -> list[Followed]:
    """Only scripts that are equal with their files as shipped: the others are reported as they are."""
    equal = [one for one in results if one.verdict == "equal"]
    outputs = written([one.case for one in equal], target)
    tasks = [(result, variant) for result in equal for variant in _variants(result)]

    def one(task: tuple[Result, variants.Variant]) -> Followed:
        result, variant = task
        case, truth = result.case, truths[task[0].case.key]
        replaced = {variant.file: variant.text}
        script = sandbox.spawn(sandbox.Job(case.tree, case.script, case.style, truth["extra"], settings=replaced))
        job = unit_job(case, outputs[case.key], truth, target, replaced)
        unit = sandbox.spawn(job) if job else {"records": []}
        reaches = records.compare(truth["records"], script["records"])[0] != "equal"
        verdict, _, first = records.compare(script["records"], unit["records"])
        if "error" in script or "error" in unit:
            verdict, first = "error", str(script.get("error") or unit.get("error"))
        return Followed(result, variant, reaches, verdict == "equal", first or verdict, named(result, variant.variable))

    with ThreadPoolExecutor(SANDBOXES) as pool:
        return list(pool.map(one, tasks))


def named(result: Result, variable: str) -> bool:
    """A finding of the category `settings` names the variable."""
    return any(finding["category"] == "settings" and variable in json.dumps(finding) for finding in result.service.get("findings", []))


def _variants(result: Result) -> list[variants.Variant]:
    host = pathlib.Path(result.case.host)
    body = pathlib.Path(result.case.script).read_text(errors="replace")
    found = []
    for folder in ("etc/default", "etc/sysconfig"):
        for file in sorted((host / folder).glob("*")):
            # One package may have several scripts, each with a file of its own.
            if file.is_file() and (file.name in body or file.name == result.case.name):
                text = settings.enable(file.read_bytes().decode("latin-1"))
                found += [one for one in variants.of(f"{folder}/{file.name}", text) if one.variable in body]
    return found


def lines(found: list[Followed]) -> list[str]:
    out = [f"NOT FOLLOWED  {one.result.case.key}  {one.variant.file} {one.variant.variable}: {one.variant.old!r} -> {one.variant.new!r}  "
           f"{'named' if one.named else 'NOT NAMED'}  {one.first[:240]}" for one in found if not one.equal]
    return [*out, *counts(found)]


def counts(found: list[Followed]) -> list[str]:
    out = []
    for kind in ("switch", "option", "value"):
        some = [one for one in found if one.variant.kind == kind and (one.reaches or not one.equal)]
        if some:
            equal = sum(one.equal for one in some)
            out.append(f"settings, {kind}: {equal} of {len(some)} changes followed ({equal / len(some):.1%})")
    missed = [one for one in found if not one.equal]
    out.append(f"settings not followed and named by a finding: {sum(one.named for one in missed)} of {len(missed)}")
    return out
