"""Blocks that hold others, as headings, formulas, tables and paragraphs where a format has no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tutor.documents import document_messages as says
from tutor.documents.document import (
    Block,
    BoxRows,
    Card,
    Columns,
    Fold,
    Givens,
    Heading,
    Heat,
    Inline,
    Legend,
    Line,
    OnKey,
    Paragraph,
    Part,
    Question,
    Remark,
    Score,
    Step,
    Table,
    points_said,
)

SECTION_LEVEL = 2
# A question is a heading of this level where a format has nothing of its own for it.
QUESTION_LEVEL = 3


def plain_blocks(blocks: Iterable[Block], kept: tuple[type[Block], ...] = ()) -> Iterator[Block]:
    """Write what holds other blocks as headings, formulas and paragraphs, but for kinds that are ``kept``.

    >>> from fractions import Fraction
    >>> from tutor.documents.document import Display
    >>> [*plain_blocks([Question("Step 1", Fraction(2), [Part(Fraction(2), Display("h"))])])][1]
    Display(text='h', aligned=False, breakable=False)
    """
    for block in blocks:
        if isinstance(block, kept):
            yield block
            continue
        match block:
            case Question(title, points, inside):
                if points:
                    title = says.TITLE_POINTS(title=title, points=points_said(points))
                yield Heading(QUESTION_LEVEL, title)
                yield from plain_blocks(inside, kept)
            case OnKey(inside):
                yield from plain_blocks(inside, kept)
            case Part(display=display):
                yield display
            case BoxRows(blocks=inside):
                yield from plain_blocks(inside, kept)
            case Step(title, _, notes, _, inside):
                yield Heading(QUESTION_LEVEL, title)
                yield from map(Paragraph, notes)
                yield from plain_blocks(inside, kept)
            case Line(_, whole, entries):
                yield whole
                if entries is not None:
                    yield entries
            case Legend(formulas=formulas):
                yield formulas
            case Givens(tables):
                for _, given in tables:
                    yield from given.formulas
            case Columns(columns):
                for column in columns:
                    yield from plain_blocks(column, kept)
            case Score():
                yield from _score(block)
            case Card(_, title, inside):
                yield Heading(SECTION_LEVEL, title)
                yield from plain_blocks(inside, kept)
            case Fold(title, status, inside, _, anchor):
                shown = says.TITLE_STATUS(title=title, status=status) if status else title
                yield Heading(SECTION_LEVEL, shown) if anchor else Paragraph(shown)
                yield from plain_blocks(inside, kept)
            case Heat(header, rows):
                cells = [[title, *map(_share, shares)] for title, shares in rows]
                yield Table(("", *header), cells, (False, *(True for _ in header)))
            case _:
                yield block


def _score(score: Score) -> Iterator[Block]:
    """Say the points; the grid is a table of signs, and below it stands what they mean."""
    yield Remark(score.of)
    if not score.rows:
        return
    rows = [[title, *cells, *("" for _ in score.header[len(cells) :])] for title, _, cells in score.rows]
    yield Table(("", *score.header), rows, tuple(False for _ in rows[0]))
    legend: Inline = score.legend[0]
    for each in score.legend[1:]:
        legend = says.SIGN_SIGN(before=legend, sign=each)
    yield Paragraph(legend)


def _share(share: tuple[int, int] | None) -> Inline:
    """Say how many percent are right, and how many went wrong there first."""
    if share is None:
        return ""
    percent, starts = share
    return says.PERCENT_STARTS(percent=percent, starts=starts) if starts else str(percent)
