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
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import product
from types import MappingProxyType
from typing import Any

from tutor.binding.backwards.facts import (
    DIFFERENCE,
    LOSSES,
    OUTPUTS,
    RATES,
    SCORES,
    TARGETS,
    Facts,
    Rows,
    Written,
    rate_of,
)
from tutor.binding.backwards.stated_network import Network, stated_network
from tutor.binding.backwards.stated_targets import Targets, targets_of
from tutor.binding.backwards.written_outputs import (
    OUTPUT_UNITS,
    SQUASHES,
    dot,
    furthest,
    outputs_of,
    scores_of,
    squashed,
    written_outputs,
)
from tutor.calculation.problem import Problem
from tutor.language.faults import TutorError
from tutor.reading.work import Work
from tutor.record import record

_FUNCTIONS: Mapping[str, Callable[[float], float]] = MappingProxyType(
    {
        "rnn_tanh": math.tanh,
        "rnn_sigmoid": lambda z: 1 / (1 + math.exp(-z)),
        "rnn_relu": lambda z: max(z, 0.0),
    }
)
_SOFTMAX = re.compile(r"soft-?max|소프트맥스|exp\([^()\n]*\)\s*/\s*(?:np\.)?sum\(", re.IGNORECASE)
_ENTROPY = re.compile(
    r"\bBCE\b|cross.?entropy|교차\s*엔트로피|交叉熵|entropía cruzada|[-−]\s*\[?\s*\\?(?:ln|log)\b",
    re.IGNORECASE,
)
# A loss as it is written, with what stands behind it on its line: a square, a half of it.
_LOSS_SAID = re.compile(r"(?:(?<![A-Za-z])[LEJ]|\b[Ll]oss|손실\S*|損失\S*|pérdida|perte)[^\n]{0,120}")
# The L of a derivative says nothing of the loss, whatever is squared behind it.
_OF_A_DERIVATIVE = re.compile(
    r"(?:∂|\\partial|(?:∇|\\nabla)(?:_\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|_\w+)?)\s*(?:\\math\w+\s*)?\{?\s*[LEJ](?![a-z])"
)
_SQUARE = re.compile(r"\^\s*\{?2|²|\*\*\s*2")
_HALF = re.compile(
    r"½|\b1\s*/\s*2|\b0[.,]5\s*[*·×⋅(‖\\|]|frac\s*\{?\s*1\s*\}?\s*\{?\s*2|(?:²|\^\s*\{?2\}?)\s*\$?\s*/\s*2\b"
)
# A number of a text lies within so many units of its last digit of what it was computed from.
_UNITS = 2.5
_COARSEST = 0.01
_MOST_CHOICES = 4000


def networks_of(
    work: Work, given: Problem | None = None, forward: Problem | None = None
) -> Iterator[Network]:
    """Find the networks that a text may mean; none where no choice of its numbers gives its forward pass.

    They differ in the targets (whose step a list belongs to, which class it is), and in a loss that nothing
    says. Of a problem that is given, only the names are to be found. Inputs that are words are those of
    ``forward``, the forward pass as it was understood.
    """
    found = Facts(work)
    if given is not None and any(sequence.targets for sequence in given.sequences):
        yield from stated_network(found, given)
        return
    best = next(iter(_cells(found, _inputs(found, forward))), None)
    if best is None:
        return
    words = forward.vocabulary.words if forward is not None else ()
    for kind in losses_of(found):
        for targets in targets_of(found, kind, words):
            network = _with_output(found, best, targets, kind)
            if network is not None:
                yield network


@record()
class _Cell:
    kind: str
    parameters: Mapping[str, str]  # torch's name → the text's
    weights: Mapping[str, Rows]
    inputs: list[Rows]
    start: Rows


def _inputs(facts: Facts, forward: Problem | None) -> list[Rows] | None:
    """Give the inputs that a text writes, or those of its words."""
    if not facts.steps:
        return None
    own = facts.inputs()
    if own is not None or forward is None or len(forward.sequences[0].inputs) != facts.steps:
        return own
    return [tuple((float(number),) for number in each) for each in forward.sequences[0].inputs]


def _cells(facts: Facts, inputs: list[Rows] | None) -> Iterator[_Cell]:
    """Give the choices from which every state follows, the best first."""
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
            total = dot(row, x) + dot(other, before) + add[0]
            far = max(far, abs(function(total) - number[0]) / unit)
        if far > _UNITS:
            wrong += 1
        worst = max(worst, min(far, _UNITS))
        before = state.floats
    # With a single state there is nothing to choose by, and one slip is one line.
    return None if wrong > (len(states) > 2) else worst + 10 * wrong


def _shape(rows: Rows) -> tuple[int, int]:
    return len(rows), len(rows[0])


# The output, the loss, the targets


@record()
class Output:
    """The output layer of a text: its part of a spec, its names of the parameters, and those of outputs."""

    spec: Mapping[str, Any]
    parameters: Mapping[str, str]
    outputs: frozenset[str]
    has_layer: bool


