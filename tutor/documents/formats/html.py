"""The HTML target: one page that needs nothing else; no script, no request, mathematics as MathML.

What a person wrote is escaped in one place. A policy in the page itself forbids scripts and requests, should
anything ever slip through.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import unescape

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
from tutor.documents.drawings.scene_svg import scene_svg
from tutor.documents.formats.html_tables import (
    boxes_html,
    given_html,
    grid_html,
    heat_html,
    labelled,
    score_html,
    sign_html,
)
from tutor.documents.formats.targets import Finished, Mark, Target, drawn
from tutor.documents.formulas.printer import BREAK
from tutor.documents.palette import style_properties
from tutor.documents.plain_blocks import plain_blocks
from tutor.documents.tables import PAGE_DIGITS, divided
from tutor.language.faults import Sentence
from tutor.language.resources import template_folder

# What HTML reads as its own, and the control characters that it cannot show.
_SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_CONTROL = (code for code in (*range(32), *range(0x7F, 0xA0)) if code not in (9, 10))
_ESCAPES = str.maketrans(_SPECIAL | {chr(code): "\N{REPLACEMENT CHARACTER}" for code in _CONTROL})
_TAG = re.compile("<[^>]*>")
_NUMBER = re.compile(r"-?\d+(?:[.,](?P<decimals>\d+))?")
# A formula before a particle; only a word joiner keeps the two in one line.
_BEFORE_PARTICLE = re.compile("</math>(?=[가-힣])")

# An inline formula with more characters may go on in the next line behind a comma.
LONG_IN_A_LINE = 600
# A formula with more characters may be wider than a page of paper, where A4 has room for so many digits.
LONG_FORMULA = 1_500
FORMULA_DIGITS = 88
# What is wider may have to be scrolled on a telephone, with keys as well.
TELEPHONE_DIGITS = 26
FOCUSABLE = ' tabindex="0"'
# In digits: what stands between two columns of a matrix, around all of them, around a sign.
COLUMN_GAP, MARGINS, SIGN_GAP = 2.0, 2.0, 1.8
# What has no width of its own: the size below a term, the sign that a function is applied.
_UNSEEN = re.compile("(?<=<mo>⏟</mo></munder>)<mrow>.*?</mrow>|<mo>(?:⏟|&#x2061;)</mo>")
# Given numbers in so few rows are always in sight on a screen; with so many they are on paper's every page.
LOW, TALL = 4, 16
# More lines written out are a table of formulas, which may go over the end of a page.
LINES_TOGETHER = 24


class Html(Target):
    """HTML for a browser, on a screen of any width and on paper."""

    template = "document.html.j2"
    kept = (Step, Line, Grid, Legend, Givens, Columns, BoxRows, Score, Card, Fold, Heat)

    def constants(self, document: Document) -> Mapping[str, object]:
        """Give the font of the formulas, the colours, and what stands at the foot of every page of paper."""
        foot = "" if document.footer is None else _plain(self.inline(document.footer))
        return {
            "font": _font(),
            "colours": style_properties(),
            "paper": self.paper.css,
            "foot": "".join(f"\\{ord(letter):06x}" for letter in foot),
        }

    def laid_out(self, blocks: Iterable[Block]) -> Iterator[Block | Mark]:
        """Put marks around what holds blocks; divide tables that are wider than a page of paper."""
        for block in blocks:
            match block:
                case Table():
                    yield from divided(block, self.digits(PAGE_DIGITS))
                case Step(title, anchor, notes, reads, inside):
                    told = [[self.inline(note), ""] for note in notes]
                    if reads is not None:
                        told.append([self.inline(reads), "reads"])
                    yield Mark("begin step", self.inline(title), anchor, told)
                    yield from self.laid_out(plain_blocks(inside, self.kept))
                    yield Mark("end step")
                case Columns(columns, widths):
                    yield Mark("begin columns")
                    for at, column in enumerate(columns):
                        share = f' style="flex: {widths[at]:g} 1 20rem"' if widths else ""
                        yield Mark("begin column", caption=share)
                        yield from self.laid_out(plain_blocks(column, self.kept))
                        yield Mark("end column")
                    yield Mark("end columns")
                case Givens(tables):
                    yield from self._givens(tables)
                case Card(outcome, title, inside):
                    name = self.inline(title)
                    yield Mark("piece", f'<section class="notice is-{outcome}"><h2>{name}</h2>')
                    yield from self.laid_out(plain_blocks(inside, self.kept))
                    yield Mark("piece", "</section>")
                case Fold(blocks=inside):
                    yield Mark("piece", self._folded(block))
                    yield from self.laid_out(plain_blocks(inside, self.kept))
                    yield Mark("piece", "</div></details>")
                case _:
                    yield block

    def _givens(self, tables: Sequence[tuple[Inline | None, Given]]) -> Iterator[Block | Mark]:
        """Put the tables side by side on top of what follows; formulas stand where there are no tables."""
        shown = [(title, given) for title, given in tables if given.groups]
        if shown:
            rows = max(len(given.rows) for _, given in shown)
            pieces = [given_html(self, title, given) for title, given in shown]
            yield Mark("givens", "\n".join(pieces), "long" if rows > TALL else "tall" if rows > LOW else "")
        for _, given in tables:
            yield from given.left_out if given.groups else given.formulas

    def _folded(self, fold: Fold) -> str:
        """Begin what is folded; a browser opens it for whoever is led to its inside."""
        title, status = self.inline(fold.title), self.inline(fold.status)
        opened = " open" if fold.is_open else ""
        if not fold.anchor:
            return f'<details class="rest"{opened}><summary>{title} {status}</summary><div>'
        return (
            f'<details class="fold"{opened}><summary><h2>{title}</h2> {status}</summary>'
            f'<div id="{fold.anchor}">'
        )

    def link(self, written: str, anchor: str) -> str:
        """Write text that leads to a place of the page; its formulas are named, for whoever hears it."""
        return f'<a href="#{anchor}">↑ {labelled(written)}</a>'

    @staticmethod
    def text(text: str) -> str:
        """Write words of ours.

        >>> Html.text("<i> & 'x'")
        '&lt;i&gt; &amp; &#39;x&#39;'
        """
        return text.translate(_ESCAPES)

    def literal(self, text: str) -> str:
        """Write running text that a person wrote; its direction stays its own."""
        return f"<bdi>{self.text(text)}</bdi>"

    def verbatim(self, text: str) -> str:
        """Write a word in typewriter letters."""
        return f"<code>{self.text(text)}</code>"

    def code(self, text: str) -> str:
        """Write a name in typewriter letters."""
        return self.verbatim(text)

    def math(self, text: str) -> str:
        """Write a formula inside a line; a long list may go on in the next one."""
        if len(text) > LONG_IN_A_LINE:
            text = "</math><wbr><math>".join(_listed(text))
        return f"<math>{text}</math>"

    def blank(self, blank: Blank) -> str:
        """Draw a line to write on; an answer stands on it."""
        width = f"{blank.room * 0.6:.1f}em"
        return f'<span class="blank" style="min-width:{width}">{_number(self.text(blank.answer))}</span>'

    def picture(self, picture: Picture | Bars) -> str:
        """Draw the picture in the page itself."""
        return drawn(picture, _plain(self.inline(picture.caption)))

    def drawing(self, drawing: Drawing) -> str:
        """Draw the drawing in the page itself."""
        caption, told = (_plain(self.inline(each)) for each in (drawing.caption, drawing.told))
        return scene_svg(drawing.scene, caption, told)

    def sign(self, sign: Sign) -> str:
        """Write a sign and its word, in its colour."""
        return sign_html(self, sign, seen=True)

    def signs(self, signs: Sequence[Sign]) -> str:
        """Write signs in their colours, with words for whoever hears the page."""
        return "".join(sign_html(self, sign, seen=False) for sign in signs)

    def _display(self, display: Display) -> Finished:
        return _fitted(super().finish(display), self.digits(FORMULA_DIGITS))

    def aloud(self, written: str) -> str:
        """Give what is read aloud of a finished piece: its text, element by element."""
        return unescape(_TAG.sub(" ", written))

    def _sentence(self, sentence: Sentence) -> str:
        """Say a sentence; no line ends between a formula and the particle behind it."""
        text = super()._sentence(sentence)
        return _BEFORE_PARTICLE.sub("</math>\N{WORD JOINER}", text) if self.language.code == "ko" else text

    def finish(self, block: Block | Mark) -> Finished:
        """Write every text; a table's cells are whole elements, and the title is there as plain text, too."""
        match block:
            case Display():
                return self._display(block)
            case Line(role, whole, entries):
                text = in_pieces(whole.text)
                written = self._display(entries) if entries else Finished("")
                many = written.breakable and not written.aligned
                rows = [[written.text, written.caption]] if entries else []
                wide = FOCUSABLE if max(map(_width, text.split(" "))) > TELEPHONE_DIGITS else ""
                return Finished(
                    "line", text, header=[wide], caption=role or "plain", rows=rows, breakable=many
                )
            case Grid():
                return Finished("grid", grid_html(self, block))
            case BoxRows(columns=boxes):
                return Finished("piece", boxes_html(self, boxes))
            case Score():
                return Finished("piece", score_html(self, block))
            case Heat():
                return Finished("piece", heat_html(self, block))
            case Legend(formulas, keys):
                told = [[key.role, self.math(key.formula.text), self.inline(key.meaning)] for key in keys]
                return self._display(formulas)._replace(kind="legend", rows=told)
        finished = super().finish(block)
        if finished.level == 1:
            return finished._replace(caption=self.text(_plain(finished.text)))
        if isinstance(block, Table):
            finished = finished._replace(header=list(map(labelled, finished.header)))
        if isinstance(block, Table) and finished.rows:
            columns = [
                _at_the_point(cells) if numeric else [f"<td>{cell}</td>" for cell in cells]
                for cells, numeric in zip(zip(*finished.rows, strict=True), finished.numeric, strict=True)
            ]
            return finished._replace(rows=list(zip(*columns, strict=True)))
        return finished


