"""Blocks → a piece of HTML, directly: what a page in a browser redraws does not wait for a template engine.

The elements are those of ``templates/document.html.j2``; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tutor.documents.document import Block
from tutor.documents.formats.html import Html
from tutor.documents.formats.targets import Finished
from tutor.documents.plain_blocks import plain_blocks
from tutor.record import record


def fragment(blocks: Iterable[Block], target: Html, *, below: int = 0) -> str:
    """Write blocks as HTML that may stand inside any element of a page.

    Headings stand ``below`` so many levels of those of the page.

    >>> from tutor.documents.document import Paragraph
    >>> from tutor.language.languages import Language
    >>> fragment([Paragraph("a", item=True), Paragraph("b", item=True)], Html(Language("en")))
    '<ul><li>a</li><li>b</li></ul>'
    """
    writer = _Writer(below)
    pieces = [
        piece
        for block in target.laid_out(plain_blocks(blocks, target.kept))
        for piece in writer.written(target.finish(block))
    ]
    return "".join([*pieces, *writer.closed()])


@record(frozen=False)
class _Writer:
    """What is open: a list of items, a section that a heading of the third level began, givens."""

    below: int
    items: bool = False
    section: bool = False
    given: bool = False

    def written(self, block: Finished) -> Iterator[str]:
        """Write a block, and the ends of what it does not belong to."""
        kind, text = block.kind, block.text
        if kind != "item" and self.items:
            self.items = False
            yield "</ul>"
        match kind:
            case "item":
                if not self.items:
                    self.items = True
                    yield "<ul>"
                yield f"<li>{text}</li>"
            case "heading":
                if self.section:
                    self.section = False
                    yield "</section>"
                if block.level == 3:
                    self.section = True
                    yield '<section class="step">'
                level = block.level + self.below
                yield f"<h{level}>{text}</h{level}>"
            case "givens":
                if self.given:
                    yield "</div></div>"
                self.given = True
                given = f'<div class="given {block.caption}" tabindex="0">{text}</div>'
                yield f'<div class="pages">{given}<div class="under">'
            case _:
                yield _plain(block)

    def closed(self) -> Iterator[str]:
        """Write the ends of what is open."""
        if self.items:
            yield "</ul>"
        if self.section:
            yield "</section>"
        if self.given:
            yield "</div></div>"


def _plain(block: Finished) -> str:
    """Write a block that stands by itself."""
    text = block.text
    match block.kind:
        case "display":
            if block.breakable and not block.aligned:
                return f'<div class="formula written-out many"{block.caption}>{text}</div>'
            out = " written-out" if block.breakable else ""
            return f'<div class="formula{out}"{block.caption}><math display="block">{text}</math></div>'
        case "line":
            entries = "".join(_entries(*row, many=block.breakable) for row in block.rows)
            whole = f'<div class="whole"{block.header[0]}>{text}</div>'
            return f'<div class="line {block.caption}">{whole}{entries}</div>'
        case "grid":
            return f'<div class="grid" tabindex="0">{text}</div>'
        case "legend":
            keys = "".join(
                f'<li class="{role}"><span>{formula}</span>{meaning}</li>'
                for role, formula, meaning in block.rows
            )
            formula = f'<div class="formula"{block.caption}><math display="block">{text}</math></div>'
            return f'<div class="legend">{formula}<ul>{keys}</ul></div>'
        case "piece":
            return text
        case "begin step":
            notes = "".join(
                f'<p class="{kind}">{note}</p>' if kind else f"<p>{note}</p>" for note, kind in block.rows
            )
            return f'<section class="step" id="{block.caption}"><header><h3>{text}</h3>{notes}</header>'
        case "end step":
            return "</section>"
        case "begin columns":
            return '<div class="columns">'
        case "begin column":
            return f"<div{block.caption}>"
        case "end column" | "end columns":
            return "</div>"
        case "paragraph":
            return f"<p>{text}</p>"
        case "remark":
            return f'<p class="remark">{text}</p>'
        case "table":
            return _table(block)
        case "fields":
            rows = "".join(f"<div><dt>{label}:</dt><dd>{value}</dd></div>" for label, value in block.rows)
            return f'<dl class="fields">{rows}</dl>'
        case _:
            return f'<figure tabindex="0">{text}<figcaption>{block.caption}</figcaption></figure>'


def _entries(entries: str, fit: str, *, many: bool) -> str:
    if many:
        return f'<div class="entries formula many"{fit}>{entries}</div>'
    return f'<div class="entries formula"{fit}><math display="block">{entries}</math></div>'


def _table(block: Finished) -> str:
    heads = "".join(
        "<td></td>"
        if not cell
        else f'<th scope="col" class="number">{cell}</th>'
        if right
        else f'<th scope="col">{cell}</th>'
        for cell, right in zip(block.header, block.numeric, strict=True)
    )
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in block.rows)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<div class="table" tabindex="0">{table}</div>'
