"""A light scan of a TOML or JSON text: how deep it nests, and where each key and list entry stands.

It is not a second parser: it knows strings, comments, brackets and separators, never refuses anything, and
answers two questions only. Nesting is asked before the parser runs, places after something was found wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from tutor.record import NamedTuple, record

Syntax = Literal["toml", "json"]

MAX_DEPTH = 32

_STRINGS = {
    "toml": r'"""(?:[^\\]|\\.)*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)'
    r'|"(?:[^"\\\n]|\\[^\n])*"?|\'[^\'\n]*\'?|\#[^\n]*',
    "json": r'"(?:[^"\\\n]|\\[^\n])*"?',
}
_NESTING = {
    syntax: re.compile(
        rf"(?P<skip>{strings})|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<dot>\.)|[=,\n]", re.DOTALL
    )
    for syntax, strings in _STRINGS.items()
}
_CLOSING = {"[": "]", "{": "}"}
_TOKENS = {
    "toml": re.compile(
        rf"(?P<string>{_STRINGS['toml']})|(?P<mark>[\[\]{{}},=\n])|(?P<bare>[^\s\[\]{{}},=\"'\#]+)", re.DOTALL
    ),
    "json": re.compile(
        rf"(?P<string>{_STRINGS['json']})|(?P<mark>[\[\]{{}},:])|(?P<bare>[^\s\[\]{{}},:\"]+)"
    ),
}


class Place(NamedTuple):
    """A place in a text; line and column count from 1."""

    line: int
    column: int


def place_at(text: str, offset: int) -> Place:
    r"""Turn an offset into line and column.

    >>> place_at("a = 1\nb = 2", 6)
    Place(line=2, column=1)
    """
    return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def too_deep(text: str, syntax: Syntax) -> int | None:
    """Find where the text nests deeper than 32, or ``None``; a key of that many parts (a.b.c…) nests too."""
    depth = dots = 0
    for match in _NESTING[syntax].finditer(text):
        kind = match.lastgroup
        if kind == "skip":
            continue
        depth = max(0, depth + (kind == "open") - (kind == "close"))
        dots = dots + 1 if kind == "dot" else 0
        if depth > MAX_DEPTH or (dots > MAX_DEPTH and syntax == "toml"):
            return match.start()
    return None


def unclosed(text: str, syntax: Syntax) -> int | None:
    """Find the innermost bracket that is never closed, or closed by one of the other kind; else ``None``."""
    opened: list[re.Match[str]] = []
    for match in _NESTING[syntax].finditer(text):
        if match["open"]:
            opened.append(match)
        elif match["close"] and opened:
            if match[0] != _CLOSING[opened[-1][0]]:
                break
            opened.pop()
    return opened[-1].start() if opened else None


def one_too_many(text: str, syntax: Syntax, closing: str) -> bool:
    """Tell whether more brackets of a kind are closed than opened, strings and comments apart.

    >>> one_too_many('{"a": {"b": [1]}', "json", "}"), one_too_many("a = [1]]", "toml", "]")
    (False, True)
    """
    marks = [match[0] for match in _NESTING[syntax].finditer(text)]
    return marks.count(closing) > marks.count({"]": "[", "}": "{"}[closing])


def last_string(text: str, syntax: Syntax) -> int:
    """Find where the last string of the text begins (0 where there is none)."""
    strings = [
        match.start() for match in _NESTING[syntax].finditer(text) if match["skip"] and match[0][0] != "#"
    ]
    return strings[-1] if strings else 0


@record(frozen=False)
class _Frame:
    """An open bracket: the path of what it holds, and in a list the number of the entry (from 1)."""

    path: str
    entry: int = 0


def key_places(text: str, syntax: Syntax) -> Iterator[tuple[str, int]]:
    r"""List every key (``cell.bias``) and list entry (``cell.bias[2]``) with its offset, in order.

    >>> list(key_places('[cell]\nbias = [1, 2]', "toml"))
    [('cell', 1), ('cell.bias', 7), ('cell.bias[1]', 15), ('cell.bias[2]', 18)]
    """
    separator = "=" if syntax == "toml" else ":"
    table = ""  # the TOML table whose header was read last
    value = ""  # the path of the key whose value comes next
    frames: list[_Frame] = []
    pending: list[tuple[str, int]] = []
    header = False
    fresh = True  # at the start of a statement
    for match in _TOKENS[syntax].finditer(text):
        kind, token = match.lastgroup, match[0]
        if token.startswith("#") and kind == "string":
            continue
        if kind != "mark":
            if frames and frames[-1].entry and not pending:
                yield f"{frames[-1].path}[{frames[-1].entry}]", match.start()
            pending.append((token, match.start()))
            fresh = False
        elif token == separator:
            if pending:
                prefix = frames[-1].path if frames else table
                value = _joined(prefix, pending)
                yield value, pending[0][1]
            pending.clear()
        elif token == "[" and syntax == "toml" and not frames and fresh:
            header = True
        elif header and token == "]":
            if pending:
                table = _joined("", pending)
                yield table, pending[0][1]
            pending.clear()
            header = False
        elif token in "[{":
            path = value
            if frames and frames[-1].entry:
                path = f"{frames[-1].path}[{frames[-1].entry}]"
                yield path, match.start()
            frames.append(_Frame(path, 1 if token == "[" else 0))
            pending.clear()
            fresh = False
        elif token in "]}":
            if frames:
                frames.pop()
            pending.clear()
        elif token == ",":
            if frames and frames[-1].entry:
                frames[-1].entry += 1
            pending.clear()
        elif not frames:  # the end of a line outside brackets
            pending.clear()
            header, fresh = False, True


def _joined(prefix: str, parts: list[tuple[str, int]]) -> str:
    """Write the parts of a key as one dotted path, without quotes."""
    names = [
        name.strip()
        for token, _ in parts
        for name in ([token.strip("\"'")] if token[0] in "\"'" else token.split("."))
    ]
    return ".".join(filter(None, [prefix, *names]))
