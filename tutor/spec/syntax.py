"""Syntax faults of a spec in our own words: what stands there, and how to write it.

The parsers say where they stopped; what a person meant is read from the line, by the slips that people
make in a list of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tutor.language.faults import Fault, Sentence, say
from tutor.spec.decimals import excerpt, number_fault, repaired
from tutor.spec.scan import Syntax, key_places, last_string, one_too_many, place_at, unclosed

# Nowhere can two parts match the same digits: a long row of them would take a search of cubic time.
_NUMBER = r"[+\-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+\-]?[0-9]+)?"
# Of a long line, only what is near is looked at.
_NEAR = 200

_BARE = r"(?<=[=\[,:])[ \t]*[^\W\d_][^,\]}#\"'=:]*"
_KEY_OF_NUMBERS = re.compile(r"cell\.(weight|bias|h_0)")
_VALUE_STARTS = "0123456789+-.\"'[{"
_TOO_MANY_DIGITS = re.compile(r"[0-9][0-9_]{1000,}")


class _Slip(NamedTuple):
    """A slip as a pattern on the line where the parser stopped; ``syntax`` and ``among_numbers`` limit it."""

    pattern: re.Pattern[str]
    said: Callable[[re.Match[str]], tuple[Sentence, Sentence]]
    syntax: Syntax | None = None
    among_numbers: bool = False


def _slip(
    pattern: str,
    said: Callable[[re.Match[str]], tuple[Sentence, Sentence]],
    syntax: Syntax | None = None,
    among_numbers: bool = False,
) -> _Slip:
    return _Slip(re.compile(pattern), said, syntax, among_numbers)


def _not_decimal(match: re.Match[str]) -> tuple[Sentence, Sentence]:
    text = match[0].strip()
    better = repaired(text)
    help_ = say("write {number}", number=better) if better else say("write a decimal number, for example 0.5")
    return say("`{found}` is not a decimal number", found=excerpt(text)), help_


_SLIPS = (
    _slip(
        r"[“”‘’„«»「」][^“”‘’„«»「」]*[“”‘’„«»「」]?",
        lambda match: (
            say("`{found}` stands in typographic quotes", found=excerpt(match[0])),
            say('write "{text}" with straight quotes', text=excerpt(match[0].strip("“”‘’„«»「」"))),
        ),
    ),
    _slip(
        r"(?<![\w.])'[^']*'",
        lambda match: (
            say("`{found}` stands in single quotes", found=excerpt(match[0])),
            say('JSON writes "{text}" with double quotes', text=excerpt(match[0].strip("'"))),
        ),
        "json",
    ),
    _slip(rf"{_NUMBER}[ \t]*[/∕⁄÷][ \t]*\d+(?:\.\d+)?", _not_decimal),
    _slip(r"[+\-]?[0-9.]*[０-９．−－–—﹣][0-9.０-９．]*", _not_decimal),
    _slip(r"(?<![\w.])[+\-]?\.\d+", _not_decimal),
    _slip(r"(?<![\w.])[+\-]?\d+\.(?!\d)", _not_decimal),
    _slip(r"(?<![\w.])\+\d[\d.]*", _not_decimal, "json"),
    _slip(r"(?<![\w.])[+\-]?0\d[\d.]*", _not_decimal),
    _slip(r"(?<![\w.,\[])[+\-]?\d+,\d+(?![\d,])", _not_decimal),
    _slip(r"[+\-]?\d[\d.]*[%ij]", _not_decimal),
    _slip(
        r"^\s*[A-Za-z_][\w.\-]*[ \t]*:",
        lambda match: (
            say("`{found}` is not TOML", found=excerpt(match[0].strip())),
            say("write `{key} = …`", key=excerpt(match[0].strip(" \t:"))),
        ),
        "toml",
    ),
    _slip(
        r"[A-Za-z_]\w*(?=\s*:)",
        lambda match: (
            say("`{found}` has no quotes", found=excerpt(match[0])),
            say('write "{text}"', text=excerpt(match[0])),
        ),
        "json",
    ),
    _slip(
        r'"[^"]*"\s*=',
        lambda match: (
            say("`{found}` is not JSON", found=excerpt(match[0])),
            say("write `{key}: …`", key=excerpt(match[0].rstrip("= \t"))),
        ),
        "json",
    ),
    _slip(
        r"^\s*(?=[^\s=]*[^\x00-\x7f])[^\s=\"'\[\]{}]+[ \t]*(?==)",
        lambda match: (
            say("the key `{found}` is not in Latin letters", found=excerpt(match[0].strip())),
            say("the keys of a spec are English words, such as `title`, `sentence` and `vocabulary`"),
        ),
        "toml",
    ),
    _slip(
        rf"(?<==)[ \t]*{_NUMBER}(?:[ \t]*,[ \t]*{_NUMBER})+",
        lambda match: (
            say("the list `{found}` has no brackets", found=excerpt(match[0].strip())),
            say("write [{text}]", text=excerpt(match[0].strip())),
        ),
        "toml",
    ),
    _slip(
        r"^[ \t]*\[[^\[\]=,\"']*$",
        lambda match: (
            say("`{found}` is not closed", found=excerpt(match[0].strip())),
            say("write {text}]", text=excerpt(match[0].strip())),
        ),
        "toml",
    ),
    _slip(_BARE, _not_decimal, among_numbers=True),
    _slip(
        _BARE,
        lambda match: (
            say("`{found}` has no quotes", found=excerpt(match[0].strip())),
            say('write "{text}"', text=excerpt(match[0].strip())),
        ),
    ),
    _slip(
        r",\s*,",
        lambda match: (say("there are two commas with nothing between them"), say("remove one of them")),
    ),
    _slip(
        r"(?://|/\*|\#).*",
        lambda match: (
            say("`{found}` is a comment, and JSON has none", found=excerpt(match[0])),
            say("remove it, or write the spec in TOML"),
        ),
        "json",
    ),
    _slip(
        r"^[^=\n]*=[ \t]*(?=\#|$)",
        lambda match: (
            say("`{key}` has no value", key=excerpt(match[0].partition("=")[0].strip())),
            say("write one after the `=`"),
        ),
        "toml",
    ),
)

_FORMAT_HELP = {
    "toml": say('a line of TOML is `key = value`; text stands in quotes, lists in brackets: ["i", "am"]'),
    "json": say('JSON is {{"key": value, …}}; text stands in double quotes, lists in brackets: ["i", "am"]'),
}

# How the other format begins: a comment, a section or a key of TOML; an object of JSON.
_BEGINS_AS_TOML = re.compile(r"\s*(?:#|\[[A-Za-z_]|[A-Za-z_][\w.\-]*[ \t]*=)")
_BEGINS_AS_JSON = re.compile(r"\s*\{")


def syntax_fault(text: str, syntax: Syntax, offset: int | None, message: str) -> Fault:
    """Explain where a parser stopped; ``message`` is its own sentence, used to tell the cases apart."""
    if "digits" in message and (found := _TOO_MANY_DIGITS.search(text)):
        return number_fault(found[0], say("the number")).at("", *_at(text, found.start()))
    if "Cannot" in message and (fault := duplicate_fault(text, syntax)):
        return fault
    if fault := _other_format(text, syntax):
        return fault
    offset = len(text) if offset is None else min(offset, len(text))
    if offset and not text[offset:].strip():  # the end of the text: point at its last line
        offset = len(text[:offset].rstrip())
    title, help_, offset = (
        _string(text, syntax, offset, message)
        or _missing_comma(text, syntax, offset)
        or _last_comma(text, offset)
        or _known_slip(text, syntax, offset)
        or _closed_too_often(text, syntax, offset)
        or _open_bracket(text, syntax)
        or _unknown(text, syntax, offset)
    )
    return Fault("F01", title, because=_row(text, syntax, offset), help=help_).at("", *_at(text, offset))


def duplicate_fault(text: str, syntax: Syntax) -> Fault | None:
    """Find a key that is given twice, with both lines."""
    seen: dict[str, int] = {}
    for key, offset in key_places(text, syntax):
        if key.endswith("]"):
            continue
        if key in seen:
            first, second = place_at(text, seen[key]), place_at(text, offset)
            title = (
                say("duplicate key `{key}`, twice on line {line}", key=excerpt(key), line=first.line)
                if first.line == second.line
                else say(
                    "duplicate key `{key}`, lines {first} and {second}",
                    key=excerpt(key),
                    first=first.line,
                    second=second.line,
                )
            )
            return Fault(
                "F01",
                title,
                because=say("Nothing tells which of the two is meant."),
                help=say("remove one of them"),
                key=key,
            ).at("", second.line, second.column)
        seen[key] = offset
    return None


def _other_format(text: str, syntax: Syntax) -> Fault | None:
    """Recognise JSON in a file named .toml, and TOML in a file named .json."""
    if syntax == "toml" and _BEGINS_AS_JSON.match(text):
        title, help_ = say("the file is JSON, and its name ends in .toml"), say("let its name end in .json")
    elif syntax == "json" and _BEGINS_AS_TOML.match(text):
        title, help_ = say("the file is TOML, and its name ends in .json"), say("let its name end in .toml")
    else:
        return None
    return Fault("F01", title, because=say("The ending of its name tells how a file is read."), help=help_)


_Said = tuple[Sentence, Sentence, int]


def _at(text: str, offset: int) -> tuple[int, int]:
    place = place_at(text, offset)
    return place.line, place.column


def _string(text: str, syntax: Syntax, offset: int, message: str) -> _Said | None:
    if message.startswith(("Unescaped", "Invalid \\", "Invalid hex", "Escaped character")):
        return (
            say("a backslash in double quotes stands for a special character"),
            say("write it twice: \\\\"),
            offset,
        )
    illegal = message.startswith(("Illegal character", "Invalid control character"))
    if illegal and text[offset : offset + 1] not in ("\n", ""):
        code = f"U+{ord(text[offset]):04X}"
        return say("the text holds an invisible character ({code})", code=code), say("remove it"), offset
    if illegal or message.startswith("Unterminated string"):
        quote = last_string(text[: offset + 1].rstrip("\n") if illegal else text, syntax)
        offset = min(x for x in (text.find("\n", quote), len(text)) if x >= 0)
        return (
            say("the quote in `{found}` is never closed", found=excerpt(text[quote:offset])),
            say("close it on the same line"),
            quote,
        )
    return None


def _missing_comma(text: str, syntax: Syntax, offset: int) -> _Said | None:
    """Two values side by side in a list."""
    before = text[max(0, offset - 2000) : offset].rstrip()
    if (
        not before
        or offset >= len(text)
        or text[offset] not in _VALUE_STARTS
        or before[-1] not in "0123456789]}\"'"
    ):
        return None
    separated = text[offset - 1].isspace() or text[offset] in "[{\"'"
    if (
        not separated
        or re.match(r"\[\s*[A-Za-z_.]+\s*\]", text[offset : offset + 80])
        or unclosed(text[:offset], syntax) is None
    ):
        return None
    first = re.search(r"(?:\[[^\[\]]*\]|\"[^\"]*\"|'[^']*'|[^\s,\[\]]+)$", before)
    second = re.match(r"(?:\[[^\[\]]*\]|\"[^\"]*\"|'[^']*'|[^\s,\[\]]+)", text[offset : offset + 2000])
    if not first or not second:
        return None
    left, right = excerpt(first[0]), excerpt(second[0])
    return (
        say("a comma is missing between `{first}` and `{second}`", first=left, second=right),
        say("write `{first}, {second}`", first=left, second=right),
        offset,
    )


def _last_comma(text: str, offset: int) -> _Said | None:
    """Find a comma before a closing bracket; parsers stop at the one or at the other."""
    if text[offset : offset + 1] in ("]", "}"):
        offset = len(text[:offset].rstrip()) - 1
    if offset < 0 or not (found := re.match(r",\s*([\]}])", text[offset:])):
        return None
    return (
        say("there is a comma before `{bracket}`", bracket=found[1]),
        say("remove the last comma"),
        offset,
    )


def _known_slip(text: str, syntax: Syntax, offset: int) -> _Said | None:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)]
    column = offset - start
    if column > _NEAR:
        line, start, column = line[column - _NEAR :], start + column - _NEAR, _NEAR
    line = line[: column + _NEAR]
    numbers = bool(_KEY_OF_NUMBERS.match(_inside(text, syntax, offset)))
    for slip in _SLIPS:
        if slip.syntax not in (None, syntax) or (slip.among_numbers and not numbers):
            continue
        for match in slip.pattern.finditer(line):
            if match.start() <= column <= match.end():
                title, help_ = slip.said(match)
                return title, help_, start + match.start() + len(match[0]) - len(match[0].lstrip())
    return None


def _closed_too_often(text: str, syntax: Syntax, offset: int) -> _Said | None:
    """Find a closing bracket that closes nothing, at the place or just before it."""
    for place in (offset, offset - 1):
        if 0 <= place < len(text) and text[place] in "]}" and one_too_many(text, syntax, text[place]):
            return say("there is one `{bracket}` too many", bracket=text[place]), say("remove it"), place
    return None


def _open_bracket(text: str, syntax: Syntax) -> _Said | None:
    opened = unclosed(text, syntax)
    if opened is None:
        return None
    line = place_at(text, opened).line
    closing = "]" if text[opened] == "[" else "}"
    return (
        say("the `{bracket}` of line {line} is never closed", bracket=text[opened], line=line),
        say("add the missing `{bracket}`", bracket=closing),
        opened,
    )


def _unknown(text: str, syntax: Syntax, offset: int) -> _Said:
    found = text[offset : offset + 60].partition("\n")[0].strip()
    return (
        say("`{found}` is not understood here", found=excerpt(found))
        if found
        else say("the text ends too early"),
        _FORMAT_HELP[syntax],
        offset,
    )


def _row(text: str, syntax: Syntax, offset: int) -> Sentence | None:
    """Name the row of a matrix that ``offset`` stands in."""
    opened = unclosed(text[:offset], syntax)
    if opened is None or text[opened] != "[":
        return None
    if found := re.fullmatch(r"(.*?)\[(\d+)\]\[\d+\]", _inside(text, syntax, offset)):
        return say("It is in row {row} of `{key}`.", row=found[2], key=excerpt(found[1]))
    return None


def _inside(text: str, syntax: Syntax, offset: int) -> str:
    """Name the key or the entry that begins last before ``offset``."""
    inside = ""
    for key, start in key_places(text[: offset + 1], syntax):
        if start <= offset:
            inside = key
    return inside
