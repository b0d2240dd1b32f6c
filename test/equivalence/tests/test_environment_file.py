"""EnvironmentFile= by the parser of v219 and of v252."""
import unittest

from bench import environment_file


class EnvironmentFile(unittest.TestCase):
    def test_values(self) -> None:
        table = [
            # line, v219, v252
            ("A=b # c", "b # c", "b # c"),
            ('A="b" # c', "b# c", "b# c"),
            ("A = b  ", "b", "b"),
            ("A='x'y\"z\"", 'xy"z"', 'xy"z"'),
            ("A='x' \"z\"", "xz", "xz"),
            (r"A='a\b'", "ab", r"a\b"),
            (r'A="a\b"', "ab", r"a\b"),
            (r'A="a\"b"', 'a"b', 'a"b'),
            ("A=a\\\nb", "ab", "ab"),
            ("A=", "", ""),
            ("export A=b", None, None),
            ("A='x\ny'", None, "x\ny"),
            ("# c\\\nA=b", None, None),
            (";\nA=b\r\n", "b", "b"),
        ]
        for text, old, new in table:
            with self.subTest(text):
                self.assertEqual(environment_file.parse(text, 219).get("A"), old)
                self.assertEqual(environment_file.parse(text, 252).get("A"), new)

    def test_comment_goes_on_until_253(self) -> None:
        self.assertEqual(environment_file.parse("# c\\\nA=b", 254), {"A": "b"})
