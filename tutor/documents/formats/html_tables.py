"""Tables of a page of HTML that are more than rows of cells: the given numbers, the lines of a step."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.documents.document import Given, Grid, Inline
from tutor.documents.formats.targets import Target


def given_html(target: Target, title: Inline | None, given: Given) -> str:
    """Write the given numbers of a unit: over the columns their symbol, over each a word or an index."""
    heads, below = [], []
    for group in given.groups:
        role = group.role or "plain"
        span = f' colspan="{len(group.heads)}"' if len(group.heads) > 1 else ""
        heads.append(f'<th scope="colgroup"{span} class="{role} first">{target.inline(group.symbol)}</th>')
        for at, head in enumerate(group.heads):
            kind = role if at else f"{role} first"
            cell = f'<th scope="col" class="{kind}">{target.inline(head)}</th>'
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
        f'<th scope="col" class="{role or "plain"}">{target.inline(cell)}</th>' if cell else "<td></td>"
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
        rows.append(f'<tr{begins}>{gate}<th scope="row">{target.inline(label)}</th>{written}</tr>')
    corner = "<td></td>" if grid.gates else ""
    body = "\n".join(rows)
    return f"<table>\n<thead><tr>{corner}{header}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"
