"""Which gradients a text lays out turned: where x W stands, dW is xᵀ da, with a row for every entry of x.

A text for rows is known by its forward pass, where no matrix stands before its vector, and by the product
that it writes for the gradient. Where it writes none, x W says it alone; x Wᵀ keeps the matrix as torch
has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from tutor.binding.backwards.gradient_names import wanted
from tutor.binding.backwards.turned_steps import bare
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Chain


def turned_gradients(chains: Sequence[Chain], parameters: Collection[str]) -> frozenset[str]:
    r"""Give the bare names of the matrices whose gradients stand in rows for the entries of their vectors.

    Args:
        chains: the whole text.
        parameters: the bare names of its parameters.

    >>> from tutor.reading.reader import read
    >>> rows = read("a_2 = x_2 W_x + h_1 W_h \n dW_h = h_1^T da_2 = [[1, 2], [3, 4]]")
    >>> turned_gradients(rows.chains, ["Wx", "Wh"]) == {"Wx", "Wh"}
    True
    >>> columns = read("a_2 = W_h h_1 \n dW_h = da_2 h_1^T = [[1, 2], [3, 4]]")
    >>> turned_gradients(columns.chains, ["Wh"])
    frozenset()
    """
    before: set[str] = set()
    behind: set[str] = set()
    made: dict[str, set[bool]] = defaultdict(set)
    for chain in chains:
        about = wanted(chain.segments[0].expression)
        for first, second in _pairs(chain):
            if about is not None and bare(about.base) in parameters:
                if isinstance(first, w.Transpose) and _is_gradient(second):
                    made[bare(about.base)].add(True)
                elif _is_gradient(first) or _is_gradient(first, turned=True):
                    made[bare(about.base)].add(False)
            elif (name := _name(first)) in parameters and not _is_gradient(second):
                before.add(name)
            elif (name := _name(second)) in parameters and not _is_gradient(first):
                made[name] |= set()
                if isinstance(second, w.Name):
                    behind.add(name)
    return frozenset(
        name
        for name in {*behind, *made} - before
        if made.get(name) == {True} or (not made.get(name) and name in behind)
    )


def _pairs(chain: Chain) -> Iterator[tuple[w.Expression, w.Expression]]:
    for segment in chain.segments[1:]:
        for node in w.walk(segment.expression):
            if isinstance(node, w.Product) and len(node.factors) == 2:
                yield node.factors[0], node.factors[1]


def _name(side: w.Expression) -> str:
    """Give the bare name of a matrix, be it transposed or not."""
    inner = side.argument if isinstance(side, w.Transpose) else side
    return bare(inner.base) if isinstance(inner, w.Name) else ""


def _is_gradient(side: w.Expression, *, turned: bool = False) -> bool:
    if turned:
        return isinstance(side, w.Transpose) and _is_gradient(side.argument)
    return wanted(side) is not None
