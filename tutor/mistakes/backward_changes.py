"""The changes that mistakes make to a line of the backward table.

A change acts on what a line is for (its role) and on the form of its equation, never on the names of a
cell, so it fits the backward table of any cell. The lines are those of their places: without terms that do
not exist there, quantities read with the lags of the backward unit (1 is the step after, -1 the one before).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import cast

from tutor.calculation.backward.units import Placed
from tutor.calculation.equations import (
    Add,
    Back,
    Const,
    Div,
    Expression,
    Fn,
    Matrix,
    Mul,
    Outer,
    Param,
    Ref,
    Sub,
    Vector,
    rewrite,
    walk,
)
from tutor.calculation.network import TARGET
from tutor.record import replace

ONE, TWO, MINUS = Const(Decimal(1)), Const(Decimal(2)), Const(Decimal(-1))

Changes = Iterator[Expression]
Change = Callable[[Expression, Placed], Changes]


def replaced(change: Callable[[Expression], Expression | None]) -> Change:
    """Rewrite parts of an equation, at every step before the start."""

    def changes(expression: Expression, line: Placed) -> Changes:
        if line.t == line.unit.start:
            return
        changed = rewrite(expression, change)
        if changed != expression:
            yield changed

    return changes


def _of(role: str | tuple[str, ...], change: Change) -> Change:
    """Change the lines of a role, or of several, only."""

    def changes(expression: Expression, line: Placed) -> Changes:
        if line.equation.role.endswith(role):
            yield from change(expression, line)

    return changes


# The error at the output


def of_error(change: Change) -> Change:
    """Change the error at the output."""
    return _of("score gradient", change)


def without_target(node: Expression) -> Expression | None:
    """Leave the target out of a difference."""
    return node.left if isinstance(node, Sub) and node.right == TARGET else None


def slope_of_output(expression: Expression, *, twice: bool) -> Changes:
    """The slope of the softmax's own probability or of a sigmoid once more, or left out."""
    match expression:
        case Sub(Ref("y") as y, right) if right == TARGET:
            if twice:
                yield Mul(Mul(expression, y), Sub(ONE, y))
            else:
                yield Mul(MINUS, Div(TARGET, y))
        case Mul(Mul(g, y), Sub(one, other)) if one == ONE and y == other:
            yield Mul(Mul(expression, y), Sub(ONE, y)) if twice else g


def other_target(expression: Expression, line: Placed) -> Changes:
    """Take the target of the step after, or of the step before."""
    for lag in (1, -1):
        other = replace(TARGET, lag=lag)
        yield rewrite(expression, lambda node, other=other: other if node == TARGET else None)  # type: ignore[misc]


def no_loss(expression: Expression, line: Placed) -> Changes:
    """Give no error but at the last step."""
    if line.t is not None and line.t != line.unit.steps:
        yield Sub(expression, expression)


# What comes back


def of_transposed(name: str, change: Callable[[Back], Expression | None]) -> Change:
    """Change the products with the transpose of a matrix."""
    return replaced(
        lambda node: change(node) if isinstance(node, Back) and node.matrix.name.startswith(name) else None
    )


def recursion_without_slope(node: Back) -> Expression | None:
    """Give back the gradient of the state in place of that of the pre-activation."""
    if isinstance(node.vector, Ref) and node.vector.symbol.startswith("da"):
        return Back(node.matrix, replace(node.vector, symbol="dh"))
    return None


def _is_future(term: Expression) -> bool:
    return isinstance(term, Back) and term.matrix.name.startswith("weight_hh")


def sum_of_state(change: Callable[[list[Expression], list[Expression]], Expression]) -> Change:
    """Change what is added up for a state: what later steps give back, and what the output does."""

    def changes(expression: Expression, line: Placed) -> Changes:
        if not isinstance(expression, Add) or line.t is None:
            return
        later = [term for term in expression.terms if _is_future(term) or _is_apart(term)]
        others = [term for term in expression.terms if term not in later]
        if later and others:
            yield change(later, others)

    return changes


