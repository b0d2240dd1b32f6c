"""What a script's trace says it did not find."""
import unittest
from unittest import mock

from bench import sandbox
from bench.sandbox import called, log_folders, missing


class Missing(unittest.TestCase):
    def test_missing(self) -> None:
        table = [
            ("a program", "+ /usr/sbin/x -d\nx: line 3: /usr/sbin/x: No such file or directory", "programs", ["/usr/sbin/x"]),
            ("a settings file is no program", "+ . /etc/x.conf\nx: line 3: /etc/x.conf: No such file or directory", "files", ["/etc/x.conf"]),
            ("behind a quoted !", "+ '[' '!' -f /etc/x.conf ']'", "files", ["/etc/x.conf"]),
            ("a program of /sbin by its name", "x: line 3: modprobe: command not found", "programs", ["/sbin/modprobe"]),
            ("a folder", "+ test -d /var/lib/x", "folders", ["/var/lib/x"]),
            ("a file of a test's second half", "+ '[' -n a -a -f /var/x/x.conf ']'", "files", ["/var/x/x.conf"]),
            ("what a daemon leaves is nothing missing", "+ '[' -n a -a -f /var/run/x/x.pid ']'", "files", []),
            ("nor is what it makes elsewhere", "x: line 3: /opt/x/x.pid: No such file or directory", "programs", []),
            ("a file in a folder of the site's own", "+ '[' '!' -f /app/x/bin/x ']'", "files", ["/app/x/bin/x"]),
            ("by the old -a", "+ test -a /opt/x/x", "files", ["/opt/x/x"]),
            ("that another user asks for", "+ su - x -c 'test -a /opt/x/x'", "files", ["/opt/x/x"]),
            ("a folder in dash's words", "x: 3: cd: can't cd to /opt/x", "folders", ["/opt/x"]),
            ("a folder that was taken for a program", "x: line 3: cd: /opt/x: Not a directory", "folders", ["/opt/x"]),
            ("a user", "++ id -u acme", "users", ["acme"]),
            ("a user that is looked up", "+ getent passwd acme", "users", ["acme"]),
            ("a link", "+ test -L /service/x", "links", ["/service/x"]),
            ("a folder of logs", "+ '[' '!' -d /var/log/x ']'", "folders", ["/var/log/x"]),
            ("of runuser", "runuser: failed to execute /srv/x/x: No such file or directory", "programs", ["/srv/x/x"]),
            ("of a user's shell", "sh: /srv/x/x: No such file or directory", "programs", ["/srv/x/x"]),
            ("of startproc", "startproc: /usr/sbin/x is not installed", "programs", ["/usr/sbin/x"]),
        ]
        for says, trace, kind, want in table:
            with self.subTest(says):
                found = missing(trace)
                self.assertEqual(found[kind], want)
                self.assertEqual([key for key, values in found.items() if values], [kind] if want else [])

    def test_called(self) -> None:
        table = [
            ("by its path", "+ /opt/x/x -d", ["/opt/x/x"]),
            ("from the folder it is in", "+ cd /opt/x\n++ ./x -d", ["/opt/x/x"]),
            ("by another user", "+ su - x -c '/opt/x/x start &> /dev/null &'", ["/opt/x/x"]),
            ("by runuser", "+ runuser x -c '/opt/x/bin/x admin start'", ["/opt/x/bin/x"]),
            ("behind limits and a change of folder", "+ runuser -s /bin/bash x -c 'ulimit -S -c 0 >/dev/null 2>&1; cd /opt/x; A=1 nohup /opt/x/run.sh -c a > /x/log &'", ["/opt/x/run.sh"]),
            ("from its folder by another user", "+ cd /opt/x\n+ nohup su x -c './bin/x ./x.conf'", ["/opt/x/bin/x"]),
            ("by daemon", "+ daemon --user x --pidfile=/run/x.pid /opt/x/x -d /x", ["/opt/x/x"]),
            ("by daemon, in a text", "+ daemon --user x cd '/opt/x;' /opt/x/x -d", ["/opt/x/x"]),
            ("behind a message", "Starting x: + /opt/x/x -d", ["/opt/x/x"]),
            ("no words of it", "+ echo /opt/x/x", []),
        ]
        for says, trace, want in table:
            with self.subTest(says):
                self.assertEqual(called(trace), want)

    def test_log_folders(self) -> None:
        self.assertEqual(log_folders("+ cd /opt/x\n/etc/init.d/x: line 3: ./logs/x.out: No such file or directory"), ["/opt/x/logs"])
        self.assertEqual(log_folders("/etc/init.d/x: line 3: x.conf: No such file or directory"), [])

    def test_what_a_start_lacks_behind_its_first_program(self) -> None:
        trace = "+ '[' -f /etc/x/x.conf ']'"

        def run(works: bool):
            def spawn(job: sandbox.Job) -> dict:
                there = works and "/etc/x/x.conf" in job.extra["files"]
                return {"records": ["x -t", "x"] if there else ["x -t"], "code": 0 if there else 6, "output": trace}
            return spawn

        for works, started, files in ((True, 2, ["/etc/x/x.conf"]), (False, 1, [])):
            with self.subTest(works), mock.patch.object(sandbox, "spawn", run(works)):
                found = sandbox.discover("/nowhere", "/etc/init.d/x", "debian")
                self.assertEqual((len(found["records"]), found["extra"]["files"]), (started, files))
