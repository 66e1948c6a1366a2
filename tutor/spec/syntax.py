"""Syntax faults of a spec in our own words: what stands there, and how to write it.

The parsers say where they stopped; what a person meant is read from the line, by the slips that people
make in a list of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tutor.language.faults import Fault, Sentence
from tutor.record import NamedTuple
from tutor.spec import syntax_messages as says
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
    help_ = says.WRITE_NUMBER(number=better) if better else says.WRITE_A_DECIMAL_NUMBER_FOR_EXAMPLE_0_5()
    return says.FOUND_IS_NOT_A_DECIMAL_NUMBER(found=excerpt(text)), help_


_SLIPS = (
    _slip(
        r"[“”‘’„«»「」][^“”‘’„«»「」]*[“”‘’„«»「」]?",
        lambda match: (
            says.FOUND_STANDS_IN_TYPOGRAPHIC_QUOTES(found=excerpt(match[0])),
            says.WRITE_TEXT_WITH_STRAIGHT_QUOTES(text=excerpt(match[0].strip("“”‘’„«»「」"))),
        ),
    ),
    _slip(
        r"(?<![\w.])'[^']*'",
        lambda match: (
            says.FOUND_STANDS_IN_SINGLE_QUOTES(found=excerpt(match[0])),
            says.JSON_WRITES_TEXT_WITH_DOUBLE_QUOTES(text=excerpt(match[0].strip("'"))),
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
            says.FOUND_IS_NOT_TOML(found=excerpt(match[0].strip())),
            says.WRITE_KEY(key=excerpt(match[0].strip(" \t:"))),
        ),
        "toml",
    ),
    _slip(
        r"[A-Za-z_]\w*(?=\s*:)",
        lambda match: (
            says.FOUND_HAS_NO_QUOTES(found=excerpt(match[0])),
            says.WRITE_TEXT(text=excerpt(match[0])),
        ),
        "json",
    ),
    _slip(
        r'"[^"]*"\s*=',
        lambda match: (
            says.FOUND_IS_NOT_JSON(found=excerpt(match[0])),
            says.WRITE_KEY_IN_JSON(key=excerpt(match[0].rstrip("= \t"))),
        ),
        "json",
    ),
    _slip(
        r"^\s*(?=[^\s=]*[^\x00-\x7f])[^\s=\"'\[\]{}]+[ \t]*(?==)",
        lambda match: (
            says.THE_KEY_FOUND_IS_NOT_IN_LATIN_LETTERS(found=excerpt(match[0].strip())),
            says.THE_KEYS_OF_A_SPEC_ARE_ENGLISH_WORDS(),
        ),
        "toml",
    ),
    _slip(
        rf"(?<==)[ \t]*{_NUMBER}(?:[ \t]*,[ \t]*{_NUMBER})+",
        lambda match: (
            says.THE_LIST_FOUND_HAS_NO_BRACKETS(found=excerpt(match[0].strip())),
            says.WRITE_IN_BRACKETS(text=excerpt(match[0].strip())),
        ),
        "toml",
    ),
    _slip(
        r"^[ \t]*\[[^\[\]=,\"']*$",
        lambda match: (
            says.FOUND_IS_NOT_CLOSED(found=excerpt(match[0].strip())),
            says.WRITE_THE_CLOSING_BRACKET(text=excerpt(match[0].strip())),
        ),
        "toml",
    ),
    _slip(_BARE, _not_decimal, among_numbers=True),
    _slip(
        _BARE,
        lambda match: (
            says.FOUND_HAS_NO_QUOTES(found=excerpt(match[0].strip())),
            says.WRITE_TEXT(text=excerpt(match[0].strip())),
        ),
    ),
    _slip(
        r",\s*,",
        lambda match: (says.THERE_ARE_TWO_COMMAS_WITH_NOTHING_BETWEEN(), says.REMOVE_ONE_OF_THEM()),
    ),
    _slip(
        r"(?://|/\*|\#).*",
        lambda match: (
            says.FOUND_IS_A_COMMENT_AND_JSON_HAS_NONE(found=excerpt(match[0])),
            says.REMOVE_IT_OR_WRITE_THE_SPEC_IN_TOML(),
        ),
        "json",
    ),
    _slip(
        r"^[^=\n]*=[ \t]*(?=\#|$)",
        lambda match: (
            says.KEY_HAS_NO_VALUE(key=excerpt(match[0].partition("=")[0].strip())),
            says.WRITE_ONE_AFTER_THE(),
        ),
        "toml",
    ),
)

_FORMAT_HELP = {
    "toml": says.A_LINE_OF_TOML_IS_KEY_VALUE(),
    "json": says.JSON_IS_TEXT_STANDS_IN_DOUBLE_QUOTES(),
}

# How the other format begins: a comment, a section or a key of TOML; an object of JSON.
_BEGINS_AS_TOML = re.compile(r"\s*(?:#|\[[A-Za-z_]|[A-Za-z_][\w.\-]*[ \t]*=)")
_BEGINS_AS_JSON = re.compile(r"\s*\{")


def syntax_fault(text: str, syntax: Syntax, offset: int | None, message: str) -> Fault:
    """Explain where a parser stopped; ``message`` is its own sentence, used to tell the cases apart."""
    if "digits" in message and (found := _TOO_MANY_DIGITS.search(text)):
        return number_fault(found[0], says.THE_NUMBER()).at("", *_at(text, found.start()))
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
                says.DUPLICATE_KEY_TWICE_ON_LINE(key=excerpt(key), line=first.line)
                if first.line == second.line
                else says.DUPLICATE_KEY_LINES_FIRST_AND_SECOND(
                    key=excerpt(key), first=first.line, second=second.line
                )
            )
            return Fault(
                "F01",
                title,
                because=says.NOTHING_TELLS_WHICH_OF_THE_TWO_IS_MEANT(),
                help=says.REMOVE_ONE_OF_THEM(),
                key=key,
            ).at("", second.line, second.column)
        seen[key] = offset
    return None


def _other_format(text: str, syntax: Syntax) -> Fault | None:
    """Recognise JSON in a file named .toml, and TOML in a file named .json."""
    if syntax == "toml" and _BEGINS_AS_JSON.match(text):
        title, help_ = says.THE_FILE_IS_JSON_AND_ITS_NAME_ENDS_IN_TOML(), says.LET_ITS_NAME_END_IN_JSON()
    elif syntax == "json" and _BEGINS_AS_TOML.match(text):
        title, help_ = says.THE_FILE_IS_TOML_AND_ITS_NAME_ENDS_IN_JSON(), says.LET_ITS_NAME_END_IN_TOML()
    else:
        return None
    return Fault("F01", title, because=says.THE_ENDING_OF_ITS_NAME_TELLS_HOW_A_FILE(), help=help_)


_Said = tuple[Sentence, Sentence, int]


def _at(text: str, offset: int) -> tuple[int, int]:
    place = place_at(text, offset)
    return place.line, place.column


def _string(text: str, syntax: Syntax, offset: int, message: str) -> _Said | None:
    if message.startswith(("Unescaped", "Invalid \\", "Invalid hex", "Escaped character")):
        return (
            says.A_BACKSLASH_IN_DOUBLE_QUOTES_STANDS(),
            says.WRITE_IT_TWICE(),
            offset,
        )
    illegal = message.startswith(("Illegal character", "Invalid control character"))
    if illegal and text[offset : offset + 1] not in ("\n", ""):
        code = f"U+{ord(text[offset]):04X}"
        return says.THE_TEXT_HOLDS_AN_INVISIBLE_CHARACTER_CODE(code=code), says.REMOVE_IT(), offset
    if illegal or message.startswith("Unterminated string"):
        quote = last_string(text[: offset + 1].rstrip("\n") if illegal else text, syntax)
        offset = min(x for x in (text.find("\n", quote), len(text)) if x >= 0)
        return (
            says.THE_QUOTE_IN_FOUND_IS_NEVER_CLOSED(found=excerpt(text[quote:offset])),
            says.CLOSE_IT_ON_THE_SAME_LINE(),
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
        says.A_COMMA_IS_MISSING_BETWEEN_FIRST_AND_SECOND(first=left, second=right),
        says.WRITE_FIRST_SECOND(first=left, second=right),
        offset,
    )


def _last_comma(text: str, offset: int) -> _Said | None:
    """Find a comma before a closing bracket; parsers stop at the one or at the other."""
    if text[offset : offset + 1] in ("]", "}"):
        offset = len(text[:offset].rstrip()) - 1
    if offset < 0 or not (found := re.match(r",\s*([\]}])", text[offset:])):
        return None
    return (
        says.THERE_IS_A_COMMA_BEFORE_BRACKET(bracket=found[1]),
        says.REMOVE_THE_LAST_COMMA(),
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
            return says.THERE_IS_ONE_BRACKET_TOO_MANY(bracket=text[place]), says.REMOVE_IT(), place
    return None


def _open_bracket(text: str, syntax: Syntax) -> _Said | None:
    opened = unclosed(text, syntax)
    if opened is None:
        return None
    line = place_at(text, opened).line
    closing = "]" if text[opened] == "[" else "}"
    return (
        says.THE_BRACKET_OF_LINE_IS_NEVER_CLOSED(bracket=text[opened], line=line),
        says.ADD_THE_MISSING_BRACKET(bracket=closing),
        opened,
    )


def _unknown(text: str, syntax: Syntax, offset: int) -> _Said:
    found = text[offset : offset + 60].partition("\n")[0].strip()
    return (
        says.FOUND_IS_NOT_UNDERSTOOD_HERE(found=excerpt(found)) if found else says.THE_TEXT_ENDS_TOO_EARLY(),
        _FORMAT_HELP[syntax],
        offset,
    )


def _row(text: str, syntax: Syntax, offset: int) -> Sentence | None:
    """Name the row of a matrix that ``offset`` stands in."""
    opened = unclosed(text[:offset], syntax)
    if opened is None or text[opened] != "[":
        return None
    if found := re.fullmatch(r"(.*?)\[(\d+)\]\[\d+\]", _inside(text, syntax, offset)):
        return says.IT_IS_IN_ROW_OF_KEY(row=found[2], key=excerpt(found[1]))
    return None


def _inside(text: str, syntax: Syntax, offset: int) -> str:
    """Name the key or the entry that begins last before ``offset``."""
    inside = ""
    for key, start in key_places(text[: offset + 1], syntax):
        if start <= offset:
            inside = key
    return inside
