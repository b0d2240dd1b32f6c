"""Which programs does a script or its package start? The recorder takes their places."""
from __future__ import annotations

import os
import re
import shutil

# Runtimes that scripts start services with and hardly ever use for anything else.
RUNTIMES = ("java", "node", "ruby", "php", "mono")
# What a script calls beside its daemon: never the daemon itself.
NOT_A_DAEMON = frozenset(("restorecon", "selinuxenabled", "resolvconf", "initctl", "update-service", "udevadm", "modprobe", "logger", "pidof", "rpm", "lsmod", "runlevel",
                          # What runs another program: `[ -x /sbin/runuser ] && SU=/sbin/runuser`.
                          "runuser", "su", "sudo", "env", "nice", "ionice", "nohup", "setsid", "chroot", "start-stop-daemon", "sh", "bash"))
# What only reads and answers, and is on every host: a script that first looks where one lies gets its answers from it.
ANSWERS = frozenset("awk basename cat cut dirname egrep expr fgrep grep head id ls ps sed sort tail tr uname uniq wc which whoami".split())
# Replaced by `true`: they would wait, or change the machine.
QUIET = ("sleep", "usleep", "udevadm", "modprobe", "systemctl", "invoke-rc.d")
# Those of every host that are in /sbin, where this machine may lack them.
IN_SBIN = frozenset("modprobe rmmod insmod lsmod modinfo sysctl ip ifconfig route tc iptables ip6tables iptables-restore ip6tables-restore "
                    "swapon swapoff mkswap fsck losetup restorecon chkconfig service ldconfig udevadm".split())
PACKAGED = re.compile(r"(usr/)?(s?bin|lib\w*|share|libexec|games)/")
LIBRARY = re.compile(r"\.so(\.|$)")
IN_TEXT = re.compile(r"(?<!\.)(/(?:usr/(?:local/)?)?(?:s?bin|lib/[\w./+-]+|libexec/[\w./+-]+|opt/[\w./+-]+)/[\w.+-]+)")
ASSIGNED = re.compile(r"(?m)^\s*(?:DAEMON|PROG|EXEC|exec|prog|daemon|BIN)=[\"']?(/[\w./+-]+)")


def packaged(tree: str) -> list[str]:
    """The executables that a package brings."""
    found = []
    for folder, _, files in os.walk(tree):
        for file in files:
            path = os.path.join(folder, file)
            inner = os.path.relpath(path, tree)
            if os.path.islink(path) or not os.path.isfile(path) or not os.stat(path).st_mode & 0o111:
                continue
            if PACKAGED.match(inner) and not LIBRARY.search(inner):
                found.append("/" + inner)
    return found


def named(body: str) -> list[str]:
    """Absolute paths in a script that look like programs."""
    return sorted({*IN_TEXT.findall(body), *ASSIGNED.findall(body)})


def usual(name: str) -> str:
    """Where a program is that a script calls by its name alone."""
    return f"/{'sbin' if name in IN_SBIN else 'usr/bin'}/{name}"


def runtimes(body: str) -> list[str]:
    return [shutil.which(name) or f"/usr/bin/{name}" for name in RUNTIMES if re.search(rf"\b{name}\b", body)]
