"""The equation table: what a cell computes, written once, as data.

A table is a short list of equations over named quantities. Arithmetic, shape rules, notation, mistakes and
follow-through all read it; none of them knows a cell. ``p = W_ih x`` is

    Equation("p", "hidden", MatVec(Param("weight_ih"), Ref("x")), role="input term")

A network is an ordered tuple of units (:mod:`tutor.calculation.network`): a table, its parameters, an
expression for x, start values and a direction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from operator import is_not
from typing import Any, Literal

from tutor.record import fields, record, replace

Axis = Literal["input", "hidden", "output", "one"]
Direction = Literal[1, -1]
Vector = tuple[Decimal, ...]
Matrix = tuple[Vector, ...]


@record()
class Ref:
    """A quantity of this step (lag 0) or of the step before (lag 1), of this unit or of another one."""

    symbol: str
    lag: int = 0
    unit: str = ""


@record()
class Param:
    """A parameter of the unit, by its short torch name (``weight_ih``, ``bias``)."""

    name: str


@record()
class Const:
    """A number written in the table itself, the same in every entry (the 1 of 1 - z)."""

    value: Decimal


@record()
class MatVec:
    """A matrix times a vector: axes (rows, columns) · columns → rows."""

    matrix: Param
    vector: Expression


@record()
class Add:
    """A sum of vectors of the same axis."""

    terms: tuple[Expression, ...]


@record()
class Sub:
    """A difference of two vectors of the same axis."""

    left: Expression
    right: Expression


@record()
class Mul:
    """An entrywise product of two vectors of the same axis."""

    left: Expression
    right: Expression


@record()
class Div:
    """An entrywise quotient; a divisor of one entry serves every entry."""

    left: Expression
    right: Expression


@record()
class Fn:
    """A function of every entry, by its name in :data:`tutor.calculation.functions.FUNCTIONS`."""

    name: str
    argument: Expression


@record()
class Total:
    """The sum of all entries of a vector: a vector of one entry."""

    argument: Expression


@record()
class Greatest:
    """The largest entry of a vector, in every place."""

    argument: Expression


@record()
class Picked:
    """The entry of a vector at which a one-hot vector has its 1: a vector of one entry."""

    vector: Expression
    by: Ref


@record()
class Cat:
    """Vectors one below the other."""

    parts: tuple[Expression, ...]


@record()
class Back:
    """The transpose of a matrix times a vector: axes (rows, columns) · rows → columns."""

    matrix: Param
    vector: Expression


@record()
class Outer:
    """A column times a row: a matrix, which is kept row by row as one vector."""

    left: Expression
    right: Expression


@record()
class Part:
    """Entries of a vector that stand next to each other: ``count`` of them behind the first ``start``."""

    vector: Expression
    start: int
    count: int


@record()
class Spread:
    """A vector of one entry, repeated for every entry of another."""

    argument: Expression
    like: Ref


Expression = (
    Ref
    | Param
    | Const
    | MatVec
    | Add
    | Sub
    | Mul
    | Div
    | Fn
    | Total
    | Greatest
    | Picked
    | Cat
    | Back
    | Outer
    | Part
    | Spread
)


# The fields of nodes that are no expressions.
_PLAIN = frozenset(("str", "int", "Decimal"))


@cache
def _inner(kind: type[Any]) -> tuple[tuple[str, bool], ...]:
    """Name the fields of a kind of node that hold expressions, and whether one holds several."""
    return tuple(
        (name, annotation.startswith("tuple"))
        for name, annotation in fields(kind).items()
        if annotation not in _PLAIN
    )


def children(expression: Expression) -> tuple[Expression, ...]:
    """Give the expressions directly inside ``expression``, from left to right."""
    found: list[Expression] = []
    kind: Any = type(expression)
    for name, several in _inner(kind):
        if several:
            found += getattr(expression, name)
        else:
            found.append(getattr(expression, name))
    return tuple(found)


def walk(expression: Expression) -> Iterator[Expression]:
    """Visit ``expression`` and all that is inside it, outermost first."""
    yield expression
    for child in children(expression):
        yield from walk(child)


def rewrite(expression: Expression, change: Callable[[Expression], Expression | None]) -> Expression:
    """Copy ``expression``; where ``change`` gives a replacement, that stands there instead, as it is.

    What holds nothing that was changed is kept, not copied.
    """
    replacement = change(expression)
    if replacement is not None:
        return replacement
    updates: dict[str, Any] = {}
    kind: Any = type(expression)
    for name, several in _inner(kind):
        value = getattr(expression, name)
        if several:
            items = tuple([rewrite(item, change) for item in value])
            if any(map(is_not, items, value)):
                updates[name] = items
        else:
            item = rewrite(value, change)
            if item is not value:
                updates[name] = item
    return replace(expression, **updates) if updates else expression


def references(expression: Expression) -> tuple[Ref, ...]:
    """List the quantities that ``expression`` reads, in order, each once."""
    return tuple(dict.fromkeys(node for node in walk(expression) if isinstance(node, Ref)))


@record()
class Equation:
    """One line of a table: ``symbol = expression``, a vector over ``axis``.

    ``role`` is what the quantity is for in every cell ("input term", "recurrent term", "pre-activation",
    "state", "gate", …); mistakes are stated by role. ``gate`` is the gate that the line belongs to.
    ``equivalent_forms`` are other ways in which people rightly compute the same quantity. A matrix, kept row
    by row, has its columns ``across``.
    """

    symbol: str
    axis: Axis
    expression: Expression
    role: str
    equivalent_forms: tuple[Expression, ...] = ()
    gate: str = ""
    across: Axis | None = None

    @cached_property
    def reads(self) -> tuple[Ref, ...]:
        """The quantities that the expression reads."""
        return references(self.expression)

    @cached_property
    def symbols_read(self) -> frozenset[str]:
        """The symbols of what the expression reads, of whichever step or unit."""
        return frozenset(node.symbol for node in self.reads)


@record()
class Parameter:
    """A parameter that a cell needs: name, axes and role; ``sum_of`` names parts that it may be given as.

    ``torch`` is torch's tensor that holds it, as one of the blocks of rows that the cell's gates stack there.
    """

    name: str
    axes: tuple[Axis, ...]
    role: str
    sum_of: tuple[str, ...] = ()
    optional: bool = False
    gate: str = ""
    torch: str = ""


@record(eq=False)
class Cell:
    """A table of equations with the parameters it needs and the quantities that reach the next step.

    ``gates`` are in the order in which torch stacks their rows. ``results`` are what the table is there for
    where it has no states.

    Cells are equal where they are the same object, so that what is derived from one can be remembered.
    """

    kind: str
    equations: tuple[Equation, ...]
    parameters: tuple[Parameter, ...]
    states: tuple[str, ...]
    output: str = "h"
    gates: tuple[str, ...] = ()
    results: tuple[str, ...] = ()

    @cached_property
    def _by_symbol(self) -> dict[str, Equation]:
        return {each.symbol: each for each in self.equations}

    def equation(self, symbol: str) -> Equation:
        """Give the equation of ``symbol``."""
        return self._by_symbol[symbol]

    def parameter(self, name: str) -> Parameter:
        """Give the parameter called ``name``."""
        return next(each for each in self.parameters if each.name == name)

    @cached_property
    def functions(self) -> frozenset[str]:
        """The functions that stand in the equations, by their names."""
        nodes = (node for each in self.equations for node in walk(each.expression))
        return frozenset(node.name for node in nodes if isinstance(node, Fn))

    @cached_property
    def symbols(self) -> tuple[str, ...]:
        """Every quantity of the table, in the order of computing."""
        return tuple(self._by_symbol)

    def fold(self, written: Sequence[str]) -> tuple[Equation, ...]:
        """Keep the equations of ``written``; put the others into the lines that use them.

        A quantity that a later step reads cannot be put in and stays a line; the caller does not round it
        unless it is written.

        >>> from tutor.calculation.cells import CELLS
        >>> [each.symbol for each in CELLS["rnn_tanh"].fold(("a", "h"))]
        ['a', 'h']
        """
        return _fold(self, tuple(written))


@lru_cache(maxsize=256)
def _fold(cell: Cell, written: tuple[str, ...]) -> tuple[Equation, ...]:
    if set(written) >= set(cell.symbols):
        return cell.equations
    lagged = {node.symbol for each in cell.equations for node in each.reads if node.lag}
    folded: dict[str, Expression] = {}

    def put_in(node: Expression) -> Expression | None:
        return folded.get(node.symbol) if isinstance(node, Ref) and not node.lag and not node.unit else None

    lines = []
    for each in cell.equations:
        line = replace(
            each,
            expression=flat(rewrite(each.expression, put_in)),
            equivalent_forms=tuple(flat(rewrite(form, put_in)) for form in each.equivalent_forms),
        )
        if each.symbol in written or each.symbol in lagged:
            lines.append(line)
        else:
            folded[each.symbol] = line.expression
    return tuple(lines)


def flat(expression: Expression) -> Expression:
    """Merge sums that stand directly inside sums, as one writes them on paper."""

    def merge(node: Expression) -> Expression | None:
        if not isinstance(node, Add):
            return None
        terms: list[Expression] = []
        for term in map(flat, node.terms):
            terms += term.terms if isinstance(term, Add) else (term,)
        return Add(tuple(terms))

    return rewrite(expression, merge)
