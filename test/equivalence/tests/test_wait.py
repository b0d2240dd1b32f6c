"""How long a step of a script or unit is waited for."""
import os
import time
import unittest

from bench import processes, unit_run


def child(work) -> int:
    pid = os.fork()
    if pid == 0:
        work()
        os._exit(3)
    return pid


def spin(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


class Wait(unittest.TestCase):
    def test_ends(self) -> None:
        self.assertEqual(unit_run.wait(child(lambda: None), 5), 3)

    def test_at_work(self) -> None:
        """Longer than the patience, and at work all the time."""
        self.assertEqual(unit_run.wait(child(lambda: spin(2)), 1), 3)

    def test_at_work_below(self) -> None:
        self.assertEqual(unit_run.wait(child(lambda: os.waitpid(child(lambda: spin(2)), 0)), 1), 3)

    def test_idle(self) -> None:
        pid = child(lambda: time.sleep(60))
        self.assertIsNone(unit_run.wait(pid, 0.2))
        os.kill(pid, 9)
        os.waitpid(pid, 0)

    def test_most(self) -> None:
        most, unit_run.MOST = unit_run.MOST, 0.5
        pid = child(lambda: spin(60))
        self.assertIsNone(unit_run.wait(pid, 0.2))
        unit_run.MOST = most
        os.kill(pid, 9)
        os.waitpid(pid, 0)

    def test_seconds(self) -> None:
        spin(0.2)
        self.assertGreater(processes.seconds(os.getpid()), 0.1)


if __name__ == "__main__":
    unittest.main()
