"""The network of a text with gates, layers, directions, or x in numbers, put together from its definitions.

    W_{ir}^{(1)} = …   the part for gate r of weight_ih_l1
    b_z = …            the sum of the biases of gate z
    →W_{ih}, ←W_{ih}   weight_ih_l0 and weight_ih_l0_reverse

Only what is defined by name counts, and only where the sizes of all parts fit: a network is put together
whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from tutor.binding.givens import hot, rows_of, turned
from tutor.binding.model import Model
from tutor.calculation.cells import CELLS
from tutor.calculation.equations import Matrix
from tutor.calculation.problem import Problem
from tutor.language.faults import TutorError
from tutor.reading import syntax as w
from tutor.reading.signs import BACKWARD, FORWARD
from tutor.reading.syntax import Work
from tutor.spec import problem_of

# What the gates of a table are called elsewhere.
_OTHER_LETTERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "gru": MappingProxyType({"h": "n", "c": "n", "g": "n"}),
        "lstm": MappingProxyType({"c": "g", "n": "g", "u": "g"}),
    }
)
_NAME = re.compile(r"(?P<letter>[WUVwub])(?:_(?P<below>[A-Za-z]{1,2}))?(?:\^(?P<layer>\d{1,2}))?")


@dataclass(frozen=True)
class _Part:
    """One matrix or vector of the network: which tensor of torch it is in, for which gate."""

    tensor: str
    gate: str
    layer: int
    reverse: bool


def network_problem(parts: Sequence[tuple[Work, Model]], decimals: int) -> Problem | None:
    """Put together the network that all sequences of a text have; None where something is missing.

    >>> from tutor.binding.givens import collect
    >>> from tutor.binding.model import understand
    >>> from tutor.binding.roles import bind
    >>> from tutor.reading.reader import read
    >>> work = read("W = [[0.5]], U = [[1]], h_0 = [0], x_1 = [0.4]; h_1 = tanh(W x_1 + U h_0) = [0.2]")
    >>> model = understand(bind(work), collect(work, bind(work)))
    >>> network_problem([(work, model)], 3).sequences[0].inputs
    ((Decimal('0.4'),),)
    """
    work, model = parts[0]
    defined = _defined(work)
    if model.binding.gated and any(any(row) for rows in _starts(defined) for row in rows):
        return None  # which state starts where would have to be told
    for kind in _kinds(model):
        found = _tensors(defined, kind, model)
        if found is None:
            continue
        data: dict[str, Any] = {"cell": {"kind": kind, **found}}
        data |= _sequences(parts) or {}
        if any(model.start or ()):
            data["cell"]["h_0"] = list(model.start or ())
        try:
            problem = problem_of(data)
        except TutorError:
            continue
        return replace(problem, rounding=replace(model.rounding, decimals=min(max(decimals, 1), 12)))
    return None


def _kinds(model: Model) -> Iterator[str]:
    """Give the tables that may be meant."""
    if not model.binding.gated:
        yield from (model.cell.kind,) if model.cell.kind in CELLS else ()
    elif model.binding.torchs:
        yield from ("gru", "lstm", model.cell.kind)


def _defined(work: Work) -> dict[str, Matrix]:
    """Give what is defined by name, once: ``b = b_ih + b_hh = [1] + [2] = [3]`` defines all three."""
    found: dict[str, Matrix] = {}
    for chain in work.chains:
        sides = [segment.expression for segment in chain.segments]
        for names, numbers in pairwise(sides):
            if isinstance(names, w.Sum) and isinstance(numbers, w.Sum):
                pairs = zip(names.terms, numbers.terms, strict=False)
                for name, number in ((a.expression, b.expression) for a, b in pairs):
                    rows = rows_of(number)
                    if isinstance(name, w.Name) and name.step is None and rows is not None:
                        found.setdefault(name.base, rows)
        head, last = chain.name, rows_of(sides[-1])
        if head is not None and head.step in (None, 0) and not head.entry and last is not None:
            found.setdefault(head.base if head.step is None else f"{head.base} 0", last)
    return found


def _part(base: str, kind: str) -> _Part | None:
    """Tell which part of the network a name is.

    >>> _part("W_hz^1_backward", "gru")
    _Part(tensor='weight_hh', gate='z', layer=1, reverse=True)
    >>> _part("U_f", "lstm").tensor, _part("b_ih", "rnn_tanh").tensor, _part("W_y", "gru")
    ('weight_hh', 'bias_ih', None)
    """
    reverse = BACKWARD in base
    match = _NAME.fullmatch(base.replace(BACKWARD, "").replace(FORWARD, ""))
    if match is None:
        return None
    below, gates, layer = match["below"] or "", CELLS[kind].gates, int(match["layer"] or 0)
    is_bias = match["letter"] == "b"
    tensor, letter = "", ""
    if not gates:
        tensor = _simple(match["letter"], below)
    elif len(below) == 2:
        tensor = {"i": "ih", "x": "ih", "h": "hh"}.get(below[0], "")
        letter = below[1]
    elif is_bias:
        tensor, letter = "sum", below
    else:
        tensor, letter = ("hh" if match["letter"] in "Uu" else "ih"), below
    gate = letter if letter in gates else _OTHER_LETTERS.get(kind, {}).get(letter, "")
    if not tensor or (gates and gate not in gates):
        return None
    what = "bias" if is_bias else "weight"
    return _Part(what if tensor == "sum" else f"{what}_{tensor}", gate if gates else "", layer, reverse)


def _simple(letter: str, below: str) -> str:
    """Tell which tensor a name without gates is."""
    if letter == "b":
        return {"": "sum", "h": "sum", "ih": "ih", "hh": "hh"}.get(below, "")
    if below in ("ih", "hx", "xh", "x"):
        return "ih"
    if below in ("hh", "h") or (letter in "Uu" and not below):
        return "hh"
    return "ih" if not below else ""


def _tensors(defined: Mapping[str, Matrix], kind: str, model: Model) -> dict[str, Any] | None:
    """Give the tensors by torch's names, the parts for the gates one below the other."""
    found = {part: rows for base, rows in defined.items() if (part := _part(base, kind)) is not None}
    if not model.binding.gated:
        # The roles of a simple network are told by its formulas, whatever it calls them.
        found = {}
        for role, value in model.parameters.items():
            if role.startswith(("weight", "bias")):
                rows = tuple(row if isinstance(row, tuple) else (row,) for row in value)
                found[_Part(role, "", 0, False)] = rows
        if _Part("bias_ih", "", 0, False) in found and _Part("bias_hh", "", 0, False) in found:
            found.pop(_Part("bias", "", 0, False), None)
    lowest = min((part.layer for part in found), default=0)
    units = sorted({(part.layer, part.reverse) for part in found})
    gates = CELLS[kind].gates or ("",)
    tensors: dict[str, Any] = {}
    for layer, reverse in units:
        name = f"_l{layer - lowest}{'_reverse' if reverse else ''}"
        of_unit = {
            (part.tensor, part.gate): rows
            for part, rows in found.items()
            if (part.layer, part.reverse) == (layer, reverse)
        }
        size = len(of_unit.get(("weight_hh", gates[-1]), ()))
        for tensor in ("weight_ih", "weight_hh"):
            blocks = [_fitting(of_unit.get((tensor, gate)), size, model) for gate in gates]
            if not size or any(block is None for block in blocks):
                return None
            tensors[tensor + name] = [list(row) for block in blocks if block is not None for row in block]
        biases = _biases(of_unit, gates, size)
        if biases is None:
            return None
        tensors |= {f"{tensor}{name}": value for tensor, value in biases.items()}
    if not units:
        return None
    if not any(tensor.startswith("bias") for tensor in tensors):
        tensors["bias"] = False
    if len({layer for layer, _ in units}) > 1:
        tensors["num_layers"] = len({layer for layer, _ in units})
    if any(reverse for _, reverse in units):
        tensors["bidirectional"] = True
    return tensors


