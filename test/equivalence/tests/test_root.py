import os
import pathlib
import stat
import subprocess
import sys
import tempfile
import unittest

from bench import sandbox
from bench.lab import HERE

CODE = """
import os, sys
from bench import root
made = root.mount(sys.argv[1])
os.unlink(made.place("dev/null"))
os.chmod(made.place("dev"), 0o700)
os.open(made.place("dev/pts/ptmx"), os.O_RDWR)
"""


@unittest.skipIf(sandbox.permitted(), "no sandbox can be made here")
class Devices(unittest.TestCase):
    def test_those_of_the_machine_stay(self):
        mode = pathlib.Path("/dev").stat().st_mode
        with tempfile.TemporaryDirectory(prefix="equivalence.") as folder:
            subprocess.run([*sandbox.UNSHARE, sys.executable, "-c", CODE, folder], cwd=HERE, check=True)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))
        self.assertEqual(mode, pathlib.Path("/dev").stat().st_mode)


if __name__ == "__main__":
    unittest.main()
