"""What one entry of a line is computed from: of every quantity that the line reads, which entries.

a = p + q + b       a[1] reads p[1] and q[1]
q = W_hh h          q[1] reads all of h
y = e / total       y[1] reads e[1] and the one entry of total
dW = delta h^T      dW[2,1] reads delta[2] and h[1]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tutor.calculation.equations import (
    Add,
    Div,
    Expression,
    Fn,
    Mul,
    Outer,
    Part,
    Picked,
    Ref,
    Spread,
    Sub,
    children,
)

Entries = frozenset[int]


def entries_read(
    expression: Expression, entry: int, size_of: Callable[[Ref], int], target: int = 0
) -> Mapping[Ref, Entries]:
    """Give the entries, from 1, that one entry of an expression reads of everything in it.

    Args:
        expression: of the line.
        entry: the entry, from 1; of a matrix, row by row.
        size_of: how many entries a quantity has.
        target: the place of the target, from 1, where there is one.

    >>> from tutor.calculation.equations import MatVec, Param
    >>> line = Add((MatVec(Param("W"), Ref("h", 1)), Ref("p"), Param("b")))
    >>> {ref.symbol: sorted(found) for ref, found in entries_read(line, 2, lambda _: 3).items()}
    {'h': [1, 2, 3], 'p': [2]}
    """
    found: dict[Ref, Entries] = {}

    def read(node: Expression, at: int | None) -> None:
        """Add what an entry of a node reads; None is every entry."""
        match node:
            case Ref():
                size = size_of(node)
                # What has one entry serves every entry.
                places = range(1, size + 1) if at is None else (min(at, size),)
                found[node] = found.get(node, frozenset()) | frozenset(places)
            case Add() | Sub() | Mul() | Div() | Fn():
                for child in children(node):
                    read(child, at)
            case Picked(vector, by):
                read(vector, target or None)
                read(by, None)
            case Spread(argument):
                read(argument, 1)
            case Part(vector, start, count):
                for place in range(1, count + 1) if at is None else (at,):
                    read(vector, start + place)
            case Outer(left, Ref() as right) if at is not None:
                row, column = divmod(at - 1, size_of(right))
                read(left, row + 1)
                read(right, column + 1)
            case _:
                for child in children(node):
                    read(child, None)

    read(expression, entry)
    return found
