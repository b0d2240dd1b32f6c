"""Unit files: continued lines, resets, and directives that a target does not know."""
import unittest

from bench import unit_file


class UnitFile(unittest.TestCase):
    def test_continued(self) -> None:
        text = "[Service]\nExecStart=/a \\\n# said\n  b\n"
        self.assertEqual(unit_file.parse(text, "x", 252).every("ExecStart"), ["/a    b"])
        self.assertEqual(unit_file.parse(text, "x", 219).every("ExecStart"), ["/a  # said"])

    def test_a_doubled_backslash_ends_a_line(self) -> None:
        unit = unit_file.parse("[Service]\nExecStart=/a \\\\\nUser=b\n", "x", 252)
        self.assertEqual(unit.last("User"), "b")

    def test_reset_and_unknown(self) -> None:
        text = "[Service]\nExecStart=/a\nExecStart=\nExecStart=/b\nExecCondition=/c\n"
        self.assertEqual(unit_file.parse(text, "x", 252).every("ExecStart"), ["/b"])
        self.assertEqual(unit_file.parse(text, "x", 219).every("ExecCondition"), [])
        self.assertEqual(unit_file.parse(text, "x", 252).every("ExecCondition"), ["/c"])

    def test_specifiers(self) -> None:
        unit = unit_file.parse("", "a@b", 219)
        self.assertEqual(unit_file.specifiers(unit, "%n %p %i %% %S"), "a@b.service a b % %S")