def _is_apart(term: Expression) -> bool:
    """Whether a term is the line of what later steps give back."""
    return isinstance(term, Ref) and term.symbol.startswith("dh_") and term.symbol != "dh_y"


def added(terms: list[Expression]) -> Expression:
    """Add terms up."""
    return Add(tuple(terms)) if len(terms) > 1 else terms[0]


# Slopes


def of_slope(
    tanh: Callable[[Expression, Ref, Placed], Expression | None],
    sigmoid: Callable[[Expression, Ref, Placed], Expression | None] | None = None,
    relu: Callable[[Expression, Ref, Placed], Expression | None] | None = None,
) -> Change:
    """Change g ⊙ (1 − v ⊙ v), g ⊙ v ⊙ (1 − v), g ⊙ step(v); as tanh is changed where nothing else is said."""

    def changes(expression: Expression, line: Placed) -> Changes:
        def change(node: Expression) -> Expression | None:
            match node:
                case Mul(g, Sub(one, Mul(Ref() as v, w))) if one == ONE and v == w:
                    return tanh(g, v, line)
                case Mul(Mul(g, Ref() as v), Sub(one, w)) if one == ONE and v == w and sigmoid is not None:
                    return sigmoid(g, v, line)
                case Mul(g, Fn("step", Ref() as v)) if relu is not None:
                    return relu(g, v, line)
            return None

        if line.equation.role.endswith("score gradient"):
            return
        changed = rewrite(expression, change)
        if changed != expression:
            yield changed

    return changes


def tanh_slope(g: Expression, v: Expression) -> Expression:
    """Multiply by 1 − v ⊙ v."""
    return Mul(g, Sub(ONE, Mul(v, v)))


def sigmoid_slope(g: Expression, v: Expression) -> Expression:
    """Multiply by v ⊙ (1 − v)."""
    return Mul(Mul(g, v), Sub(ONE, v))


def step_slope(g: Expression, v: Expression) -> Expression:
    """Multiply by the slope of ReLU."""
    return Mul(g, Fn("step", v))


def _argument(v: Ref, line: Placed) -> Ref | None:
    """Give the pre-activation of a value, where the forward table names it."""
    cell = line.unit.forward.cell
    equation = next((each for each in cell.equations if each.symbol == v.symbol), None)
    if equation is None or not isinstance(equation.expression, Fn):
        return None
    argument = equation.expression.argument
    return replace(argument, lag=v.lag, unit=v.unit) if isinstance(argument, Ref) else None


def from_argument(slope: Callable[[Expression, Expression], Expression]) -> Callable[..., Expression | None]:
    """Take the slope from the pre-activation."""

    def changed(g: Expression, v: Ref, line: Placed) -> Expression | None:
        argument = _argument(v, line)
        return None if argument is None else slope(g, argument)

    return changed


def one_before(v: Ref) -> Ref:
    """Read the step before."""
    return replace(v, lag=v.lag - 1)


# Contributions, sums, updates


def of_outer(change: Callable[[Outer, Placed], Expression | None]) -> Change:
    """Change the outer products of a contribution, or all of them in a sum that has no lines for them.

    In a sum a quantity that is read where there is none falls away with its product.
    """

    def changes(expression: Expression, line: Placed) -> Changes:
        if line.equation.role.endswith(" sum"):
            terms = expression.terms if isinstance(expression, Add) else (expression,)
            if not all(isinstance(term, Outer) for term in terms):
                return
            made = [(change(term, line) or term) for term in terms if isinstance(term, Outer)]
            kept = [term for term in made if _exists(term, line)]
            if kept and made != list(terms):
                yield added(kept)
            return
        changed = rewrite(expression, lambda node: change(node, line) if isinstance(node, Outer) else None)
        if changed != expression:
            yield changed

    return _of(("contribution", " sum"), changes)


