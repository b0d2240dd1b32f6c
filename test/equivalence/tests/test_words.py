"""Command lines by the grammar of each systemd (systemd.service(5), and the split functions of v219 and v252)."""
import unittest

from bench import words


class Words(unittest.TestCase):
    def test_split(self) -> None:
        table = [
            # text, as v219 reads it, as v252 reads it
            ("/bin/x -a b", ["/bin/x", "-a", "b"], ["/bin/x", "-a", "b"]),
            ('--a="b c"', ['--a="b', 'c"'], ["--a=b c"]),
            ('"--a=b c" d', ["--a=b c", "d"], ["--a=b c", "d"]),
            ("''", [""], [""]),
            (r"a\x20b\tc", ["a b\tc"], ["a b\tc"]),
            (r"a\qb", [r"a\qb"], [r"a\qb"]),
            (r"'it\'s'", ["it's"], ["it's"]),
        ]
        for text, old, new in table:
            with self.subTest(text):
                self.assertEqual(words.split(text, 219), old)
                self.assertEqual(words.split(text, 252), new)

    def test_refused(self) -> None:
        for text, version in (("'a", 219), ("'a'b", 219), ("'a", 252)):
            with self.subTest(text), self.assertRaises(words.BadLine):
                words.split(text, version)

    def test_commands(self) -> None:
        self.assertEqual(words.commands(r"/a b ; /c \; d;", 252), [["/a", "b"], ["/c", ";", "d;"]])

    def test_expand(self) -> None:
        env = {"A": "x  'y z'", "E": ""}
        table = [
            ("$A", ["x", "y z"]), ("${A}", ["x  'y z'"]), ("-o${A}", ["-ox  'y z'"]), ("$E", []), ("${E}", [""]),
            ("-o$A", ["-o$A"]), ("$A/b", []), ("a$$b", ["a$b"]),
        ]
        for word, want in table:
            for version in (219, 252):
                with self.subTest(word, version=version):
                    self.assertEqual(words.expand([word], env, version), want)
        self.assertEqual(words.expand(["$$x"], env, 219), [])
        self.assertEqual(words.expand(["$$x"], env, 252), ["$x"])
