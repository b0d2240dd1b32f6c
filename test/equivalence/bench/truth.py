"""What each script starts, as shipped: measured once and kept, since only the bench or the script change it."""
from __future__ import annotations

import json
import pathlib
import re
import time
from concurrent.futures import ThreadPoolExecutor

from . import sandbox
from .cases import Case
from .lab import CACHE, SANDBOXES, digest, own_digest

ASKS_DAY = re.compile(rb"\bdate\b|%[FYmd]")


def of(cases: list[Case]) -> list[dict]:
    bench = own_digest()
    with ThreadPoolExecutor(SANDBOXES) as pool:
        return list(pool.map(lambda case: _of(case, bench), cases))


def parts(cases: list[Case], truths: dict[str, dict]) -> tuple[list[Case], list[Case], list[Case]]:
    """Those that started something, those that started nothing, and those whose sandbox failed: the last are not
    taken for the second, or a sandbox that breaks would leave the comparison and raise the share."""
    failed = [case for case in cases if "error" in truths[case.key]]
    sound = [case for case in cases if "error" not in truths[case.key]]
    return ([case for case in sound if truths[case.key]["records"]], [case for case in sound if not truths[case.key]["records"]], failed)


def _of(case: Case, bench: str) -> dict:
    tree = pathlib.Path(case.tree)
    content = [tree.name.encode()] if tree.is_file() else [
        f"{path.relative_to(tree)}".encode() + b"\0" + path.read_bytes() for path in sorted(tree.rglob("*")) if path.is_file()]
    # A log that is named by the day is another one tomorrow.
    day = time.strftime("%F") if ASKS_DAY.search(pathlib.Path(case.script).read_bytes()) else ""
    kept = CACHE / "truth" / f"{case.name}-{digest(bench.encode(), case.name.encode(), day.encode(), *content)}.json"
    if kept.exists():
        return json.loads(kept.read_text())
    found = sandbox.discover(case.tree, case.script, case.style)
    if "error" in found:
        return found
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(found))
    return found