def _exists(term: Expression, line: Placed) -> bool:
    """Whether an input that a product of a sum reads stands at a step of the sentence."""
    right = term.right if isinstance(term, Outer) else None
    if not isinstance(right, Ref) or right.symbol != "x":
        return True
    return 1 <= right.lag % line.unit.stride <= line.unit.steps


def of_right(symbol: str, lag: int, to: Callable[[Ref, Placed], Ref | None]) -> Change:
    """Put another vector in the place of the right one of an outer product; lags count from the left one."""

    def change(node: Outer, line: Placed) -> Expression | None:
        left, right = node.left, node.right
        if not isinstance(left, Ref) or not isinstance(right, Ref):
            return None
        if (right.symbol, right.lag - left.lag) == (symbol, lag):
            other = to(replace(right, lag=lag), line)
            return None if other is None else Outer(left, replace(other, lag=other.lag + left.lag))
        return None

    return of_outer(change)


def last_state(right: Ref, line: Placed) -> Ref | None:
    """Give the last state where the start value belongs."""
    if line.t is None:
        return None
    steps, direction = line.unit.steps, line.unit.direction
    is_first = line.t + direction * 1 == line.unit.start
    return replace(right, lag=steps - 1) if is_first and steps > 1 else None


def without_slope(node: Outer, line: Placed) -> Expression | None:
    """Put the gradient of the state in the place of that of the pre-activation."""
    left = node.left
    if isinstance(left, Ref) and left.symbol.startswith("da"):
        return Outer(replace(left, symbol="dh"), node.right)
    return None


def over_steps(pick: Callable[[tuple[Expression, ...]], Iterator[Expression]]) -> Change:
    """Change a sum over the steps; its terms stand from the first step to the last."""

    def changes(expression: Expression, line: Placed) -> Changes:
        if isinstance(expression, Add) and all(isinstance(term, Ref | Outer) for term in expression.terms):
            yield from pick(expression.terms)

    return _of(" sum", changes)


def of_update(change: Callable[[Param, Expression, Expression], Iterator[Expression]]) -> Change:
    """Change the step of learning: old − rate · gradient."""

    def changes(expression: Expression, line: Placed) -> Changes:
        match expression:
            case Sub(Param() as old, Mul(rate, gradient)):
                yield from change(old, rate, gradient)

    return _of("update", changes)


def at_start(change: Callable[[Back], Expression]) -> Change:
    """Change the product before the start values."""

    def changes(expression: Expression, line: Placed) -> Changes:
        if line.t == line.unit.start:
            changed = rewrite(expression, lambda node: change(node) if isinstance(node, Back) else None)
            if changed != expression:
                yield changed

    return changes


def each_of(*expressions: Expression) -> Iterator[Expression]:
    """Give one change, or several."""
    yield from expressions


def without_one_between(terms: tuple[Expression, ...]) -> Iterator[Expression]:
    """Leave out one step that is neither the first nor the last."""
    for at in range(1, len(terms) - 1):
        yield added([*terms[:at], *terms[at + 1 :]])


def step_alone(step: Expression) -> Iterator[Expression]:
    """Write the step, with either sign."""
    yield step
    yield Mul(MINUS, step)


# The diagonal of a matrix is a parameter that only a mistake reads.

_DIAGONAL = "/diagonal"


def on_diagonal(node: Back) -> Expression:
    """Use only the diagonal of the matrix of a product."""
    return Mul(Param(f"{node.matrix.name}{_DIAGONAL}"), node.vector)


def diagonals(
    expression: Expression, parameters: Mapping[str, Vector | Matrix]
) -> Mapping[str, Vector | Matrix]:
    """Give the diagonals that a changed equation reads, by the names that it has for them."""
    found: dict[str, Vector | Matrix] = {}
    for node in walk(expression):
        if isinstance(node, Param) and node.name.endswith(_DIAGONAL):
            matrix = cast(Matrix, parameters[node.name.removesuffix(_DIAGONAL)])
            found[node.name] = tuple(row[at] for at, row in enumerate(matrix[: len(matrix[0])]))
    return found
