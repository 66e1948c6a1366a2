"""How large the gradient is that comes back to every step, and why it vanishes."""

from __future__ import annotations

from collections.abc import Iterator
from math import log10

from tutor.calculation.backward.result import BackwardPass
from tutor.calculation.backward.units import BackUnit
from tutor.calculation.equations import Back, Expression, Ref, rewrite, walk
from tutor.calculation.trace import Trace
from tutor.documents.document import Block, Heading, Math, Paragraph, Picture, Table
from tutor.documents.formulas.gradients import Gradients
from tutor.documents.formulas.notation import Notation
from tutor.record import record
from tutor.worked import backward_messages as says

# A gradient that is this much smaller at the first step than at the last has vanished.
VANISHED = 0.1


@record()
class Sizes:
    """The largest entry of the gradient of the pre-activation, at every step of the first sentence.

    Where there are gates, and so several pre-activations, it is that of the state.
    From full precision, where nothing that is small was rounded to 0.
    """

    formulas: Gradients
    of_units: tuple[tuple[BackUnit, tuple[tuple[int, float], ...]], ...]

    def blocks(self) -> Iterator[Block]:
        """Show them in a table and a picture, and say where a gradient vanishes."""
        for unit, sizes in self.of_units:
            delta = Math(self.formulas.gradient(unit, measured(unit), "t"))
            yield Heading(3, says.HOW_LARGE_IS_WHAT_COMES_BACK())
            yield Table(
                (Math(self.formulas.print.step("t")), says.LARGEST_ENTRY(delta=delta), says.LOGARITHM()),
                [(str(t), _significant(size), f"{log10(size):.1f}" if size else "–") for t, size in sizes],
                (True, True, True),
                keys=1,
            )
            yield from self._vanishes(unit, sizes)
        picture = self.picture()
        if picture is not None:
            yield picture

    def picture(self) -> Picture | None:
        """Draw their logarithms; nothing where a gradient is 0 or there is a single step."""
        shown = [(unit, sizes) for unit, sizes in self.of_units if all(size for _, size in sizes)]
        if not shown or any(len(sizes) != len(shown[0][1]) for _, sizes in shown):
            return None
        several = len(self.of_units) > 1
        return Picture(
            [(_label(unit, several=several), [log10(size) for _, size in sizes]) for unit, sizes in shown],
            says.THE_LARGEST_ENTRY_BY_STEP(
                delta=Math(self.formulas.gradient(shown[0][0], measured(shown[0][0]), "t"))
            ),
            first=shown[0][1][0][0],
            name="gradients",
        )

    def _vanishes(self, unit: BackUnit, sizes: tuple[tuple[int, float], ...]) -> Iterator[Block]:
        """Name the product that makes a gradient vanish where only the last step has a target."""
        table = self.formulas.table
        first, last = sizes[0][1], sizes[-1][1]
        only_last = [t for sequence, t in table.targets if sequence == 1] == [table.steps]
        if measured(unit) != "da" or unit.forward.direction < 0:
            return
        if not only_last or not last or first / last >= VANISHED:
            return
        lines = {each.symbol: each.expression for each in unit.equations}
        recurrent = next(
            node
            for expression in lines.values()
            for node in walk(expression)
            if isinstance(node, Back) and isinstance(node.vector, Ref) and node.vector == Ref("da", 1)
        )

        def put_in(node: Expression) -> Expression | None:
            return recurrent if node == Ref("dh") else None

        left, equal, right = self.formulas.rule(unit, "da", rewrite(lines["da"], put_in))
        yield Paragraph(
            says.THE_GRADIENT_VANISHES(
                share=_significant(first / last),
                rule=Math(self.formulas.print.related(left, equal, right)),
            )
        )


def measured(unit: BackUnit) -> str:
    """Name the gradient that tells how much comes back to a step."""
    return "dh" if unit.forward.cell.gates else "da"


def _label(unit: BackUnit, *, several: bool) -> str:
    """Name a line of the picture, of several by its layer and direction."""
    symbol = "δ" if measured(unit) == "da" else "dh"
    return f"{'' if unit.forward.direction > 0 else '←'}{symbol}({unit.forward.layer})" if several else symbol


def sizes_of(trace: Trace, done: BackwardPass, notation: Notation) -> Sizes:
    """Measure what comes back in every unit; a unit of one step shows nothing."""
    exact = [
        (line, max(map(abs, values)))
        for line, values in done.full_precision.floats()
        if line.symbol == measured(line.unit) and line.sequence == 1 and line.t
    ]
    found = []
    for unit in done.table.units:
        sizes = sorted((line.t, size) for line, size in exact if line.unit is unit and line.t)
        if len(sizes) > 1:
            found.append((unit, tuple(sizes)))
    return Sizes(Gradients(trace, done, notation), tuple(found))


def _significant(value: float) -> str:
    """Write a size with two significant digits, never in powers of ten.

    >>> _significant(0.00123), _significant(0.53)
    ('0.0012', '0.53')
    """
    if not value:
        return "0"
    decimals = max(0, 1 - int(log10(value) // 1))
    return f"{value:.{decimals}f}"
