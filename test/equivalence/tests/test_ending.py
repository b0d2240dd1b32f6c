"""Which pid files a stand-in has to write."""
import unittest

from bench.ending import pid_files


class PidFiles(unittest.TestCase):
    def test_pid_files(self) -> None:
        table = [
            ("as it stands", "kill `cat /var/run/x.pid`", {"/var/run/x.pid"}),
            ("of its own folder", "PIDFILE=/run/x/pid\nkill `cat $PIDFILE`", {"/run/x/pid"}),
            ("in variables", "DIR=/var/run/x\nNAME=x\nkill `cat ${DIR}/$NAME.pid`", {"/var/run/x/x.pid"}),
            ("a default", "FILE=${PIDFILE-/run/x.pid}\nkill `cat $FILE`", {"/run/x.pid"}),
            ("a default that is kept", "FILE=${PIDFILE:=/run/x.pid}\nkill `cat $FILE`", {"/run/x.pid"}),
            ("elsewhere", "status -p /var/spool/x/pid/x.pid x", {"/var/spool/x/pid/x.pid"}),
            ("by the name of a program", "DAEMON=/usr/sbin/x\n[ -n \"`pidfileofproc $DAEMON`\" ]", {"/var/run/x.pid"}),
            ("of a comment", "# pidfile: /var/run/x.pid", set()),
            ("of a variable that nobody sets", "kill `cat $FILE`", set()),
        ]
        for says, body, want in table:
            with self.subTest(says):
                self.assertEqual(pid_files(body), want)
