"""A unit that calls its script is a wrapper; a program that takes `start` is none."""
import pathlib
import tempfile
import unittest

from bench.output import Output


class Wrapped(unittest.TestCase):
    def test_by_command_line(self) -> None:
        table = [("/etc/init.d/netd start", True), ("/bin/sh /etc/rc.d/init.d/netd start", True),
                 ("/usr/libexec/sysv2systemd/netd/netd start", True), ("/usr/sbin/netd start", False),
                 ("/etc/init.d/other start", False)]
        for line, wrapped in table:
            with self.subTest(line), tempfile.TemporaryDirectory() as folder:
                script = pathlib.Path(folder, "netd")
                script.write_text("a\nb\n")
                unit = pathlib.Path(folder, "netd.service")
                unit.write_text(f"[Service]\nExecStart={line}\n")
                self.assertEqual(Output(pathlib.Path(folder), str(script)).wrapped([unit]), wrapped)
