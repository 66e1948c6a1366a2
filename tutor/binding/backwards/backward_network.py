"""The network that a text goes backwards through: found by what its own forward numbers follow from.

    given numbers ─→ which are U, W, b and which function ─→ those with which every h follows
                  ─→ which are V, c (or none)              ─→ those with which the output follows
    the loss as it is written, the targets, the rate       ─→ Problem

Names decide nothing where the numbers can: ``u`` is the recurrent weight in one text and the input weight in
the next. A text whose forward pass follows from no choice, or has another form, has none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from types import MappingProxyType
from typing import Any

from tutor.binding.backwards.facts import LOSSES, OUTPUTS, RATES, TARGETS, Facts, Rows, Written, rate_of
from tutor.binding.backwards.stated_network import Network, stated_network
from tutor.calculation.problem import Problem
from tutor.language.faults import TutorError
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Work
from tutor.record import record

_Targets = list[tuple[float, ...] | None]

_FUNCTIONS: Mapping[str, Callable[[float], float]] = MappingProxyType(
    {
        "rnn_tanh": math.tanh,
        "rnn_sigmoid": lambda z: 1 / (1 + math.exp(-z)),
        "rnn_relu": lambda z: max(z, 0.0),
    }
)
_SOFTMAX = re.compile(r"soft-?max|소프트맥스", re.IGNORECASE)
_ENTROPY = re.compile(
    r"\bBCE\b|cross.?entropy|교차\s*엔트로피|交叉熵|entropía cruzada|[-−]\s*\[?\s*\\?(?:ln|log)\b",
    re.IGNORECASE,
)
# A loss as it is written, with what stands behind it on its line: a square, a half of it.
_LOSS_SAID = re.compile(r"(?:(?<![A-Za-z])[LEJ]|\b[Ll]oss|손실\S*|損失\S*|pérdida|perte)[^\n]{0,120}")
_SQUARE = re.compile(r"\^\s*\{?2|²|\*\*\s*2")
_HALF = re.compile(
    r"½|\b1\s*/\s*2|\b0[.,]5\s*[*·×⋅(‖\\|]|frac\s*\{?\s*1\s*\}?\s*\{?\s*2|(?:²|\^\s*\{?2\}?)\s*\$?\s*/\s*2\b"
)
# A squared error without a letter for it: (h_2 - y)², and with its number (h_2 - 0.5)².
_DIFFERENCE = re.compile(
    r"(?P<half>(?:½|0[.,]5|1\s*/\s*2)\s*[*·×⋅]?\s*(?:np\.)?(?:sum)?\s*\(?\s*)?"
    r"\(\s*(?:h|o|s|z|y_?hat|ŷ)_?\{?(?P<step>\d*)\}?\s*[-−–]\s*"
    r"(?:(?P<number>[-−]?\d+(?:\.\d+)?)|[A-Za-z]\w*)\s*\)\s*(?:\*\*\s*2|\^\s*\{?2|²)"
)
_CLASS = re.compile(r"(?:class|클래스|clase|classe|クラス|类)\s*\$?(\d)")
# A number of a text lies within so many units of its last digit of what it was computed from.
_UNITS = 2.5
_COARSEST = 0.01
_MOST_CHOICES = 4000


def networks_of(work: Work, given: Problem | None = None) -> Iterator[Network]:
    """Find the networks that a text may mean; none where no choice of its numbers gives its forward pass.

    They differ in the targets: whose step a list of them belongs to, or which class it is. Of a problem that
    is given, only the names are to be found.
    """
    found = Facts(work)
    if given is not None and any(sequence.targets for sequence in given.sequences):
        yield from stated_network(found, given)
        return
    best = next(iter(_cells(found)), None)
    if best is None:
        return
    for targets in _targets(found):
        network = _with_output(found, best, targets)
        if network is not None:
            yield network


@record()
class _Cell:
    kind: str
    parameters: Mapping[str, str]  # torch's name → the text's
    weights: Mapping[str, Rows]
    inputs: list[Rows]
    start: Rows


def _cells(facts: Facts) -> Iterator[_Cell]:
    """Give the choices from which every state follows, the best first."""
    inputs = facts.inputs() if facts.steps else None
    if inputs is None:
        return
    states = facts.states()
    size, width = len(states[0].rows), len(inputs[0])
    start = facts.start(size)
    if start is None or any(len(each.rows) != size for each in states):
        return
    names = [
        name
        for name in facts.order
        if name not in ("x", *TARGETS, *LOSSES, *RATES) and (name, None) in facts.values
    ]
    given = {name: facts.values[name, None].floats for name in names}
    ins = [name for name in names if _shape(given[name]) in ((size, width), (1, size))]
    hidden = [name for name in names if _shape(given[name]) == (size, size)]
    biases = ["", *(name for name in names if _shape(given[name]) == (size, 1))]
    ranked: list[tuple[float, int, _Cell]] = []
    for count, (kind, u, r, b) in enumerate(product(_FUNCTIONS, ins, hidden, biases)):
        if count > _MOST_CHOICES:
            break
        if len({u, r, b}) < 3:
            continue
        matrix = given[u] if _shape(given[u]) == (size, width) else tuple(zip(*given[u], strict=True))
        if _shape(matrix) != (size, width):
            continue
        bias = given[b] if b else tuple((0.0,) for _ in range(size))
        off = _off(_FUNCTIONS[kind], matrix, given[r], bias, inputs, start, states)
        if off is None:
            continue
        parameters = {"weight_ih": u, "weight_hh": r, **({"bias": b} if b else {})}
        weights = {"weight_ih": matrix, "weight_hh": given[r], "bias": bias}
        zero = bool(b) and not any(map(any, bias))
        # A bias of zeros that the text has is its bias; of equal fits the first names count.
        ranked.append((off - 0.01 * zero, count, _Cell(kind, parameters, weights, inputs, start)))
    for _, _, cell in sorted(ranked, key=lambda each: each[:2]):
        yield cell


def _off(
    function: Callable[[float], float],
    matrix: Rows,
    recurrent: Rows,
    bias: Rows,
    inputs: Sequence[Rows],
    start: Rows,
    states: Sequence[Written],
) -> float | None:
    """Say how far the states are from what they follow from, in units; None where that is too far."""
    before, worst, wrong = start, 0.0, 0
    for x, state in zip(inputs, states, strict=True):
        # A state that is written without digits is exact.
        unit = min(state.unit, _COARSEST)
        far = 0.0
        for row, other, add, number in zip(matrix, recurrent, bias, state.floats, strict=True):
            total = _dot(row, x) + _dot(other, before) + add[0]
            far = max(far, abs(function(total) - number[0]) / unit)
        if far > _UNITS:
            wrong += 1
        worst = max(worst, min(far, _UNITS))
        before = state.floats
    # With a single state there is nothing to choose by, and one slip is one line.
    return None if wrong > (len(states) > 2) else worst + 10 * wrong


def _dot(row: Sequence[float], vector: Rows) -> float:
    return sum(one * other[0] for one, other in zip(row, vector, strict=True))


def _shape(rows: Rows) -> tuple[int, int]:
    return len(rows), len(rows[0])


# The output, the loss, the targets


def _with_output(facts: Facts, cell: _Cell, targets: _Targets) -> Network | None:
    size = len(cell.start)
    kind = _loss(facts)
    if kind is None:
        return None
    choice = _output(facts, cell, len(next(each for each in targets if each)), kind)
    if choice is None:
        return None
    v, c, outputs = choice
    entries = len(next(each for each in targets if each))
    if not v and (kind not in ("squared", "half-squared") or entries != size):
        return None
    weight: Rows = tuple(tuple(float(i == j) for j in range(size)) for i in range(size))
    output: dict[str, Any] = {"weight_hy": _plain(weight)}
    parameters = dict(cell.parameters)
    if v:
        matrix = facts.values[v, None].floats
        if _shape(matrix) != (entries, size):
            matrix = tuple(zip(*matrix, strict=True))
        output["weight_hy"] = _plain(matrix)
        parameters["weight_hy"] = v
    if c:
        output["bias_y"] = [row[0] for row in facts.values[c, None].floats]
        parameters["bias_y"] = c
    whole: list[Any] = []
    for each in targets:
        if each is None:
            whole.append("")
        elif kind == "cross-entropy":
            if sorted(each) != [0.0] * (len(each) - 1) + [1.0]:
                return None
            whole.append(each.index(1.0))
        else:
            whole.append(each[0] if len(each) == 1 else list(each))
    output["targets"] = whole
    rate = rate_of(facts)
    decimals = max(each.decimals for each in facts.states())
    spec: dict[str, Any] = {
        "inputs": [[row[0] for row in x] for x in cell.inputs],
        "cell": {
            "kind": cell.kind,
            **{name: _plain(cell.weights[name]) for name in ("weight_ih", "weight_hh")},
            "bias": [row[0] for row in cell.weights["bias"]],
            "h_0": [row[0] for row in cell.start],
        },
        "output": output,
        "loss": {"kind": kind, **({"learning_rate": rate} if rate else {})},
        "rounding": {
            "decimals": max(2, min(decimals, 9)),
            "decimals_backward": max(2, min(decimals, 9)),
            "written_backward": "short",
        },
    }
    try:
        problem = Problem.from_dict(spec)
    except TutorError:
        return None
    return Network(
        problem,
        MappingProxyType(parameters),
        facts.state,
        frozenset(outputs),
        MappingProxyType(facts.values),
        bool(v),
    )


def _plain(rows: Rows) -> list[list[float]]:
    return [list(row) for row in rows]


def _targets(facts: Facts) -> Iterator[_Targets]:
    """Give what the target of every step may be."""
    before: _Targets = [None] * (facts.steps - 1)
    for base in TARGETS:
        by_step = [facts.values.get((base, t)) for t in range(1, facts.steps + 1)]
        whole = facts.values.get((base, None))
        if any(by_step) and whole is None:
            yield [tuple(n[0] for n in each.floats) if each else None for each in by_step]
            return
        if whole is not None:
            numbers = tuple(number[0] for number in whole.floats)
            yield [*before, numbers]
            if len(numbers) == facts.steps > 1:
                yield [(number,) for number in numbers]
            return
    said = _CLASS.search(facts.text)
    count = max((len(each.flat) for (base, _), each in facts.values.items() if base in OUTPUTS), default=0)
    if said is not None and count > 1:
        for at in (int(said[1]) - 1, int(said[1])):
            if 0 <= at < count:
                yield [*before, tuple(float(entry == at) for entry in range(count))]
        return
    by_number = {
        int(found["step"]): float(found["number"].replace("−", "-"))
        for found in _DIFFERENCE.finditer(facts.text)
        if found["step"] and found["number"]
    }
    if len(by_number) > 1 and max(by_number) <= facts.steps:
        yield [(by_number[step],) if step in by_number else None for step in range(1, facts.steps + 1)]
        return
    for node in w.walk(facts.loss) if facts.loss is not None else ():
        match node:
            case w.Sum(
                terms=(
                    w.Term(sign=1, expression=w.Name(step=step)),
                    w.Term(sign=sign, expression=w.Number() as number),
                )
            ) if step == facts.steps:
                yield [*before, (float(-sign * number.value),)]
                return


def _loss(facts: Facts) -> str | None:
    """Say which loss it is, by how it is written."""
    text = facts.text
    if _SOFTMAX.search(text):
        return "cross-entropy"
    if _ENTROPY.search(text):
        return "binary-cross-entropy"
    said = next((found[0] for found in _LOSS_SAID.finditer(text) if _SQUARE.search(found[0])), None)
    if said is None:
        squared = _DIFFERENCE.search(text)
        return None if squared is None else "half-squared" if squared["half"] else "squared"
    return "half-squared" if _HALF.search(said) else "squared"


def _output(facts: Facts, cell: _Cell, entries: int, kind: str) -> tuple[str, str, set[str]] | None:
    """Find the output's matrix and bias with which a written output follows; empty where there is none."""
    size, last = len(cell.start), facts.states()[-1].floats
    used = set(cell.parameters.values())
    names = [
        name
        for name in facts.order
        if name not in used and name not in ("x", *TARGETS, *LOSSES, *RATES, *OUTPUTS)
    ]
    shapes = {(entries, size), (size, entries)}
    matrices = [name for name in names if _shape(facts.values[name, None].floats) in shapes]
    if not matrices:
        return "", "", set()
    scores = {
        base: value
        for base in OUTPUTS
        for step in (None, facts.steps)
        if (value := facts.values.get((base, step))) is not None
        and len(value.rows) == entries
        and not (base in TARGETS and base == "y" and step is None)
    }
    for base in OUTPUTS if entries > 1 else ():
        # z[1] and z[2] look like two steps.
        parts = [facts.values.get((base, at)) for at in range(1, entries + 1)]
        if base not in scores and all(each is not None and len(each.flat) == 1 for each in parts):
            scores[base] = Written(tuple((each.flat[0],) for each in parts if each is not None))
    biases = ["", *(name for name in names if _shape(facts.values[name, None].floats) == (entries, 1))]
    for v, c in product(matrices, biases):
        if v == c:
            continue
        matrix = facts.values[v, None].floats
        if _shape(matrix) != (entries, size):
            matrix = tuple(zip(*matrix, strict=True))
        bias = facts.values[c, None].floats if c else tuple((0.0,) for _ in range(entries))
        made = [_dot(row, last) + add[0] for row, add in zip(matrix, bias, strict=True)]
        for base, value in scores.items():
            if all(abs(one - row[0]) <= 4 * value.unit for one, row in zip(made, value.floats, strict=True)):
                squashed = kind in ("cross-entropy", "binary-cross-entropy")
                same = set() if squashed else set(OUTPUTS) - {"y"}
                return v, c, {base} | same
    return None
