"""The written set: which quantities stand on a line of their own."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.calculation import number_messages as says
from tutor.calculation.equations import Add, Cell, Ref
from tutor.calculation.names import Layout
from tutor.language.faults import Fault

# The fused layout has no line for these where they are summed up: it multiplies [W_ih W_hh b] by [x; h; 1].
_PRODUCTS = ("input term", "recurrent term")


def _folded(cell: Cell) -> list[str]:
    """List the products of the block matrix; what a gate multiplies, as r does in torch's n, stands apart."""
    summed = {
        term.symbol
        for each in cell.equations
        if isinstance(each.expression, Add)
        for term in each.expression.terms
        if isinstance(term, Ref)
    }
    return [each.symbol for each in cell.equations if each.role in _PRODUCTS and each.symbol in summed]


def written_lines(
    cells: Sequence[Cell], written: Sequence[str] | None, layout: Layout
) -> tuple[tuple[str, ...], list[Fault]]:
    """Settle which quantities are written down, in the order of the tables.

    ``written`` is what was asked for; ``None`` stands for all that the layout shows.
    """
    equations = [each for cell in cells for each in cell.equations]
    symbols = [each.symbol for each in equations]
    products = [symbol for cell in cells for symbol in _folded(cell)]
    if written is None:
        return tuple(name for name in symbols if layout != "fused" or name not in products), []
    faults = []
    twice = [name for name in dict.fromkeys(written) if list(written).count(name) > 1]
    if twice:
        faults.append(says.WRITTEN_LISTS_NAME_TWICE(name=twice[0]).about("rounding.written"))
    unknown = [name for name in written if name not in symbols]
    if unknown:
        faults.append(
            says.NAME_IS_NOT_A_LINE_OF_THIS_CELL(name=unknown[0], lines=", ".join(symbols)).about(
                "rounding.written"
            )
        )
    for cell in cells:
        needed = cell.states or (cell.output, *(["s"] if "L" in written else []))
        missing = [name for name in needed if name not in written]
        if missing:
            faults.append(
                says.NAME_MUST_BE_WRITTEN(name=missing[0])
                .saying(
                    because=says.THE_NEXT_TIME_STEP_STARTS_FROM_THE_WRITTEN(name=missing[0])
                    if cell.states
                    else says.IT_IS_WHAT_THE_OUTPUT_LAYER_COMPUTES()
                    if missing[0] == cell.output
                    else says.THE_LOSS_IS_COMPUTED_FROM_THE_WRITTEN_SCORES()
                )
                .about("rounding.written")
            )
    folded = sorted(set(products) & set(written))
    if layout == "fused" and folded:
        faults.append(
            says.THE_FUSED_LAYOUT_HAS_NO_LINE_FOR_NAMES(
                names=", ".join(folded),
                lines=str([name for name in symbols if name not in products]).replace("'", '"'),
            ).about("rounding.written")
        )
    return tuple(name for name in symbols if name in written), faults
