"""The scripts to compare: the fetched corpus of Debian packages, and the project's own samples."""
from __future__ import annotations

import glob
import os
import pathlib
import subprocess
from dataclasses import dataclass

from . import samples
from .lab import CACHE, HERE, digest

# Those whose name's digest comes first: a stable choice that knows nothing of success.
SUBSET = 60


@dataclass(frozen=True)
class Case:
    name: str
    package: str
    # What the sandbox is furnished with, and the root that the script is converted from.
    tree: str
    host: str
    script: str
    style: str

    @property
    def key(self) -> str:
        return f"{self.package}/{self.name}"


def corpus(subset: bool, only: set[str], names_file: str | None = None) -> list[Case]:
    listed = pathlib.Path(names_file or HERE / "corpus/packages.txt").read_text().split()
    if only:
        listed = [name for name in listed if name in only]
    if subset:
        listed = sorted(sorted(listed, key=lambda name: digest(name.encode()))[:SUBSET])
    if not listed:
        return []
    folder = CACHE / "corpus"
    folder.mkdir(parents=True, exist_ok=True)
    names = folder / "wanted.txt"
    names.write_text("\n".join(listed) + "\n")
    done = subprocess.run([HERE / "corpus/fetch.sh", folder, names], check=False)
    fetched = sum(bool(glob.glob(f"{folder}/debs/{glob.escape(package)}_*.deb")) for package in listed)
    if done.returncode or fetched < len(listed) / 2:
        print(f"equivalence: no corpus, {fetched} of {len(listed)} packages could be fetched by this host's apt; only the samples are compared")
        return []
    found = []
    for package in listed:
        debs = sorted(glob.glob(f"{folder}/debs/{glob.escape(package)}_*.deb"))
        host = folder / "hosts" / package
        for script in sorted((host / "etc/init.d").glob("*")):
            if debs and script.is_file():
                found.append(Case(script.name, package, debs[-1], str(host), str(script), "debian"))
    return found


def of_host(host: str, only: set[str]) -> list[Case]:
    """The scripts below a folder that is laid out as a host, each with the settings files that belong to it."""
    found = []
    for script in sorted(pathlib.Path(host, "etc/init.d").glob("*")):
        if not script.is_file() or (only and script.name not in only):
            continue
        style = style_on(host, script.read_text(errors="replace"))
        tree = samples.plant(pathlib.Path(CACHE / "hosts" / digest(host.encode()) / script.name), script, style, pathlib.Path(host, "etc"))
        found.append(Case(script.name, style, str(tree), str(tree), os.path.join(tree, "etc/init.d", script.name), style))
    return found


def style_on(host: str, text: str) -> str:
    """A script of several distributions is that of the host on which it lies, where that has a release file."""
    for style, release, own in (("rhel", "redhat-release", "init.d/functions"), ("suse", "SuSE-release", "rc.status")):
        if own in text and os.path.exists(os.path.join(host, "etc", release)):
            return style
    return samples.style_of(text)


def own(only: set[str]) -> list[Case]:
    found = []
    for script in samples.scripts():
        if only and script.name not in only:
            continue
        style = samples.style_of(script.read_text(errors="replace"))
        tree = samples.plant(pathlib.Path(CACHE / "samples" / script.name), script, style)
        found.append(Case(script.name, style, str(tree), str(tree), os.path.join(tree, "etc/init.d", script.name), style))
    return found
