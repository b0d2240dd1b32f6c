"""Convert the roots of many scripts, each alone, with the built command line in a few processes of node."""
from __future__ import annotations

import json
import os
import pathlib
import subprocess
from concurrent.futures import ThreadPoolExecutor

from .cases import Case
from .lab import CACHE, HERE
from .output import Output


def folder(case: Case, target: str) -> pathlib.Path:
    return CACHE / "out" / target / case.package / ("all" if case.tree.endswith(".deb") else case.name)


def outputs(cases: list[Case], target: str) -> dict[str, Output]:
    """What an earlier `convert` wrote."""
    return {case.key: Output(folder(case, target), case.script) for case in cases}


def convert(cases: list[Case], target: str) -> dict[str, Output]:
    jobs = {folder(case, target): case.host for case in cases}
    for out in jobs:
        out.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"root": host, "out": str(out), "target": target}) for out, host in jobs.items()]
    share = os.cpu_count() or 1

    def node(part: int) -> str:
        done = subprocess.run(["node", HERE / "convert.js"], input="\n".join(lines[part::share]), text=True, capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(f"convert.js: {done.stderr[-1000:]}")  # or an earlier output would be measured
        return done.stdout

    with ThreadPoolExecutor(share) as pool:
        for said in pool.map(node, range(share)):
            if said:
                print(said, end="")
    return outputs(cases, target)
