"""A fault as text: what was attempted, where, with what, why it fails, one repair.

error[S02]: W_ih x_t does not fit
  --> i_am_here.toml:7
  W_ih   3 × 2   (hidden_size 3, input_size 2)
  x_t    3       one-hot over: i, am, here
  W_ih has 2 columns, x_t has 3 entries.
  help: the transpose (2 × 3) fits x_t, and W_hh and b, which have hidden size 2.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from tutor.language.faults import Fault, Operand, Pattern
from tutor.language.languages import Language

# Excerpts of a longer line show this many characters around the column.
EXCERPT = 88

_COLOURS: Mapping[str, str] = MappingProxyType(
    {"error": "1;31", "warning": "1;33", "note": "1;36", "place": "34", "help": "1;32"}
)
_SEVERITIES: Mapping[str, Pattern] = MappingProxyType(
    {
        "error": Pattern("error", "오류"),
        "warning": Pattern("warning", "경고"),
        "note": Pattern("note", "참고"),
    }
)
_HELP = Pattern("help", "도움말")
_JOINERS = "\u200c\u200d"


def message(
    fault: Fault, language: Language, *, source: str | Sequence[str] | None = None, colour: bool = False
) -> str:
    """Say a fault in a language, without a line break at the end.

    Args:
        fault: what is wrong.
        language: the reader's.
        source: the text of the file, or its lines; where line and column are known, the line is shown with
            carets.
        colour: whether to mark the severity, the place and the help with terminal colours.

    Whatever a person wrote is shown, never obeyed: control characters become visible.

    >>> from tutor.language.faults import Pattern
    >>> empty = Pattern("word {n} is empty", "{n}번째 단어가 비어 있습니다")
    >>> print(message(Fault("V02", empty(n=2), help=Pattern("remove it", "지우세요")()), Language("en")))
    error[V02]: word 2 is empty
      help: remove it
    """

    def painted(text: str, kind: str) -> str:
        return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if colour else text

    severity = painted(f"{language.gettext(_SEVERITIES[fault.severity])}[{fault.code}]", fault.severity)
    lines = [f"{severity}: {visible(language.say(fault.title))}"]
    if fault.file:
        numbers = (fault.line, fault.column) if fault.where is None else ()
        place = ":".join(map(str, filter(None, (visible(fault.file), *numbers))))
        place += f", {language.say(fault.where)}" if fault.where is not None else ""
        lines.append(f"  {painted('-->', 'place')} {place}")
    if source is not None and fault.line and fault.column:
        carets = fault.carets or ((fault.column, fault.column + 1),)
        texts = source.split("\n") if isinstance(source, str) else source
        margin = str(fault.line) if fault.where is None else ""
        lines += _excerpt(texts, fault.line, fault.column, carets, margin)
    lines += _table(fault.operands, language)
    if fault.because:
        lines.append(f"  {visible(language.say(fault.because))}")
    if fault.help:
        word = painted(f"{language.gettext(_HELP)}:", "help")
        lines.append(f"  {word} {visible(language.say(fault.help))}")
    return "\n".join(lines)


def visible(text: str) -> str:
    r"""Show characters that a terminal would obey or hide: escapes, line breaks, bidirectional controls.

    >>> visible("a\x1b[31mb"), visible("나는")
    ('a<U+001B>[31mb', '나는')
    """
    return "".join(f"<U+{ord(each):04X}>" if _is_hidden(each) else each for each in text)


def width(text: str) -> int:
    r"""Count the columns that ``text`` takes on a terminal: two for a Korean syllable, none for an accent.

    >>> width("am"), width("나는"), width("e\u0301")
    (2, 4, 1)
    """
    return sum(
        0
        if unicodedata.category(each) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(each) in "WF"
        else 1
        for each in text
    )


def padded(text: str, columns: int) -> str:
    """Fill ``text`` with spaces to a number of columns."""
    return text + " " * (columns - width(text))


def _is_hidden(character: str) -> bool:
    return character not in _JOINERS and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _table(operands: Sequence[Operand], language: Language) -> Iterator[str]:
    """Align symbols and sizes in columns."""
    rows = [
        (visible(each.symbol), visible(each.size), visible(language.say(each.remark)) if each.remark else "")
        for each in operands
    ]
    symbols = max((width(symbol) for symbol, _, _ in rows), default=0)
    sizes = max((width(size) for _, size, _ in rows), default=0)
    for symbol, size, remark in rows:
        yield f"  {padded(symbol, symbols)}   {padded(size, sizes)}   {remark}".rstrip()


def _excerpt(
    lines: Sequence[str], line: int, column: int, carets: Sequence[tuple[int, int]], margin: str
) -> Iterator[str]:
    """Show the line with carets under what is meant, cut to what fits beside the column."""
    if line > len(lines):
        return
    text = lines[line - 1].rstrip("\r").replace("\t", " ")
    start = max(0, column - 1 - EXCERPT // 2) if len(text) > EXCERPT else 0
    shown = text[start : start + EXCERPT]
    before, after = "…" * (start > 0), "…" * (start + EXCERPT < len(text))
    marks = " " * len(before)
    for place, character in enumerate(f"{shown} ", start=start + 1):
        pointed = any(begin <= place < end for begin, end in carets)
        marks += ("^" if pointed else " ") * width(visible(character))
    yield f"  {margin} | {before}{visible(shown)}{after}"
    yield f"  {' ' * len(margin)} | {marks.rstrip()}"
