r"""Sheets in LaTeX, with the class exam: sheet and key are one source, which \printanswers makes the key.

What stands on a key alone stands between \ifprintanswers and \fi, and every answer in a box that shows it
only there. A sheet's own source holds no answers at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tutor.documents import document_messages as says
from tutor.documents.document import (
    Blank,
    Block,
    BoxColumn,
    BoxRows,
    Display,
    Document,
    Givens,
    Heading,
    Inline,
    OnKey,
    Paragraph,
    Part,
    Question,
    Source,
    points_said,
)
from tutor.documents.formats.latex import Latex, LatexTex
from tutor.documents.formats.targets import Mark
from tutor.documents.paper_sizes import A4, PaperSize
from tutor.documents.plain_blocks import plain_blocks
from tutor.language.languages import Language


class ExamTex(LatexTex):
    """Writes mathematics in which the answers are shown on the key only."""

    def blank(self) -> str:
        """Write an empty box, with room for one number."""
        return r"\answerbox{}"

    def answer(self, text: str) -> str:
        """Write a number in such a box."""
        return f"\\answerbox{{{self.with_mark(text)}}}"

    def on_key(self, sheet: str, key: str) -> str:
        r"""Write what a key has in place of what a sheet has.

        >>> ExamTex().on_key("=", r"\approx")
        '\\ifprintanswers\\approx\\else =\\fi'
        """
        return f"\\ifprintanswers{key}\\else {sheet}\\fi"


class Exam(Latex):
    """LaTeX for XeLaTeX with the class exam; ``is_key``: the answers are shown."""

    template = "sheet.tex.j2"
    kept = (Question, Part, OnKey, BoxRows, Givens)

    def __init__(self, language: Language, *, is_key: bool = False, paper: PaperSize = A4) -> None:
        super().__init__(language, paper=paper)
        self.is_key = is_key

    def constants(self, document: Document) -> Mapping[str, object]:
        """Give the class its words for points, and tell whether the answers are shown."""
        gettext = self.language.gettext
        words = {name: gettext(pattern).removeprefix("{n}").strip() for name, pattern in _POINTS.items()}
        return {**super().constants(document), **words, "is_key": "yes" if self.is_key else ""}

    def laid_out(self, blocks: Iterable[Block]) -> Iterator[Block | Mark]:
        """Put questions into the environment of the class; what stands between them has the full width."""
        begun = False
        waiting: list[Block] = []
        for block in blocks:
            if isinstance(block, Question):
                if not begun:
                    yield Source(r"\begin{questions}")
                begun = True
                yield Source(r"\begin{together}")
                yield from self._full_width(waiting)
                yield from self._question(block)
                yield Source(r"\end{together}")
                waiting = []
            else:
                if not begun and isinstance(block, Heading):
                    for earlier in waiting:
                        yield from self._plain(earlier)
                    waiting = []
                waiting.append(block)
        if begun:
            yield Source(r"\end{questions}")
        for block in waiting:
            yield from self._plain(block)

    def _full_width(self, blocks: Sequence[Block]) -> Iterator[Block | Mark]:
        """Lay out what stands between questions; it stays with the next one."""
        if blocks:
            yield Source(r"\fullwidth{%")
            for block in blocks:
                yield from self._plain(block)
            yield Source("}")

    def _plain(self, block: Block) -> Iterator[Block | Mark]:
        if isinstance(block, Givens):
            formulas = [formula for _, given in block.tables for formula in given.formulas]
            yield from super().laid_out(formulas)
            rows = (
                f"\\sbox{{\\formula}}{{$\\displaystyle {each.text}$}}\\drawn{{\\textwidth}}"
                for each in formulas
            )
            yield Source("\\repeated{" + "\\\\[1mm]\n".join(rows) + "}")
        elif isinstance(block, OnKey):
            yield Source(r"\ifprintanswers")
            yield from super().laid_out(plain_blocks(block.blocks))
            yield Source(r"\fi")
        else:
            yield from super().laid_out(plain_blocks([block]))

    def _question(self, question: Question) -> Iterator[Block | Mark]:
        whole = question.points.denominator == 1
        points = f"[{question.points}]" if question.points and whole else ""
        title = question.title
        if question.points and not whole:
            title = says.TITLE_POINTS(title=title, points=points_said(question.points))
        yield Source(f"\\question{points} \\textbf{{{self.inline(title)}}}\\par\\nobreak")
        in_parts = False
        for block in plain_blocks(question.blocks, (Part, OnKey, BoxRows)):
            if isinstance(block, Part):
                if not in_parts:
                    yield Source(r"\begin{parts}")
                in_parts = True
                yield Source(self._part(block))
            elif in_parts and isinstance(block, Display):
                yield Source(f"\\par\n{_in_line(block)}")
            elif in_parts and isinstance(block, Paragraph):
                yield Source(f"\\par\n{self.inline(block.text)}")
            else:
                if in_parts:
                    yield Source(r"\end{parts}")
                in_parts = False
                if isinstance(block, BoxRows):
                    yield Source(self._box_rows(block.columns))
                else:
                    yield from self._plain(block)
        if in_parts:
            yield Source(r"\end{parts}")

    def _box_rows(self, columns: Sequence[BoxColumn]) -> str:
        """Write rows of boxes, each an equation: over a column its line, before it its sign."""
        kinds = "".join("cc" if column.sign else "c" for column in columns)
        heads = (f"{'& ' if column.sign else ''}{self.inline(column.head)}" for column in columns)
        lines = [" & ".join(heads)]
        for cells in zip(*(column.cells for column in columns), strict=True):
            row = (
                f"{f'{self.inline(column.sign)} & ' if column.sign else ''}{self._slot(column, cell)}"
                for column, cell in zip(columns, cells, strict=True)
            )
            lines.append(" & ".join(row))
        body = " \\\\[1.5mm]\n".join(lines)
        return f"\\begin{{boxrows}}{{{kinds}}}\n{body}\n\\end{{boxrows}}"

    def _slot(self, column: BoxColumn, cell: Inline) -> str:
        if not isinstance(cell, Blank):
            return self.inline(cell)
        return f"\\slot{{{column.role or 'plain'}}}{{{cell.answer.replace(',', ExamTex.number_comma)}}}"

    def _part(self, part: Part) -> str:
        if part.points.denominator == 1:
            return f"\\part[{part.points}] {_in_line(part.display)}"
        return f"\\part ({self.inline(points_said(part.points))}) {_in_line(part.display)}"

    def blank(self, blank: Blank) -> str:
        """Draw a line to write on; the class shows the answer on the key."""
        return rf"\fillin[{self.literal(blank.answer)}][{blank.room * 0.6:.1f}em]"


_POINTS = {"one_point": says.N_POINT, "several_points": says.N_POINTS}


def _in_line(display: Display) -> str:
    """Write a formula into a line, smaller where it is wider than the page."""
    text = f"\\begin{{aligned}}[t]\n{display.text}\n\\end{{aligned}}" if display.aligned else display.text
    return f"\\inline{{{text}}}"
