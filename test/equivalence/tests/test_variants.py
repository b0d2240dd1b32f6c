"""One change at a time in a settings file."""
import unittest

from bench import variants


class Variants(unittest.TestCase):
    def test_of(self) -> None:
        table = [
            ("RUN=yes\n", ("switch", "RUN=no\n")),
            ("START=FALSE", ("switch", "START=TRUE")),
            ('OPTS="-a -b"\n', ("option", 'OPTS="-a -b --added"\n')),
            ("DAEMON_ARGS=-a", ("option", 'DAEMON_ARGS="-a --added"')),
            ("OPTIONS=", ("option", "OPTIONS=--added")),
            ("PORT=80", ("value", "PORT=81")),
            ("  export DIR='/x'", ("value", "  export DIR='/xx'")),
        ]
        for text, want in table:
            with self.subTest(text):
                self.assertEqual([(one.kind, one.text) for one in variants.of("f", text)], [want])

    def test_left_alone(self) -> None:
        for text in ("# A=1", "A=$B", "A=", "A=$(x)", "if [ 1 ]; then", "A=1 b"):
            with self.subTest(text):
                self.assertEqual(list(variants.of("f", text)), [])
