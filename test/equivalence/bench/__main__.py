"""npm run equivalence -- [--subset] [--target T] [--only NAME,...] [--samples | --corpus | --packages FILE | --host DIR] [--list]

Runs each script and the unit that replaces it, and says where they differ. See README.md beside this folder."""
from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor

from . import cases, convert, ending, follow, sandbox, summary, table, thresholds, truth, variants
from .lab import SANDBOXES
from .verdict import Result, judge

# The targets that a style of script is converted for when none is given.
TARGETS = {"debian": ("debian12", "rhel7"), "rhel": ("rhel7", "rhel9"), "suse": ("sles12", "rhel7")}
# A subset has minutes: the oldest systemd refuses most, and is where a change shows.
SUBSET_TARGETS = {"debian": ("rhel7",), "rhel": ("rhel7",), "suse": ("sles12",)}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="npm run equivalence --", description=__doc__)
    parser.add_argument("--subset", action="store_true", help=f"{cases.SUBSET} packages of the corpus, by a stable rule")
    parser.add_argument("--target", action="append", default=[], help="only this target")
    parser.add_argument("--only", default="", help="only these packages or samples, separated by commas")
    parser.add_argument("--samples", action="store_true", help="only the project's own samples")
    parser.add_argument("--corpus", action="store_true", help="only the Debian packages")
    parser.add_argument("--packages", metavar="FILE", help="only these Debian packages, one a line: others than the corpus")
    parser.add_argument("--host", metavar="DIR", help="only the scripts of a folder laid out as a host: etc/init.d, etc/sysconfig …")
    parser.add_argument("--life", action="store_true", help="stop, reload and custom actions of all (of RHEL and SUSE scripts stop and reload always)")
    parser.add_argument("--settings", nargs="?", const="changed", metavar="HOW,...", help=f"run each with every change of its settings files too: {', '.join(variants.HOWS)} or all; without a word: changed")
    parser.add_argument("--write", action="store_true", help="write summary.md")
    parser.add_argument("--list", action="store_true", help="a line for the equal ones too")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    refused = sandbox.permitted()
    if refused:
        print(f"equivalence: skipped, no sandbox can be made here ({refused})")
        return 0
    hows = frozenset(variants.HOWS if given.settings == "all" else (given.settings or "").split(","))
    only = set(filter(None, given.only.split(",")))
    if given.host:
        packages, found = [], cases.of_host(given.host, only)
    else:
        packages = [] if given.samples else cases.corpus(given.subset, only, given.packages)
        found = packages + ([] if given.corpus or given.packages else cases.own(only))
    truths = dict(zip((case.key for case in found), truth.of(found)))
    started, silent, failed = truth.parts(found, truths)
    groups: dict[tuple[str, str], list[Result]] = {}
    asked = SUBSET_TARGETS if given.subset and not given.target else TARGETS
    for style, targets in asked.items():
        of_style = [case for case in started if case.style == style]
        for target in targets if of_style else ():
            if given.target and target not in given.target:
                continue
            groups[style, target] = judge_all(of_style, target, truths)
    more: list[str] = []
    for (style, target), results in groups.items():
        print(f"\n== {style} for {target}", *table.lines(results, given.list), *table.counts(results), sep="\n")
        if given.life or (style != "debian" and target == TARGETS[style][0]):
            endings = ending.all_of(results, target, truths, given.life)
            print(*ending.lines(endings), sep="\n", flush=True)
            more += [f"## Stop and reload, {style} for {target}", "", *(f"- {line}" for line in ending.lines(endings)), ""]
        if given.settings:
            followed = follow.all_of(results, target, truths, hows)
            print(*follow.lines(followed), sep="\n", flush=True)
            more += [f"## Changed settings, {style} for {target}", "", *(f"- {line}" for line in follow.lines(followed)), ""]
    names = [case.key for case in silent]
    print(f"\nnothing started by {len(names)}: {', '.join(names)}")
    for case in failed:
        print(f"not compared, its sandbox failed: {case.key}: {truths[case.key]['error'].strip().rpartition(chr(10))[2]}")
    if given.write:
        summary.FILE.write_text(summary.render(groups, names, [case.key for case in failed], more))
    # A run of a part has no thresholds: it was asked for to look at that part.
    whole = not (only or given.samples or given.corpus or given.packages or given.host or given.target)
    missed = thresholds.below(groups, bool(packages), len(failed), asked) if whole else []
    for line in missed:
        print(f"below the threshold: {line}", file=sys.stderr)
    return 1 if missed else 0


def judge_all(of_style: list[cases.Case], target: str, truths: dict[str, dict]) -> list[Result]:
    outputs = convert.convert(of_style, target)
    with ThreadPoolExecutor(SANDBOXES) as pool:
        return list(pool.map(lambda case: judge(case, outputs[case.key], truths[case.key], target), of_style))


if __name__ == "__main__":
    sys.exit(main())
