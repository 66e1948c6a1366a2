"""Arrays without names, as ``np.savez(file, *weights)`` stores them → layers, told by their sizes.

Keras gives kernel (input_size, G·units), recurrent_kernel (units, G·units) and a bias; torch weight_ih
(G·hidden, input_size), weight_hh (G·hidden, hidden) and two biases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tutor.language.faults import SpecError
from tutor.record import record
from tutor.weights import weight_messages as says

_NAME = re.compile(r"arr_(\d+)")
_GATES = (1, 3, 4)
_OF_KERAS = ("kernel", "recurrent_kernel", "bias")
_OF_TORCH = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")


@record()
class _Candidate:
    """A stretch of arrays that may be a layer."""

    start: int
    names: tuple[str, ...]

    @property
    def places(self) -> range:
        return range(self.start, self.start + len(self.names))

    @property
    def has_bias(self) -> bool:
        return len(self.names) > 2


def named(arrays: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Give arrays without names their names, below the first one's number: ``arr_2/kernel``.

    Raises:
        SpecError: the sizes fit more than one order.

    >>> import numpy as np
    >>> sorted(named({"arr_0": np.ones((3, 8)), "arr_1": np.ones((2, 8)), "arr_2": np.ones(8)}, "w.npz"))
    ['arr_0/bias', 'arr_0/kernel', 'arr_0/recurrent_kernel']
    """
    numbers = {int(found[1]): name for name in arrays if (found := _NAME.fullmatch(name))}
    if len(numbers) != len(arrays) or not numbers:
        return dict(arrays)
    order = [arrays[numbers[number]] for number in sorted(numbers)]
    candidates = [each for at in range(len(order)) for each in _candidates(order, at)]
    whole = [each for each in candidates if each.has_bias] or candidates
    taken: set[int] = set()
    result = {}
    for each in whole:
        if taken & set(each.places):
            raise SpecError(says.ARRAYS_WITHOUT_NAMES_FIT_SEVERAL_ORDERS(file=file).about("cell.from"))
        taken |= set(each.places)
        sign = "/" if each.names[0] == "kernel" else "."
        for at, name in zip(each.places, each.names, strict=True):
            result[f"arr_{each.start}{sign}{name}"] = order[at]
    return {**{f"arr_{at}": array for at, array in enumerate(order) if at not in taken}, **result}


def _candidates(order: Sequence[Any], at: int) -> Iterator[_Candidate]:
    """Find what can begin at a place."""
    shapes = [tuple(each.shape) for each in order[at : at + 4]]
    if len(shapes) < 2 or len(shapes[0]) != 2 or len(shapes[1]) != 2:
        return
    (first, second), (rows, columns) = shapes[:2]
    for gates in _GATES:
        if columns == gates * rows == second and rows:
            biases = ((columns,), (2, columns)) if gates == 3 else ((columns,),)
            yield _Candidate(at, _OF_KERAS[: 3 if len(shapes) > 2 and shapes[2] in biases else 2])
        if rows == gates * columns == first and columns:
            two = shapes[2:4] == [(rows,), (rows,)]
            yield _Candidate(at, _OF_TORCH[: 4 if two else 2])
