"""A line of numbers put in for tanh(w x_t + u h + b), in two directions: the operand that was copied wrong.

No formula says which number is what, and a backward state goes on from the step behind it. The lines of one
state do: a place that holds a given weight on every line is that weight, one that holds x_t is the input, and
one that holds what the line before it ended on is the state. One number in all of them that breaks this was
copied wrong; where more do, the lines were written in another way, and nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, permutations

from tutor.judging.following.parallels import named, shape, without_signs
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Name, Number, Place
from tutor.reading.work import Chain
from tutor.record import NamedTuple

# What a line has at least: a weight and an input, a weight and a state.
_LEAST = 4
_MOST = 5


# What each step reads: by name, and its number.
_Inputs = Mapping[int, tuple[Name, Decimal]]


# What a state is called that has a direction; what has none may be a candidate, which no step reads.
_FORWARD = frozenset({"h_forward", "hf", "h_f"})
_BACKWARD = frozenset({"h_backward", "hb", "h_b"})


class _Line(NamedTuple):
    name: Name
    side: w.Expression
    numbers: tuple[Number, ...]
    result: Decimal


class _Slip(NamedTuple):
    line: int
    column: int
    meant: w.Expression


def copied_operands(chains: Sequence[Chain]) -> Mapping[Place, w.Expression]:
    """Give for a line with one number copied wrong what it should be: the line with that operand by name."""
    given = {
        chain.name: chain.literal.value
        for chain in chains
        if chain.name is not None and isinstance(chain.literal, Number)
    }
    weights = {name: value for name, value in given.items() if name.step is None}
    inputs = {name.step: name for name in given if isinstance(name.step, int) and name.base[:1] in "xX"}
    groups: dict[tuple[str, str], list[_Line]] = defaultdict(list)
    for chain in chains:
        if (line := _line(chain)) is not None:
            groups[line.name.base, shape(line.side)].append(line)
    found: dict[Place, w.Expression] = {}
    computed = {base for base, _ in groups}
    if not (computed & _FORWARD and computed & _BACKWARD):
        return found
    for lines in groups.values():
        if len(lines) < 2 or not _LEAST <= len(lines[0].numbers) <= _MOST or not _goes_one_way(lines):
            continue
        slips = list(_slips(lines, weights, {step: (name, given[name]) for step, name in inputs.items()}))
        if len(slips) == 1:
            at, column, meant = slips[0]
            found[lines[at].side.place] = named(lines[at].side, {column: meant})
    return found


def _line(chain: Chain) -> _Line | None:
    """Give a state that is computed from numbers alone and ends on a number."""
    if chain.name is None or chain.name.entry or len(chain.segments) < 3:
        return None
    side, result = chain.segments[1].expression, chain.segments[-1].expression
    if not isinstance(result, Number) or not isinstance(chain.name.step, int):
        return None
    if chain.name.base not in _FORWARD | _BACKWARD or not isinstance(side, w.Apply):
        return None
    plain = without_signs(side)
    if any(isinstance(node, Name | w.Gap | w.Vector | w.Matrix) for node in w.walk(plain)):
        return None
    return _Line(chain.name, plain, tuple(n for n in w.walk(plain) if isinstance(n, Number)), result.value)


def _goes_one_way(lines: Sequence[_Line]) -> bool:
    """Whether the lines go on by one step each, forwards or backwards."""
    steps = [line.name.step for line in lines]
    return {b - a for a, b in pairwise(steps) if isinstance(a, int) and isinstance(b, int)} in ({1}, {-1})


def _slips(lines: Sequence[_Line], weights: Mapping[Name, Decimal], inputs: _Inputs) -> Iterator[_Slip]:
    """Give the one slip of every reading of the columns that has one; none where a reading has none."""
    columns = range(len(lines[0].numbers))
    found: list[_Slip] = []
    for of_input, of_state in permutations(columns, 2):
        wrong: list[_Slip] = []
        for column in columns:
            kept = [line.numbers[column] for line in lines]
            if column == of_input:
                wrong += _wrong_inputs(lines, kept, column, inputs)
            elif column == of_state:
                wrong += [
                    _Slip(at, column, before.name)
                    for at, (before, number) in enumerate(zip(lines, kept[1:], strict=False), start=1)
                    if not _is_near(number.value, before.result)
                ]
            else:
                wrong += _wrong_weights(kept, column, weights)
        if not wrong:
            return
        if len(wrong) == 1:
            found += wrong
    yield from found


def _wrong_weights(
    numbers: Sequence[Number], column: int, weights: Mapping[Name, Decimal]
) -> Iterator[_Slip]:
    """Give where a column has another number than the weight that it mostly has; all where it has none."""
    mostly = max(weights, key=lambda name: sum(each.value == weights[name] for each in numbers), default=None)
    for at, each in enumerate(numbers):
        if mostly is None or each.value != weights[mostly]:
            yield _Slip(at, column, each if mostly is None else mostly)


def _wrong_inputs(
    lines: Sequence[_Line], numbers: Sequence[Number], column: int, inputs: _Inputs
) -> Iterator[_Slip]:
    for at, (line, number) in enumerate(zip(lines, numbers, strict=True)):
        step = line.name.step
        assert isinstance(step, int)
        name, value = inputs.get(step, (line.name, None))
        if value != number.value:
            yield _Slip(at, column, name if value is not None else number)


def _is_near(copy: Decimal, value: Decimal) -> bool:
    """Whether a number may be a copy of another one, with fewer digits."""
    unit = max(Decimal(1).scaleb(int(each.as_tuple().exponent)) for each in (copy, value))
    return abs(copy - value) <= (unit if copy != value and unit < 1 else 0)
