r"""The Typst target: pages of paper.

Whatever is no formula is written as a string, which Typst shows as it is: one escape function,
:func:`quoted`. The template ``document.typ.j2`` defines the few functions that are called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from tutor.documents.document import (
    Bars,
    Blank,
    Block,
    BoxRows,
    Card,
    Columns,
    Display,
    Document,
    Drawing,
    Fold,
    Given,
    Givens,
    Grid,
    Heat,
    Inline,
    Legend,
    Line,
    Picture,
    Score,
    Sign,
    Step,
    Table,
)
from tutor.documents.drawings.bars import bars_typst
from tutor.documents.drawings.picture import typst
from tutor.documents.drawings.scene import Label
from tutor.documents.drawings.scene_typst import scene_typst
from tutor.documents.formats.paper_tables import boxes_typst, given_typst, grid_typst, heat_typst, score_typst
from tutor.documents.formats.plain_text import plain_text
from tutor.documents.formats.targets import PIECES, Finished, Mark, Target, parsed
from tutor.documents.formulas.printer import BREAK
from tutor.documents.palette import OUTCOMES, ROLES, SHADES, SOFT
from tutor.documents.plain_blocks import plain_blocks
from tutor.documents.tables import PAGE_DIGITS, divided, missing_digits
from tutor.language.faults import Sentence
from tutor.language.languages import fill

# A formula with more characters may be wider than the page: its width is measured.
LONG_FORMULA = 90
ROOM_OF_A_BOX = 8
# Given numbers in so many rows stand on every page.
MOST_REPEATED = 12
# So many lines stay on one page.
LINES_TOGETHER = 12
# An inline formula, or a word, with more characters may go on in the next line.
LONG_IN_A_LINE = 60
LONG_WORD, PART_OF_A_WORD = 40, 24
# What is shorter stays in one line with the particle behind it.
SHORT = 60

_ESCAPED = re.compile(r'[\\"]')
_LINE = re.compile(r"([^&]*)&(\S*) (.*)", re.DOTALL)
_SYLLABLES = re.compile("[가-힣]")
_NUMBER = re.compile(r"-?\d+([.,]\d*)?")

# Letters that Typst's own fonts have; Hangul; the other letters of Korean fonts, where one is at hand.
_OWN = (
    " -~\u00a0-\u034e\u0350-\u04ff\u0531-\u05f7\u0621-\u063a\u0640-\u0655\u0660-\u066d\u06cc\u06f0-\u06f9"
    "\u0900-\u097f\u10d0-\u10ff\u1d00-\u200d\u2010-\u2027\u202f-\u2064\u2070-\u2151\u2190-\u23ff"
    "\u2460-\u262f\u27c0-\u2bff\ufb00-\ufb4f"
)
_HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
_ASIAN = "\u2e80-\u3130\u318f-\ua4cf\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_OTHER = re.compile(f"([{_ASIAN}]+)|[^{_OWN}{_HANGUL}{_ASIAN}\t\n]+")


def quoted(text: str) -> str:
    r"""Write a text as a string, in which only two characters mean something.

    >>> print(quoted('#import "a" \\ $x$'))
    "#import \"a\" \\ $x$"
    """
    text = _ESCAPED.sub(r"\\\g<0>", text)
    return '"' + text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


class Paper(Target):
    """Typst, for PDF."""

    template = "document.typ.j2"
    kept = (Step, Line, Grid, Legend, Givens, Columns, BoxRows, Score, Card, Fold, Heat)

    def constants(self, document: Document) -> Mapping[str, object]:
        """Give the colours of the roles."""
        return {
            "roles": [*ROLES.items()],
            "outcomes": [*OUTCOMES.items()],
            "shades": [tint for _, tint in SHADES],
            "soft": SOFT,
            "together": LINES_TOGETHER,
            "paper": self.paper,
        }

    def laid_out(self, blocks: Iterable[Block]) -> Iterator[Block | Mark]:
        """Put marks around what holds blocks; divide tables that are wider than the page."""
        for block in blocks:
            match block:
                case Table():
                    yield from divided(block, self.digits(PAGE_DIGITS))
                case Step(title, anchor, notes, reads, inside):
                    told = [[self.inline(note)] for note in (*notes, *([] if reads is None else [reads]))]
                    yield Mark("begin step", self.inline(title), anchor, told)
                    yield from self.laid_out(plain_blocks(inside, self.kept))
                    yield Mark("end step")
                case Columns(columns, widths):
                    yield Mark("begin columns", caption="".join(f"{each:g}fr, " for each in widths))
                    for column in columns:
                        yield Mark("begin column")
                        yield from self.laid_out(plain_blocks(column, self.kept))
                        yield Mark("end column")
                    yield Mark("end columns")
                case Givens(tables):
                    yield from self._givens(tables)
                case Card(outcome, title, inside):
                    yield Mark("piece", f'#card("{outcome}", [{self.inline(title)}])[')
                    yield from self.laid_out(plain_blocks(inside, self.kept))
                    yield Mark("piece", "]")
                case Fold(title, status, inside, _, anchor):
                    call = "fold" if anchor else "rest"
                    yield Mark("piece", f"#{call}([{self.inline(title)}], [{self.inline(status)}])[")
                    yield from self.laid_out(plain_blocks(inside, self.kept))
                    yield Mark("piece", "]")
                case _:
                    yield block

    def _givens(self, tables: Sequence[tuple[Inline | None, Given]]) -> Iterator[Block | Mark]:
        """Put the tables side by side on top of what follows; formulas stand where there are no tables."""
        shown = [(title, given) for title, given in tables if given.groups]
        if shown:
            rows = max(len(given.rows) for _, given in shown)
            pieces = [given_typst(self, title, given) for title, given in shown]
            yield Mark("givens", "\n".join(pieces), "true" if rows <= MOST_REPEATED else "false")
        for _, given in tables:
            yield from given.left_out if given.groups else given.formulas

    def finish(self, block: Block | Mark) -> Finished:
        """Write every text; what may be wider than the page is measured, decimal points are aligned."""
        match block:
            case Line(role, whole, entries):
                lines = entries.text.split(" \\\n") if entries else []
                return Finished(
                    "line",
                    ", ".join(f"$display({piece})$" for piece in whole.text.split(BREAK)),
                    caption=role or "sum",
                    rows=[[each] for each in lines],
                )
            case Grid():
                return Finished("grid", grid_typst(self, block))
            case Score():
                return Finished("piece", score_typst(self, block))
            case Heat():
                return Finished("piece", heat_typst(self, block))
            case BoxRows(boxes, _, is_alone):
                return Finished("grid", boxes_typst(self, boxes, is_alone=is_alone))
            case Legend(formulas, keys):
                rows = [[key.role, self.math(key.formula.text), self.inline(key.meaning)] for key in keys]
                return Finished("legend", formulas.text, rows=rows)
        if isinstance(block, Table):
            block = block._replace(rows=[*block.rows])
        finished = super().finish(block)
        if isinstance(block, Display):
            lines = block.text.split(" \\\n") if block.aligned else [block.text]
            goes_on = len(lines) > LINES_TOGETHER
            if block.aligned and not block.breakable and not goes_on:
                return finished._replace(text=_line_by_line(lines))
            return finished._replace(
                kind="written out" if block.breakable else "display",
                breakable=goes_on,
                caption=("narrow" if goes_on else "fitted")
                if max(map(_length, lines)) > LONG_FORMULA
                else "",
            )
        if isinstance(block, Table):
            columns = map(_column, zip(*block.rows, strict=True), zip(*finished.rows, strict=True))
            return finished._replace(rows=list(zip(*columns, strict=True)))
        return finished

    @staticmethod
    def text(text: str) -> str:
        """Write words of ours."""
        return f"#{quoted(text)};" if text else ""

    def literal(self, text: str) -> str:
        """Write running text that a person wrote; no ligature, no command."""
        return _shown("lit", text)

    def verbatim(self, text: str) -> str:
        """Write a word in typewriter letters; a long one may go on in the next line."""
        return "".join(_in_parts(text)) if len(text) > LONG_WORD else _shown("raw", text)

    def code(self, text: str) -> str:
        """Write a name in typewriter letters."""
        return self.verbatim(text)

    def math(self, text: str) -> str:
        """Write an inline formula; a long list in it may go on in the next line."""
        if len(text) > LONG_IN_A_LINE:
            text = text.replace("\\, ", "\\,$ $")
        return f"${text}$"

    def blank(self, blank: Blank) -> str:
        """Write a box, or one with its answer."""
        return f"#field({blank.room})[{self.literal(blank.answer) if blank.answer else ''}];"

    def picture(self, picture: Picture | Bars) -> str:
        """Draw a picture, with its caption for whoever does not see it."""
        told = quoted(plain_text(picture.caption, self.language))
        return f"#described({told})[{self._drawn(picture)}]"

    def _drawn(self, picture: Picture | Bars) -> str:
        if isinstance(picture, Bars):
            return bars_typst(picture.bars, [self.literal(label) for label, _ in picture.bars], picture.most)
        words = [(word, self.literal(word)) for word in picture.words]
        return typst(picture.series, picture.first, words, decimal_comma=picture.decimal_comma)

    def drawing(self, drawing: Drawing) -> str:
        """Draw a drawing."""
        words = {
            label.text: self.literal(label.text)
            for label in drawing.scene.items
            if isinstance(label, Label) and isinstance(label.text, str)
        }
        told = quoted(plain_text(drawing.told, self.language))
        return scene_typst(drawing.scene, words, told)

    def shape(self, sign: Sign) -> str:
        """Write a sign in its colour."""
        return f'#sign("{sign.outcome}");'

    def sign(self, sign: Sign) -> str:
        """Write a sign and its word; no line ends between them."""
        return f"#box[{super().sign(sign)}];"

    def link(self, written: str, anchor: str) -> str:
        """Write text that leads to a place of the page."""
        return f"#leads-to({quoted(anchor)})[↑ {written}];"

    def _sentence(self, sentence: Sentence) -> str:
        """Say a sentence; in Korean, a line never ends within a word or before its particle."""
        if self.language.code != "ko":
            return super()._sentence(sentence)
        return "".join(_in_words(self._pieces(sentence)))

    def _pieces(self, sentence: Sentence) -> Iterator[tuple[str, bool]]:
        """Give the parts of a sentence in order, each with whether it is plain words."""
        for words, name, spec in parsed(self.language.gettext(sentence.pattern), str):
            if words:
                yield words, True
            if name is None:
                continue
            value = sentence.values[name]
            if isinstance(value, Sentence) and not spec:
                yield from self._pieces(value)
            elif isinstance(value, PIECES):
                yield (fill(self.inline(value), spec) if spec else self.inline(value)), False
            else:
                yield fill(value, spec), True


def _in_words(pieces: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """Put what stands between two spaces into a box, where it holds Hangul; a box is never broken."""
    word: list[tuple[str, bool]] = []
    for piece, is_plain in pieces:
        if is_plain:
            first, *others = piece.split(" ")
            word.append((first, True))
            for other in others:
                yield from (_boxed(word), " ")
                word = [(other, True)]
        elif len(piece) <= SHORT:
            word.append((piece, False))
        else:
            yield from (_boxed(word), piece)
            word = []
    yield _boxed(word)


def _boxed(word: Sequence[tuple[str, bool]]) -> str:
    text = "".join(
        Paper.text("".join(piece for piece, _ in run)) if is_plain else "".join(piece for piece, _ in run)
        for is_plain, run in groupby(word, key=itemgetter(1))
    )
    if not _SYLLABLES.search(text):
        return text
    return f"#box({text[1:-1]});" if all(is_plain for _, is_plain in word) else f"#box[{text}];"


def _in_parts(text: str) -> Iterator[str]:
    """Write typewriter letters that may go on in the next line where there is no space for long."""
    for part in re.findall(rf"\S{{{LONG_WORD + 1},}}|.+?(?=\S{{{LONG_WORD + 1},}}|$)", text, re.DOTALL):
        if " " in part or len(part) <= LONG_WORD:
            yield _shown("raw", part)
            continue
        starts = range(0, len(part), PART_OF_A_WORD)
        yield "#sym.zws;".join(_shown("raw", part[start : start + PART_OF_A_WORD]) for start in starts)


def _shown(call: str, text: str) -> str:
    """Write what a person wrote; letters that no font may have with their numbers, to be shown instead."""
    parts, start = [], 0
    for found in _OTHER.finditer(text):
        if found.start() > start:
            parts.append(f"#{call}({quoted(text[start : found.start()])});")
        codes = quoted(" ".join(f"U+{ord(letter):04X}" for letter in found[0]))
        parts.append(_asian(call, found[0], codes) if found[1] else f"#{call}({codes});")
        start = found.end()
    if start < len(text) or not parts:
        parts.append(f"#{call}({quoted(text[start:])});")
    return "".join(parts)


def _asian(call: str, letters: str, codes: str) -> str:
    """Write letters of East Asia; those that KS X 1001 lacks are in few Korean fonts."""
    try:
        letters.encode("euc_kr")
    except UnicodeEncodeError:
        return f"#rare({call}, {quoted(letters)}, {codes});"
    return f"#asian({call}, {quoted(letters)}, {codes});"


def _length(formula: str) -> int:
    """Tell about how many characters wide a formula is at most."""
    return len(formula) + ROOM_OF_A_BOX * (formula.count("gap") + formula.count("filled("))


def _line_by_line(lines: Sequence[str]) -> str:
    """Let each long line of aligned formulas fit the page by itself, so that the others keep their size."""
    left = lines[0].partition("&")[0].strip()
    return " \\\n".join(_fitted(line, left) for line in lines)


def _fitted(line: str, left: str) -> str:
    if _length(line) <= LONG_FORMULA:
        return line
    found = _LINE.fullmatch(line)
    assert found, "every line has a relation"
    side, relation, right = found.groups()
    return f"{side}&{relation} #fit(${left}$, $display({right})$)"


def _column(cells: Sequence[Inline], written: Sequence[str]) -> Sequence[str]:
    """Set the numbers of a column so that their points are below each other, with a proper minus."""
    numbers = [isinstance(cell, str) and _NUMBER.fullmatch(cell) is not None for cell in cells]
    if not all(numbers):
        return [
            text.replace("-", "−") if is_number else text
            for text, is_number in zip(written, numbers, strict=True)
        ]
    texts = [str(cell).replace("-", "−") for cell in cells]
    return [
        f"{text}#hide[{digits}]" if digits else text
        for text, digits in zip(texts, missing_digits(texts), strict=True)
    ]
