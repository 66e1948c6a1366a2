"""Tables of a page of paper that are more than rows of cells: the given numbers, the lines of a step."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.documents.document import Blank, BoxColumn, Given, Grid, Heat, Inline, Score
from tutor.documents.formats.targets import Target
from tutor.documents.palette import shade


def given_typst(target: Target, title: Inline | None, given: Given) -> str:
    """Write the given numbers of a unit as a call of the template's ``given``."""
    groups = ", ".join(
        f'("{group.role or "plain"}", [{target.inline(group.symbol)}], '
        f"({''.join(f'[{target.inline(head)}], ' for head in group.heads)}))"
        for group in given.groups
    )
    rows = "\n".join(
        "  [" + _label(target, label) + "], " + ", ".join(f"[{text.replace('-', '−')}]" for text in row) + ","
        for label, row in zip(given.labels, given.rows, strict=True)
    )
    name = "none" if title is None else f"[{target.inline(title)}]"
    begins = "".join(f"{at}, " for at in given.begins)
    return f"#given({name}, ({groups},), ({begins}),\n{rows}\n)"


def _label(target: Target, label: str) -> str:
    return target.inline(label)


def grid_typst(target: Target, grid: Grid) -> str:
    """Write lines of a step as a call of the template's ``formula-table``."""
    size = len(grid.rows) // len(grid.gates) if grid.gates else 0
    named = dict(grid.gates)
    roles = "".join(f'"{role or "plain"}", ' for role in grid.roles)
    header = "".join(f"[{target.inline(cell)}], " for cell in grid.header)
    rows = []
    for at, row in enumerate(grid.rows):
        gate = f"gate({size})[{target.inline(named[at])}], " if at in named else ""
        rows.append(f"  {gate}{''.join(f'[{target.inline(cell)}], ' for cell in row)}")
    body = "\n".join(rows)
    return f"#formula-table(({roles}), {size}, ({header}),\n{body}\n)"


def boxes_typst(target: Target, columns: Sequence[BoxColumn], *, is_alone: bool) -> str:
    """Write rows of boxes, each an equation, as a call of the template's ``box-rows``."""
    heads = "".join(f"[{target.inline(column.head)}], " for column in columns)
    signs = "".join(f"[{target.inline(column.sign)}], " for column in columns)
    rows = []
    for at in range(len(columns[0].cells)):
        cells = []
        for column in columns:
            cell = column.cells[at]
            if isinstance(cell, Blank):
                answer = cell.answer.replace("-", "−")
                cells.append(f'slot("{column.role or "plain"}")[{answer}], ')
            else:
                cells.append(f"[{target.inline(cell)}], ")
        rows.append("  " + "".join(cells))
    body = "\n".join(rows)
    dense = "" if is_alone else "dense: true, "
    return f"#box-rows({dense}({heads}), ({signs}),\n{body}\n)"


def score_typst(target: Target, score: Score) -> str:
    """Write the points beside the grid of signs as a call of the template's ``score``."""
    cells = []
    for title, _, signs in score.rows:
        across = len(score.header) if len(signs) < len(score.header) else 1
        shown = "".join(f"table.cell(colspan: {across})[{target.inline(each)}], " for each in signs)
        cells.append(f"  align(left)[{target.inline(title)}], {shown}")
    heads = "".join(f"[{target.inline(head)}], " for head in score.header)
    legend = "".join(f"[{target.inline(sign)}], " for sign in score.legend)
    body = "\n".join(cells)
    large = f"[{target.inline(score.points)}], [{target.inline(score.of)}]"
    return f"#score({large}, ({heads}), ({legend}),\n{body}\n)"


def heat_typst(target: Target, heat: Heat) -> str:
    """Write shares as a call of the template's ``heat``."""
    heads = "".join(f"[{target.inline(head)}], " for head in heat.header)
    rows = []
    for title, shares in heat.rows:
        cells = [
            "[], " if each is None else f"share({shade(each[0])}, {each[0]}, {each[1]}), " for each in shares
        ]
        rows.append(f"  align(left)[{target.inline(title)}], {''.join(cells)}")
    body = "\n".join(rows)
    return f"#heat(({heads}),\n{body}\n)"
