"""A batch whose sequences are the rows, or the columns, of one matrix a step: X_t W_xh + H_{t-1} W_hh.

Such lines are judged as they are written: in the network of one sequence no matrix stands for a vector.
"""

from __future__ import annotations

from collections.abc import Mapping

from tutor.reading.formulas.syntax import Expression, Matrix
from tutor.reading.work import Work


def is_batch(work: Work, roles: Mapping[str, str]) -> bool:
    """Whether every x that is given is a matrix, and states are written as matrices of as many sequences.

    >>> from tutor.reading.reader import read
    >>> work = read("X_1 = [[1, 0], [0, 1]]; H_1 = tanh(X_1 W) = [[0.5, 0.2], [0.1, 0.3]]")
    >>> is_batch(work, {"X": "x", "H": "h", "W": "weight_ih"})
    True
    """
    inputs: list[Expression] = []
    states: list[Expression] = []
    for chain in work.chains:
        name = chain.name
        if name is None or name.step is None or name.entry:
            continue
        role, last = roles.get(name.base), chain.segments[-1].expression
        if role == "x" and chain.literal is not None:
            inputs.append(chain.literal)
        elif role == "h" and isinstance(last, Matrix):
            states.append(last)
    sizes = {_size(each) for each in inputs}
    if not states or None in sizes or len(sizes) != 1:
        return False
    ((rows, columns),) = (each for each in sizes if each is not None)
    return all(size is not None and (size[0] == rows or size[1] == columns) for size in map(_size, states))


def _size(node: Expression) -> tuple[int, int] | None:
    """Give the rows and columns of a matrix that is no vector."""
    if not isinstance(node, Matrix) or len(node.rows) < 2 or len(node.rows[0]) < 2:
        return None
    return len(node.rows), len(node.rows[0])
