"""What a line is computed from, and what of it is known at a desk: given, written, or still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal

from tutor.calculation.equations import Equation, Param, Ref, walk
from tutor.calculation.network import TARGET, X
from tutor.calculation.trace import given
from tutor.desk.desk import Desk
from tutor.desk.help.entries_read import Entries, entries_read
from tutor.judging.answers.lines import Line
from tutor.record import record

Origin = Literal["given", "input", "start", "line", "target"]


@record()
class Numbers:
    """The numbers of a quantity as they stand on the page, None where one is missing.

    ``names`` are the entries that they stand in; what is given stands in none.

    >>> numbers = Numbers(("0.5", None), ("p_1[1]", "p_1[2]"))
    >>> numbers.named([1]), numbers.missing([1]), numbers.missing([1, 2]), numbers.filled([1])
    (('p_1[1]',), (), ('p_1[2]',), ('0.5', '0.5'))
    """

    texts: tuple[str | None, ...]
    names: tuple[str, ...] = ()

    def named(self, entries: Iterable[int]) -> tuple[str, ...]:
        """Name entries, from 1."""
        return tuple(self.names[entry - 1] for entry in sorted(entries)) if self.names else ()

    def missing(self, entries: Iterable[int]) -> tuple[str, ...]:
        """Name those of some entries that are missing."""
        return self.named(entry for entry in entries if self.texts[entry - 1] is None)

    def filled(self, entries: Iterable[int]) -> tuple[str, ...]:
        """Give all numbers for somebody who reads some entries: one of these stands where any is missing."""
        known = next(text for entry in entries if (text := self.texts[entry - 1]) is not None)
        return tuple(known if text is None else text for text in self.texts)


@record()
class Operand:
    """A quantity that a line reads.

    ``origin`` says where it comes from; ``step`` is the step of the lines that it is put together from.
    ``is_off_page``: no number of it will ever stand there.
    """

    ref: Ref
    origin: Origin
    step: int
    numbers: Numbers
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
        self._read = desk.read(answers)
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
            texts = given(sequence.inputs[line.step - 1]).texts
            return Operand(node, "input", line.step, Numbers(texts))
        if node == TARGET:
            texts = given(sequence.targets[line.step - 1]).texts
            return Operand(node, "target", line.step, Numbers(texts))
        if node == X:
            return self._written(node, line.step, [self._other(line, source) for source in line.unit.sources])
        position = line.position - node.lag
        if position < 0:
            texts = given(line.unit.start[node.symbol]).texts
            return Operand(node, "start", line.step - line.unit.direction, Numbers(texts))
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
        return Operand(
            node, "line", step, self.numbers(names), any(name not in self._given for name in names)
        )

    def numbers(self, names: Iterable[str]) -> Numbers:
        """Give the numbers that stand in some entries."""
        names = tuple(names)
        return Numbers(tuple(map(self.text, names)), names)

    def text(self, name: str) -> str | None:
        """Give the number that stands in an entry: that of the sheet, or the own one as it is read."""
        on_sheet = self._given.get(name)
        if on_sheet is not None:
            return on_sheet
        return self._read.get(name)

    def is_written(self, name: str) -> bool:
        """Whether something stands in an entry, even if it is not read."""
        return bool(self.answers.get(name, "").strip())

    def read_by(self, i: int, entry: int) -> Mapping[Ref, Entries]:
        """Give the entries of every quantity that an entry of a line reads."""
        line, sizes = self.lines.lines[i], {each.ref: len(each.numbers.texts) for each in self.of(i)}
        sequence = self.desk.task.problem.sequences[line.sequence - 1]
        at = sequence.target_entry(line.step)
        target = 0 if at is None else at + 1
        return entries_read(self.equation(line).expression, entry, sizes.__getitem__, target)

    @cached_property
    def size_of_line(self) -> Mapping[str, int]:
        """Say how many entries every line of the page has."""
        return {row.name: len(row.entries) for part in self.desk.layout.sections for row in part.rows}

    def short(self, names: Iterable[str]) -> str:
        """Name entries; a line of which all are named by its own name alone."""
        by_line: dict[str, list[str]] = {}
        for name in names:
            by_line.setdefault(self.desk.line_of[name], []).append(name)
        found = []
        for line, own in by_line.items():
            found += [line] if len(own) == self.size_of_line[line] and len(own) > 1 else own
        return ", ".join(found)
