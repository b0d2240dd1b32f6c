"""The committed summary of the last whole run: summary.md, the counts of each target and every script not equal with
its reason. No clock and no paths of this machine: two runs over the same scripts give the same bytes."""
from __future__ import annotations

from . import table
from .lab import HERE
from .verdict import Result, VERDICTS

FILE = HERE / "summary.md"
Groups = dict[tuple[str, str], list[Result]]


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("`", "'")[:240]


def reason(result: Result) -> str:
    return result.first or str(result.service.get("reason", ""))


def render(groups: Groups, silent: list[str], failed: list[str], more: list[str]) -> str:
    out = ["# The last whole run", "", "Written by `npm run equivalence -- --write`; [README.md](README.md) says how it is measured.", ""]
    for (style, target), results in groups.items():
        out += [f"## {len(results)} {style} scripts for {target}", "", *(f"- {line}" for line in table.counts(results)), ""]
        unequal = sorted((one for one in results if one.verdict != "equal"), key=lambda one: (VERDICTS.index(one.verdict), one.case.key))
        if unequal:
            out += ["| script | verdict | confidence | differs | first difference |", "|---|---|---|---|---|"]
            out += [f"| {one.case.key} | {one.verdict} | {one.confidence} | {', '.join(one.off)} | {cell(reason(one))} |" for one in unequal]
            out.append("")
    out += [*more, f"## Scripts that start nothing in the sandbox: {len(silent)}", "", "They are not compared: " + ", ".join(silent) + ".", ""]
    if failed:
        out += [f"## Scripts whose sandbox failed: {len(failed)}", "", "They are not compared: " + ", ".join(failed) + ".", ""]
    return "\n".join(out)
