"""Whether the formulas of a text with gates are torch's: told by their values, not by how they are written.

h = (1 - z) ⊙ n + z ⊙ h and h = n + z ⊙ (h - n) are the same; with z and 1 - z exchanged, as some textbooks
have it, it is another cell. Each formula is put beside the table's on the same few numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from tutor.binding.activation import ACTIVATIONS
from tutor.calculation.cells import CELLS
from tutor.calculation.equations import Equation
from tutor.calculation.evaluation import Floats, lower
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import step_of
from tutor.reading.signs import BACKWARD, FORWARD
from tutor.reading.work import Work

# The tables in which a state is computed from gates; their candidates and gates have these letters.
_GATED = ("gru", "lstm")
# What candidates are called besides the letters of the tables.
CANDIDATES = ("h_tilde", "h_hat", "c_tilde", "c_hat")


def is_torchs(work: Work) -> bool:
    """Tell whether every state of a text is computed as torch computes it.

    >>> from tutor.reading.reader import read
    >>> is_torchs(read("h_t = (1 - z_t) * n_t + z_t * h_{t-1}")), is_torchs(read("h_t = z_t * n_t + h_{t-1}"))
    (True, False)
    >>> is_torchs(read("h_t = (1 - z_t) * h_{t-1} + z_t * h~_t"))
    False
    """
    return any(_states(work)) and other_state(work) is None


def computes_gates(work: Work) -> bool:
    """Whether a text computes two gates of one cell, in letters or in numbers alone.

    >>> from tutor.reading.reader import read
    >>> computes_gates(read("z_1 = sigmoid(0.5) = 0.622; r_1 = sigmoid(0.3) = 0.574"))
    True
    """
    found = {
        chain.name.base
        for chain in work.chains
        if chain.name is not None
        and any(
            isinstance(each.expression, w.Apply) and each.expression.function == "sigmoid"
            for each in chain.segments[1:]
        )
    }
    return found >= {"z", "r"} or len(found & {"f", "i", "o"}) > 1


def other_state(work: Work) -> w.Expression | None:
    """Give the first formula of a state that is none of torch's.

    >>> from tutor.reading.reader import read
    >>> other_state(read("h_t = z_t * n_t + h_{t-1}")).place.column
    7
    """
    for head, formula in _states(work):
        if not any(_same(formula, each) for each in _tables(head)):
            return formula[1]
    return None


def _states(work: Work) -> Iterator[tuple[str, tuple[w.Name, w.Expression]]]:
    """Give every formula of h, and of a cell state c, with the letter that it computes."""
    for chain in work.chains:
        name = chain.name
        if name is None or _letter(name) not in ("h", "c") or name.entry:
            continue
        for segment in chain.segments[1:]:
            names = [node for node in w.walk(segment.expression) if isinstance(node, w.Name)]
            if names and not any(
                isinstance(node, w.Number) and node.decimals for node in w.walk(segment.expression)
            ):
                yield _letter(name), (name, segment.expression)


def _letter(name: w.Name) -> str:
    """Give the letter without its layer and direction; C is c."""
    return name.base.partition("^")[0].replace(FORWARD, "").replace(BACKWARD, "").lower()


def _tables(head: str) -> Iterator[Equation]:
    for kind in _GATED:
        yield from (each for each in CELLS[kind].equations if each.symbol == head)


def _same(formula: tuple[w.Name, w.Expression], equation: Equation) -> bool:
    """Compare a formula with an equation of the table on three sets of numbers."""
    name, written = formula
    if isinstance(written, w.Apply) and written.function in ACTIVATIONS:
        return True  # the state of a simple network: its activation was found before
    for trial in (1, 2, 3):
        numbers = {
            (letter, lag): math.sin(7 * trial + 3 * at + 11 * lag)
            for at, letter in enumerate("hcrznifom")
            for lag in (0, 1)
        }
        numbers |= {("g", lag): numbers["n", lag] for lag in (0, 1)}  # the candidate, whatever its name
        numbers["m", 0] = math.tanh(numbers["c", 0])
        values = {(symbol, lag, ""): [value] for (symbol, lag), value in numbers.items()}
        found = _value(written, name, numbers)
        try:
            (wanted,) = lower(equation.expression, Floats(), {})(values)
        except KeyError:
            return False
        if found is None:
            return True  # gates put into the formula are compared line by line
        if not math.isclose(found, wanted, abs_tol=1e-9):
            return False
    return True


def _value(node: w.Expression, head: w.Name, numbers: Mapping[tuple[str, int], float]) -> float | None:
    """Evaluate one entry of a formula; None where it has something that no gate has."""

    def parts(nodes: tuple[w.Expression, ...]) -> list[float]:
        found = [_value(each, head, numbers) for each in nodes]
        return [each for each in found if each is not None] if None not in found else []

    match node:
        case w.Number(value=value):
            return float(value)
        case w.Name():
            here = head.step if isinstance(head.step, int) else 0
            at = step_of(node, here)
            letter = "n" if _letter(node) in CANDIDATES else _letter(node)
            return numbers.get((letter, 0 if at is None or at == here else 1))
        case w.Product(factors=factors):
            return math.prod(found) if (found := parts(factors)) else None
        case w.Neg(argument=argument):
            return -found[0] if (found := parts((argument,))) else None
        case w.Apply(function="tanh", argument=argument):
            return math.tanh(found[0]) if (found := parts((argument,))) else None
        case w.Sum(terms=terms):
            found = parts(tuple(term.expression for term in terms))
            return sum(term.sign * each for term, each in zip(terms, found, strict=True)) if found else None
    return None
