"""The written set: which quantities stand on a line of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from tutor.calculation.equations import Cell
from tutor.language.faults import Fault, say

Layout = Literal["columns", "rows", "fused"]

# The fused layout has no line for these: it multiplies [W_ih W_hh b] by [x; h; 1].
_PRODUCTS = ("input term", "recurrent term")


def written_lines(
    cells: Sequence[Cell], written: Sequence[str] | None, layout: Layout
) -> tuple[tuple[str, ...], list[Fault]]:
    """Settle which quantities are written down, in the order of the tables.

    ``written`` is what was asked for; ``None`` stands for all that the layout shows.
    """
    equations = [each for cell in cells for each in cell.equations]
    symbols = [each.symbol for each in equations]
    products = [each.symbol for each in equations if each.role in _PRODUCTS]
    if written is None:
        return tuple(name for name in symbols if layout != "fused" or name not in products), []
    faults = []
    twice = [name for name in dict.fromkeys(written) if list(written).count(name) > 1]
    if twice:
        faults.append(
            Fault(
                "K05",
                say("`written` lists `{name}` twice", name=twice[0]),
                because=say("Every line is written once a time step."),
                help=say("remove one of the two"),
                key="rounding.written",
            )
        )
    unknown = [name for name in written if name not in symbols]
    if unknown:
        faults.append(
            Fault(
                "K04",
                say("`{name}` is not a line of this cell", name=unknown[0]),
                because=say("Its lines are {lines}.", lines=", ".join(symbols)),
                help=say("leave out what is not one of them"),
                key="rounding.written",
            )
        )
    for cell in cells:
        needed = cell.states or (cell.output, *(["s"] if "L" in written else []))
        missing = [name for name in needed if name not in written]
        if missing:
            faults.append(
                Fault(
                    "K05",
                    say("`{name}` must be written", name=missing[0]),
                    because=say("The next time step starts from the written {name}.", name=missing[0])
                    if cell.states
                    else say("It is what the output layer computes.")
                    if missing[0] == cell.output
                    else say("The loss is computed from the written scores."),
                    help=say("add `{name}` to `written`", name=missing[0]),
                    key="rounding.written",
                )
            )
    folded = sorted(set(products) & set(written))
    if layout == "fused" and folded:
        faults.append(
            Fault(
                "K05",
                say("the fused layout has no line for {names}", names=", ".join(folded)),
                because=say(
                    "It multiplies one block matrix by one stacked vector, "
                    "so the products are not written apart."
                ),
                help=say(
                    "set written = {lines}",
                    lines=str([name for name in symbols if name not in products]).replace("'", '"'),
                ),
                key="rounding.written",
            )
        )
    return tuple(name for name in symbols if name in written), faults
