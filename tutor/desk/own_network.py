"""The unrolled network with the numbers that stand on the page: given ones, and one's own as they come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tutor.calculation.network import X
from tutor.calculation.trace import Quantity, Run, Step, Trace
from tutor.desk.desk import Desk
from tutor.desk.help.operands import Operands
from tutor.documents.document import Drawing
from tutor.documents.formulas.notation import Notation
from tutor.worked.network_drawing import drawings

# A longer number than this would make the drawing wider than a page.
LONGEST = 9


def own_network(desk: Desk, answers: Mapping[str, str]) -> Iterator[Drawing]:
    """Draw the network; a number that is not there yet is an empty place."""
    operands = Operands(desk, answers)

    def texts(run: Run, symbol: str, t: int, size: int) -> tuple[str, ...]:
        names = [run.unit.quantity_name(symbol, t, entry, run.sequence) for entry in range(1, size + 1)]
        return tuple((operands.text(name) or "")[:LONGEST] for name in names)

    def own(run: Run, step: Step) -> Step:
        quantities = {}
        for symbol, quantity in step.quantities.items():
            size = len(quantity.texts)
            if symbol != "x":
                shown = texts(run, symbol, step.t, size)
            elif run.unit.x == X:
                asked = desk.layout.page.asks_one_hot
                shown = texts(run, symbol, step.t, size) if asked else quantity.texts
            else:
                below = [each for each in desk.task.trace.runs if each.sequence == run.sequence]
                shown = tuple(
                    text
                    for node in run.unit.sources
                    for source in below
                    if source.unit.name == node.unit and not source.unit.is_output
                    for text in texts(source, node.symbol, step.t, source.unit.size_of(node.symbol))
                )
            quantities[symbol] = Quantity(shown, (True,) * len(shown))
        return step._replace(quantities=MappingProxyType(quantities))

    runs = tuple(
        run._replace(steps=tuple(own(run, step) for step in run.steps)) for run in desk.task.trace.runs
    )
    trace = Trace(desk.task.problem, runs)
    yield from drawings(trace, Notation(desk.task.problem, desk.layout.printer))
