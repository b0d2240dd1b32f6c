"""Whose host is it? By its release file, and by what only hosts of one family have."""
import pathlib
import tempfile
import unittest

from bench import cases, sandbox

BOTH = "[ -f /etc/rc.status ] && . /etc/rc.status\n[ -f /etc/init.d/functions ] && . /etc/init.d/functions\n"


class Family(unittest.TestCase):
    def style(self, text: str, *releases: str) -> str:
        with tempfile.TemporaryDirectory() as host:
            (pathlib.Path(host) / "etc").mkdir()
            for name in releases:
                (pathlib.Path(host) / "etc" / name).touch()
            return cases.style_on(host, text)

    def test_a_script_of_both_is_that_of_its_host(self) -> None:
        self.assertEqual(self.style(BOTH, "redhat-release"), "rhel")
        self.assertEqual(self.style(BOTH, "SuSE-release"), "suse")
        self.assertEqual(self.style(BOTH), "suse")

    def test_a_script_of_one_is_that_of_its_text(self) -> None:
        self.assertEqual(self.style(". /etc/rc.status\n", "redhat-release"), "suse")
        self.assertEqual(self.style(". /etc/init.d/functions\n", "SuSE-release"), "rhel")

    def test_no_host_is_furnished_with_what_another_family_has(self) -> None:
        for style, path, foreign in (("suse", "/etc/redhat-release", True), ("suse", "/etc/SuSE-release", False),
                                     ("suse", "/etc/init.d/functions", True), ("rhel", "/etc/rc.d/init.d/functions", False),
                                     ("rhel", "/etc/rc.status", True), ("rhel", "/etc/centos-release", False),
                                     ("debian", "/etc/redhat-release", True), ("debian", "/etc/acme.conf", False)):
            self.assertEqual(sandbox.foreign(style, path), foreign, (style, path))


if __name__ == "__main__":
    unittest.main()