def output_layer(
    facts: Facts, used: Collection[str], size: int, targets: Targets, kind: str
) -> Output | None:
    """Find the output layer that the outputs follow from; where the state is the output, it is the identity.

    Args:
        facts: the numbers of the text.
        used: names that stand for something else.
        size: entries of the state.
        targets: what the outputs are compared with.
        kind: of the loss.
    """
    entries = len(next(each for each in targets.numbers if each))
    choice = output_of(facts, used, size, entries, kind, targets.name)
    if choice is None:
        return None
    v, c, outputs = choice
    if not v and (kind not in ("squared", "half-squared") or entries != size):
        return None
    weight: Rows = tuple(tuple(float(i == j) for j in range(size)) for i in range(size))
    parameters: dict[str, str] = {}
    if v:
        weight = facts.values[v, None].floats
        if _shape(weight) != (entries, size):
            weight = tuple(zip(*weight, strict=True))
        parameters["weight_hy"] = v
    spec: dict[str, Any] = {"weight_hy": _plain(weight), "targets": targets.as_spec(kind)}
    if c:
        spec["bias_y"] = [row[0] for row in facts.values[c, None].floats]
        parameters["bias_y"] = c
    return Output(MappingProxyType(spec), MappingProxyType(parameters), outputs, bool(v))


def loss_and_rounding(facts: Facts, kind: str, written: str) -> dict[str, Any]:
    """Give the loss and the rounding of a text as a spec has them; ``written`` are its backward lines."""
    rate = rate_of(facts)
    decimals = max(2, min(max(each.decimals for each in facts.states()), 9))
    return {
        "loss": {"kind": kind, **({"learning_rate": rate} if rate else {})},
        "rounding": {
            "decimals": decimals,
            "decimals_backward": decimals,
            "written_backward": written,
        },
    }


def _with_output(facts: Facts, cell: _Cell, targets: Targets, kind: str) -> Network | None:
    output = output_layer(facts, set(cell.parameters.values()), len(cell.start), targets, kind)
    if output is None:
        return None
    spec: dict[str, Any] = {
        "inputs": [[row[0] for row in x] for x in cell.inputs],
        "cell": {
            "kind": cell.kind,
            **{name: _plain(cell.weights[name]) for name in ("weight_ih", "weight_hh")},
            "bias": [row[0] for row in cell.weights["bias"]],
            "h_0": [row[0] for row in cell.start],
        },
        "output": dict(output.spec),
        **loss_and_rounding(facts, kind, "short"),
    }
    try:
        problem = Problem.from_dict(spec)
    except TutorError:
        return None
    return Network(
        problem,
        MappingProxyType({**cell.parameters, **output.parameters}),
        facts.state,
        output.outputs,
        MappingProxyType(facts.values),
        output.has_layer,
        written_outputs(facts, problem, targets.name) if output.has_layer else MappingProxyType({}),
    )


def _plain(rows: Rows) -> list[list[float]]:
    return [list(row) for row in rows]


def losses_of(facts: Facts) -> tuple[str, ...]:
    """Say which loss it is, by how it is written; where nothing says it, an error may have a half or none."""
    text = facts.text
    if _SOFTMAX.search(text):
        return ("cross-entropy",)
    if _ENTROPY.search(text):
        return ("binary-cross-entropy",)
    stated = _OF_A_DERIVATIVE.sub(" ", text)
    said = next((found[0] for found in _LOSS_SAID.finditer(stated) if _SQUARE.search(found[0])), None)
    if said is None:
        squared = DIFFERENCE.search(text)
        if squared is None:
            return "half-squared", "squared"
        return ("half-squared" if squared["half"] else "squared",)
    return ("half-squared" if _HALF.search(said) else "squared",)


def output_of(
    facts: Facts, used: Collection[str], size: int, entries: int, kind: str, target: str
) -> tuple[str, str, frozenset[str]] | None:
    """Find the output's matrix and bias with which the written outputs follow; empty where there is none.

    Args:
        facts: what the text gives.
        used: the names of what belongs to the cell.
        size: the entries of what the output reads.
        entries: those of the output.
        kind: the loss.
        target: what the text calls its target.
    """
    names = [
        name
        for name in facts.order
        if name not in used and name not in ("x", *TARGETS, *LOSSES, *RATES, *OUTPUTS)
    ]
    shapes = {(entries, size), (size, entries)}
    matrices = [name for name in names if _shape(facts.values[name, None].floats) in shapes]
    if not matrices:
        return "", "", frozenset()
    squash = SQUASHES.get(kind)
    biases = ["", *(name for name in names if _shape(facts.values[name, None].floats) == (entries, 1))]
    best: tuple[float, str, str, frozenset[str]] | None = None
    for v, c in product(matrices, biases):
        if v == c:
            continue
        matrix = facts.values[v, None].floats
        if _shape(matrix) != (entries, size):
            matrix = tuple(zip(*matrix, strict=True))
        bias = facts.values[c, None].floats if c else tuple((0.0,) for _ in range(entries))
        made = scores_of(facts, matrix, bias)
        for base, values in outputs_of(facts, entries, target).items():
            off = furthest(values, made)
            is_squashed = squash is not None and off > OUTPUT_UNITS
            if squash is not None and is_squashed:
                off = furthest(values, squashed(made, squash))
            # What is squashed is told less surely than what is not.
            rank = off + 0.1 * is_squashed
            if off <= OUTPUT_UNITS and (best is None or rank < best[0]):
                if squash is None:
                    letters = frozenset({base, *OUTPUTS} - {"y", target})
                else:
                    letters = frozenset({base} if not is_squashed else {*SCORES} - {base, target})
                best = rank, v, c, letters | ({base} if not is_squashed else set())
    return None if best is None else best[1:]