def _fitting(rows: Matrix | None, size: int, model: Model) -> Matrix | None:
    """Give a matrix as it stands before its vector; None where neither way has the rows of the state."""
    if rows is None:
        return None
    if len(rows) == size and (len(rows[0]) != size or "rows" not in model.binding.order.values()):
        return rows
    return turned(rows) if len(rows[0]) == size else None


def _biases(
    of_unit: Mapping[tuple[str, str], Matrix], gates: Sequence[str], size: int
) -> dict[str, list[Any]] | None:
    """Give both biases, gate after gate; where only their sum is known, it stands as the first."""
    found: dict[str, list[Any]] = {"bias_ih": [], "bias_hh": []}
    known = False
    for gate in gates:
        first, second = (of_unit.get((name, gate)) for name in ("bias_ih", "bias_hh"))
        if first is None or second is None:
            first, second = (of_unit.get(("bias", gate)) or first or second), None
        for name, rows in zip(found, (first, second), strict=True):
            numbers = [entry for row in rows for entry in row] if rows is not None else [0] * size
            known = known or rows is not None
            if len(numbers) != size:
                return None
            found[name] += numbers
    if not known:
        return {}
    return found


def _sequences(parts: Sequence[tuple[Work, Model]]) -> dict[str, Any] | None:
    """Give the words where every x is one of the vocabulary, else the numbers."""
    vocabulary = parts[0][1].givens.vocabulary
    vectors = [[model.inputs.get(step) for step in _steps(model)] for _, model in parts]
    if not all(vectors) or any(vector is None for each in vectors for vector in each):
        return None
    positions = [[hot(vector or ()) for vector in each] for each in vectors]
    size = len(vectors[0][0] or ())
    if all(position is not None for each in positions for position in each):
        words = vocabulary if len(vocabulary) == size else tuple(f"w{at}" for at in range(1, size + 1))
        sentences = [[words[position] for position in each if position is not None] for each in positions]
        said: dict[str, Any] = {"tokens": sentences[0]} if len(sentences) == 1 else {"sentences": sentences}
        return {**said, "vocabulary": list(words)}
    numbers = [[list(vector or ()) for vector in each] for each in vectors]
    return {"inputs": numbers[0] if len(numbers) == 1 else numbers}


def _steps(model: Model) -> Sequence[int]:
    """Give the steps that are computed; with several layers they are those of x."""
    return model.givens.numbered or sorted(model.inputs)


def _starts(defined: Mapping[str, Matrix]) -> Iterator[Matrix]:
    """Give the states before the first step."""
    yield from (rows for base, rows in defined.items() if base.endswith(" 0") and base[0] in "hc")
