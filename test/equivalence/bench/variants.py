"""Changes that an administrator could make to a settings file: one variable at a time."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterator

ASSIGNMENT = re.compile(r"(?m)^([ \t]*(?:export[ \t]+)?)([A-Za-z_]\w*)=(\"[^\"\n]*\"|'[^'\n]*'|[^\s\"';#]*)[ \t]*$")
OPPOSITE = {"yes": "no", "true": "false", "on": "off", "1": "0", "y": "n", "enable": "disable", "enabled": "disabled"}
OPPOSITE.update({value: key for key, value in list(OPPOSITE.items())})
OPTIONS = re.compile(r"(?i)(?:^|_|[a-z])(?:opt|opts|options?|args|arguments|flags|params|parameters)\d*$")


@dataclass(frozen=True)
class Variant:
    file: str
    variable: str
    kind: str  # switch, option or value
    old: str
    new: str
    text: str


def changed(name: str, value: str) -> tuple[str, str]:
    """What kind of variable it is, and another value for it."""
    if value.lower() in OPPOSITE:
        other = OPPOSITE[value.lower()]
        return "switch", other.upper() if value.isupper() else other
    if OPTIONS.search(name):
        return "option", f"{value} --added".strip()
    if value.isdigit():
        return "value", str(int(value) + 1)
    return "value", f"{value}x"


def of(file: str, text: str) -> Iterator[Variant]:
    for match in ASSIGNMENT.finditer(text):
        before, name, raw = match.groups()
        value = raw[1:-1] if raw[:1] in ("'", '"') else raw
        # A value that only a shell can read: what it is after a change is the settings finding's matter.
        if re.search(r"[$`\\]", value) or (not value and not OPTIONS.search(name)):
            continue
        kind, new = changed(name, value)
        quote = raw[:1] if raw[:1] in ("'", '"') else '"' if " " in new else ""
        line = f"{before}{name}={quote}{new}{quote}"
        yield Variant(file, name, kind, value, new, text[: match.start()] + line + text[match.end():])
