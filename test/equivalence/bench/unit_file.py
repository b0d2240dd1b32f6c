"""Unit files as the systemd of a target reads them: lines, sections, and the directives that it knows."""
from __future__ import annotations

import re
from dataclasses import dataclass

# The systemd of each target (of those that the bench is run for).
VERSIONS = {"rhel7": 219, "rhel8": 239, "rhel9": 252, "rhel10": 257, "sles12": 228, "debian12": 252}

# When a directive that changes what a program sees came. Those not named here are older than every target.
SINCE = {"ExecCondition": 243, "StateDirectory": 235, "CacheDirectory": 235, "LogsDirectory": 235,
         "ConfigurationDirectory": 235, "ExecSearchPath": 250, "ConditionEnvironment": 246, "ConditionUser": 235,
         "AssertUser": 235, "Upholds": 249, "PassEnvironment": 228, "UnsetEnvironment": 235, "DynamicUser": 235,
         "RuntimeDirectoryPreserve": 235, "KeyringMode": 235, "FinalKillSignal": 241}


@dataclass(frozen=True)
class Unit:
    name: str
    values: dict[tuple[str, str], list[str]]
    version: int

    def every(self, key: str, section: str = "Service") -> list[str]:
        return self.values.get((section, key), [])

    def last(self, key: str, default: str = "") -> str:
        return (self.every(key) or [default])[-1]

    def true(self, key: str) -> bool:
        return self.last(key).lower() in ("1", "yes", "y", "true", "t", "on")


def lines(text: str, version: int) -> list[str]:
    """Logical lines. Up to v240 a comment between continued lines is part of the line."""
    out: list[str] = []
    held = ""
    for line in text.split("\n"):
        comment = line.lstrip().startswith(("#", ";"))
        if comment and (version >= 241 or not held):
            if version >= 241 or not line.endswith("\\"):
                continue
        held += line
        trailing = len(held) - len(held.rstrip("\\"))
        if trailing % 2:
            held = held[:-1] + " "
            continue
        out.append(held)
        held = ""
    return [*out, held] if held else out


def parse(text: str, name: str, version: int) -> Unit:
    values: dict[tuple[str, str], list[str]] = {}
    section = ""
    for raw in lines(text, version):
        line = raw.strip()
        if not line or line[0] in "#;":
            continue
        if line[0] == "[":
            section = line.strip("[]")
        elif "=" in line:
            key, value = (part.strip() for part in line.split("=", 1))
            if SINCE.get(key, 0) > version:
                continue
            if value:
                values.setdefault((section, key), []).append(value)
            else:
                values.setdefault((section, key), []).clear()
    return Unit(name, values, version)


def specifiers(unit: Unit, text: str) -> str:
    """`%n` and its like; those of the host are what the sandbox has."""
    instance = unit.name.partition("@")[2]
    meaning = {"n": unit.name + ".service", "N": unit.name, "p": unit.name.partition("@")[0], "i": instance,
               "I": instance, "t": "/run", "H": "host", "%": "%"}
    if unit.version >= 236:
        meaning.update(S="/var/lib", L="/var/log", C="/var/cache")
    if unit.version >= 239:
        meaning.update(E="/etc", T="/tmp", V="/var/tmp")
    return re.sub(r"%(.)", lambda m: meaning.get(m.group(1), m.group(0)), text)
