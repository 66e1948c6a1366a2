"""How large the gradient is that comes back to every step, and why it vanishes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from math import log10, prod

from tutor.calculation.backward.result import BackwardPass
from tutor.calculation.backward.units import BackUnit
from tutor.calculation.equations import Back, Expression, Ref, rewrite, walk
from tutor.calculation.trace import Trace
from tutor.documents.document import Block, Heading, Math, Paragraph, Picture, Table
from tutor.documents.formulas.gradients import Gradients
from tutor.documents.formulas.notation import Notation
from tutor.record import record
from tutor.worked import backward_messages as says
from tutor.worked.backward_stages import is_several, title_of_unit

# A gradient that is this much smaller at the first step than at the last has vanished.
VANISHED = 0.1
# A product of more factors is told by the table alone.
FACTORS_SHOWN = 10

# The steps of a unit with what comes back to them, in the order of time.
_Steps = tuple[tuple[int, float], ...]


@record()
class Sizes:
    """The largest entry of the gradient of the pre-activation, at every step of the first sentence.

    Where there are gates, and so several pre-activations, it is that of the state.
    From full precision, where nothing that is small was rounded to 0.
    """

    formulas: Gradients
    of_units: tuple[tuple[BackUnit, _Steps], ...]

    def blocks(self) -> Iterator[Block]:
        """Show them in a table and a picture, and say where a gradient vanishes."""
        several = is_several(self.formulas.table)
        for unit, sizes in self.of_units:
            delta = Math(self.formulas.gradient(unit, measured(unit), "t"))
            if several:
                title = says.HOW_LARGE_IS_WHAT_COMES_BACK_IN(unit=title_of_unit(self.formulas.trace, unit))
            else:
                title = says.HOW_LARGE_IS_WHAT_COMES_BACK()
            yield Heading(3, title)
            yield Table(
                (
                    Math(self.formulas.print.step("t")),
                    says.LARGEST_ENTRY(delta=delta),
                    says.LOGARITHM(),
                    says.TIMES_THAT_OF_THE_STEP_IT_COMES_FROM(),
                ),
                [
                    (str(t), _significant(size), f"{log10(size):.1f}" if size else "–", factor)
                    for (t, size), factor in zip(sizes, _factor_texts(unit, sizes), strict=True)
                ],
                (True, True, True, True),
                keys=1,
            )
            yield from self._vanishes(unit, sizes)
        picture = self.picture()
        if picture is not None:
            yield picture

    def picture(self) -> Picture | None:
        """Draw their logarithms; nothing where a gradient is 0 or there is a single step."""
        shown = [(unit, sizes) for unit, sizes in self.of_units if all(size for _, size in sizes)]
        steps = {tuple(t for t, _ in sizes) for _, sizes in shown}
        if len(steps) != 1:
            return None
        several = len(self.of_units) > 1
        return Picture(
            [(_label(unit, several=several), [log10(size) for _, size in sizes]) for unit, sizes in shown],
            says.THE_LARGEST_ENTRY_IN_EVERY_UNIT_BY_STEP()
            if len(shown) > 1
            else says.THE_LARGEST_ENTRY_BY_STEP(
                delta=Math(self.formulas.gradient(shown[0][0], measured(shown[0][0]), "t"))
            ),
            first=shown[0][1][0][0],
            name="gradients",
        )

    def _vanishes(self, unit: BackUnit, sizes: _Steps) -> Iterator[Block]:
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
        factors = _factors(unit, sizes)
        if len(factors) <= FACTORS_SHOWN and all(factors):
            yield Paragraph(says.THE_FACTORS_ARE(product=Math(self._product(factors, first / last))))

    def _product(self, factors: Sequence[float], share: float) -> str:
        """Write a product whose printed factors give the printed result."""
        printer, result = self.formulas.print, _significant(share)
        digits = next(
            digits
            for digits in range(2, 16)
            if _significant(float(prod(Decimal(_significant(each, digits)) for each in factors))) == result
        )
        texts = [printer.number(_significant(each, digits)) for each in factors]
        product = texts[0]
        for each in texts[1:]:
            product = printer.times(product, each)
        return printer.related(product, printer.approximately, printer.number(result))


def measured(unit: BackUnit) -> str:
    """Name the gradient that tells how much comes back to a step."""
    return "dh" if unit.forward.cell.gates else "da"


def _factors(unit: BackUnit, sizes: _Steps) -> list[float]:
    """Say by what each size is multiplied on its way back, in the order of computing; 0 ends it."""
    backwards = [size for _, size in sizes][:: unit.direction]
    return [after / before for before, after in pairwise(backwards) if before]


def _factor_texts(unit: BackUnit, sizes: _Steps) -> list[str]:
    """Give every step its factor; the step that is computed first has none."""
    backwards = [size for _, size in sizes][:: unit.direction]
    texts = ["–", *(_significant(after / before) if before else "–" for before, after in pairwise(backwards))]
    return texts[:: unit.direction]


def _label(unit: BackUnit, *, several: bool) -> str:
    """Name a line of the picture, of several by its layer and direction."""
    symbol = "δ" if measured(unit) == "da" else "dh"
    return f"{'' if unit.forward.direction > 0 else '←'}{symbol}({unit.forward.layer})" if several else symbol


def sizes_of(trace: Trace, done: BackwardPass, notation: Notation) -> Sizes:
    """Measure what comes back in every unit; a unit of one step shows nothing."""
    exact = [
        (line, max(map(abs, values)))
        for line, values in done.full_precision.floats()
        if line.symbol == measured(line.unit) and line.sequence == 1 and line.t not in (None, line.unit.start)
    ]
    found = []
    for unit in done.table.units:
        sizes = sorted((line.t, size) for line, size in exact if line.unit is unit and line.t)
        if len(sizes) > 1:
            found.append((unit, tuple(sizes)))
    return Sizes(Gradients(trace, done, notation), tuple(found))


def _significant(value: float, digits: int = 2) -> str:
    """Write a size with so many significant digits, never in powers of ten.

    >>> _significant(0.00123), _significant(0.53), _significant(0.53, 3)
    ('0.0012', '0.53', '0.530')
    """
    if not value:
        return "0"
    decimals = max(0, digits - 1 - int(log10(value) // 1))
    return f"{value:.{decimals}f}"
