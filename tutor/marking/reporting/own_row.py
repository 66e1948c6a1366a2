"""The row of a wrong entry, written out in the numbers that its writer had before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from tutor.calculation.equations import Equation, Fn, Ref
from tutor.calculation.network import TARGET, X
from tutor.calculation.numbers import plain
from tutor.calculation.trace import given
from tutor.documents.formulas.letters import STEP
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.rows import PLACES, Values, comes_to, row_in_lines
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.judging.answers.backward_lines import BackwardLine
from tutor.judging.answers.lines import Line, Lines
from tutor.marking.marks import Mark
from tutor.reading.entries import read_token
from tutor.record import NamedTuple

# A telephone is so wide.
TERMS_A_LINE = 3


class OwnRows:
    """Writes rows in one person's own numbers.

    Args:
        lines: of the person's problem.
        marks: what was written, and what was asked.
    """

    def __init__(self, lines: Lines, marks: Sequence[Mark]) -> None:
        self.lines = lines
        self._marks = {mark.quantity: mark for mark in marks}

    def of(self, i: int, entry: int, expected: str, asked: Collection[str], notation: Notation) -> str | None:
        """Write an entry (from 1) of a line: its numbers, and what they give.

        ``asked`` are the lines that were asked for, with what stands between them put in. None where a number
        that it is computed from is missing, or was not read.
        """
        line = self.lines.lines[i]
        if isinstance(line, BackwardLine):
            return None
        expression = folded(line, asked).expression
        sequence = self.lines.problem.sequences[line.sequence - 1]
        texts: dict[tuple[str, int], tuple[str, ...]] = {}
        for node in folded(line, asked).reads:
            numbers = tuple(self._numbers(i, node))
            if None in numbers:
                return None
            texts[node.symbol, node.lag] = tuple(text for text in numbers if text is not None)
        at = sequence.target_entry(line.step)
        values = Values(MappingProxyType(texts), 0 if at is None else at + 1)
        value = comes_to(expression, entry, values, line.unit)
        if value is None:
            return None
        printer = notation.print
        unit = 10 ** (PLACES - self.lines.decimals(i))
        is_exact = value[0] == value[1] and value[0] % unit == 0
        left = Skeleton(notation.quantity(line.symbol, STEP, str(entry))).fill(
            {Hole("", 0, "step"): printer.step(str(line.step))}
        )
        first, *others = row_in_lines(notation, expression, entry, values, TERMS_A_LINE)
        relation = printer.equal if is_exact else printer.approximately
        result = printer.result(notation.roles[line.symbol], printer.number(expected))
        return printer.lines(
            [(left, printer.equal, first), *(("", "", each) for each in others), ("", relation, result)]
        )

    def _numbers(self, i: int, node: Ref) -> Iterator[str | None]:
        """Give the numbers of what a line reads: given ones, or those that were written."""
        line = self.lines.lines[i]
        sequence = self.lines.problem.sequences[line.sequence - 1]
        if node == X and line.unit.x == X:
            yield from given(sequence.inputs[line.step - 1]).texts
        elif node == TARGET:
            yield from given(sequence.targets[line.step - 1]).texts
        elif node == X:
            for source in self.lines.x_from(i):
                yield from self._written(source)
        elif line.position < node.lag:
            yield from given(line.unit.start[node.symbol]).texts
        else:
            yield from self._written(self.lines.at[line.run, node.symbol, line.position - node.lag])

    def _written(self, i: int) -> Iterator[str | None]:
        """Give what was written for a line; what was not asked for stands on the sheet."""
        line = self.lines.lines[i]
        for entry in range(line.size):
            mark = self._marks.get(line.name(entry + 1))
            if mark is None:
                yield self.lines.key[i][entry]
                continue
            number = written_number(mark)
            yield None if number is None else plain(number)


def written_number(mark: Mark) -> Decimal | None:
    """Read the number of an answer; a comma in what could be judged was a decimal one."""
    token = read_token(mark.answer)
    if token.kind == "ambiguous" and mark.verdict != "review":
        token = read_token(mark.answer, decimal_comma=True)
    return token.number


def folded(line: Line, asked: Collection[str]) -> Equation:
    """Give the equation of a line with what was not asked for put in."""
    lines = line.unit.cell.fold((*asked, line.symbol))
    return next(each for each in lines if each.symbol == line.symbol)


class Range(NamedTuple):
    """Between which numbers a function stays; ``high`` is None where nothing bounds it."""

    function: str
    low: int
    high: int | None


# What a function gives lies there; a number beyond it was not computed with the function.
_RANGES: Mapping[str, Range] = MappingProxyType(
    {each.function: each for each in (Range("tanh", -1, 1), Range("sigmoid", 0, 1), Range("relu", 0, None))}
)


def beyond(line: Line, mark: Mark) -> Range | None:
    """Give the range of the function of a line where what was written lies beyond it."""
    if isinstance(line, BackwardLine):
        return None
    expression = line.unit.cell.equation(line.symbol).expression
    known = _RANGES.get(expression.name) if isinstance(expression, Fn) else None
    number = written_number(mark)
    if known is None or number is None:
        return None
    is_inside = known.low <= number and (known.high is None or number <= known.high)
    return None if is_inside else known
