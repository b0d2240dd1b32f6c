"""Changes that an administrator could make to a settings file: one variable at a time."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterator

ASSIGNMENT = re.compile(r"(?m)^([ \t]*(?:export[ \t]+)?)([A-Za-z_]\w*)=(\"[^\"\n]*\"|'[^'\n]*'|[^\s\"';#]*)[ \t]*$")
COMMENTED = re.compile(r"(?m)^[ \t]*#[ \t]*((?:export[ \t]+)?)([A-Za-z_]\w*)=(\"[^\"\n]*\"|'[^'\n]*'|[^\s\"';#]*)[ \t]*$")
OPPOSITE = {"yes": "no", "true": "false", "on": "off", "1": "0", "y": "n", "enable": "disable", "enabled": "disabled"}
OPPOSITE.update({value: key for key, value in list(OPPOSITE.items())})
OPTIONS = re.compile(r"(?i)(?:^|_|[a-z])(?:opt|opts|options?|args|arguments|flags|params|parameters)\d*$")
# Every process has these, or the shell: no file of a service is meant to set them.
NOT_SETTINGS = frozenset("PATH HOME SHELL IFS PWD RETVAL UID EUID USER LOGNAME TERM LANG HOSTNAME RANDOM RUNLEVEL PREVLEVEL BASHPID".split())
# A value that only a shell can read: what it is after a change is the settings finding's matter.
FOR_A_SHELL = re.compile(r"[$`\\]")
HOWS = ("changed", "set", "emptied", "removed", "awkward")


@dataclass(frozen=True)
class Variant:
    file: str
    variable: str
    kind: str  # switch, option or value
    old: str
    new: str
    text: str
    # changed: another value; set: a variable, or a file, that was not there; emptied; removed: the line is gone;
    # awkward: a value that the shell and systemd read by different rules
    how: str = "changed"


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


def bare(raw: str) -> str:
    return raw[1:-1] if raw[:1] in ("'", '"') else raw


def of(file: str, text: str) -> Iterator[Variant]:
    for match in ASSIGNMENT.finditer(text):
        before, name, raw = match.groups()
        value = bare(raw)
        if FOR_A_SHELL.search(value) or (not value and not OPTIONS.search(name)):
            continue
        kind, new = changed(name, value)
        quote = raw[:1] if raw[:1] in ("'", '"') else '"' if " " in new else ""
        yield Variant(file, name, kind, value, new, put(text, match, f"{before}{name}={quote}{new}{quote}"))


def more_of(file: str, text: str, body: str) -> Iterator[Variant]:
    """Beyond another value: variables that were not set, or are set no more, and values that are hard to read."""
    assigned = {match.group(2) for match in ASSIGNMENT.finditer(text)}
    mentioned = set(assigned)
    for match in COMMENTED.finditer(text):
        before, name, raw = match.groups()
        if name not in mentioned and not FOR_A_SHELL.search(bare(raw)):
            mentioned.add(name)
            kind, new = changed(name, bare(raw))
            yield Variant(file, name, kind, "(not set)", new, put(text, match, f'{before}{name}="{new}"'), "set")
    for name, default in read_by(file, body).items():
        if name not in mentioned:
            kind, new = changed(name, default)
            yield Variant(file, name, kind, "(not set)", new, f'{text.rstrip()}\n{name}="{new}"\n'.lstrip(), "set")
    for match in ASSIGNMENT.finditer(text):
        before, name, raw = match.groups()
        value = bare(raw)
        if FOR_A_SHELL.search(value):
            continue
        kind = changed(name, value)[0]
        if value:
            yield Variant(file, name, kind, value, "", put(text, match, f"{before}{name}="), "emptied")
        yield Variant(file, name, kind, value, "(not set)", put(text, match, ""), "removed")
        if kind != "switch":
            for new, line in awkward(name, value):
                yield Variant(file, name, kind, value, new, put(text, match, before + line), "awkward")


def put(text: str, match: re.Match[str], line: str) -> str:
    return text[: match.start()] + line + text[match.end():]


def awkward(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Blanks and quotes inside of a value, and a dollar sign that is meant as such."""
    for more in ("two words", "'two words'", "one$two"):
        new = f"{value} {'--added=' if OPTIONS.search(name) else ''}{more}".strip()
        if "'" in new and '"' in new:
            continue  # no one pair of quotes holds it
        yield new, f"{name}='{new}'" if "'" not in new else f'{name}="{new}"'


def read_by(file: str, body: str) -> dict[str, str]:
    """Variables in capitals that a script uses, and that nothing but the file can set behind the line that reads it; with
    what the script gives them before."""
    name = re.escape(file.rpartition("/")[2])
    sourced = re.search(rf"(?m)(?:^|[\s;&{{])(?:\.|source)[ \t]+[\"']?/?\S*/(?:{name}|\$\{{?\w+\}}?)[\"']?(?=[\s;&|)]|$)", body)
    if not sourced:
        return {}
    found: dict[str, str] = {}
    for use in re.finditer(r"\$(?:\{([A-Z][A-Z0-9_]{2,})(?::?[-=]([\w./-]*)\})?|([A-Z][A-Z0-9_]{2,}))", body):
        variable = use.group(1) or use.group(3)
        behind = body[sourced.end():]
        if variable in NOT_SETTINGS or re.search(rf"(?:^|[\s;(]){variable}\+?=(?!.*\${{?{variable}\b)|\b(?:for|read|local)\b[^\n;]*\b{variable}\b", behind):
            continue
        if re.search(rf"(?m)(?:^|[\s;]){variable}=[\"']?\$(?:\d|\{{\d)", body[: sourced.start()]):
            continue  # an argument of the script
        given = re.findall(rf"(?m)^[ \t]*(?:export[ \t]+)?{variable}=[\"']?([\w./ -]*)[\"']?[ \t]*$", body[: sourced.start()])
        found.setdefault(variable, given[-1] if given else "")
        found[variable] = found[variable] or use.group(2) or ""
    return found
