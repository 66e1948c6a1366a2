"""What the parts of a gate in a table equal, from the formula over t that the text writes for the gate.

r_t = σ(W_ir x_t + W_hr h_{t-1} + b_r), columns p, q, a  →  p_{r,t} = W_ir x_t, q_{r,t} = W_hr h_{t-1},
                                                           a_{r,t} = p_{r,t} + q_{r,t} + b_r, r_t = σ(a_{r,t})
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.judging.following.sheet import Formula
from tutor.judging.following.sides import is_parameter, names_of
from tutor.reading.formulas import syntax as w
from tutor.reading.signs import BACKWARD, FORWARD
from tutor.reading.work import Work
from tutor.record import replace


def gate_parts(work: Work, formulas: Sequence[Formula]) -> Iterator[Formula]:
    r"""Give the formulas of what stands in the columns of tables of gates, and of the gates by them.

    >>> from tutor.reading.reader import read
    >>> from tutor.reading.formulas.spelling import spelled
    >>> table = "|  | p | a | value |\n| z_1 | 0.2 | = 0.3 | σ(0.3) = 0.574 |\n"
    >>> work = read("z_t = σ(W x_t + U h_{t-1})\n" + table)
    >>> name, formula = work.chains[0].name, work.chains[0].segments[1].expression
    >>> for each in gate_parts(work, [Formula(name, formula, True)]):
    ...     print(each.head.base, "=", spelled(each.side))
    p_z = W x_t
    a_z = p_z_t + U h_{t-1}
    z = σ(a_z_t)
    """
    cells = [chain.name for chain in work.chains if chain.origin == "table"]
    written = {name.base for name in cells if name is not None}
    for formula in formulas:
        head, side = formula.head, formula.side
        if not isinstance(side, w.Apply) or not formula.is_general:
            continue
        argument = side.argument
        for node in list(w.walk(argument)):
            part = _part(head, "p" if _reads(node, head.step) else "q")
            if _is_product(node) and part.base in written:
                yield Formula(part, node, strong=True, assumed=True)
                argument = _exchanged(argument, node, part)
        whole = _part(head, "a")
        if whole.base in written:
            yield Formula(whole, argument, strong=True, assumed=True)
            yield Formula(head, replace(side, argument=whole), strong=True, assumed=True)


def _part(head: w.Name, letter: str) -> w.Name:
    """Name a part of a gate as tables name it."""
    base, _, layer = head.base.partition("^")
    direction = next((each for each in (FORWARD, BACKWARD) if base.endswith(each)), "")
    gate = base.removesuffix(direction)
    whole = f"{letter}{direction}_{gate}" + (f"^{layer}" if layer else "")
    return replace(head, base=whole, text=f"{letter}_{{{gate},{head.step}}}")


def _is_product(node: w.Expression) -> bool:
    """Whether a node is a parameter times what a step has."""
    if not isinstance(node, w.Product) or len(node.factors) != 2:
        return False
    parameters = [each for each in node.factors if isinstance(each, w.Name) and is_parameter(each)]
    return len(parameters) == 1


def _reads(node: w.Expression, step: int | str | None) -> bool:
    """Whether a product reads this step, and not the one before."""
    return any(name.step == step for name in names_of(node))


def _exchanged(node: w.Expression, old: w.Expression, new: w.Expression) -> w.Expression:
    """Put a name in the place of a product, in sums and products."""
    if node == old:
        return new
    match node:
        case w.Sum(terms=terms):
            return replace(
                node,
                terms=tuple(
                    replace(each, expression=_exchanged(each.expression, old, new)) for each in terms
                ),
            )
        case w.Product(factors=factors):
            return replace(node, factors=tuple(_exchanged(each, old, new) for each in factors))
    return node
