"""What systemd reads from an EnvironmentFile= (parse_env_file_internal in fileio.c of v219, env-file.c of v252).
It is no shell: nothing is expanded, and quotes count only at the start of a value or after a closing quote."""
from __future__ import annotations

import re

NEWLINE = "\n\r"
WHITESPACE = " \t\n\r"


def parse(text: str, version: int) -> dict[str, str]:
    found: dict[str, str] = {}
    state, key, value, kept = "pre-key", "", "", 0

    def push() -> None:
        name = key.rstrip(WHITESPACE)
        # A value of several lines was refused up to v238.
        if re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII) and not (version < 239 and "\n" in value):
            found[name] = value

    for char in text:
        if state == "pre-key":
            if char in "#;":
                state = "comment"
            elif char not in WHITESPACE:
                state, key, value, kept = "key", char, "", 0
        elif state == "key":
            if char in NEWLINE:
                state = "pre-key"
            elif char == "=":
                state = "pre-value"
            else:
                key += char
        elif state in ("pre-value", "value"):
            if char in NEWLINE:
                if state == "value":
                    value = value[:kept] + value[kept:].rstrip(WHITESPACE)
                push()
                state = "pre-key"
            elif state == "pre-value" and char in "\"'":
                state = "single" if char == "'" else "double"
            elif char == "\\":
                state = "value-escape"
            elif state == "value" or char not in WHITESPACE:
                state = "value"
                value += char
        elif state == "value-escape":
            state = "value"
            if char not in NEWLINE:
                value += char
                kept = len(value)
        elif state in ("single", "double"):
            if char == ("'" if state == "single" else '"'):
                state, kept = "pre-value", len(value)
            elif char == "\\" and (state == "double" or version < 241):
                state += "-escape"
            else:
                value += char
        elif state in ("single-escape", "double-escape"):
            state = state[:6]
            if char in NEWLINE:
                continue
            value += char if version < 241 or char in '"\\`$' else "\\" + char
        elif state == "comment":
            if char == "\\":
                state = "comment-escape"
            elif char in NEWLINE:
                state = "pre-key"
        elif state == "comment-escape":
            state = "pre-key" if version >= 254 and char in NEWLINE else "comment"
    if state not in ("pre-key", "key", "comment", "comment-escape"):
        if state == "value":
            value = value[:kept] + value[kept:].rstrip(WHITESPACE)
        push()
    return found
