"""Settings files (/etc/default, /etc/sysconfig) as they are put into the sandbox."""
from __future__ import annotations

import re

SWITCH = re.compile(
    r"(?mi)^(\s*(?:\w*_)?(?:START|STARTUP|ENABLE|ENABLED|RUN|DAEMON_ENABLED|START_\w+|RUN_\w+|ENABLE_\w+"
    r"|\w+_ENABLED|\w+_START)\s*=\s*[\"']?)(no|0|false|n)\b")
OTHER = {"no": "yes", "0": "1", "false": "true", "n": "y"}


def enable(text: str) -> str:
    """Turn the usual "do not start me" switches on."""
    return SWITCH.sub(lambda match: match.group(1) + OTHER[match.group(2).lower()], text)
