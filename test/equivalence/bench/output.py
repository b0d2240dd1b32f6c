"""A converter's output for one script: its units, its helpers, what report.json says."""
from __future__ import annotations

import json
import os
import pathlib
import re
from dataclasses import dataclass
from typing import Any

EXEC = re.compile(r"(?m)^Exec\w+=((?:.*\\\n)*.*)$")
PATH = re.compile(r"/[\w./@+-]+")


@dataclass(frozen=True)
class Output:
    folder: pathlib.Path
    script: str

    @property
    def name(self) -> str:
        return os.path.basename(self.script)

    @property
    def roots(self) -> list[str]:
        return [str(path) for path in (self.folder / "superseded", self.folder / "root") if path.is_dir()]

    def service(self) -> dict[str, Any]:
        """What the report says of the script; empty where it has nothing."""
        file = self.folder / "report.json"
        services = json.loads(file.read_text())["services"] if file.exists() else []
        return next((one for one in services if one["name"] in (self.name, self.name.removesuffix(".sh"))), {})

    def unit(self) -> pathlib.Path | None:
        for name in (self.name, self.name.removesuffix(".sh"), self.name.removesuffix(".service")):
            for root in reversed(self.roots):
                for found in sorted(pathlib.Path(root).rglob("*.service")):
                    if found.name == f"{name}.service":
                        return found
        return None

    def closure(self, unit: pathlib.Path) -> list[pathlib.Path]:
        """The unit and those it pulls in that were written beside it, in the order to start them."""
        texts: dict[pathlib.Path, str] = {}
        queue = [unit]
        while queue:
            path = queue.pop()
            if path not in texts and path.is_file():
                texts[path] = path.read_text(errors="replace")
                for line in re.findall(r"(?m)^(?:Wants|Requires|BindsTo|Upholds)=(.*)$", texts[path]):
                    queue += [unit.parent / name for name in line.split() if name.endswith(".service")]
        order: list[pathlib.Path] = []
        for path in texts:
            place = next((i for i, other in enumerate(order) if _later(texts, other, path)), len(order))
            order.insert(place, path)
        return order

    def helpers(self, units: list[pathlib.Path]) -> list[pathlib.Path]:
        """Files of the output that the units' command lines name, and those that these name."""
        found: list[pathlib.Path] = []
        queue = [line for unit in units for line in EXEC.findall(unit.read_text(errors="replace"))]
        while queue:
            for path in PATH.findall(queue.pop()):
                for file in (pathlib.Path(root + path) for root in self.roots):
                    if file.is_file() and file not in found:
                        found.append(file)
                        queue.append(file.read_text(errors="replace"))
        return found

    def wrapped(self, units: list[pathlib.Path]) -> bool:
        """The units call the script itself, where it was or where it was moved; or a helper that is a copy of it."""
        lines = [line for unit in units for line in EXEC.findall(unit.read_text(errors="replace"))]
        helpers = self.helpers(units)
        text = "\n".join([*lines, *(file.read_text(errors="replace") for file in helpers)])
        called = re.compile(rf"/(?:etc/(?:rc\.d/)?init\.d|sysv2systemd/[\w./-]+)/{re.escape(self.name)}[\"']?\s+[\"']?start\b")
        return bool(called.search(text)) or any(is_copy(file, pathlib.Path(self.script)) for file in helpers)


def _later(texts: dict[pathlib.Path, str], one: pathlib.Path, other: pathlib.Path) -> bool:
    """Must `one` start after `other`?"""
    return bool(re.search(rf"(?m)^After=.*(?<![\w.@-]){re.escape(other.name)}", texts[one])
                or re.search(rf"(?m)^Before=.*(?<![\w.@-]){re.escape(one.name)}", texts[other]))


def code(path: pathlib.Path) -> set[str]:
    lines = (line.strip() for line in path.read_text(errors="replace").split("\n"))
    return {line for line in lines if line and not line.startswith("#")}


def is_copy(helper: pathlib.Path, script: pathlib.Path) -> bool:
    """The helper holds more than half of the script's lines of code."""
    lines = code(script)
    return len(code(helper) & lines) > 0.5 * len(lines)