def in_pieces(text: str) -> str:
    r"""Write a row of formulas so that it may be broken between them.

    >>> in_pieces("<mi>a</mi>\x1e<mo>=</mo><mn>1</mn>")
    '<math><mi>a</mi></math> <math><mo>=</mo><mn>1</mn></math>'
    """
    return "<math>" + text.replace(BREAK, "</math> <math>") + "</math>"


def _plain(written: str) -> str:
    """Give the text of finished pieces.

    >>> _plain("<code>a&lt;b</code>")
    'a<b'
    """
    return unescape(_TAG.sub("", written))


def _number(text: str) -> str:
    """Write the minus of a number as one; other text stays as it is."""
    return f"−{text[1:]}" if text[:1] == "-" and _NUMBER.fullmatch(text) else text


def _at_the_point(cells: Sequence[str]) -> Iterator[str]:
    """Set a column of numbers to the right so that their points are below each other."""
    found = [_NUMBER.fullmatch(cell) for cell in cells]
    decimals = [len(each["decimals"] or "") if each else -1 for each in found]
    most = max(decimals)
    for cell, own in zip(cells, decimals, strict=True):
        room = 0.0 if own < 0 else most - own + (0.3 if own == 0 < most else 0)
        padding = f' style="--room:{room:g}"' if room else ""
        yield f'<td class="number"{padding}>{_number(cell)}</td>'


