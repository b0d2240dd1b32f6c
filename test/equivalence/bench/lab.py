"""Where things lie: the project, the cache for what is fetched or measured, and the recorder's binary."""
from __future__ import annotations

import hashlib
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent.parent
PROJECT = HERE.parent.parent
STAND_INS = HERE / "stand-ins"
CACHE = pathlib.Path(
    os.environ.get("SYSV2SYSTEMD_EQUIVALENCE") or pathlib.Path.home() / ".cache/sysv2systemd-equivalence"
).resolve()

# A sandbox mostly waits, for daemons to stay and for scripts to sleep: four share a core.
SANDBOXES = 4 * (os.cpu_count() or 1)


def digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def recorder() -> pathlib.Path:
    """The static program that stands in for every daemon; built once for each version of its source."""
    source = HERE / "recorder.c"
    binary = CACHE / f"recorder-{digest(source.read_bytes())}"
    if not binary.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        part = binary.with_suffix(f".{os.getpid()}")
        subprocess.run(["cc", "-O1", "-static", "-Wall", "-o", part, source], check=True)
        part.rename(binary)
    return binary


# What decides how a script runs; the rest of the bench may change without measuring the scripts again.
DECISIVE = ("become", "inside", "people", "programs", "root", "sandbox", "script_run", "settings")


def own_digest() -> str:
    """Changes when the bench changes: what an earlier version measured is not taken for today's."""
    sources = [*(HERE / f"bench/{name}.py" for name in DECISIVE), HERE / "recorder.c", *sorted(STAND_INS.iterdir())]
    return digest(*(path.read_bytes() for path in sources))
