"""A sandbox that breaks is told, and is not taken for a script that starts nothing."""
import unittest

from bench import thresholds, truth
from bench.cases import Case
from bench.verdict import Result


class Parts(unittest.TestCase):
    def test_three_ways(self) -> None:
        cases = [Case(name, "package", "", "", "", "debian") for name in ("starts", "silent", "broken")]
        truths = {"package/starts": {"records": [{}]}, "package/silent": {"records": []},
                  "package/broken": {"records": [], "error": "no end after 90 seconds"}}
        names = [[case.name for case in part] for part in truth.parts(cases, truths)]
        self.assertEqual(names, [["starts"], ["silent"], ["broken"]])

    def test_a_broken_sandbox_is_below_the_threshold(self) -> None:
        asked = {"rhel": ("rhel7",)}
        self.assertEqual(len(thresholds.below({}, False, 1, asked)), len(thresholds.below({}, False, 0, asked)) + 1)

    def test_a_group_that_was_asked_for_and_is_gone_is_below_it(self) -> None:
        self.assertEqual(len(thresholds.below({}, False, 0, {"rhel": ("rhel7",)})), 1)
        self.assertEqual(thresholds.below({}, False, 0, {}), [])

    def test_one_that_is_called_proved_and_is_not_equal_is_below_it(self) -> None:
        def said(verdict: str, confidence: str) -> list[str]:
            results = [Result(Case(f"s{i}", "rhel", "", "", "", "rhel"), "equal", service={"confidence": "proved"}) for i in range(99)]
            results.append(Result(Case("last", "rhel", "", "", "", "rhel"), verdict, service={"confidence": confidence}))
            return thresholds.below({("rhel", "rhel7"): results}, False, 0, {"rhel": ("rhel7",)})
        self.assertEqual(said("different", "proved"), ["rhel for rhel7: rhel/last is called proved, and is different"])
        self.assertEqual(said("different", "inferred"), [])
        self.assertEqual(said("equal", "proved"), [])
