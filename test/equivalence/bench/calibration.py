"""Does the tool know where it may be wrong? Confidence and findings against what was measured."""
from __future__ import annotations

from dataclasses import dataclass

from .verdict import Result

# The categories of findings (src/base/finding.ts) that name a field of a record.
CATEGORIES = frozenset(("programs", "argv", "user", "groups", "umask", "nice", "cwd", "root", "limits", "oom", "environment"))
FIELDS = {"group": "groups", "limit": "limits"}


def category(field: str) -> str:
    """The category of findings that stands for a field that differs."""
    kind = field.split(" ")[0]
    return FIELDS.get(kind, kind)


def warned(result: Result) -> set[str]:
    return {finding["category"] for finding in result.service.get("findings", [])} & CATEGORIES


def named(result: Result) -> bool:
    """A finding names one of the fields that differ."""
    return bool(warned(result) & {category(field) for field in result.off})


@dataclass(frozen=True)
class Calibration:
    by_confidence: dict[str, tuple[int, int]]
    equal: int
    unequal: int
    named: int
    false_alarms: int

    @staticmethod
    def of(results: list[Result]) -> Calibration:
        equal = [one for one in results if one.verdict == "equal"]
        unequal = [one for one in results if one.verdict != "equal"]
        by_confidence = {}
        for confidence in ("proved", "inferred", "assumed", "unknown"):
            of = [one for one in results if one.confidence == confidence]
            if of:
                by_confidence[confidence] = (sum(one.verdict == "equal" for one in of), len(of))
        return Calibration(by_confidence, len(equal), len(unequal), sum(map(named, unequal)), sum(bool(warned(one)) for one in equal))
