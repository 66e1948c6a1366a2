"""Documents of Word, and of programs that write as Word does (.docx) → their text, formulas as TeX."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from tutor.reading.forms import form_messages as says
from tutor.reading.forms.omml import MATH, omml_tex
from tutor.reading.forms.packages import UnreadableFileError, part_of
from tutor.reading.forms.spots import FileText, LeftOut, Spot, file_text_of
from tutor.reading.forms.tex import formula

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OTHERWISE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
# What was taken out, moved away, or is said a second time for older programs.
_GONE = frozenset((f"{WORD}del", f"{WORD}moveFrom", _OTHERWISE))
_AROUND = frozenset((f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}customXml", f"{WORD}ins", f"{WORD}moveTo"))
_MARKS: Mapping[str, str] = MappingProxyType({"subscript": "_", "superscript": "^"})
_MOST_SPANNED = 50
_EQUATIONS = ("equation", "mathtype", "dsequations")
# Signs of the font Symbol, which Word's own dialogue puts in.
_SYMBOL_FONT: Mapping[int, str] = MappingProxyType(
    {
        0x73: "σ", 0x53: "Σ", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x44: "Δ", 0x68: "η", 0x71: "θ",
        0xB4: "×", 0xD7: "·", 0xBB: "≈", 0x40: "≅", 0x2D: "-", 0xB3: "≥", 0xA3: "≤", 0xC5: "⊕", 0xC4: "⊗",
        0xAE: "→", 0xB6: "∂", 0xE5: "∑", 0xB1: "±", 0x3D: "=",
    }
)  # fmt: skip


def docx_text(data: bytes) -> FileText:
    """Give the text of a .docx: a line a paragraph, tables as rows with bars between the cells.

    Raises:
        UnreadableFileError: it is none.
    """
    body = part_of(data, "word/document.xml").find(f"{WORD}body")
    if body is None:
        raise UnreadableFileError
    document = _Document(_outline(data))
    return file_text_of(document.lines(body), document.left_out)


def _outline(data: bytes) -> Mapping[str, int]:
    """Give the level of every style that is one of a heading, from 1."""
    levels: dict[str, int] = {}
    try:
        styles = part_of(data, "word/styles.xml")
    except UnreadableFileError:  # a document without styles has no headings
        return levels
    for style in styles.iter(f"{WORD}style"):
        level = style.find(f"{WORD}pPr/{WORD}outlineLvl")
        value = level.get(f"{WORD}val", "") if level is not None else ""
        if value.isdecimal() and int(value) < 6:
            levels[style.get(f"{WORD}styleId", "")] = int(value) + 1
    return levels


class _Document:
    """Counts paragraphs and tables while it goes through them; ``left_out`` gathers what is no text."""

    def __init__(self, outline: Mapping[str, int]) -> None:
        self._outline = outline
        self._paragraphs = self._tables = self._lines = 0
        self.left_out: list[LeftOut] = []

    def lines(self, body: Element) -> Iterator[tuple[str, Spot]]:
        """Give the lines, each with its spot."""
        for line in self._blocks(body):
            self._lines += 1
            yield line

    def _blocks(self, parent: Element) -> Iterator[tuple[str, Spot]]:
        for block in parent:
            if block.tag == f"{WORD}tbl":
                yield from self._table(block)
            elif block.tag == f"{WORD}p":
                yield from self._paragraph(block)
            elif block.tag in _AROUND:
                yield from self._blocks(block)

    def _paragraph(self, block: Element) -> Iterator[tuple[str, Spot]]:
        text = "".join(self._runs(block))
        if not text.strip():
            yield "", Spot("paragraph", max(1, self._paragraphs))
            return
        self._paragraphs += 1
        lines = text.split("\n")
        lines[0] = "#" * self._level(block) + " " * bool(self._level(block)) + lines[0].strip()
        for at, line in enumerate(lines, start=1):
            yield line.rstrip(), Spot("paragraph", self._paragraphs, at if len(lines) > 1 else 0)

    def _level(self, block: Element) -> int:
        style = block.find(f"{WORD}pPr/{WORD}pStyle")
        return self._outline.get(style.get(f"{WORD}val", ""), 0) if style is not None else 0

    def _table(self, table: Element) -> Iterator[tuple[str, Spot]]:
        self._tables += 1
        number = self._tables
        yield "", Spot("table", number, 1)
        at = 0
        for at, row in enumerate(table.iterfind(f"{WORD}tr"), start=1):
            spot = Spot("table", number, at)
            cells = [each for cell in _cells(row) for each in (list(self._cell(cell)), *_rest(cell))]
            # A row of one cell is a frame around text.
            if len(cells) == 1:
                yield from ((line, spot) for line in cells[0])
                continue
            joined = (" ".join(filter(None, map(str.strip, cell))) for cell in cells)
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in joined) + " |", spot
        yield "", Spot("table", number, max(1, at))

    def _cell(self, cell: Element) -> Iterator[str]:
        counted = self._paragraphs
        for line, _ in self._blocks(cell):
            yield line
        self._paragraphs = counted

    def _runs(self, paragraph: Element) -> Iterator[str]:
        """Give the pieces of a paragraph: text, indices, formulas; boxes with text on lines of their own."""
        for each in paragraph:
            match each.tag:
                case tag if tag in _GONE:
                    continue
                case tag if tag == f"{WORD}r":
                    yield _raised(each, "".join(self._runs(each)))
                case tag if tag == f"{WORD}t":
                    yield each.text or ""
                case tag if tag in (f"{WORD}tab", f"{WORD}ptab"):
                    yield "\t"
                case tag if tag in (f"{WORD}br", f"{WORD}cr"):
                    yield "\n"
                case tag if tag == f"{WORD}noBreakHyphen":
                    yield "-"
                case tag if tag == f"{WORD}sym":
                    yield _symbol(each)
                case tag if tag == f"{MATH}oMath":
                    yield formula(omml_tex(each))
                case tag if tag == f"{WORD}txbxContent":
                    yield "\n" + "\n".join(self._cell(each)) + "\n"
                case tag if tag == _OBJECT:
                    if each.get("ProgID", "").casefold().startswith(_EQUATIONS):
                        self.left_out.append(
                            LeftOut(
                                self._lines + 1,
                                says.AN_EQUATION_OF_AN_OLD_EDITOR(),
                                says.CONVERT_IT_TO_AN_EQUATION_OF_WORD(),
                            )
                        )
                case _:
                    yield from self._runs(each)


def _cells(row: Element) -> Iterator[Element]:
    """Give the cells of a row; one for a form to fill in has a frame around it."""
    for each in row:
        if each.tag == f"{WORD}tc":
            yield each
        elif each.tag in _AROUND:
            yield from _cells(each)


def _rest(cell: Element) -> list[list[str]]:
    """Give the empty cells that a wide one stands for, but for itself."""
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    said = span.get(f"{WORD}val", "") if span is not None else ""
    return [[] for _ in range(min(int(said), _MOST_SPANNED) - 1)] if said.isdecimal() else []


def _raised(run: Element, text: str) -> str:
    """Write what stands below or above the line as an index or a power."""
    how = run.find(f"{WORD}rPr/{WORD}vertAlign")
    sign = _MARKS.get(how.get(f"{WORD}val", ""), "") if how is not None else ""
    return f"{sign}{{{text.strip()}}}" if sign and text.strip() else text


def _symbol(element: Element) -> str:
    try:
        code = int(element.get(f"{WORD}char", ""), 16)
    except ValueError:
        return ""
    if code < 0xF000:
        return chr(code)
    return _SYMBOL_FONT.get(code - 0xF000, "�") if element.get(f"{WORD}font") == "Symbol" else "�"
