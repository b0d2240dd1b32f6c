"""Users that a script names."""
import unittest

from bench import people


class People(unittest.TestCase):
    def test_named(self) -> None:
        table = [("DAEMON_USER=ann", {"ann"}), ("start-stop-daemon -S --chuid ann:bob", {"ann", "bob"}),
                 ("chown -R ann:bob /x", {"ann", "bob"}), ("su - ann -c 'word more'", {"ann"}),
                 ("sh -c 'word more'", set()), ("start-stop-daemon --start -c ann", {"ann"}),
                 ("startproc -n 5 -u ann -g bob /x -u cid", {"ann", "bob"}), ("start_daemon -f -u ann $X || y", {"ann"})]
        for text, want in table:
            with self.subTest(text):
                self.assertEqual(people.named(text), want)