def _listed(text: str) -> Iterator[str]:
    """Divide a formula behind the commas that stand in no element.

    >>> [*_listed("<mi>a</mi><mo>,</mo><mrow><mi>b</mi><mo>,</mo></mrow>")]
    ['<mi>a</mi><mo>,</mo>', '<mrow><mi>b</mi><mo>,</mo></mrow>']
    """
    start = depth = 0
    for found in _TAG.finditer(text):
        if found[0].startswith("</"):
            depth -= 1
        elif not found[0].endswith("/>"):
            depth += 1
        if depth == 0 and found[0] == "</mo>" and text.endswith("<mo>,</mo>", start, found.end()):
            yield text[start : found.end()]
            start = found.end()
    if start < len(text):
        yield text[start:]


def _fitted(finished: Finished, room: float) -> Finished:
    """Tell by how much a wide formula is set smaller on paper; give many lines as a table of formulas."""
    text = finished.text
    width = max(map(_width, text.split("\n")))
    if width > TELEPHONE_DIGITS:
        finished = finished._replace(caption=FOCUSABLE)
    if len(text) > LONG_FORMULA and width > room:
        finished = finished._replace(caption=f'{FOCUSABLE} style="--fit:{room / width:.2f}"')
    if finished.breakable and text.count("\n") > LINES_TOGETHER:
        for element, instead in _AS_TABLE:
            text = text.replace(element, instead)
        return finished._replace(text=text, aligned=False)
    return finished


_AS_TABLE = (
    ('<mtable class="lines" displaystyle="true">', '<table class="lines">'),
    ("</mtable>", "</table>"),
    ("<mtr><mtd>", '<tr><td><math displaystyle="true">'),
    ("</mtd><mtd>", '</math></td><td><math displaystyle="true">'),
    ("</mtd></mtr>", "</math></td></tr>"),
)


def _width(line: str) -> float:
    """Estimate how many digits a line is wide.

    >>> _width("<mi>p</mi><mo>=</mo><mn>0.3</mn>"), _width("<mtable><mtr><mtd>1</mtd></mtr></mtable>")
    (6.8, 3.0)
    """
    first, *others = _UNSEEN.sub("", line).split("<mtable")
    width = _beside(first)
    for other in others:
        matrix, _, rest = f"<mtable{other}".partition("</mtable>")
        rows = [row.split("</mtd>")[:-1] for row in matrix.split("</mtr>")[:-1]]
        columns = [max(len(_TAG.sub("", cell)) for cell in column) for column in zip(*rows, strict=False)]
        width += sum(columns) + COLUMN_GAP * max(0, len(columns) - 1) + MARGINS + _beside(rest)
    return width


def _beside(elements: str) -> float:
    """Estimate the width of what is no matrix; a sign has room on both sides."""
    return len(_TAG.sub("", elements)) + SIGN_GAP * elements.count("<mo>")


@cache
def _font() -> str:
    return b64encode((template_folder() / "fonts" / "rnn-tutor-math.woff2").read_bytes()).decode()
