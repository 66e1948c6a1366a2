"""Help in rungs, each asked for: where to look, which operands, their sizes, the row, one part, the number.

    wrong line ─→ a direction ─→ the mistake by its name ─┐
    blank line ───────────────────────────────────────────┴─→ operands ─→ sizes ─┬─→ row ─→ part ─→ number
                                                      something before it is open └─→ begin with that

Everything is read from the equation of the line, so it is there for every line of every cell. A rung shows
numbers that stand on the page already; only the last one shows the number itself, and no rung that of a line
which is still open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Literal, get_args

from tutor.calculation.equations import MatVec, Ref, walk
from tutor.desk.building.parts import by_powers, part
from tutor.desk.desk import RIGHT, Desk, Judged
from tutor.desk.help import rung_messages as says
from tutor.desk.help.backward_rungs import BackwardRungs
from tutor.desk.help.entries_read import Entries
from tutor.desk.help.given_rungs import GivenRungs
from tutor.desk.help.operands import Numbers, Operand, Operands
from tutor.desk.help.what_is_done import what_is_done
from tutor.desk.typed import Typed
from tutor.documents.document import Block, Code, Display, Inline, Math, Paragraph, Verbatim
from tutor.documents.formulas.letters import STEP
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.rows import Values, row
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.judging.answers.backward_lines import BackwardLine
from tutor.judging.answers.lines import Line
from tutor.language.faults import Count, Sentence
from tutor.marking.marks import Mark
from tutor.marking.reporting.telling import consistent_with, is_function_of_asked, what_is_wrong
from tutor.marking.reporting.wording import SIZE, hint
from tutor.record import record

Kind = Literal["look", "named", "operands", "sizes", "begin", "row", "part", "number"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@record()
class Rung:
    """One rung: what it says; ``next`` is the rung above it; ``number`` has the number that it shows."""

    kind: Kind
    blocks: tuple[Block, ...]
    next: Kind | None
    number: Mapping[str, str]


class Ladder:
    """The rungs of one entry, from what was typed.

    Args:
        desk: the sheet.
        typed: what was typed.
        name: the entry, or its line, of which the first entry that is not right is meant.

    >>> from tutor.handout.exercise import Sheet
    >>> spec = {"sentence": "i", "vocabulary": ["i", "am"], "rounding": {"written": ["a", "h"]},
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]], "bias": [0.2]}}
    >>> desk = Desk(Sheet("", spec, ("a_1[1]", "h_1[1]")))
    >>> Ladder(desk, Typed(), "h_1[1]").kinds
    ('operands', 'sizes', 'begin')
    >>> Ladder(desk, Typed((("a_1[1]", "0.4"),)), "h_1[1]").kinds
    ('operands', 'sizes', 'row', 'part', 'number')
    >>> dict(Ladder(desk, Typed((("a_1[1]", "0.4"),)), "h_1[1]").rung("number").number)
    {'h_1[1]': '0.380'}
    """

    def __init__(self, desk: Desk, typed: Typed, name: str) -> None:
        self.desk, self.typed = desk, typed
        self.judged: Judged = desk.judge(typed)
        self.name = self._entry(name)
        self.notation = Notation(desk.task.problem, desk.layout.printer)
        self._given = None if self.name in desk.lines.names else GivenRungs(desk, self.name)
        self.operands = Operands(desk, typed.answers)
        self._backward = self._of_backward()
        self.kinds = tuple(self._kinds())

    def _entry(self, name: str) -> str:
        if name in self.judged.boxes:
            return name
        own = [entry for entry in self.judged.boxes if self.desk.line_of[entry] == name]
        return next((entry for entry in own if self.judged.boxes[entry].standing not in RIGHT), own[0])

    def _of_backward(self) -> BackwardRungs | None:
        if self._given is not None or not isinstance(self._line, BackwardLine):
            return None
        return BackwardRungs(self.desk, self.operands, self._line, self._place[1] + 1)

    @property
    def _place(self) -> tuple[int, int]:
        return self.desk.lines.names[self.name]

    @property
    def _line(self) -> Line:
        return self.desk.lines.lines[self._place[0]]

    def _wrong(self) -> list[Mark]:
        """Give the entries of the line that are wrong by themselves."""
        line = self.desk.line_of[self.name]
        return [
            box.mark
            for entry, box in self.judged.boxes.items()
            if self.desk.line_of[entry] == line and box.standing in ("wrong", "repeated")
        ]

    def _kinds(self) -> Iterator[Kind]:
        wrong = self._wrong()
        if wrong:
            yield "look"
            if wrong[0].mistakes or (self._given is not None and wrong[0].note):
                yield "named"
        yield "operands"
        if self._given is not None:
            yield "number"
            return
        yield "sizes"
        if self._backward is not None:
            if self.open:
                yield "begin"
            else:
                yield "row"
                if self._backward.part is not None:
                    yield "part"
                yield "number"
            return
        if self.open:
            yield "begin"
            return
        if not any(each.is_off_page for each in self.operands.of(self._place[0])):
            yield "row"
            if self._part() is not None:
                yield "part"
        yield "number"

    def rung(self, kind: Kind | None = None) -> Rung:
        """Give a rung, the first one where none is named; one that is not there is the last one that is."""
        if kind is None:
            kind = self.kinds[0]
        elif kind not in self.kinds:
            kind = self.kinds[-1]
        at = self.kinds.index(kind)
        following = self.kinds[at + 1] if at + 1 < len(self.kinds) else None
        number = self.number() if kind == "number" else {}
        return Rung(kind, tuple(self._blocks(kind)), following, MappingProxyType(number))

    def _blocks(self, kind: Kind) -> Iterator[Block]:
        if self._given is not None:
            return self._of_given(kind, self._given)
        if self._backward is not None and kind not in ("look", "named", "begin"):
            return self._of_backward_line(kind, self._backward)
        return {
            "look": self._look,
            "named": self._named,
            "operands": self._operands,
            "sizes": self._sizes,
            "begin": self._begin,
            "row": self._row,
            "part": self._part_blocks,
            "number": self._number_blocks,
        }[kind]()

    def _of_backward_line(self, kind: Kind, rungs: BackwardRungs) -> Iterator[Block]:
        if kind == "number":
            return rungs.number(self.number()[self.name])
        return {
            "operands": rungs.from_what,
            "sizes": rungs.sizes,
            "row": rungs.row,
            "part": rungs.part_blocks,
        }[kind]()

    # A wrong line

    def _look(self) -> Iterator[Block]:
        wrong, line = self._wrong(), self._line
        yield Paragraph(what_is_wrong(line.name(), wrong, wrong[0], line.size))
        mistake = next(iter(wrong[0].mistakes), None)
        asked = self.desk.task.problem.written
        function = is_function_of_asked(line, asked)
        yield Paragraph(SIZE if wrong[0].note == "size" else hint(mistake, is_function=function))

    def _named(self) -> Iterator[Block]:
        yield Paragraph(consistent_with(self._wrong()[0].mistakes))

    # Which operands

    def _operands(self) -> Iterator[Block]:
        line, notation = self._line, self._of_line
        equation = self.operands.equation(line)
        yield Display(self._at_step(self._equated(notation.symbolic(equation.expression))))
        yield Paragraph(what_is_done(equation.expression, notation, self._math, line.size))
        for name in self.operands.parameters(line):
            yield Paragraph(says.PARAMETER_IS_GIVEN(name=Math(notation.parameter(name))), item=True)
        for operand in self.operands.of(self._place[0]):
            yield Paragraph(self._origin(operand), item=True)
        if powers := by_powers(notation, equation):
            formula = notation.print.equation(notation.symbolic(equation.expression), powers)
            yield Paragraph(says.WITHOUT_A_KEY_FOR_IT(formula=self._math(formula)))

    def _origin(self, operand: Operand) -> Sentence:
        """Say where an operand stands."""
        name = self._math(self._symbol(operand))
        match operand.origin:
            case "input":
                word = self.desk.task.problem.sequences[self._line.sequence - 1].word(operand.step)
                if word:
                    return says.X_BELONGS_TO_THE_WORD(name=name, word=Verbatim(word))
                return says.X_IS_THE_INPUT(name=name, step=operand.step)
            case "start":
                return says.NAME_IS_THE_START(name=name)
            case "target":
                return says.NAME_IS_THE_TARGET(name=name)
        if operand.step == self._line.step:
            return says.NAME_STANDS_IN_THIS_STEP(name=name)
        return says.NAME_STANDS_IN_STEP(name=name, step=operand.step)

    def _symbol(self, operand: Operand) -> str:
        return self._of_line.symbolic(operand.ref)

    # Sizes

    def _sizes(self) -> Iterator[Block]:
        line, notation = self._line, self._of_line
        equation = self.operands.equation(line)
        yield Display(self._at_step(self._equated(notation.symbolic(equation.expression, sizes=True))))
        name = self._math(notation.quantity(line.symbol))
        if line.size == 1 and equation.axis == "one":
            yield Paragraph(says.NAME_IS_ONE_NUMBER(name=name))
        elif any(isinstance(each, MatVec) for each in walk(equation.expression)):
            yield Paragraph(says.A_ROW_OF_THE_MATRIX_GIVES_AN_ENTRY(name=name, size=Count(line.size)))
        else:
            yield Paragraph(says.ENTRY_BY_ENTRY_THE_SIZE_STAYS(name=name, size=Count(line.size)))

    # What has to be there before

    @cached_property
    def _read_by(self) -> Mapping[Ref, Entries]:
        return self.operands.read_by(self._place[0], self._place[1] + 1)

    @property
    def _read(self) -> Iterator[tuple[Numbers, Entries]]:
        """Give what stands on the page of what the entry reads."""
        for each in self.operands.of(self._place[0]):
            if not each.is_off_page:
                yield each.numbers, self._read_by[each.ref]

    @cached_property
    def _needed(self) -> tuple[str, ...]:
        """Name the entries that the entry is computed from."""
        if self._backward is not None:
            return self._backward.needed
        return tuple(name for numbers, entries in self._read for name in numbers.named(entries))

    @cached_property
    def open(self) -> tuple[str, ...]:
        """Name those of them that are empty or not read."""
        if self._backward is not None:
            return self._backward.open
        return tuple(name for numbers, entries in self._read for name in numbers.missing(entries))

    @property
    def reads(self) -> tuple[str, ...]:
        """Name the lines whose numbers the help depends on: those read, through those that are open."""
        if self._given is not None:
            return ()
        lines, found = self.desk.lines.lines, [*self.desk.reads(self._place[0])]
        for i in found:
            if any(self.operands.text(lines[i].name(entry)) is None for entry in range(1, lines[i].size + 1)):
                found += [each for each in self.desk.reads(i) if each not in found]
        return tuple(lines[i].name() for i in found)

    def _begin(self) -> Iterator[Block]:
        operands = self.operands
        yield Paragraph(says.AN_ENTRY_NEEDS(entry=Code(self.name), needed=Code(operands.short(self._needed))))
        first = [name for name in self.open if self.desk.line_of[name] == self.desk.line_of[self.open[0]]]
        empty = [name for name in first if not operands.is_written(name)]
        unread = [name for name in first if operands.is_written(name)]
        if empty:
            yield Paragraph(says.BEGIN_WITH_WHAT_IS_EMPTY(missing=Code(operands.short(empty))))
        if unread:
            yield Paragraph(says.FIRST_WRITE_WHAT_IS_READ(missing=Code(operands.short(unread))))

    # Numbers

    def _values(self) -> Values:
        i = self._place[0]
        texts = {
            (each.ref.symbol, each.ref.lag): each.numbers.filled(self._read_by[each.ref])
            for each in self.operands.of(i)
            if not each.is_off_page
        }
        line = self._line
        at = self.desk.task.problem.sequences[line.sequence - 1].target_entry(line.step)
        return Values(MappingProxyType(texts), 0 if at is None else at + 1)

    def _row(self) -> Iterator[Block]:
        line, notation = self._line, self._of_line
        numbers = row(notation, self.operands.equation(line).expression, self._place[1] + 1, self._values())
        yield Display(notation.print.equation(self._entry_symbol(), numbers))
        if any(each.origin == "line" for each in self.operands.of(self._place[0])):
            yield Paragraph(says.YOUR_OWN_NUMBERS_ARE_AMONG_THEM())

    def _part(self) -> str | None:
        line = self._line
        found = part(
            self._of_line,
            self.operands.equation(line),
            self._place[1] + 1,
            self._values(),
            line.unit,
            self.desk.task.problem.rounding.decimals,
        )
        return None if found is None else found.formula

    def _part_blocks(self) -> Iterator[Block]:
        yield Display(self._part() or "")

    def number(self) -> dict[str, str]:
        """Give the number of the entry, as it follows from what stands before it."""
        if self._given is not None:
            return {self.name: self._given.number}
        i, entry = self._place
        return {self.name: self.desk.follows(self.typed.answers, i)[entry]}

    def _number_blocks(self) -> Iterator[Block]:
        value = self.number()[self.name]
        yield Display(self.notation.print.equation(self._entry_symbol(), self.notation.print.number(value)))
        yield Paragraph(says.THIS_ENTRY_NOW_EARNS_NOTHING())

    # Sizes and one-hot vectors that are asked for

    def _of_given(self, kind: Kind, rungs: GivenRungs) -> Iterator[Block]:
        if kind in ("look", "named"):
            marks = [box.mark for box in self.judged.boxes.values()]
            return rungs.explained(marks, hints=kind == "look")
        return rungs.operands() if kind == "operands" else rungs.number_blocks()

    # Formulas

    @property
    def _of_line(self) -> Notation:
        return self.notation.of_unit(self._line.unit)

    def _equated(self, right: str) -> str:
        return self._of_line.print.equation(self._of_line.quantity(self._line.symbol), right)

    def _entry_symbol(self) -> str:
        entry = str(self._place[1] + 1)
        return self._at_step(self._of_line.quantity(self._line.symbol, STEP, entry))

    def _at_step(self, marked: str) -> str:
        """Put the steps of the line into a formula."""
        line, printer, formula = self._line, self.notation.print, Skeleton(marked)
        sequence = self.desk.task.problem.sequences[line.sequence - 1]
        holes = {
            Hole("", lag, "step"): printer.step(str(line.step - lag * line.unit.direction)) for lag in (0, 1)
        }
        at = sequence.target_entry(line.step)
        holes |= {hole: printer.step(str((at or 0) + 1)) for hole in formula.holes if hole.kind == "target"}
        return formula.fill(holes)

    def _math(self, marked: str) -> Inline:
        return Math(self._at_step(marked))
