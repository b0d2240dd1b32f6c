"""The words of a command line, as systemd 219 and later ones read them (systemd.service(5); src/shared/util.c of
v219 and src/basic/extract-word.c of v252 for what the page leaves out)."""
from __future__ import annotations

import re

SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "s": " ", "t": "\t", "v": "\v",
          "\\": "\\", '"': '"', "'": "'"}
CODE = re.compile(r"x([0-9a-fA-F]{2})|([0-3][0-7]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})")


class BadLine(ValueError):
    """systemd refuses the whole line."""


def unescape(text: str, at: int) -> tuple[str, int]:
    """The escape whose backslash stands at `at`, and where the text goes on. An unknown one stays as it is."""
    rest = text[at + 1:]
    if not rest:
        return "\\", at + 1
    if rest[0] in SIMPLE:
        return SIMPLE[rest[0]], at + 2
    code = CODE.match(rest)
    if code:
        digits = code.group(1) or code.group(3) or code.group(4)
        number = int(digits, 16) if digits else int(code.group(2), 8)
        return chr(number), at + 1 + code.end()
    return "\\" + rest[0], at + 2


def unescape_all(text: str) -> str:
    out, at = "", 0
    while at < len(text):
        if text[at] == "\\":
            piece, at = unescape(text, at)
        else:
            piece, at = text[at], at + 1
        out += piece
    return out


def split_modern(text: str, escapes: bool = True) -> list[str]:
    """Quotes may stand inside words. With `escapes` a backslash begins a C escape, else it only vanishes."""
    words: list[str] = []
    at = 0
    while True:
        while at < len(text) and text[at] in " \t\n\r":
            at += 1
        if at >= len(text):
            return words
        word, quote = "", ""
        while at < len(text) and (quote or text[at] not in " \t\n\r"):
            char = text[at]
            if char == "\\":
                piece, at = unescape(text, at) if escapes else (text[at + 1:at + 2], at + 2)
                word += piece
                continue
            if char == quote:
                quote = ""
            elif not quote and char in "\"'":
                quote = char
            else:
                word += char
            at += 1
        if quote and escapes:
            raise BadLine("unbalanced quotes")
        words.append(word)


def split_219(text: str) -> list[str]:
    """Quotes only around a whole word; `--a="b c"` is two words."""
    words: list[str] = []
    at = 0
    while True:
        while at < len(text) and text[at] in " \t\n\r":
            at += 1
        if at >= len(text):
            return words
        quote = text[at] if text[at] in "\"'" else ""
        begin = at = at + len(quote)
        while at < len(text) and (text[at] != quote if quote else text[at] not in " \t\n\r"):
            at += 2 if text[at] == "\\" else 1
        words.append(unescape_all(text[begin:at]))
        if quote:
            if at >= len(text):
                raise BadLine("unbalanced quotes")
            at += 1
            if at < len(text) and text[at] not in " \t\n\r":
                raise BadLine("text after a closing quote")


def split(text: str, version: int) -> list[str]:
    return split_219(text) if version < 221 else split_modern(text)


def commands(text: str, version: int) -> list[list[str]]:
    """A lone `;` separates commands, `\\;` is a word of one character."""
    # The marks are told apart before unescaping would make both look the same.
    marked = re.sub(r"(?<!\S)\\;(?!\S)", "\\\\x00", text)
    marked = re.sub(r"(?<!\S);(?!\S)", "\\\\x01", marked)
    found: list[list[str]] = [[]]
    for word in split(marked, version):
        if word == "\x01":
            found.append([])
        else:
            found[-1].append(word.replace("\x00", ";").replace("\x01", ";"))
    return [words for words in found if words]


def expand(words: list[str], env: dict[str, str], version: int) -> list[str]:
    """`$NAME` as a whole word is split, `${NAME}` is replaced anywhere, `$$` is a dollar sign."""
    out: list[str] = []
    for word in words:
        # Up to v226 a word that begins with two of them is looked up as a variable, and vanishes.
        if word.startswith("$") and not word.startswith("${") and (version < 227 or not word.startswith("$$")):
            out += split_modern(env.get(word[1:], ""), escapes=False)
            continue
        out.append(re.sub(r"\$\$|\$\{([^}]*)\}", lambda m: _replaced(m, env, version), word))
    return out


def _replaced(match: re.Match[str], env: dict[str, str], version: int) -> str:
    if match.group(0) == "$$":
        return "$"
    name = match.group(1)
    return match.group(0) if ":" in name and version >= 239 else env.get(name, "")
