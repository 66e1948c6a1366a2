"""One matrix for a stack: in ``W [h; x]`` the columns of W are those of W_hh, then those of W_ih."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tutor.binding.givens import Given, Givens, beside, role_text
from tutor.binding.literal_rows import rows_of, turned
from tutor.binding.roles import Binding
from tutor.reading.formulas.syntax import Expression, Name
from tutor.reading.work import Work


def split_stack(work: Work, binding: Binding, found: Givens) -> None:
    """Take the matrix of a stack apart, where its parts are not given by themselves."""
    if binding.stacked is None:
        return
    base, parts = binding.stacked
    for name, literal in _written(work):
        rows = rows_of(literal)
        if name.base != base or rows is None or sorted(parts) != ["h", "x"]:
            continue
        if len(rows) > len(rows[0]):  # written after the stack; it has more inputs than outputs
            rows = turned(rows)
        cut = len(rows) if parts[0] == "h" else len(rows[0]) - len(rows)
        if not 0 < cut < len(rows[0]):
            return
        roles = ("weight_hh", "weight_ih") if parts[0] == "h" else ("weight_ih", "weight_hh")
        pieces = tuple(row[:cut] for row in rows), tuple(row[cut:] for row in rows)
        for role, piece in zip(roles, pieces, strict=True):
            found.by_role.setdefault(role, Given(role, role_text(role), piece, literal.place, True))
        return


def _written(work: Work) -> Iterator[tuple[Name, Expression]]:
    """Give names with the numbers that they are defined as, or that stand in their place below."""
    for chain in work.chains:
        if chain.name is not None and chain.literal is not None:
            yield chain.name, chain.literal
    for chain in work.chains:
        for formula, line in pairwise(segment.expression for segment in chain.segments):
            yield from ((name, literal) for name, literal, _ in beside(formula, line))
