"""What computes backwards: units of the backward pass, and the place where one of their lines stands."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from tutor.calculation.equations import Equation, Ref
from tutor.calculation.names import quantity_name
from tutor.calculation.network import Unit
from tutor.record import NamedTuple, record

# "loss": the loss of the whole batch; "steps": a line at every step; "sums": one, behind the last step.
Stage = Literal["loss", "steps", "sums"]


@record(eq=False)
class BackUnit:
    """The backward unit of a forward unit: it runs against it; or what is summed up behind its end.

    A reference of an equation names the unit that it reads, its own or a forward one, and counts lags in the
    reader's order. In a sum that order goes over the batch, ``stride`` places a sentence. Where matrices
    stand ``turned`` on paper, the names of their entries say where these stand there.
    """

    name: str
    forward: Unit
    equations: tuple[Equation, ...]
    stage: Stage
    steps: int
    turned: bool = False

    @property
    def direction(self) -> int:
        """1 where the later step is computed later, -1 where it is computed before."""
        return -self.forward.direction

    @property
    def stride(self) -> int:
        """The places that a sentence takes: its steps, and one before and behind them."""
        return self.steps + 2

    @cached_property
    def _by_symbol(self) -> dict[str, Equation]:
        return {each.symbol: each for each in self.equations}

    def equation(self, symbol: str) -> Equation:
        """Give the equation of ``symbol``."""
        return self._by_symbol[symbol]

    def shape(self, symbol: str) -> tuple[int, ...]:
        """Give the sizes of a quantity: of a vector, or rows and columns of a matrix."""
        equation, sizes = self._by_symbol[symbol], self.forward.sizes
        rows = sizes[equation.axis]
        return (rows,) if equation.across is None else (rows, sizes[equation.across])

    def size_of(self, symbol: str) -> int:
        """Count the entries of a quantity."""
        rows, *columns = self.shape(symbol)
        return rows * (columns[0] if columns else 1)

    def as_printed(self, symbol: str) -> tuple[int, ...]:
        """Give the entries of a quantity, from 1, in the order in which they stand on paper."""
        entries = tuple(range(1, self.size_of(symbol) + 1))
        shape = self.shape(symbol)
        if not self.turned or len(shape) == 1:
            return entries
        return tuple(entry for column in range(shape[1]) for entry in entries[column :: shape[1]])

    @property
    def start(self) -> int:
        """The step before the first one of the forward unit, where the backward pass ends."""
        return 0 if self.forward.direction > 0 else self.steps + 1

    def lag_to(self, sequence: int, t: int) -> int:
        """Give the lag at which a sum reads a step of a sentence, from 1."""
        return (sequence - 1) * self.stride + abs(t - self.start)

    def quantity_name(self, symbol: str, t: int | None, entry: int = 0, sequence: int = 1) -> str:
        """Name a value: ``dh_2[1]``, ``dW_hh_2[1,2]``, and without a step ``dW_hh[1,2]``, ``new_b[1]``.

        ``entry`` counts from 1, row by row in a matrix for columns; 0 stands for the whole.
        """
        shape = self.shape(symbol)
        if self._by_symbol[symbol].axis == "one":
            index: tuple[int, ...] = ()
        elif entry and len(shape) == 2:
            index = divmod(entry - 1, shape[1])
            index = (index[0] + 1, index[1] + 1)
            index = index[::-1] if self.turned else index
        else:
            index = (entry,) if entry else ()
        top = self.forward.is_output
        return quantity_name(
            symbol,
            t,
            *index,
            layer=0 if top else self.forward.layer,
            reverse=not top and self.forward.direction < 0,
            sequence=sequence,
        )


class Placed(NamedTuple):
    """A line where it stands: its equation there, without what does not exist there.

    ``t`` and ``sequence`` are ``None`` and 1 where the line is for the whole batch.
    """

    unit: BackUnit
    equation: Equation
    t: int | None
    sequence: int = 1

    @property
    def symbol(self) -> str:
        """The quantity on the left."""
        return self.equation.symbol

    def place_of(self, node: Ref) -> tuple[str, str, int, int]:
        """Say what a reference reads: unit, symbol, sentence, step; for results of sums the step is -1."""
        unit = node.unit or self.unit.name
        if self.t is not None:
            return unit, node.symbol, self.sequence, self.t - node.lag * self.unit.direction
        if unit == self.unit.name:
            return unit, node.symbol, 1, WHOLE
        before, position = divmod(node.lag, self.unit.stride)
        step = position if self.unit.start == 0 else self.unit.start - position
        return unit, node.symbol, before + 1, step

    @property
    def place(self) -> tuple[str, str, int, int]:
        """Say what the line gives, as :meth:`place_of` does."""
        return self.unit.name, self.symbol, self.sequence, WHOLE if self.t is None else self.t

    def name(self, entry: int = 0) -> str:
        """Name an entry, from 1, or the whole."""
        return self.unit.quantity_name(self.symbol, self.t, entry, self.sequence)


# The "step" of what belongs to no step.
WHOLE = -1
