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

    def test_more_of(self) -> None:
        body = 'PORT=80\nMODE=$1\n. /etc/sysconfig/acmed\nLATER=1\n/usr/sbin/acmed -p $PORT ${LEVEL:-3} $MODE $LATER $OPTIONS\n'
        found = [(one.how, one.variable, one.new, one.text) for one in variants.more_of("etc/sysconfig/acmed", "#OPTIONS=\nA=1\n", body)]
        self.assertEqual(found, [
            ("set", "OPTIONS", "--added", 'OPTIONS="--added"\nA=1\n'),
            ("set", "PORT", "81", '#OPTIONS=\nA=1\nPORT="81"\n'),
            ("set", "LEVEL", "4", '#OPTIONS=\nA=1\nLEVEL="4"\n'),
            ("emptied", "A", "", "#OPTIONS=\nA=\n"),
            ("removed", "A", "(not set)", "#OPTIONS=\n\n"),
        ])

    def test_awkward(self) -> None:
        table = [
            ("OPTS=-a", ["OPTS='-a --added=two words'", "OPTS=\"-a --added='two words'\"", "OPTS='-a --added=one$two'"]),
            ("NAME=x", ["NAME='x two words'", "NAME=\"x 'two words'\"", "NAME='x one$two'"]),
            ("RUN=yes", []),
        ]
        for text, want in table:
            with self.subTest(text):
                self.assertEqual([one.text for one in variants.more_of("f", text, "") if one.how == "awkward"], want)
