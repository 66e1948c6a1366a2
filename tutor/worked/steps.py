"""The steps of a worked example, on the page: each written line with its numbers, to the last product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tutor.calculation.equations import Equation, MatVec, Picked, Ref, walk
from tutor.calculation.network import TARGET, Unit, X
from tutor.calculation.numbers import Carry
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Quantity, Run, Trace, given
from tutor.calculation.trace import Step as Moment
from tutor.documents.document import (
    Block,
    Display,
    Heading,
    Inline,
    Line,
    Link,
    Math,
    Paragraph,
    Step,
    Verbatim,
)
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.skeleton import Hole, LineFormulas, Skeleton
from tutor.language.faults import Sentence
from tutor.worked import board_messages as says
from tutor.worked import output_messages as output_says
from tutor.worked.grids import Plan, planned


def steps(trace: Trace, notation: Notation, *, full: bool) -> Iterator[Block]:
    """Lay out every step of every unit; ``full`` writes each entry out, with the size under every term."""
    for run in trace.runs:
        of_unit = notation.of_unit(run.unit)
        if len(trace.runs) == 1:
            yield Heading(2, says.STEP_BY_STEP())
        else:
            yield Heading(2, says.STEP_BY_STEP_UNIT(unit=run_title(trace, run)))
            if run.sequence == 1:
                yield Paragraph(which_steps(run))
                yield Display(of_unit.equations(), aligned=len(of_unit.summary()) > 1)
        if run.unit.direction < 0:
            yield Paragraph(says.THIS_DIRECTION_BEGINS_AT_THE_LAST_WORD())
        yield from _run(trace, run, of_unit, full=full)


def run_title(trace: Trace, run: Run, *, sentence: bool = True) -> Sentence:
    """Name a run: its sentence, its layer, its direction, as far as there are several."""
    if len(trace.problem.sequences) == 1 or not sentence:
        title = unit_title(trace.problem, run.unit)
        assert title is not None
        return title
    number, unit = says.SENTENCE_NUMBER(number=run.sequence), unit_title(trace.problem, run.unit, inside=True)
    return number if unit is None else says.FIRST_SECOND(first=number, second=unit)


def unit_title(problem: Problem, unit: Unit, *, inside: bool = False) -> Sentence | None:
    """Name a layer and its direction, as far as there are several; ``inside`` is within a line."""
    title = None
    if unit.is_output:
        title = says.OUTPUT_LAYER_IN_A_LINE() if inside else says.OUTPUT_LAYER()
    elif problem.num_layers > 1:
        title = says.LAYER_IN_A_LINE(layer=unit.layer) if inside else says.LAYER(layer=unit.layer)
    elif problem.units[-1].is_output:
        title = says.RECURRENT_LAYER_IN_A_LINE() if inside else says.RECURRENT_LAYER()
    if not problem.bidirectional or unit.is_output:
        return title
    ways = (
        (says.FORWARD_IN_A_LINE(), says.BACKWARD_IN_A_LINE())
        if inside or title is not None
        else (says.FORWARD(), says.BACKWARD())
    )
    way = ways[unit.direction < 0]
    return way if title is None else says.FIRST_SECOND(first=title, second=way)


def which_steps(run: Run) -> Sentence:
    """Say which steps compute what the equations of a unit say."""
    if run.unit.only_last:
        return output_says.ONLY_THE_LAST_STEP_COMPUTES(t=run.steps[-1].t)
    return says.EVERY_STEP_COMPUTES()


def _run(trace: Trace, run: Run, notation: Notation, *, full: bool) -> Iterator[Block]:
    working = Working(trace, run, notation, full=full)
    for step in run.steps:
        notes = [*working.notes(step)]
        yield Step(step_title(step), anchor(run, step.t), notes, _reads(trace, run, step, notation),
                   [*working.of(step)])  # fmt: skip


def anchor(run: Run, t: int) -> str:
    """Name the place of a step in a page."""
    unit = "out" if run.unit.is_output else run.unit.name
    return f"{unit}-{t}" if run.sequence == 1 else f"{unit}-{t}-{run.sequence}"


def _reads(trace: Trace, run: Run, step: Moment, notation: Notation) -> Inline | None:
    """Say which earlier step a step reads, or what it starts from."""
    t = step.t - run.unit.direction
    if run.unit.is_output:
        source = next(each for each in reversed(trace.runs) if each.sequence == run.sequence
                      and not each.unit.is_output)  # fmt: skip
        state = Math(notation.of_unit(source.unit).quantity("h", str(step.t)))
        return Link(says.READS_H_OF_STEP_T(h=state, t=step.t), anchor(source, step.t))
    state = Math(notation.quantity("h", str(t)))
    if run.has(t):
        return Link(says.READS_H_OF_STEP_T(h=state, t=t), anchor(run, t))
    printer = notation.print
    starts = [
        Math(
            printer.equation(
                notation.quantity(name, str(t)), printer.enclosed(map(printer.number, each.texts))
            )
        )
        for name, each in run.start.items()
    ]
    if len(starts) == 2:
        return says.STARTS_FROM_H_AND_C(h=starts[0], c=starts[1])
    return says.STARTS_FROM_H(h=starts[0])


class Working:
    """The working of every step of a run, step by step: each line with its numbers."""

    def __init__(self, trace: Trace, run: Run, notation: Notation, *, full: bool) -> None:
        self._trace, self._notation, self._full = trace, notation, full
        lines = trace.problem.lines_of(run.unit)
        # A line that some steps do not have is no column.
        common = all(line.symbol in step.quantities for step in run.steps for line in lines)
        plans = planned(notation, lines) if full and common else lines
        self._pieces = [each if isinstance(each, Plan) else notation.line(each, sizes=full) for each in plans]
        self._filler = _Filler(run, notation, lines, self._pieces, full=full)
        one_hot = full and bool(trace.problem.words) and run.unit.x == X
        self._products = _one_hot_products(lines, notation) if one_hot else []
        self._sequence = trace.problem.sequences[run.sequence - 1]
        self._run = run

    def notes(self, step: Moment) -> Iterator[Inline]:
        """Say what is picked by the word of a step."""
        if self._products:
            yield _columns(step, self._products, self._notation)

    def of(self, step: Moment) -> Iterator[Block]:
        """Lay out the working of one step."""
        sequence, notation = self._sequence, self._notation
        entry, aim = sequence.target_entry(step.t), None
        if self._run.unit.is_output and sequence.has_target(step.t):
            aim = given(sequence.targets[step.t - 1])
        values = self._filler.values(step, before(self._run, step), entry, aim)
        for piece in self._pieces:
            if isinstance(piece, Plan):
                yield piece.filled(values)
                for equation in piece.lines:
                    yield from self._remarks(equation, step)
                continue
            equation = piece.equation
            if equation.symbol not in step.quantities:
                continue
            if entry is not None and asks_for_target(equation):
                yield target(self._trace.problem, entry)
            entries = None
            if self._full and piece.entries:
                entries = Display(piece.entries.fill(values), aligned=True, breakable=True)
            yield Line(
                notation.roles[equation.symbol], Display(piece.chain.fill(values), aligned=True), entries
            )
            yield from self._remarks(equation, step)

    def _remarks(self, equation: Equation, step: Moment) -> Iterator[Block]:
        """Say what a reader may wonder about in the numbers of a line."""
        if equation.role == "probability" and self._run.unit.cell.kind == "softmax":
            yield from _sum_of_probabilities(step.quantities[equation.symbol], step, self._notation)


def before(run: Run, step: Moment) -> Mapping[str, Quantity]:
    """Give what a step of a run reads as the step before."""
    t = step.t - run.unit.direction
    return run.at(t).quantities if run.has(t) else run.start


def asks_for_target(line: Equation) -> bool:
    """Whether a line reads which entry the target is."""
    return any(isinstance(node, Picked) for node in walk(line.expression))


def step_title(step: Moment) -> Sentence:
    """Name a step, with its word where there is one."""
    if step.word:
        return says.STEP_T_WORD(t=step.t, word=Verbatim(step.word))
    return says.STEP_T(t=step.t)


def target(problem: Problem, position: int) -> Block:
    """Say which entry the target is, counted from 0 here and from 1 on the page."""
    words = problem.vocabulary.words
    if len(words) == problem.units[-1].output_size:
        return Paragraph(
            says.THE_TARGET_IS_WORD_AT_POSITION(word=Verbatim(words[position]), position=position + 1)
        )
    return Paragraph(says.THE_TARGET_IS_POSITION(position=position + 1))


def _sum_of_probabilities(y: Quantity, step: Moment, notation: Notation) -> Iterator[Block]:
    """Say what the printed probabilities add up to where that is not 1, and what a printed 0 means."""
    total = sum(map(Decimal, y.texts))
    if total != 1:
        yield Paragraph(
            says.AS_THEY_ARE_PRINTED_THE_ENTRIES_OF_Y_ADD_UP(
                y=Math(notation.quantity("y", str(step.t))), total=str(total)
            )
        )
    if any(not Decimal(text) and not exact for text, exact in zip(y.texts, y.exact, strict=True)):
        yield Paragraph(says.A_PROBABILITY_PRINTED_AS_0_IS_NOT_0())


def _one_hot_products(lines: Sequence[Equation], notation: Notation) -> list[tuple[Math, Skeleton]]:
    """List the matrices that a one-hot vector multiplies, each with the product that it stands in."""
    return [
        (Math(notation.parameter(node.matrix.name)), Skeleton(notation.symbolic(node)))
        for line in lines
        for node in walk(line.expression)
        if isinstance(node, MatVec) and node.vector == Ref("x")
    ]


def _columns(step: Moment, products: Sequence[tuple[Math, Skeleton]], notation: Notation) -> Sentence:
    """Say which column, or row, of the matrices the word of a step picks."""
    position, t = step.quantities["x"].texts.index("1") + 1, str(step.t)
    x = Math(notation.quantity("x", t))
    filled = [product.fill({Hole("", 0, "step"): notation.print.step(t)}) for _, product in products]
    if len(products) > 1:
        return (
            says.X_HAS_ITS_1_AT_POSITION
            if notation.rows
            else says.X_HAS_ITS_1_AT_POSITION_SO_EACH_OF_PRODUCTS
        )(x=x, position=position, products=Math(notation.print.listed(filled)))
    return (
        says.X_HAS_ITS_1_AT_POSITION_SO_PRODUCT_IS_ROW_POSITION
        if notation.rows
        else says.X_HAS_ITS_1_AT_POSITION_SO_PRODUCT_IS_COLUMN
    )(x=x, position=position, product=Math(filled[0]), matrix=products[0][0])


class _Filler:
    """Formats the numbers of a step, once, for all the formulas that show them."""

    def __init__(
        self,
        run: Run,
        notation: Notation,
        lines: Sequence[Equation],
        pieces: Sequence[LineFormulas | Plan],
        *,
        full: bool,
    ) -> None:
        self.notation = notation
        self.direction = run.unit.direction
        self.lines = {line.symbol: line for line in lines}
        printer = notation.print
        write = {"plain": printer.number, "factor": printer.factor, "term": printer.term}
        holes = dict.fromkeys(
            hole
            for piece in pieces
            for hole in (piece.holes() if isinstance(piece, Plan) else piece.holes(entries=full))
        )
        self.steps = [hole for hole in holes if hole.kind == "step"]
        self.relations = [hole for hole in holes if hole.kind == "relation"]
        self.vectors = [hole for hole in holes if hole.kind == "vector"]
        self.entries = [(hole, write[hole.kind]) for hole in holes if hole.kind in write]
        self.targets = [hole for hole in holes if hole.kind in ("target", "picked")]
        self.positions = [hole for hole in holes if hole.kind == "position"]

    def values(
        self,
        step: Moment,
        before: Mapping[str, Quantity],
        target: int | None = None,
        aim: Quantity | None = None,
    ) -> Mapping[Hole, str]:
        """Give the text of every hole of the lines that a step has.

        ``target`` is the position that a loss asks for, from 0, ``aim`` the target in numbers.
        """
        printer, vector = self.notation.print, self.notation.vector
        now = step.quantities if aim is None else {**step.quantities, TARGET.symbol: aim}
        filled = {hole: printer.step(str(step.t - hole.lag * self.direction)) for hole in self.steps}
        for hole in self.vectors:
            if hole.lag or hole.slot in now:
                filled[hole] = vector((before if hole.lag else now)[hole.slot].texts)
        for hole, write in self.entries:
            if hole.lag or hole.slot in now:
                filled[hole] = write((before if hole.lag else now)[hole.slot].texts[hole.entry - 1])
        for hole in self.positions:
            filled[hole] = str(now["x"].texts.index("1") + 1)
        for hole in self.targets:
            if target is None:
                continue
            picked = printer.factor(now[hole.slot].texts[target])
            filled[hole] = printer.step(str(target + 1)) if hole.kind == "target" else picked
        carry = self.notation.problem.rounding.carry
        holds = {
            symbol: reads_whole(line, carry, now, before)
            for symbol, line in self.lines.items()
            if symbol in now
        }
        for hole in self.relations:
            if hole.slot not in now:
                continue
            quantity = now[hole.slot]
            exact = quantity.exact[hole.entry - 1] if hole.entry else quantity.is_exact
            filled[hole] = printer.equal if exact and holds[hole.slot] else printer.approximately
        return filled


def reads_whole(
    line: Equation, carry: Carry, now: Mapping[str, Quantity], before: Mapping[str, Quantity]
) -> bool:
    """Tell whether a line was computed from the very numbers that stand on the page."""
    if carry == "rounded":
        return True
    return all(
        (before if each.lag else now)[each.symbol].is_exact
        for each in line.reads
        if each.symbol in now or each.lag
    )
