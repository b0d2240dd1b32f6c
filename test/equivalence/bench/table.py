"""Results as text: a line per script with the first difference, and the counts."""
from __future__ import annotations

from collections import Counter

from .calibration import Calibration, named
from .verdict import VERDICTS, Result


def share(count: int, of: int) -> str:
    return f"{count / of:.1%}" if of else "-"


def lines(results: list[Result], everything: bool) -> list[str]:
    """One line a script, worst first; the equal ones only on request."""
    shown = [one for one in results if everything or one.verdict != "equal"]
    shown.sort(key=lambda one: (-VERDICTS.index(one.verdict), one.case.key))
    return [f"{one.verdict:<10}  {one.case.key:<32}  {one.confidence:<8}  {'named' if named(one) else 'NOT NAMED' if one.off else '':<9}  {one.first[:300]}".rstrip()
            for one in shown]


def counts(results: list[Result]) -> list[str]:
    total = len(results)
    count = Counter(one.verdict for one in results)
    plain = sum(one.verdict == "equal" and not one.helper for one in results)
    out = [f"{total} scripts: " + ", ".join(f"{verdict} {count[verdict]}" for verdict in VERDICTS if count[verdict]),
           f"equal {share(count['equal'], total)}, without any helper {share(plain, total)}, wrapped {share(count['wrapped'], total)}"]
    calibration = Calibration.of(results)
    for confidence, (equal, of) in calibration.by_confidence.items():
        out.append(f"{confidence}: {of} ({share(of, total)} of all), equal {equal} ({share(equal, of)})")
    out.append(f"not equal and named by a finding: {calibration.named} of {calibration.unequal}; "
               f"equal with such a finding: {calibration.false_alarms} ({share(calibration.false_alarms, calibration.equal)})")
    return out
