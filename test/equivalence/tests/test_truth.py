"""A sandbox that breaks is told, and is not taken for a script that starts nothing."""
import unittest

from bench import thresholds, truth
from bench.cases import Case


class Parts(unittest.TestCase):
    def test_three_ways(self) -> None:
        cases = [Case(name, "package", "", "", "", "debian") for name in ("starts", "silent", "broken")]
        truths = {"package/starts": {"records": [{}]}, "package/silent": {"records": []},
                  "package/broken": {"records": [], "error": "no end after 90 seconds"}}
        names = [[case.name for case in part] for part in truth.parts(cases, truths)]
        self.assertEqual(names, [["starts"], ["silent"], ["broken"]])

    def test_a_broken_sandbox_is_below_the_threshold(self) -> None:
        self.assertEqual(len(thresholds.below({}, False, 1)), len(thresholds.below({}, False, 0)) + 1)
