"""Pages of the web (HTML) → what they show, formulas as TeX whatever drew them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from tutor.reading.forms import form_messages as says
from tutor.reading.forms.mathml import Node, mathml_tex
from tutor.reading.forms.spots import FileText, LeftOut, Part, Spot, file_text_of
from tutor.reading.forms.tex import formula
from tutor.record import field, record

_HIDDEN = frozenset(
    ("script", "style", "template", "title", "svg", "noscript", "select", "textarea", "iframe", "object")
)
# The elements that nothing ends.
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset((
    *_HEADINGS, "p", "div", "li", "pre", "table", "ul", "ol", "dl", "dt", "dd", "section", "article", "main",
    "header", "footer", "aside", "nav", "blockquote", "figure", "figcaption", "details", "summary", "hr",
    "form", "fieldset", "address", "center", "body", "caption", "option",
))  # fmt: skip
# Where lines of the source are lines for whoever looks at the page, or may well have been meant so.
_LINES_COUNT = frozenset(("pre", "body", "html", ""))
_MARKS = {"sub": "_", "sup": "^"}
# The classes of what a program drew of a formula whose source stands beside it.
_DRAWN = re.compile(r"\b(?:katex-html|MathJax(?:_Preview|_Display|_SVG|_CHTML)?|MathJax_\w+)(?![\w-])")
_OF_TEX = re.compile(r"(?<![a-z])(?:latex|tex|codecogs|mathjax)(?![a-z])", re.IGNORECASE)
# How a picture stands that goes on with the words before it.
_IN_A_LINE = re.compile(r"absmiddle|vertical-align", re.IGNORECASE)
_NEVER_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MOST_NODES = 200
_MOST_SPANNED = 50


def html_text(text: str) -> FileText:
    r"""Give what a page shows, a line a paragraph, its tables as rows with bars between the cells.

    >>> html_text("<p>h<sub>1</sub> = 0.2</p><table><tr><td>a<td>b</table><script>x</script>").text
    'h_{1} = 0.2\n\n| a | b |\n'
    """
    page = _Page()
    page.feed(text)
    page.close()
    lines = list(page.lines())
    return file_text_of(lines, page.left_out)


@record(frozen=False)
class _Block:
    """A paragraph with its lines, or a table with its rows."""

    part: Part
    lines: list[str] = field(default_factory=lambda: [""])
    pictures: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.pictures and not any(line.strip() for line in self.lines)


class _Page(HTMLParser):
    """Collects what is shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks = [_Block("paragraph")]
        # The elements that are open, without those whose end may be missing.
        self._open: list[str] = []
        self._hidden: list[str] = []
        self._formula: list[Node] = []
        self._source: list[str] | None = None
        self._tables = 0
        self.left_out: list[LeftOut] = []
        # Of the row that is read: how many cells it has; which columns cells of rows above reach down into.
        self._cells = 0
        self._still_wide = 0
        self._reached: dict[int, int] = {}
        self._reached_next: dict[int, int] = {}

    def lines(self) -> Iterator[tuple[str, Spot]]:
        """Give the lines, each with its spot; paragraphs and tables without text are not counted."""
        counts = {"paragraph": 0, "table": 0}
        total = 0
        for block in self._blocks:
            if block.is_empty:
                continue
            counts[block.part] += 1
            is_table = block.part == "table"
            kept = [line.strip() for line in block.lines if line.strip() or not is_table]
            while len(kept) > 1 and not kept[-1]:
                kept.pop()
            self.left_out += [
                LeftOut(total + 1, says.A_PICTURE_OF_A_FORMULA(), says.TYPE_WHAT_STANDS_IN_IT())
            ] * block.pictures
            total += len(kept) + 2 * is_table
            if is_table:
                yield "", Spot("table", counts["table"], 1)
            for at, line in enumerate(kept, start=1):
                several = is_table or len(kept) > 1
                yield line, Spot(block.part, counts[block.part], at if several else 0)
            if is_table:
                yield "", Spot("table", counts["table"], len(kept))

    # What the parser finds

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if self._formula:
            self._part_of_formula(tag, found)
            return
        if self._hidden:
            if tag not in _VOID:
                self._hidden.append(tag)
            return
        if tag == "math":
            self._formula.append(Node("math", found))
        elif tag == "script" and found.get("type", "").startswith("math/tex"):
            self._source = []
        elif _is_hidden(tag, found):
            if tag not in _VOID:
                self._hidden.append(tag)
        else:
            self._starts(tag, found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._formula or tag == "svg":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._formula:
            self._end_of_formula(tag)
        elif self._source is not None:
            if tag == "script":
                self._say(formula("".join(self._source)))
                self._source = None
        elif self._hidden:
            if tag in self._hidden:
                while self._hidden.pop() != tag:
                    pass
        else:
            self._ends(tag)

    def handle_data(self, data: str) -> None:
        if self._formula:
            self._formula[-1].text += data
        elif self._source is not None:
            self._source.append(data)
        elif self._hidden or (self._tables and not self._cells and not data.strip()):
            return
        elif self._cells or self._within() not in _LINES_COUNT:
            before, after = data[:1].isspace(), data[-1:].isspace()
            self._say(" " * before + " ".join(data.split()) + " " * (after and bool(data.strip())))
        else:
            first, *others = data.split("\n")
            self._say(first)
            for line in others:
                self._new_line()
                self._say(line)

    # What it shows

    def _within(self) -> str:
        return next((tag for tag in reversed(self._open) if tag in _BLOCKS), "")

    def _starts(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "br":
            self._say(" ") if self._cells else self._new_line()
        elif tag == "table":
            self._tables += 1
            if self._tables == 1:
                self._blocks.append(_Block("table"))
                self._reached, self._reached_next = {}, {}
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th"):
            self._start_cell(_span(attributes, "rowspan"), _span(attributes, "colspan"))
        elif self._cells and tag != "img":
            self._say(" " if tag in _BLOCKS else f"{_MARKS[tag]}{{" if tag in _MARKS else "")
        elif tag in _BLOCKS:
            if tag in ("p", "li", "dt", "dd", *_HEADINGS) and self._open[-1:] == [tag] and tag != "li":
                self._open.pop()
            self._blocks.append(_Block("paragraph"))
            if tag in _HEADINGS:
                self._say("#" * int(tag[1]) + " ")
        elif tag in _MARKS:
            self._say(f"{_MARKS[tag]}{{")
        elif tag == "img":
            self._picture(attributes)
        if tag in _BLOCKS and tag not in ("hr", "table"):
            self._open.append(tag)

    def _ends(self, tag: str) -> None:
        if tag == "tr":
            self._end_row()
        elif tag == "table":
            self._end_row()
            self._tables = max(0, self._tables - 1)
            if not self._tables:
                self._blocks.append(_Block("paragraph"))
        elif tag in _MARKS:
            self._say("}")
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag in _BLOCKS and not self._cells and tag != "table":
            self._blocks.append(_Block("paragraph"))

    def _picture(self, attributes: Mapping[str, str]) -> None:
        """Read the formula that a program drew, where it says the TeX; say where it does not."""
        said = attributes.get("alt", "").strip()
        drawn_by = attributes.get("class", "") + attributes.get("src", "")[:200]
        if _OF_TEX.search(drawn_by) and said:
            self._say(formula(said.strip("$")))
        elif "=" in said or (
            not said and _IN_A_LINE.search(f"{attributes.get('align')} {attributes.get('style')}")
        ):
            self._blocks[-1].pictures += 1

    def _say(self, text: str) -> None:
        self._blocks[-1].lines[-1] += text.replace("\xa0", " ").replace("\n", " ")

    def _new_line(self) -> None:
        self._blocks[-1].lines.append("")

    def _start_cell(self, rows: int, columns: int) -> None:
        """Begin a cell; one that reaches over several columns or rows is empty in all but its first."""
        self._fill()
        while self._reached.get(self._cells):
            self._bar()
        at = self._cells
        self._bar()
        self._still_wide = columns - 1
        for column in range(at, at + columns):
            if rows > 1:
                self._reached_next[column] = rows - 1

    def _bar(self) -> None:
        self._say(" | " if self._cells else "| ")
        self._cells += 1

    def _end_row(self) -> None:
        if self._cells:
            self._fill()
            self._say(" |")
            self._new_line()
            below = {column: rows - 1 for column, rows in self._reached.items() if rows > 1}
            self._reached, self._reached_next = {**below, **self._reached_next}, {}
        self._cells = 0

    def _fill(self) -> None:
        """Write the rest of a wide cell."""
        for _ in range(self._still_wide):
            self._bar()
        self._still_wide = 0

    # Formulas

    def _part_of_formula(self, tag: str, attributes: dict[str, str]) -> None:
        node = Node(tag, attributes)
        self._formula[-1].parts.append(node)
        if len(self._formula) < _MOST_NODES:
            self._formula.append(node)

    def _end_of_formula(self, tag: str) -> None:
        if tag not in [node.name for node in self._formula]:
            return
        while True:
            node = self._formula.pop()
            if node.name == tag:
                break
        if not self._formula:
            self._say(formula(mathml_tex(node)))


def _span(attributes: Mapping[str, str], name: str) -> int:
    """Read over how many rows or columns a cell reaches."""
    said = attributes.get(name, "").strip()
    return min(int(said), _MOST_SPANNED) if said.isascii() and said.isdigit() and int(said[:4]) > 0 else 1


def _is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    if tag in _HIDDEN or "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    classes = attributes.get("class", "")
    # Around a formula that is kept for screen readers, and shown as a picture.
    if "math" in classes and "katex-html" not in classes and not classes.startswith("MathJax"):
        return False
    drawn = tag != "mjx-container" and _DRAWN.search(classes) is not None
    return drawn or _NEVER_SHOWN.search(attributes.get("style", "")) is not None
