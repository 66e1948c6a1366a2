"""Documents of word processors, pages of the web, open spreadsheets → their text and their tables.

Nothing is run.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from tutor.reading.file_forms import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED, UnreadableFileError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# A repeated empty cell or row at the end of a sheet fills it to its last column or row.
_MOST_REPEATED = 64


def _part(data: bytes, name: str) -> Element:
    """Read one XML part of such a file, which is an archive."""
    from xml.etree import ElementTree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(name).file_size > MAX_UNPACKED:
                raise UnreadableFileError
            text = archive.read(name)
        # A part of such a file declares nothing; what does may unfold without end.
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise UnreadableFileError
        return ElementTree.fromstring(text)
    except UnreadableFileError:
        raise
    except Exception as error:  # whatever is wrong with an archive or with XML
        raise UnreadableFileError from error


def docx_text(data: bytes) -> str:
    """Give the text of a .docx: a line a paragraph, tables as rows with bars between the cells.

    Raises:
        UnreadableFileError: it is none.
    """
    body = _part(data, "word/document.xml").find(f"{_WORD}body")
    if body is None:
        raise UnreadableFileError
    return "\n".join(_blocks(body))


def _blocks(parent: Element) -> Iterator[str]:
    for block in parent:
        if block.tag == f"{_WORD}tbl":
            for row in block.iter(f"{_WORD}tr"):
                cells = (" ".join(_blocks(cell)).strip() for cell in row.iterfind(f"{_WORD}tc"))
                yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
            yield ""
        elif block.tag == f"{_WORD}p":
            yield "".join(_runs(block))
        elif block.tag in (f"{_WORD}sdt", f"{_WORD}sdtContent", f"{_WORD}customXml"):
            yield from _blocks(block)


def _runs(paragraph: Element) -> Iterator[str]:
    for each in paragraph.iter():
        if each.tag in (f"{_WORD}t", f"{_MATH}t"):
            yield each.text or ""
        elif each.tag == f"{_WORD}tab":
            yield "\t"
        elif each.tag in (f"{_WORD}br", f"{_WORD}cr"):
            yield "\n"


def ods_tables(data: bytes) -> Iterator[list[list[str]]]:
    """Give every sheet of an .ods as rows of texts: numbers as the file has them, not as they are shown.

    Raises:
        UnreadableFileError: it is none.
    """
    cells = 0
    for sheet in _part(data, "content.xml").iter(f"{_TABLE}table"):
        table: list[list[str]] = []
        for row in sheet.iter(f"{_TABLE}table-row"):
            texts = list(_cells_of(row))
            while texts and not texts[-1]:
                texts.pop()
            again = min(_repeated(row, "rows"), _MOST_REPEATED)
            cells += len(texts) * again
            if cells > MAX_CELLS or len(table) > MAX_ROWS:
                raise UnreadableFileError
            table += [list(texts) for _ in range(again)]
        yield table


def _cells_of(row: Element) -> Iterator[str]:
    count = 0
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        value = cell.get(f"{_OFFICE}value")
        text = (
            value if value is not None else "\n".join("".join(p.itertext()) for p in cell.iter(f"{_TEXT}p"))
        )
        for _ in range(min(_repeated(cell, "columns"), _MOST_REPEATED)):
            count += 1
            if count > MAX_COLUMNS:
                return
            yield text


def _repeated(element: Element, what: str) -> int:
    times = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(times) if times.isdecimal() else 1


def html_text(text: str) -> str:
    r"""Give what a page shows, a line a paragraph, its tables as rows with bars between the cells.

    >>> html_text("<p>h_1[1] = 0.2</p><table><tr><td>a<td>b</table><script>x</script>")
    'h_1[1] = 0.2\n| a | b |'
    """
    page = _Page()
    page.feed(text)
    page.close()
    return re.sub(r"\n\s*\n+", "\n", "".join(page.pieces)).strip()


class _Page(HTMLParser):
    """Collects what is shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "head", "template"):
            self._hidden += 1
        elif tag == "tr":
            self._end_row()
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self.pieces.append(" | " if self._cells else "| ")
            self._cells += 1
        elif tag in _LINES and not self._cells:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "head", "template"):
            self._hidden = max(0, self._hidden - 1)
        elif tag in ("tr", "table"):
            self._end_row()
        elif tag in _LINES and not self._cells:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(" ".join(data.split()) if self._cells else data)

    def _end_row(self) -> None:
        if self._cells:
            self.pieces.append(" |\n")
        self._cells = 0


_LINES = frozenset(
    ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "ul", "ol", "section")
)
