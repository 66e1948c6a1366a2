"""Help for a line of the backward pass: what it is computed from, its sizes, an entry with the numbers.

The rungs have the names of those of forward lines. All is read from the equation where the line stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from tutor.calculation.backward.units import WHOLE
from tutor.calculation.equations import Add, Back, Expression, Mul, Outer, Param, Ref, Sub, walk
from tutor.calculation.network import TARGET, X
from tutor.calculation.trace import Quantity, given
from tutor.desk.desk import Desk
from tutor.desk.help import rung_messages as says
from tutor.desk.help.backward_parts import backward_part
from tutor.desk.help.entries_read import Entries, entries_read
from tutor.desk.help.operands import Numbers, Operands, Origin
from tutor.desk.help.what_is_done import of_numbers
from tutor.documents.document import Block, Display, Inline, Math, Paragraph, Verbatim
from tutor.documents.formulas.gradient_numbers import Place
from tutor.documents.formulas.gradients import Gradients
from tutor.handout.backward_blanks import entries_of
from tutor.judging.answers.backward_lines import BackwardLine, BackwardLines
from tutor.language.faults import Count, Sentence
from tutor.record import record


@record()
class Read:
    """What a line reads: its formula, where it stands, its numbers."""

    ref: Ref
    formula: str
    origin: Origin
    place: Place
    numbers: Numbers


class BackwardRungs:
    """Writes the rungs of one line.

    Args:
        desk: the sheet.
        operands: finds the numbers that stand on the page.
        line: the line.
        entry: which of its entries, from 1.
    """

    def __init__(self, desk: Desk, operands: Operands, line: BackwardLine, entry: int) -> None:
        assert isinstance(desk.lines, BackwardLines)
        self.desk, self.operands, self.line, self.entry = desk, operands, line, entry
        self.table = desk.lines.done.table

    @cached_property
    def formulas(self) -> Gradients:
        """Writes it with the numbers that stand on the page."""
        own = {}
        if not self.open:
            for each in self.reads:
                texts = each.numbers.filled(self._read_by[each.ref])
                own[each.place] = Quantity(texts, (True,) * len(texts))
        assert isinstance(self.desk.lines, BackwardLines)
        return Gradients(self.desk.task.trace, self.desk.lines.done, self.desk.layout.page.notation, own)

    @cached_property
    def _read_by(self) -> Mapping[Ref, Entries]:
        sizes = {each.ref: len(each.numbers.texts) for each in self.reads}
        return entries_read(self.line.at.equation.expression, self.entry, sizes.__getitem__)

    @property
    def needed(self) -> tuple[str, ...]:
        """Name the entries that the entry is computed from."""
        return tuple(name for each in self.reads for name in each.numbers.named(self._read_by[each.ref]))

    @property
    def open(self) -> tuple[str, ...]:
        """Name those of them that are not filled in yet, or not read."""
        return tuple(name for each in self.reads for name in each.numbers.missing(self._read_by[each.ref]))

    @cached_property
    def reads(self) -> tuple[Read, ...]:
        """Find what the line reads, each once."""
        return tuple(map(self._read, self.line.at.equation.reads))

    def _read(self, node: Ref) -> Read:
        placed, sequence = self.line.at, self.desk.task.problem.sequences[self.line.sequence - 1]
        place = placed.place_of(node)
        unit, symbol, number, step = place
        formula = self._plain.operand(placed, node)
        if node == TARGET:
            texts = given(sequence.targets[step - 1]).texts
            return Read(node, formula, "target", place, Numbers(texts))
        if unit in self.table.by_name:
            at = next(each for each in self.table.lines if each.place == place)
            return Read(node, formula, "line", place, self.operands.numbers(entries_of(at)))
        forward = self.table.forward[unit]
        if symbol == "x" and forward.x == X:
            return Read(node, formula, "input", place, Numbers(given(sequence.inputs[step - 1]).texts))
        if step == (0 if forward.direction > 0 else len(sequence.inputs) + 1):
            start = next(each for each in sequence.units if each.name == unit).start[symbol]
            return Read(node, formula, "start", place, Numbers(given(start).texts))
        sources = [(forward, symbol)]
        if symbol == "x":
            sources = [(self.table.forward[each.unit], each.symbol) for each in forward.sources]
        names = [
            source.quantity_name(letter, step, at, number)
            for source, letter in sources
            for at in range(1, source.size_of(letter) + 1)
        ]
        return Read(node, formula, "line", place, self.operands.numbers(names))

    @cached_property
    def _plain(self) -> Gradients:
        assert isinstance(self.desk.lines, BackwardLines)
        return Gradients(self.desk.task.trace, self.desk.lines.done, self.desk.layout.page.notation)

    # The rungs

    def from_what(self) -> Iterator[Block]:
        """Say what it is computed from, and where that stands."""
        expression = self.line.at.equation.expression
        yield Display(self.formulas.symbolic(self.line.at))
        yield Paragraph(self._rule(expression))
        parameters = dict.fromkeys(node.name for node in walk(expression) if isinstance(node, Param))
        for name in parameters:
            written = Math(self.formulas.parameter(self.line.at, name))
            yield Paragraph(says.PARAMETER_IS_GIVEN(name=written), item=True)
        for each in self.reads:
            yield Paragraph(self._origin(each), item=True)

    def _rule(self, expression: Expression) -> Sentence:
        page = self.desk.layout.page
        if self.line.size == 1 and (single := of_numbers(expression)) is not None:
            return single
        match expression:
            case Back():
                return says.TRANSPOSED_MATRIX_TIMES_VECTOR()
            case Add() | Mul() | Sub() if any(isinstance(each, Back) for each in walk(expression)):
                return says.FIRST_EVERY_TRANSPOSED_MATRIX_TIMES_ITS_VECTOR()
            case Outer():
                return says.EVERY_ENTRY_TIMES_EVERY_ENTRY()
            case Add(terms) if all(isinstance(each, Ref) for each in terms):
                return says.A_SUM_ENTRY_BY_ENTRY()
            case Add():
                return says.FIRST_THE_PRODUCTS_THEN_THE_SUM()
            case Mul():
                return says.A_PRODUCT_ENTRY_BY_ENTRY(sign=Math(page.print.entrywise_sign))
            case Sub(Param(), _):
                return says.THE_OLD_WEIGHT_MINUS_A_STEP()
            case Sub():
                return says.A_DIFFERENCE() if self.line.size == 1 else says.A_DIFFERENCE_ENTRY_BY_ENTRY()
        return says.COMPUTED_FROM_WHAT_FOLLOWS()

    def _origin(self, each: Read) -> Sentence:
        name: Inline = Math(each.formula)
        step = each.place[3]
        match each.origin:
            case "input":
                word = self.desk.task.problem.sequences[each.place[2] - 1].word(step)
                if word:
                    return says.X_BELONGS_TO_THE_WORD(name=name, word=Verbatim(word))
                return says.X_IS_THE_INPUT(name=name, step=step)
            case "start":
                return says.NAME_IS_THE_START(name=name)
            case "target":
                return says.NAME_IS_THE_TARGET(name=name)
        if step == WHOLE:
            return says.NAME_STANDS_ABOVE(name=name)
        if each.place[0] in self.table.by_name and step == self.line.step:
            return says.NAME_STANDS_IN_THIS_STEP(name=name)
        return says.NAME_STANDS_IN_STEP(name=name, step=step)

    def sizes(self) -> Iterator[Block]:
        """Write the size under every term, and say which one the result has."""
        placed = self.line.at
        right = self.formulas.right(placed, sizes=True)
        yield Display(self.formulas.print.equation(self.formulas.left(placed), right))
        name = Math(self.formulas.left(placed))
        if placed.equation.axis == "one":
            yield Paragraph(says.NAME_IS_ONE_NUMBER(name=name))
        else:
            yield Paragraph(
                says.A_GRADIENT_HAS_THE_SIZE_OF_ITS_QUANTITY(name=name, size=Count(self.line.size))
            )

    def row(self) -> Iterator[Block]:
        """Write the entry with the numbers that stand on the page."""
        yield Display(self.formulas.entry(self.line.at, self.entry))
        if any(each.origin == "line" for each in self.reads):
            yield Paragraph(says.YOUR_OWN_NUMBERS_ARE_AMONG_THEM())

    @cached_property
    def part(self) -> str | None:
        """Work out a part of the entry; None where it has none but itself."""
        return backward_part(self.formulas, self.line.at, self.entry)

    def part_blocks(self) -> Iterator[Block]:
        """Write the part."""
        yield Display(self.part or "")

    def number(self, text: str) -> Iterator[Block]:
        """Write the number of the entry."""
        yield Display(self.formulas.entry_value(self.line.at, self.entry, text))
        yield Paragraph(says.THIS_ENTRY_NOW_EARNS_NOTHING())
