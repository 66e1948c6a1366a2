"""The key of a whole class: one row a student, or every line of everybody; and the same as a table of CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from tutor.calculation.asked import sized
from tutor.calculation.backward.result import BackwardPass, backward_pass
from tutor.calculation.backward.table import BackwardTable
from tutor.calculation.backward.units import WHOLE, Placed
from tutor.calculation.network import Unit
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Trace, trace
from tutor.documents.document import (
    Block,
    Code,
    Document,
    Heading,
    Inline,
    Math,
    Paragraph,
    Table,
    Title,
    Verbatim,
    needs_kotex,
)
from tutor.documents.formulas.gradients import Gradients
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.printer import Printer
from tutor.files.csv_text import written
from tutor.handout.backward_blanks import entries_of
from tutor.handout.limits import KeyKind
from tutor.handout.sheets import sheet_messages as says
from tutor.handout.unit_titles import title_inside
from tutor.judging.answers.backward_lines import is_backward
from tutor.language.faults import Sentence
from tutor.record import NamedTuple, record

# To write points on.
POINTS_LINE = "_____"


class KeyRow(NamedTuple):
    """What a key says of a student: whose, which sheet, the words of the sentences, the answers."""

    student: str
    name: str
    sheet: str
    words: tuple[tuple[str, ...], ...]
    answers: tuple[str, ...]


@record()
class _Digits:
    """A number that keeps its digits in CSV, where a text that begins with a minus would be marked."""

    text: str

    def __str__(self) -> str:
        return self.text


class _Line(NamedTuple):
    """A line of a step that is asked for, or a part of it: the names of its entries, which count from 1.

    Of a sum over all steps of a backward pass the step is -1; ``placed`` is the line of that pass.
    """

    unit: Unit
    sequence: int
    step: int
    symbol: str
    entries: tuple[int, ...]
    names: tuple[str, ...]
    placed: Placed | None = None


def key_table(blanks: Sequence[str], rows: Sequence[KeyRow]) -> Iterator[str]:
    """Write the answers as CSV, in the columns of the table into which answers are typed.

    >>> "".join(key_table(["h_1"], [KeyRow("kim", "", "AB-C", ((),), ("-0.460",))])).splitlines()[1]
    'kim,AB-C,-0.460'
    """
    named = any(each.name for each in rows)
    header = ["student", *(["name"] if named else []), "sheet", *blanks]
    cells = (
        [row.student, *([row.name] if named else []), row.sheet, *map(_Digits, row.answers)] for row in rows
    )
    return written(chain([header], cells))


@record()
class ClassKey:
    """The key of a class.

    Args:
        problem: of any student; those of the others have the same lines.
        blanks: the names of what is asked, the same on every sheet.
        title: of the exercise.
        rows: the answers, in the order of the blanks.
        kind: one row a student, with what every step comes to, or every line.
    """

    problem: Problem
    blanks: tuple[str, ...]
    title: str
    rows: Sequence[KeyRow]
    kind: KeyKind

    def document(self, printer: Printer) -> Document:
        """Lay it out."""
        of_people = ((row.student, row.name, *chain(*row.words)) for row in self.rows)
        people_wrote = chain([self.title], *of_people)
        return Document(self._blocks(printer), hangul=any(map(needs_kotex, people_wrote)))

    def _blocks(self, printer: Printer) -> Iterator[Block]:
        notation = Notation(self.problem, printer)
        yield Heading(1, says.CLASS_KEY_TITLE(title=Title(self.title)))
        lines = [*self._lines()]
        sizes = [*self._sizes(notation)]
        if sizes:
            yield Paragraph(says.SIZES_ARE_THE_SAME_FOR_EVERYBODY())
            yield Table((says.SYMBOL(), says.SIZE()), sizes, (False, False))
        if self.kind == "class":
            shown = [*_last_of_steps(lines)]
            if len({line.symbol for line in lines}) > len({line.symbol for line in shown}):
                yield Paragraph(says.WHAT_EVERY_STEP_COMES_TO())
            yield self._by_student(shown, notation)
        elif lines:
            yield self._by_step(lines, notation)

    def _lines(self) -> Iterator[_Line]:
        asked = frozenset(self.blanks)
        for number, sequence in enumerate(self.problem.sequences, start=1):
            for unit in sequence.units:
                symbols = dict.fromkeys(("x", *(line.symbol for line in self.problem.lines_of(unit))))
                for step in range(1, len(sequence.inputs) + 1):
                    for symbol in symbols:
                        size = self.problem.input_size if symbol == "x" else unit.size_of(symbol)
                        named = {
                            at: unit.quantity_name(symbol, step, at, number) for at in range(1, size + 1)
                        }
                        found = {at: name for at, name in named.items() if name in asked}
                        if found and (symbol != "x" or unit is sequence.units[0]):
                            yield _Line(unit, number, step, symbol, tuple(found), tuple(found.values()))
        for line in self._table.lines if self._table is not None else ():
            found = {at: name for at, name in enumerate(entries_of(line), start=1) if name in asked}
            if found:
                step = WHOLE if line.t is None else line.t
                unit, names = line.unit.forward, tuple(found.values())
                yield _Line(unit, line.sequence, step, line.symbol, tuple(found), names, line)

    @cached_property
    def _numbers(self) -> tuple[Trace, BackwardPass]:
        return trace(self.problem), backward_pass(self.problem)

    @property
    def _table(self) -> BackwardTable | None:
        return self._numbers[1].table if any(map(is_backward, self.blanks)) else None

    def _head(self, line: _Line, entry: int, notation: Notation) -> Math:
        """Write what a column holds that is for one step."""
        if line.placed is None:
            of_unit = notation.of_unit(line.unit)
            return Math(of_unit.quantity(line.symbol, str(line.step), entry=str(entry)))
        return self._gradient(line, entry, notation, str(line.step))

    def _column(self, line: _Line, entry: int, notation: Notation) -> Math:
        """Write what a column holds that is for every step."""
        if line.placed is None:
            return Math(notation.print.symbol(line.symbol, "t", entry=str(entry)))
        return self._gradient(line, entry, notation, "t")

    def _gradient(self, line: _Line, entry: int, notation: Notation, step: str) -> Math:
        assert line.placed is not None
        place = line.placed.name(entry).partition("[")[2].partition("]")[0]
        formulas = Gradients(*self._numbers, notation)
        at = "" if line.step == WHOLE else step
        return Math(formulas.gradient(line.placed.unit, line.symbol, at, place))

    def _sizes(self, notation: Notation) -> Iterator[Sequence[Inline]]:
        answers = dict(zip(self.blanks, self.rows[0].answers, strict=True)) if self.rows else {}
        for each in sized(self.problem):
            names = [each.name(axis) for axis in range(1, len(each.size) + 1)]
            if names[0] in answers:
                of_unit = notation.of_unit(each.unit)
                given = each.parameter
                symbol = of_unit.parameter(given) if given else of_unit.quantity(each.symbol, "t")
                yield Math(symbol), " × ".join(answers.get(name, "–") for name in names)

    # One row a student

    def _by_student(self, lines: Sequence[_Line], notation: Notation) -> Table:
        heads: list[Inline] = [self._head(line, entry, notation) for line in lines for entry in line.entries]
        names = [name for line in lines for name in line.names]
        rows = [
            [Code(row.sheet), self._who(row), *map(self._answers(row).__getitem__, names), POINTS_LINE]
            for row in self.rows
        ]
        return Table(
            (says.SHEET(), says.STUDENT_ID(), *heads, says.POINTS()),
            rows,
            (False, False, *(True for _ in names), False),
            keys=2,
        )

    # Every line

    def _by_step(self, lines: Sequence[_Line], notation: Notation) -> Table:
        columns: dict[tuple[str, int], Math] = {}
        by_step: dict[tuple[str, int, int], dict[tuple[str, int], str]] = {}
        several = len(self.problem.units) > 1
        for line in lines:
            for entry, name in zip(line.entries, line.names, strict=True):
                column = line.symbol, entry
                if column not in columns:
                    columns[column] = self._column(line, entry, notation)
                place = (line.unit.name if several else "", line.sequence, line.step)
                by_step.setdefault(place, {})[column] = name
        rows: list[list[Inline]] = []
        for row in self.rows:
            answers = self._answers(row)
            for at, ((unit, sequence, step), named) in enumerate(by_step.items()):
                first: list[Inline] = ["", ""] if at else [Code(row.sheet), self._who(row)]
                rows.append(
                    [
                        *first,
                        self._step(row, unit, sequence, step),
                        *(answers[named[column]] if column in named else "" for column in columns),
                    ]
                )
        return Table(
            (says.SHEET(), says.STUDENT_ID(), says.STEP_OF_A_KEY(), *columns.values()),
            rows,
            (False, False, False, *(True for _ in columns)),
            keys=3,
        )

    def _step(self, row: KeyRow, name: str, sequence: int, step: int) -> Sentence:
        unit = title_inside(self.problem, name) if name else None
        words = row.words[sequence - 1] if len(row.words) >= sequence else ()
        if step == WHOLE:
            return says.ALL_STEPS_WHERE(where=unit) if unit else says.ALL_STEPS()
        title: Sentence = (
            says.STEP_WORD(step=step, word=Title(words[step - 1]))
            if len(words) >= step
            else says.STEP_ALONE(step=step)
        )
        title = says.STEP_WHERE(step=title, where=unit) if unit else title
        several = len(self.problem.sequences) > 1
        return says.STEP_WHERE(step=title, where=Code(f"#{sequence}")) if several else title

    def _who(self, row: KeyRow) -> Inline:
        if row.name and row.name != row.student:
            return says.ID_NAME(id=Verbatim(row.student), name=Title(row.name))
        return Verbatim(row.student)

    def _answers(self, row: KeyRow) -> Mapping[str, str]:
        return dict(zip(self.blanks, row.answers, strict=True))


def _last_of_steps(lines: Iterable[_Line]) -> Iterator[_Line]:
    """Give of every step of every unit the last line that is asked for: what the step comes to.

    Of a backward pass that is the gradient of the pre-activation, and every sum and new weight.
    """
    last: dict[tuple[str, bool, int, int, str], _Line] = {}
    for line in lines:
        name, symbol = line.unit.name, ""
        if line.placed is not None:
            name = line.placed.unit.name
            symbol = line.symbol if line.step == WHOLE else ""
            if line.placed.equation.role.endswith("contribution"):
                symbol = "contribution"
        last[name, line.unit.is_output, line.sequence, line.step, symbol] = line
    return iter(last.values())
