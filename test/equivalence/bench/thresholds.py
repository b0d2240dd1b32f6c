"""What the subset must reach for a change to be merged; raised when the tool gets better, never lowered in passing."""
from __future__ import annotations

from .verdict import Result

# Share of scripts that must be equal, by style and target.
EQUAL = {("debian", "debian12"): 0.97, ("debian", "rhel7"): 0.97, ("rhel", "rhel7"): 0.98, ("rhel", "rhel9"): 0.98,
         ("suse", "sles12"): 1.0}
# A whole group that vanished must not look like success.
LEAST = {"debian": 30, "rhel": 60, "suse": 2}


def below(groups: dict[tuple[str, str], list[Result]], corpus: bool, failed: int, asked: dict[str, tuple[str, ...]]) -> list[str]:
    """What fell below its threshold, in words. Without a corpus only the samples are held to it."""
    said = [f"the sandboxes of {failed} scripts failed, so that they were not compared"] if failed else []
    for (style, target), least in EQUAL.items():
        if target not in asked.get(style, ()) or (style == "debian" and not corpus):
            continue
        results = groups.get((style, target), [])
        if len(results) < LEAST[style]:
            said.append(f"{style} for {target}: only {len(results)} scripts were compared, {LEAST[style]} are expected")
            continue
        said += [f"{style} for {target}: {one.case.key} is called proved, and is {one.verdict}" for one in results
                 if one.confidence == "proved" and one.verdict != "equal"]
        share = sum(one.verdict == "equal" for one in results) / len(results)
        if share < least:
            said.append(f"{style} for {target}: {share:.1%} equal, {least:.0%} are expected")
    return said
