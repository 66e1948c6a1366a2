"""Tables of a page of HTML that are more than rows of cells: the given numbers, the lines of a step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tutor.documents.document import Blank, BoxColumn, Given, Grid, Heat, Inline, Score, Sign
from tutor.documents.formats.targets import Target
from tutor.documents.palette import OUTCOMES, shade

_MATHEMATICS = re.compile("<math>(.*?)</math>", re.DOTALL)
_TAG = re.compile("<[^>]*>")


def labelled(written: str) -> str:
    """Give the formulas of a heading or a link a name in letters, which not every reader takes from MathML.

    >>> labelled("<math><mi>h</mi></math>")
    '<math aria-label="h"><mi>h</mi></math>'
    """
    return _MATHEMATICS.sub(_with_label, written)


def _with_label(found: re.Match[str]) -> str:
    label = " ".join(_TAG.sub(" ", found[1]).split())
    return f'<math aria-label="{label}">{found[1]}</math>'


def given_html(target: Target, title: Inline | None, given: Given) -> str:
    """Write the given numbers of a unit: over the columns their symbol, over each a word or an index."""
    heads, below = [], []
    for group in given.groups:
        role = group.role or "plain"
        span = f' colspan="{len(group.heads)}"' if len(group.heads) > 1 else ""
        heads.append(
            f'<th scope="colgroup"{span} class="{role} first">{labelled(target.inline(group.symbol))}</th>'
        )
        for at, head in enumerate(group.heads):
            kind = role if at else f"{role} first"
            cell = f'<th scope="col" class="{kind}">{labelled(target.inline(head))}</th>'
            below.append(cell if head else f'<td class="{kind}"></td>')
    caption = f"<caption>{target.inline(title)}</caption>\n" if title is not None else ""
    rows = "\n".join(_given_rows(given))
    header = f"<tr><td></td>{''.join(heads)}</tr>\n<tr><td></td>{''.join(below)}</tr>"
    return f"<table>\n{caption}<thead>{header}</thead>\n<tbody>\n{rows}\n</tbody></table>"


def _given_rows(given: Given) -> Iterator[str]:
    starts = [0]
    for group in given.groups:
        starts.append(starts[-1] + len(group.heads))
    for at, (label, row) in enumerate(zip(given.labels, given.rows, strict=True)):
        cells = "".join(
            ('<td class="first">' if column in starts else "<td>") + text.replace("-", "−") + "</td>"
            for column, text in enumerate(row)
        )
        begins = ' class="begins"' if at in given.begins else ""
        yield f'<tr{begins}><th scope="row">{label}</th>{cells}</tr>'


def grid_html(target: Target, grid: Grid) -> str:
    """Write lines of a step as a table, a row an entry; a gate is named beside its rows."""
    size = len(grid.rows) // len(grid.gates) if grid.gates else 0
    named = dict(grid.gates)
    header = "".join(
        f'<th scope="col" class="{role or "plain"}">{labelled(target.inline(cell))}</th>'
        if cell
        else "<td></td>"
        for cell, role in zip(grid.header, grid.roles, strict=True)
    )
    rows = []
    for at, (label, *cells) in enumerate(grid.rows):
        gate = ""
        if at in named:
            gate = f'<th scope="rowgroup" rowspan="{size}">{target.inline(named[at])}</th>'
        written = "".join(
            f'<td class="{role or "plain"}">{target.inline(cell)}</td>'
            for cell, role in zip(cells, grid.roles[1:], strict=True)
        )
        begins = ' class="begins"' if at in named else ""
        rows.append(f'<tr{begins}>{gate}<th scope="row">{labelled(target.inline(label))}</th>{written}</tr>')
    corner = "<td></td>" if grid.gates else ""
    body = "\n".join(rows)
    return f"<table>\n<thead><tr>{corner}{header}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"


def boxes_html(target: Target, columns: Sequence[BoxColumn]) -> str:
    """Write rows of boxes, each an equation; over a column stands what is written in it."""
    heads = "".join(
        f"{'<td></td>' if column.sign else ''}"
        f'<th scope="col" class="{column.role or "plain"}">{labelled(target.inline(column.head))}</th>'
        for column in columns
    )
    rows = []
    for cells in zip(*(column.cells for column in columns), strict=True):
        written = (
            f"{f'<td>{target.inline(column.sign)}</td>' if column.sign else ''}"
            f"<td>{_slot(target, column, cell)}</td>"
            for column, cell in zip(columns, cells, strict=True)
        )
        rows.append(f"<tr>{''.join(written)}</tr>")
    body = "\n".join(rows)
    return (
        f'<div class="table rows" tabindex="0"><table><thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _slot(target: Target, column: BoxColumn, cell: Inline) -> str:
    if not isinstance(cell, Blank):
        return target.inline(cell)
    answer = target.text(cell.answer.replace("-", "−"))
    return f'<span class="slot {column.role or "plain"}">{answer}</span>'


def sign_html(target: Target, sign: Sign, *, seen: bool) -> str:
    """Write a sign; its word is ``seen`` beside it, or told only to those who do not see signs."""
    shape = f'<b aria-hidden="true">{OUTCOMES[sign.outcome][0]}</b>'
    word = target.inline(sign.word)
    told = f" {word}" if seen else f'<span class="told">{target.text(sign.about)} {word}; </span>'
    return f'<span class="sign is-{sign.outcome}">{shape}{told}</span>'


def score_html(target: Target, score: Score) -> str:
    """Write the points beside the grid of signs, whose rows lead to their steps."""
    large = f'<b aria-hidden="true">{target.text(score.points)}</b>'
    points = f'<p class="points">{large} {target.inline(score.of)}</p>'
    if not score.rows:
        return f'<section class="score">{points}</section>'
    heads = "".join(f'<th scope="col">{labelled(target.inline(head))}</th>' for head in score.header)
    rows = []
    for title, anchor, cells in score.rows:
        across = f' colspan="{len(score.header)}"' if len(cells) < len(score.header) else ""
        signs = "".join(f"<td{across}>{target.inline(cell)}</td>" for cell in cells)
        link = f'<a href="#{anchor}">{target.inline(title)}</a>'
        rows.append(f'<tr><th scope="row">{link}</th>{signs}</tr>')
    legend, body = " ".join(map(target.inline, score.legend)), "\n".join(rows)
    return (
        f'<section class="score">{points}<div><table class="signs"><thead><tr><td></td>{heads}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table><p>{legend}</p></div></section>"
    )


def heat_html(target: Target, heat: Heat) -> str:
    """Write shares in shaded cells, the number of those who went wrong there first below them."""
    heads = "".join(f'<th scope="col">{labelled(target.inline(head))}</th>' for head in heat.header)
    rows = []
    for title, shares in heat.rows:
        cells = "".join(map(_share, shares))
        rows.append(f'<tr><th scope="row">{target.inline(title)}</th>{cells}</tr>')
    body = "\n".join(rows)
    return (
        f'<div class="table" tabindex="0"><table class="heat"><thead><tr><td></td>{heads}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _share(share: tuple[int, int] | None) -> str:
    if share is None:
        return "<td></td>"
    percent, starts = share
    below = f"<small>✗ {starts}</small>" if starts else "<small></small>"
    return f'<td class="shade{shade(percent)}">{percent}{below}</td>'
