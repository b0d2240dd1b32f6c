"""What counts as a difference."""
import unittest
from typing import Any

from bench import records


def record(**changes: Any) -> records.Record:
    return {"exe": "/usr/sbin/d", "argv": ["d", "-x"], "user": "root", "group": "root", "gid": 0, "groups": [],
            "umask": 18, "nice": 0, "cwd": "/", "oom": 0, "root": "/", "rlimits": {"core": [0, -1], "nofile": [9, 9]},
            "env": {"A": "1"}, "stdout": "/run/.out", "stderr": "/dev/null", **changes}


class Compare(unittest.TestCase):
    def test_fields(self) -> None:
        table = [
            ({}, "equal", []),
            ({"argv": ["other", "-x"]}, "equal", []),
            ({"user": "d"}, "argv-equal", ["user"]),
            ({"groups": [4]}, "argv-equal", ["groups"]),
            ({"rlimits": {"core": [0, 0], "nofile": [9, 9]}}, "argv-equal", ["limit core"]),
            ({"env": {}}, "argv-equal", ["environment A"]),
            ({"env": {"A": "1", "B": "2"}}, "equal", []),
            ({"stdout": "/var/log/d"}, "equal", []),
            ({"argv": ["d"]}, "bin-equal", ["argv"]),
            ({"exe": "/usr/sbin/e"}, "different", ["programs"]),
        ]
        for changes, verdict, off in table:
            with self.subTest(changes):
                self.assertEqual(records.compare([record()], [record(**changes)])[:2], (verdict, off))

    def test_numbers(self) -> None:
        self.assertEqual(records.compare([record()], [])[0], "no-exec")
        self.assertEqual(records.compare([record()], [record(), record()])[0], "bin-equal")

    def test_a_loop_without_end(self) -> None:
        self.assertEqual(records.compare([record()] * 30, [record()] * 50)[0], "equal")
        self.assertEqual(records.compare([record()] * 2, [record()] * 50)[0], "bin-equal")

    def test_a_log_file_must_stay(self) -> None:
        self.assertEqual(records.compare([record(stdout="/var/log/d")], [record()])[:2], ("argv-equal", ["stdout"]))

    def test_a_log_file_that_is_removed_behind_the_start(self) -> None:
        removed = record(stdout="/tmp/d.log (deleted)")
        self.assertEqual(records.compare([record(stdout="/tmp/d.log")], [removed])[0], "equal")
        self.assertEqual(records.compare([record(stdout="/tmp/e.log")], [removed])[1], ["stdout"])

    def test_each_run_says_its_own_time(self) -> None:
        logs = [f"/tmp/start_7010_{moment}.log" for moment in ("2026_11_29_07_18_41", "2026_11_29_07_19_46")]
        same = [record(stdout=logs[0], argv=["d", logs[0]]), record(stdout=logs[1], argv=["d", logs[1]])]
        self.assertEqual(records.compare(same[:1], same[1:])[0], "equal")
        self.assertEqual(records.compare([record(stdout=logs[0])], [record(stdout="/tmp/start.log")])[1], ["stdout"])
        self.assertEqual(records.compare([record(argv=["d", "-20261129"])], [record(argv=["d", "-20261130"])])[1], ["argv"])

    def test_each_shell_has_its_own_number(self) -> None:
        calls = [record(argv=["d", f"pid:{pid}", "10"], parent=pid) for pid in (12, 140)]
        self.assertEqual(records.compare(calls[:1], calls[1:])[0], "equal")
        other = record(argv=["d", "pid:13", "10"], parent=140)
        self.assertEqual(records.compare(calls[:1], [other])[1], ["argv"])

    def test_run_is_var_run(self) -> None:
        self.assertEqual(records.compare([record(argv=["d", "/var/run/d"])], [record(argv=["d", "/run/d"])])[0], "equal")
