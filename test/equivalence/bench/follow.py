"""Does a unit that was generated once follow a later change of its settings? The script and the unit are both run with
each variant of the files, and compared as at first."""
from __future__ import annotations

import pathlib
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from . import records, sandbox, settings, variants
from .convert import outputs as written
from .lab import SANDBOXES
from .verdict import Result, unit_job

# The findings that say of a setting, or of a file, that the unit does not follow it, or not by the shell's rules.
SAYS_SO = frozenset(("SV401", "SV402", "SV411", "SV414", "SV415", "SV416", "SV417", "SV418", "SV437", "SV439"))
OF_THE_HOST = frozenset(("network", "init", "i18n", "clock", "console", "rcS", "locale"))
SOURCED = re.compile(r"(?m)(?:^|[\s;&{])(?:\.|source)[ \t]+[\"']?/(etc/(?:sysconfig|default)/[\w.-]+)")


@dataclass(frozen=True)
class Followed:
    result: Result
    variant: variants.Variant
    # Does the change alter what the script executes at all?
    reaches: bool
    equal: bool
    first: str
    named: bool


def all_of(results: list[Result], target: str, truths: dict[str, dict], hows: frozenset[str] = frozenset(("changed",))) -> list[Followed]:
    """Only scripts that are equal with their files as shipped: the others are reported as they are."""
    equal = [one for one in results if one.verdict == "equal"]
    outputs = written([one.case for one in equal], target)
    tasks = [(result, variant) for result in equal for variant in _variants(result, hows)]

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
        return Followed(result, variant, reaches, verdict == "equal", first or verdict, named(result, variant))

    with ThreadPoolExecutor(SANDBOXES) as pool:
        return list(pool.map(one, tasks))


def named(result: Result, variant: variants.Variant) -> bool:
    """A finding says of the variable that it is not followed, or of its file that nobody has read it."""
    def speaks(finding: dict) -> bool:
        message = f"{finding['message']} {finding['remediation']}"
        whole_file = finding["code"] in ("SV402", "SV418") and f"/{variant.file}" in message
        return whole_file or re.search(rf"(?<!\w){variant.variable}(?!\w)", message) is not None

    return any(finding["code"] in SAYS_SO and speaks(finding) for finding in result.service.get("findings", []))


def _variants(result: Result, hows: frozenset[str]) -> list[variants.Variant]:
    host = pathlib.Path(result.case.host)
    body = pathlib.Path(result.case.script).read_text(errors="replace")
    texts: dict[str, str] = {}
    for folder in ("etc/default", "etc/sysconfig"):
        for file in sorted((host / folder).glob("*")):
            # One package may have several scripts, each with a file of its own.
            if file.is_file() and (file.name in body or file.name == result.case.name):
                texts[f"{folder}/{file.name}"] = settings.enable(file.read_bytes().decode("latin-1"))
    absent = {file: "" for file in SOURCED.findall(body) if file not in texts and not (host / file).exists()}
    found = [one for file, text in texts.items() for one in variants.of(file, text)]
    found += [one for file, text in {**texts, **absent}.items() for one in variants.more_of(file, text, body)]
    # What a service's own variables would be in a file of the host is nobody's question.
    return [one for one in found if one.how in hows and one.variable in body
            and not (one.how == "set" and one.file.rpartition("/")[2] in OF_THE_HOST and one.variable != "NETWORKING")]


def lines(found: list[Followed]) -> list[str]:
    out = [f"NOT FOLLOWED  {one.result.case.key}  {one.result.confidence}  {one.variant.how}  {one.variant.file} {one.variant.variable}: {one.variant.old!r} -> {one.variant.new!r}  "
           f"{'named' if one.named else 'NOT NAMED'}  {one.first[:240]}" for one in found if not one.equal]
    return [*out, *counts(found)]


def counts(found: list[Followed]) -> list[str]:
    """Shares of the changes that alter what the script executes, or the unit: what neither sees is followed by anything."""
    out = []
    telling = [one for one in found if one.reaches or not one.equal]
    for how in variants.HOWS:
        for kind in ("switch", "option", "value"):
            some = [one for one in telling if (one.variant.how, one.variant.kind) == (how, kind)]
            if some:
                equal = sum(one.equal for one in some)
                told = sum(one.equal or one.named for one in some)
                out.append(f"settings, {kind} {how}: {equal} of {len(some)} followed ({equal / len(some):.1%}), followed or named by a finding {told} ({told / len(some):.1%})")
    missed = [one for one in telling if not one.equal]
    proved = sum(one.result.confidence == "proved" and not one.named for one in missed)
    out.append(f"settings not followed and named by a finding: {sum(one.named for one in missed)} of {len(missed)}; not named, of a unit called proved: {proved}")
    return out
