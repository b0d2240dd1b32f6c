"""Compare what two runs executed. A record is what the recorder told of one program."""
from __future__ import annotations

import re
from collections import Counter
from typing import Any, Iterator

Record = dict[str, Any]
FIELDS = ("user", "group", "umask", "nice", "cwd", "oom", "root")
# Who calls sets these (the shell, su, systemd itself); what a script exports beyond them is compared.
IGNORED_ENV = frozenset(("PWD", "OLDPWD", "SHLVL", "_", "TERM", "PATH", "LANG", "HOME", "USER", "LOGNAME", "SHELL",
                         "LC_ALL", "NOTIFY_SOCKET", "MAIL", "XDG_SESSION_ID", "XDG_RUNTIME_DIR"))


# A date with hours and minutes, as in the name of a log: each of the two runs says its own time.
MOMENT = re.compile(r"20\d\d[-_.]?[01]\d[-_.]?[0-3]\d[-_.:T ]?[0-2]\d[-_.:]?[0-5]\d(?:[-_.:]?[0-5]\d)?(?!\d)")


def timeless(text: Any) -> Any:
    return MOMENT.sub("<moment>", text) if isinstance(text, str) else text


def opened(path: Any) -> Any:
    """The name of a file that a program has open; the kernel adds a word where the script has removed it since."""
    return timeless(path.removesuffix(" (deleted)")) if isinstance(path, str) else path


def command(record: Record) -> list[str]:
    return [timeless(re.sub(r"/var/run\b", "/run", word)) for word in [record["exe"], *record["argv"][1:]]]


def of_its_caller(record: Record) -> list[str]:
    """The command where `$$` is what the shell that calls it says of itself, as in `begin pid:$$`."""
    caller = rf"(?<!\d){record.get('parent', 0)}(?!\d)"
    return [re.sub(caller, "$$", word) for word in command(record)]


def differences(script: Record, unit: Record) -> Iterator[str]:
    """What differs between two executions of the same command line."""
    for name in FIELDS:
        if script[name] != unit[name]:
            yield name
    if sorted({*script["groups"], script["gid"]}) != sorted({*unit["groups"], unit["gid"]}):
        yield "groups"
    for name, limits in script["rlimits"].items():
        # Today's su and runuser lower the soft limit of open files to 1024; those of RHEL 5 and 6 did not.
        lowered = name == "nofile" and limits[0] == 1024 and limits[1] == unit["rlimits"][name][1]
        if limits != unit["rlimits"][name] and not lowered:
            yield f"limit {name}"
    for name, value in script["env"].items():
        if name not in IGNORED_ENV and timeless(unit["env"].get(name)) != timeless(value):
            yield f"environment {name}"
    for stream in ("stdout", "stderr"):  # the journal may take the place of a terminal or /dev/null, never of a log file
        if opened(script[stream]) != opened(unit[stream]) and not re.match(r"/dev/null|/run/\.out|pipe:", script[stream]):
            yield stream


def without_end(records: list[Record], most: int) -> list[Record]:
    """A loop that starts a program again whenever it ends runs as often as there is time: `most` times is for ever."""
    seen: Counter[str] = Counter()
    kept = []
    for record in records:
        key = "\0".join(command(record))
        seen[key] += 1
        if seen[key] <= most:
            kept.append(record)
    return kept


def compare(wanted: list[Record], got: list[Record], most: int = 3) -> tuple[str, list[str], str]:
    """The verdict, the fields that differ, and the first difference in words."""
    if not got:
        return ("no-exec", ["programs"], "nothing was started") if wanted else ("equal", [], "")
    wanted, got = (sorted(without_end(records, most), key=command) for records in (wanted, got))  # in the background there is no order
    want, have = [command(one) for one in wanted], [command(one) for one in got]
    if want != have and sorted(map(of_its_caller, wanted)) == sorted(map(of_its_caller, got)):
        wanted, got = (sorted(records, key=of_its_caller) for records in (wanted, got))
        want = have
    if want != have:
        lost = next((one for one in want if one not in have), None)
        more = next((one for one in have if one not in want), None)
        first = f"script {show(lost)}; unit {show(more)}" if lost or more else "another number of times"
        programs = {one[0] for one in want} == {one[0] for one in have} and len(want) == len(have)
        started = all(any(w[0] == h[0] for h in have) for w in want)
        return "bin-equal" if started else "different", ["argv" if programs else "programs"], first
    found: dict[str, str] = {}
    for script, unit in zip(wanted, got):
        for name in differences(script, unit):
            found.setdefault(name, f"{name}: script {value(script, name)!r}, unit {value(unit, name)!r}")
    return "argv-equal" if found else "equal", sorted(found), next(iter(found.values()), "")


def show(words: list[str] | None) -> str:
    return " ".join(words) if words else "nothing"


def value(record: Record, name: str) -> Any:
    kind, _, key = name.partition(" ")
    if kind == "limit":
        return record["rlimits"][key]
    return record["env"].get(key) if kind == "environment" else record[kind]
