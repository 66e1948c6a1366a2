"""What a text defines by name, and on which side of its vector each matrix stands.

W_iz = [[…]]                      a matrix, by its name
b_z = b_iz + b_hz = […] + […]     all three
z_t = σ(W_iz x_t + …)             W_iz stands before its vector: columns
f_t = σ(W_f [h_{t-1}; x_t])       W_f is W_hh beside W_ih
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from tutor.binding.literal_rows import rows_of
from tutor.binding.roles import pairs, stack_of
from tutor.calculation.equations import Matrix, Vector
from tutor.calculation.names import Orientation
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place, step_of
from tutor.reading.signs import BACKWARD, FORWARD
from tutor.reading.work import Chain, Work
from tutor.record import field, record

Role = Literal["ih", "hh"]


@record()
class Definition:
    """The rows of a literal as they are written, where they stand, and the writer's name for them."""

    rows: Matrix
    place: Place
    text: str


@record(frozen=False)
class Defined:
    """Everything that is defined by name; states before the first step stand apart.

    ``order`` has the matrices of which a formula tells on which side of its vector they stand, ``stacks``
    those that multiply a stack, with what is stacked.
    """

    by_base: dict[str, Definition] = field(default_factory=dict)
    starts: dict[str, Definition] = field(default_factory=dict)
    inputs: dict[int, Vector] = field(default_factory=dict)
    order: dict[str, Orientation] = field(default_factory=dict)
    stacks: dict[str, tuple[Role, ...]] = field(default_factory=dict)


def root_of(base: str) -> tuple[str, int, bool]:
    """Take a name apart: the letters, the layer as it is numbered, whether it belongs to the way back.

    >>> root_of("W_hz^1"), root_of("h_backward")
    (('W_hz', 1, False), ('h', 0, True))
    """
    root, _, layer = base.replace(BACKWARD, "").replace(FORWARD, "").partition("^")
    return root, int(layer) if layer.isdecimal() else 0, BACKWARD in base


def defined(work: Work) -> Defined:
    """Collect what is defined by name, the first definition of each, and how matrices are multiplied."""
    found = Defined()
    names = [chain.name for chain in work.chains if chain.name is not None]
    last = max((name.step for name in names if isinstance(name.step, int)), default=0)
    for chain in work.chains:
        for name, literal in _definitions(chain):
            _define(found, name, literal, work.first - 1, last)
    for chain in work.chains:
        for segment in chain.segments:
            for node in w.walk(segment.expression):
                if isinstance(node, w.Product):
                    _use(found, chain, node)
    return found


def _definitions(chain: Chain) -> Iterator[tuple[w.Name, w.Expression]]:
    sides = [segment.expression for segment in chain.segments]
    for names, numbers in pairwise(sides):
        if isinstance(names, w.Sum) and isinstance(numbers, w.Sum):
            for one, other in zip(names.terms, numbers.terms, strict=False):
                if isinstance(one.expression, w.Name):
                    yield one.expression, other.expression
    if chain.name is not None and not chain.name.entry:
        yield chain.name, sides[-1]


def _define(found: Defined, name: w.Name, literal: w.Expression, start: int, end: int) -> None:
    rows = rows_of(literal)
    if rows is None or not rows[0]:
        return
    definition = Definition(rows, literal.place, name.text)
    root, _, back = root_of(name.base)
    root = root.lower()  # C_0 is the cell state, too
    if name.step is None:
        found.by_base.setdefault(name.base, definition)
    elif root in ("h", "c") and name.step in ((start, end) if back else (start,)):
        found.starts.setdefault(name.base, definition)
    elif root == "x" and isinstance(name.step, int):
        found.inputs.setdefault(name.step, tuple(entry for row in rows for entry in row))


def _use(found: Defined, chain: Chain, product: w.Product) -> None:
    """Learn from a product on which side of its vector a matrix stands, and what it multiplies."""
    here = chain.name.step if chain.name is not None and isinstance(chain.name.step, int) else 0
    for matrix, vector, side in pairs(product):
        inner = matrix.argument if isinstance(matrix, w.Transpose) else matrix
        if not isinstance(inner, w.Name) or inner.step is not None:
            continue
        turned = inner is not matrix
        found.order.setdefault(inner.base, "rows" if (side == "rows") is not turned else "columns")
        stack = stack_of(vector)
        names = [each for each in stack.entries if isinstance(each, w.Name)] if stack is not None else []
        if len(names) > 1:
            found.stacks.setdefault(inner.base, tuple(_role(each, here) for each in names))


def _role(name: w.Name, here: int) -> Role:
    """Tell the state of the step before from what comes in at this step."""
    return "hh" if root_of(name.base)[0] == "h" and step_of(name, here) != here else "ih"
