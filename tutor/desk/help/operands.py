"""What a line is computed from, and what of it is known at a desk: given, written, or still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from tutor.calculation.equations import Equation, Param, Ref, walk
from tutor.calculation.network import TARGET, X
from tutor.calculation.numbers import plain
from tutor.calculation.trace import given
from tutor.desk.desk import Desk
from tutor.judging.answers.lines import Line
from tutor.record import record

Origin = Literal["given", "input", "start", "line", "target"]


@record()
class Operand:
    """A quantity that a line reads.

    ``origin`` says where it comes from; ``lines`` are the lines that it is put together from, ``step`` the
    step of these. ``texts`` are its numbers as they stand on the page, None where one is missing;
    ``is_off_page``: no number of it will ever stand there.
    """

    ref: Ref
    origin: Origin
    step: int
    lines: tuple[str, ...] = ()
    texts: tuple[str, ...] | None = None
    is_off_page: bool = False


class Operands:
    """Finds what the lines of a sheet read, with the numbers that stand on the page.

    Args:
        desk: the sheet.
        answers: what was typed.
    """

    def __init__(self, desk: Desk, answers: Mapping[str, str]) -> None:
        self.desk, self.answers = desk, answers
        self.lines = desk.lines
        self._given = {
            entry.name: entry.given
            for part in desk.layout.sections
            for row in part.rows
            for entry in row.entries
        }

    def equation(self, line: Line) -> Equation:
        """Give the equation of a line as the sheet shows it."""
        return next(each for each in self.desk.task.problem.lines_of(line.unit) if each.symbol == line.symbol)

    def parameters(self, line: Line) -> tuple[str, ...]:
        """Name the parameters that a line reads."""
        nodes = walk(self.equation(line).expression)
        return tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, Param)))

    def of(self, i: int) -> tuple[Operand, ...]:
        """Give what a line reads, each once, in the order of its equation."""
        line = self.lines.lines[i]
        return tuple(self._operand(line, node) for node in self.equation(line).reads)

    def _operand(self, line: Line, node: Ref) -> Operand:
        sequence = self.desk.task.problem.sequences[line.sequence - 1]
        if node == X and line.unit.x == X:
            return Operand(node, "input", line.step, texts=given(sequence.inputs[line.step - 1]).texts)
        if node == TARGET:
            return Operand(node, "target", line.step, texts=given(sequence.targets[line.step - 1]).texts)
        if node == X:
            return self._written(node, line.step, [self._other(line, source) for source in line.unit.sources])
        position = line.position - node.lag
        if position < 0:
            start = line.unit.start[node.symbol]
            return Operand(node, "start", line.step - line.unit.direction, texts=given(start).texts)
        at = self.lines.at[line.run, node.symbol, position]
        return self._written(node, self.lines.lines[at].step, [self.lines.lines[at]])

    def _other(self, line: Line, node: Ref) -> Line:
        """Find the same step of another unit of the same sequence."""
        return next(
            other
            for other in self.lines.lines
            if (other.sequence, other.step, other.symbol) == (line.sequence, line.step, node.symbol)
            and other.unit.name == node.unit
            and not other.unit.is_output
        )

    def _written(self, node: Ref, step: int, lines: list[Line]) -> Operand:
        names = [line.name(entry + 1) for line in lines for entry in range(line.size)]
        texts = [self.text(name) for name in names]
        known = tuple(text for text in texts if text is not None)
        return Operand(
            node,
            "line",
            step,
            tuple(line.name() for line in lines),
            known if len(known) == len(texts) else None,
            any(name not in self._given for name in names),
        )

    def text(self, name: str) -> str | None:
        """Give the number that stands in an entry: that of the sheet, or the own one as it is read."""
        on_sheet = self._given.get(name)
        if on_sheet is not None:
            return on_sheet
        number = self.desk.token(self.answers.get(name, "")).number
        return None if number is None else plain(number)

    def open(self, i: int) -> Iterator[str]:
        """Name the lines that a line reads and that are not filled in yet."""
        for operand in self.of(i):
            if operand.texts is None and not operand.is_off_page:
                yield from operand.lines
