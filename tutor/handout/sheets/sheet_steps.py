"""The steps of a sheet or a key, each as a question: its lines with boxes, or as they are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tutor.calculation.equations import Equation, Param, Ref, walk
from tutor.calculation.trace import Run, Step
from tutor.documents.document import (
    Blank,
    Block,
    BoxColumn,
    BoxRows,
    Display,
    Inline,
    Math,
    OnKey,
    Paragraph,
    Part,
    Question,
)
from tutor.documents.formulas.letters import STEP
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.handout.bands import Band, bands
from tutor.record import NamedTuple
from tutor.worked.steps import Working, asks_for_target, before, reads_whole, step_title, target

if TYPE_CHECKING:
    from tutor.handout.sheets.sheet import SheetPage

# A line with more operands than this has its boxes in a line of their own.
OPERANDS_A_LINE = 6
# A step with more boxes below each other is taller than a page: its short lines stand in pairs, with so many
# operands in a row.
MOST_BOXES, OPERANDS_A_ROW = 22, 5
# A one-hot vector with more entries is written in a line, as in the table of the vocabulary.
MOST_BELOW = 8


def line_names(run: Run, step: Step) -> Iterator[str]:
    """Name the entries of the lines of a step."""
    for symbol, quantity in step.quantities.items():
        if symbol != "x":
            for entry in range(1, len(quantity.texts) + 1):
                yield run.unit.quantity_name(symbol, step.t, entry, run.sequence)


class _Line(NamedTuple):
    """A line of a run: its formula with holes for the step, the relation and the vector."""

    equation: Equation
    formula: Skeleton
    is_long: bool
    operands: int
    entries: Sequence[int]


def _paired(lines: Sequence[_Line]) -> list[tuple[_Line, ...]]:
    """Put two lines in a row where both are short."""
    rows: list[tuple[_Line, ...]] = []
    for line in lines:
        before = rows[-1] if rows else ()
        if (
            len(before) == 1
            and not (line.is_long or before[0].is_long)
            and (line.operands + before[0].operands <= OPERANDS_A_ROW)
        ):
            rows[-1] = (*before, line)
        else:
            rows.append((line,))
    return rows


def _one_by_one(lines: Sequence[_Line]) -> list[tuple[_Line, ...]]:
    return [(line,) for line in lines]


class Steps:
    """Lays out the steps of one run, each as a question."""

    def __init__(self, page: SheetPage, run: Run, *, asks_x: bool, lines: Sequence[Equation]) -> None:
        self.page, self.run, self.asks_x = page, run, asks_x
        self.notation = page.notation.of_unit(run.unit)
        self.lines = [self._line(line) for line in lines]
        boxes = sum(len(line.entries) for line in self.lines) + (page.problem.input_size if asks_x else 0)
        is_tall = boxes > MOST_BOXES and not self.notation.rows
        self.in_rows = _paired if is_tall else _one_by_one
        # A row of boxes is an equation where vectors are columns, and there is room.
        in_bands = lines and not (self.notation.rows or self.notation.fused)
        self.bands = bands(lines, run.unit.size_of) if in_bands else []
        self.working: Working | None = None
        self.example: Working | None = None
        if lines and page.working:
            self.working = Working(page.task.trace, run, self.notation, full=True)
        if lines and page.task.worked:
            # With every entry written out there are sizes below the terms.
            self.example = Working(page.task.trace, run, self.notation, full=not page.asks_sizes)

    def _line(self, line: Equation) -> _Line:
        printer, notation, symbol = self.page.print, self.notation, line.symbol
        relation, vector = Hole(symbol, 0, "relation").mark(), Hole(symbol, 0, "vector").mark()
        left, symbolic = notation.quantity(symbol, STEP), notation.symbolic(line.expression)
        is_long = sum(isinstance(node, Ref) for node in walk(line.expression)) > OPERANDS_A_LINE // 2
        operands = sum(isinstance(node, Ref | Param) for node in walk(line.expression))
        if is_long:
            text = printer.lines([(left, printer.equal, symbolic), ("", relation, vector)])
        else:
            text = printer.related(left, printer.equal, symbolic, relation, vector)
        return _Line(line, Skeleton(text), is_long, operands, range(1, self.run.unit.size_of(symbol) + 1))

    def question(self, step: Step) -> Question:
        """Lay out one step: its lines with boxes, or as they are given; on a key perhaps the working."""
        task = self.page.task
        names = [*self._x_names(step), *line_names(self.run, step)] if self.lines else self._x_names(step)
        points = task.together(names)
        if self.example is not None and not points and self._reads_no_blank(step):
            return Question(
                step_title(step),
                points,
                [*self._x(step), *map(Paragraph, self.example.notes(step)), *self.example.of(step)],
            )
        blocks = [*self._x(step), *self._banded(step)]
        if self.working is not None:
            blocks.append(OnKey([*map(Paragraph, self.working.notes(step)), *self.working.of(step)]))
        return Question(step_title(step), points, blocks)

    def _reads_no_blank(self, step: Step) -> bool:
        """Whether what a step reads of other units is given, as its working would show it."""
        return not any(
            unit.quantity_name(node.symbol, step.t, entry, self.run.sequence) in self.page.task.asked
            for node, unit in self.notation.sources()
            for entry in range(1, unit.size_of(node.symbol) + 1)
        )

    def _x_names(self, step: Step) -> list[str]:
        if not self.asks_x:
            return []
        size = self.page.problem.input_size
        return [self.run.unit.quantity_name("x", step.t, i + 1, self.run.sequence) for i in range(size)]

    def _x(self, step: Step) -> Iterator[Block]:
        names = self._x_names(step)
        if names:
            x = self.notation.quantity("x", str(step.t))
            entries = [self.page.entry(name) for name in names]
            tall = len(entries) > MOST_BELOW
            vector = self.page.print.enclosed(entries) if tall else self.notation.stacked(entries)
            yield self._part(Display(self.page.print.equation(x, vector)), names)

    def _banded(self, step: Step) -> Iterator[Block]:
        """Lay the lines out in bands; what is said of a line stands before its band."""
        if not self.bands:
            yield from self._lines(step, self.lines)
        for band in self.bands:
            lines = [
                each for each in self.lines[band.start : band.stop] if each.equation.symbol in step.quantities
            ]
            if not lines:
                continue
            position = self._target(step)
            if position is not None and any(asks_for_target(each.equation) for each in lines):
                yield target(self.page.problem, position)
            yield BoxRows(
                self._columns(step, band, lines),
                # Written only where a page has no rows of boxes.
                (block for block in self._lines(step, lines) if not isinstance(block, Paragraph)),
                is_alone=len(self.bands) == 1,
            )

    def _lines(self, step: Step, lines: Sequence[_Line]) -> Iterator[Block]:
        printer = self.page.print
        filled = self._holes(step)
        for row in self.in_rows(lines):
            names: list[str] = []
            for line in row:
                symbol = line.equation.symbol
                if symbol not in step.quantities:
                    continue
                own = [
                    self.run.unit.quantity_name(symbol, step.t, entry, self.run.sequence)
                    for entry in line.entries
                ]
                position = self._target(step)
                if position is not None and asks_for_target(line.equation):
                    yield target(self.page.problem, position)
                entries = [self.page.entry(name) for name in own]
                scalar = line.equation.axis == "one"
                filled[Hole(symbol, 0, "vector")] = entries[0] if scalar else self.notation.stacked(entries)
                filled[Hole(symbol, 0, "relation")] = self._relation(step, line.equation, own)
                names += own
            formulas = [line.formula.fill(filled) for line in row if line.equation.symbol in step.quantities]
            if not formulas:
                continue
            yield self._part(Display(printer.side_by_side(formulas), aligned=row[0].is_long), names)

    def _target(self, step: Step) -> int | None:
        return self.page.problem.sequences[self.run.sequence - 1].target_entry(step.t)

    def _holes(self, step: Step) -> dict[Hole, str]:
        """Give what stands in the holes of a formula: the step, the one before, the target's entry."""
        printer, position = self.page.print, self._target(step)
        filled = {
            Hole("", lag, "step"): printer.step(str(step.t - lag * self.run.unit.direction)) for lag in (0, 1)
        }
        if position is not None:
            filled[Hole("s", 0, "target")] = printer.step(str(position + 1))
        return filled

    def _columns(self, step: Step, band: Band, lines: Sequence[_Line]) -> list[BoxColumn]:
        """Lay lines out as columns: p + q + b = a, and its function; or each below its formula."""
        printer, notation, run = self.page.print, self.notation, self.run
        steps = self._holes(step)
        signs = [""] * len(lines)
        if band.function:
            signs = ["", printer.plus.strip(), printer.equal, printer.function(band.function).strip()]
        columns = []
        for line, sign in zip(lines, signs, strict=True):
            symbol = line.equation.symbol
            is_sum = sign == printer.equal
            if is_sum and (texts := notation.texts.get(band.bias)):
                numbers = [Math(printer.number(text)) for text in texts[0]]
                head = Math(notation.parameter(band.bias))
                columns.append(BoxColumn("bias", head, Math(printer.plus.strip()), numbers))
            left = Skeleton(notation.quantity(symbol, STEP)).fill(steps)
            whole = printer.equation(left, Skeleton(notation.symbolic(line.equation.expression)).fill(steps))
            names = [run.unit.quantity_name(symbol, step.t, entry, run.sequence) for entry in line.entries]
            columns.append(
                BoxColumn(
                    notation.roles[symbol],
                    Math(left if is_sum else whole),
                    Math(sign) if sign else "",
                    [self._cell(name) for name in names],
                )
            )
        return columns

    def _cell(self, name: str) -> Inline:
        """Give an entry as a box, on a key with its answer, or as the number that is given."""
        if name not in self.page.task.asked:
            return Math(self.page.print.number(self.page.known[name].text))
        return Blank(self.page.known[name].text) if self.page.is_key else Blank()

    def _relation(self, step: Step, line: Equation, names: Sequence[str]) -> str:
        """Write = before boxes that are empty; else whether the line gives exactly what stands there."""
        printer, asked = self.page.print, self.page.task.asked

        def of(shown: Sequence[str]) -> str:
            carry = self.page.problem.rounding.carry
            exact = all(self.page.known[name].exact for name in shown) and reads_whole(
                line, carry, step.quantities, before(self.run, step)
            )
            return printer.equal if exact else printer.approximately

        given = [name for name in names if name not in asked]
        on_sheet = of(given) if given else printer.equal
        if len(given) == len(names) or not self.page.is_key:
            return on_sheet
        on_key = of(names)
        return on_sheet if on_key == on_sheet else printer.on_key(on_sheet, on_key)

    def _part(self, display: Display, names: Sequence[str]) -> Block:
        """Say what a line is worth; a line without a blank is given."""
        task = self.page.task
        points = task.together(names)
        return Part(points, display) if points else display
