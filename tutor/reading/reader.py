"""Pasted text, Markdown or LaTeX → Work. Nothing in it is evaluated, and nothing in it can stop the reading.

text ─ tokens ─ brackets ─ grammar ─ chains ─┐
                           └ words ──────────┼─ Work
lines ─ headings ── tables ──────────────────┘
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal

from tutor.language.faults import TutorError
from tutor.reading import reading_messages as says
from tutor.reading.claims.claim import Claim
from tutor.reading.claims.scanner import Scanner
from tutor.reading.forms.spots import FileText
from tutor.reading.formulas.brackets import match_brackets
from tutor.reading.formulas.grammar import Grammar
from tutor.reading.formulas.syntax import Place
from tutor.reading.gradients import backward_pass
from tutor.reading.headings import find_headings, word_in
from tutor.reading.tables import read_tables
from tutor.reading.tokens import Token, tokenize
from tutor.reading.words import Words
from tutor.reading.work import Chain, Heading, Unreadable, Work
from tutor.record import replace

MAX_BYTES = 1 << 20
MAX_LINES = 5000

# What tells a program: it prints, has a loop, or calls a network.
_PROGRAM = re.compile(
    r"print\(|^[ \t>.]{0,80}for\s|(?i:rnn|cell|net|model|layer)\w{0,40}\(",
    re.MULTILINE,
)
_HANGUL = re.compile(r"[가-힣]+")
# A number that only a decimal comma explains, and one with a point.
_COMMA_DECIMAL = re.compile(r"(?<![\d.,])\d{1,3},\d{2,12}(?![\d,])")
_POINT_DECIMAL = re.compile(r"(?<![\d.,])\d{1,3}\.\d{1,12}(?![\d.,/])")
_DRAWING = re.compile(r"\\begin\{tikzpicture\}.*?\\end\{tikzpicture\}|\(data:[^)]*\)", re.DOTALL)
_PRINT = re.compile(r"\s*print\([^()]*\)\s*$")
# A line that prints computes nothing, in a program whose gradients stand below it.
_PRINTS = re.compile(r"\s*(?:>>> )?print\(.*\)\s*$")
_PRINTED = re.compile(r"\s*(?:#\s*)?(?:(?:tensor|array)\(|\[|[-−]?\d)")
_LATIN = re.compile(r"[A-Za-z]{3,}")


def read(written: str | FileText, *, decimal_comma: bool = False) -> Work:
    r"""Read what a person wrote.

    Args:
        written: prose with calculations in it; plain text, Markdown or LaTeX, or what a file says.
        decimal_comma: read ``0,5`` as a number; otherwise only where a text surely writes so.

    Returns:
        Everything that was found, each part with its place; see :mod:`tutor.reading.formulas.syntax`.

    Raises:
        TutorError: if the text is longer than 1 MiB or 5,000 lines.

    >>> work = read("h1 = tanh(W_hx x1 + W_hh h0 + b)\n   = [0.197, 0.380]")
    >>> work.chains[0].name.base, len(work.chains[0].segments)
    ('h', 3)
    """
    source = written if isinstance(written, FileText) else FileText(written)
    text = source.text
    _check_limits(text)
    lines = tuple(line.removesuffix("\r") for line in text.split("\n"))
    comma = decimal_comma or _has_decimal_commas(text)
    backward = backward_pass(text)
    prompts = _prompts(lines)
    stream = [
        each._replace(kind="blank") if each.kind == "newline" and each.line in prompts else each
        for each in tokenize(text, decimal_comma=comma)
    ]
    tokens, partner = match_brackets(stream + _end(len(lines)))
    grammar = Grammar(tokens, partner)
    grammar.decimal_comma = comma
    words = Words(grammar)
    headings = find_headings(lines)
    tables = read_tables(grammar)
    scanner = Scanner(tokens, partner, words, {each.place.line for each in headings}, prompts, tables.heads)
    scanner.run()
    known = {each.word for each in words.vocabulary} | {word for each in words.lists for word in each.words}
    named = [
        replace(each, word=word_in(each.text, known, alone=each.step is not None) or each.word)
        for each in headings
    ]
    named = sorted(named + _rows(tables.steps, lines, known), key=lambda each: each.place)
    starts = [each.place.line for each in named]
    claims = sorted(scanner.claims + tables.claims, key=_start)
    printing: frozenset[int] = frozenset()
    if _PROGRAM.search(text):
        from tutor.reading.programs.unrolled import unrolled

        run = unrolled(claims, lines, grammar)
        claims, printing = run.claims, run.printing
    chains = [_chain(claim, lines, starts) for claim in claims]
    return Work(
        lines=lines,
        language=_language(text),
        vocabulary=tuple(words.vocabulary),
        word_lists=tuple(words.lists),
        headings=tuple(named),
        chains=tuple(chains),
        sizes=tuple(sorted(grammar.sizes.values(), key=lambda each: each.place)),
        unreadable=tuple(
            sorted(
                [
                    *(
                        each
                        for each in scanner.unreadable
                        if each.place.line not in printing
                        and not (backward and _PRINTS.match(lines[each.place.line - 1]))
                    ),
                    *([backward] if backward else []),
                    *_left_out(source, lines),
                ],
                key=lambda each: each.place,
            )
        ),
        backward=backward.place.line if backward else None,
        spots=source.spots,
    )


def _left_out(source: FileText, lines: Sequence[str]) -> Iterator[Unreadable]:
    """Say what of a file is no text."""
    for each in source.left_out:
        line = min(each.line, len(lines))
        yield Unreadable(Place(line, 1, line, len(lines[line - 1]) + 1), each.reason, each.help)


def _has_decimal_commas(text: str) -> bool:
    """Say whether a text surely writes its decimals with commas: several of two digits, hardly a point.

    >>> _has_decimal_commas("h_1 = tanh(0,49) = 0,454"), _has_decimal_commas("h_1 = [0.454, 0.12]")
    (True, False)
    """
    commas = len(_COMMA_DECIMAL.findall(text))
    return commas > 1 and commas > 4 * len(_POINT_DECIMAL.findall(text))


def _prompts(lines: Sequence[str]) -> set[int]:
    """Find the lines of a session at a prompt, or that print, below which something is printed.

    >>> _prompts([">>> h = 0.5", ">>> h", "0.5", ">>> 2 * h", "1.0", "print(h)", "# 0.5"])
    {2, 4, 6}
    """
    prints = {at for at in range(1, len(lines)) if _PRINT.match(lines[at - 1]) and _PRINTED.match(lines[at])}
    asked = [line.lstrip().startswith(">>> ") for line in lines]
    printed = [bool(line.strip()) and not line.lstrip().startswith((">>>", "...", "```")) for line in lines]
    return prints | {at for at in range(1, len(lines)) if asked[at - 1] and printed[at]}


def _rows(steps: Mapping[int, int], lines: Sequence[str], words: Collection[str]) -> list[Heading]:
    """A row of a table opens its step, as a heading does."""
    return [
        Heading(
            Place(line, 1, line, len(lines[line - 1]) + 1),
            lines[line - 1].strip(),
            step,
            word_in(lines[line - 1], words, alone=False),
        )
        for line, step in steps.items()
    ]


def _start(claim: Claim) -> Place:
    """Where a claim is read: a value of a table in its cell."""
    return claim.read_at or claim.segments[1 if claim.origin == "table" else 0].expression.place


def _check_limits(text: str) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise TutorError(says.THE_TEXT_IS_TOO_LONG_SIZE_BYTES(size=size))
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        raise TutorError(says.THE_TEXT_IS_TOO_LONG_LINES(lines=lines, limit=MAX_LINES))


def _end(lines: int) -> list[Token]:
    return [Token("blank", "", lines, 1, 1, 1, False)] * 3


def _chain(claim: Claim, lines: Sequence[str], headings: Sequence[int]) -> Chain:
    first, last = claim.segments[0].expression.place, claim.segments[-1].expression.place
    if claim.origin == "table":
        first = last
    rest = lines[last.end_line - 1][last.end_column - 1 :]
    remark = re.split(r"[=≈|]|\\\\", rest, maxsplit=1)[0].strip(" $\t\r`,.#")
    heading = bisect.bisect_right(headings, first.line) - 1
    return Chain(
        place=first.to(last),
        segments=tuple(claim.segments),
        heading=heading if heading >= 0 else None,
        remark=remark,
        origin=claim.origin,
    )


def _language(text: str) -> Literal["ko", "en"]:
    body = _DRAWING.sub(" ", text.partition("\\begin{document}")[2] or text)
    hangul = len(_HANGUL.findall(body))
    latin = len(_LATIN.findall(re.sub(r"\\[A-Za-z]+(?:\{[a-z*]+\})?", " ", body)))
    return "ko" if hangul * 2 > latin else "en"
