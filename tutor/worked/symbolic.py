"""The steps with letters instead of numbers, and the states in closed form: h_1[1] = tanh(1/5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from tutor.calculation.equations import Add, Equation, MatVec, Param, Parameter, Ref, walk
from tutor.calculation.evaluation import Key, Lowered, key_of, lower
from tutor.calculation.network import TARGET, X
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Run, Trace
from tutor.documents.document import Block, Display, Heading, Math, Paragraph, Verbatim
from tutor.documents.formulas.algebra import (
    Expr,
    Expressions,
    Exprs,
    closed_forms,
    is_enclosed,
    settled,
    text_of,
)
from tutor.documents.formulas.expressions import LETTERS, SHOWN, Writer, elided
from tutor.documents.formulas.letters import STEP, STEP_BEFORE
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.language.faults import Count
from tutor.worked import board_messages as says
from tutor.worked.steps import run_title

# A closed form of more characters, written on one line as in "tanh(7*tanh(1/5)/10 + 2/5)", is not readable.
LONGEST = 120


def symbolic(trace: Trace, notation: Notation) -> Iterator[Block]:
    """Lay out the steps with letters, then the states in closed form."""
    for run in trace.runs[: len(trace.problem.units)]:
        yield from _with_letters(trace, run, notation.of_unit(run.unit))
    yield from _closed_form(trace, notation)


def _with_letters(trace: Trace, run: Run, notation: Notation) -> Iterator[Block]:
    problem, unit = trace.problem, run.unit
    letters = Letters(problem, notation)
    # The entry that a target picks differs from step to step, so the loss has no formula with letters.
    lines = [each for each in problem.lines_of(unit) if TARGET not in each.reads]
    yield Heading(
        2,
        says.WITH_LETTERS()
        if len(problem.units) == 1
        else says.WITH_LETTERS_UNIT(unit=run_title(trace, run, sentence=False)),
    )
    yield Paragraph(says.EVERY_NUMBER_OF_A_PARAMETER_GETS_A_LETTER(matrices=Math(letters.matrix_names())))
    yield from letters.givens()
    if max(unit.sizes.values()) > SHOWN:
        yield Paragraph(says.DOTS_STAND_FOR_WHAT_GOES_ON_IN_THE_SAME_WAY())
    yield Paragraph(says.EACH_ENTRY_OF_THE_WRITTEN_LINES())
    before = "t-1" if unit.direction > 0 else "t+1"
    yield Display(letters.formulas(letters.general(lines), "t", before), aligned=True)
    states = unit.cell.fold(unit.cell.states) if not unit.cell.gates else ()
    if not unit.is_output and states and states != tuple(lines):
        yield Paragraph(says.PUT_INTO_EACH_OTHER_THEY_GIVE_ONE_FORMULA())
        yield Display(letters.formulas(letters.general(states), "t", before), aligned=True)
    if problem.words and unit.x == X and not unit.cell.gates:
        yield from _word_by_word(problem, run, notation, letters)


def _word_by_word(problem: Problem, run: Run, notation: Notation, letters: Letters) -> Iterator[Block]:
    """Write the formulas of every step, with one letter left of every sum over x."""
    yield Paragraph(says.IN_EVERY_STEP_ONE_ENTRY_OF_X_IS_1(x=Math(notation.quantity("x", "t"))))
    first, direction = run.steps[0].t, run.unit.direction
    if any(value == 0 for value in run.unit.start["h"]):
        yield Paragraph(
            says.PRODUCTS_WITH_AN_ENTRY_OF_START_THAT_IS_0(
                start=Math(notation.quantity("h", str(first - direction)))
            )
        )
    for step in run.steps:
        position = str(problem.vocabulary.index(step.word) + 1)
        yield Paragraph(
            says.STEP_T_WORD_ENTRY(
                t=step.t,
                word=Verbatim(step.word),
                entry=Math(
                    notation.print.equation(
                        notation.quantity("x", str(step.t), position), notation.print.number("1")
                    )
                ),
            )
        )
        formulas = letters.formulas(
            letters.step(step.word, first=step.t == first), str(step.t), str(step.t - direction)
        )
        yield Display(formulas, aligned=True)


def _closed_form(trace: Trace, notation: Notation) -> Iterator[Block]:
    problem, printer, exact = trace.problem, notation.print, trace.full_precision
    writer = Writer(notation)
    yield Heading(2, says.CLOSED_FORM())
    yield Paragraph(says.THE_GIVEN_DECIMALS_ARE_FRACTIONS(decimals=Count(problem.rounding.decimals)))
    if problem.rounding.carry == "rounded":
        yield Paragraph(says.THE_STEPS_OF_THIS_PAGE_CARRY_ROUNDED_NUMBERS())
    forms_of = closed_forms(problem)
    for run, full in zip(trace.runs, exact.runs, strict=True):
        of_run, output = notation.of_unit(run.unit), run.unit.cell.output
        if len(trace.runs) > 1:
            yield Paragraph(says.UNIT(unit=run_title(trace, run)))
        printed = full.rounded(output, problem.rounding)
        for at, step in enumerate(run.steps):
            forms = next(forms_of)[output]
            length, entry = max((_length(form), -index) for index, form in enumerate(forms, start=1))
            if length > LONGEST:
                yield Paragraph(
                    says.THE_CLOSED_FORMS_END_HERE_WRITTEN_OUT(
                        state=Math(of_run.quantity(output, str(step.t), str(-entry))), length=length
                    )
                )
                return
            enclosed = full.steps[at][output]
            lines = []
            for index, form in enumerate(forms):
                low, high = enclosed.low[index], enclosed.high[index]
                assert is_enclosed(form, low, high, exact.places), (
                    f"SymPy disagrees on {run.unit.quantity_name(output, step.t, index + 1, run.sequence)}"
                )
                lines.append(
                    (
                        of_run.quantity(output, str(step.t), str(index + 1)),
                        printer.equal,
                        _with_value(form, printed[at][index], writer),
                    )
                )
            yield Display(printer.lines(lines), aligned=True)


def _length(form: Expr) -> int:
    """Count the characters of a closed form, and of the fraction that it is if it is one."""
    return sum(len(str(each)) for each in dict.fromkeys((form, settled(form))))


def _with_value(form: Expr, printed: str, writer: Writer) -> str:
    """Write a closed form, the fraction that it is if it is one, and its value as it is printed."""
    printer, value = writer.notation.print, settled(form)
    texts = [writer.text(each) for each in dict.fromkeys((form, value)) if not each.is_Integer]
    is_whole = value.is_Rational and Fraction(int(value.p), int(value.q)) == Fraction(printed)
    relation = printer.equal if is_whole else printer.approximately
    return printer.related(
        reduce(printer.equation, texts) if texts else "", relation, printer.number(printed)
    )


class Letters:
    """The table evaluated on letters: one for every number of a parameter and every entry of a quantity."""

    def __init__(self, problem: Problem, notation: Notation) -> None:
        self.problem = problem
        self.notation = notation
        self.arithmetic = Expressions()
        self.unit = notation.unit
        self.parameters = {each.name: self._letters(each) for each in self.unit.cell.parameters}
        self.writer = Writer(notation)
        self._lines = [
            (each, self._lowered(each)) for each in problem.lines_of(self.unit) if TARGET not in each.reads
        ]

    def _letters(self, parameter: Parameter) -> tuple[Any, ...]:
        """Make the letters of a parameter, stored for columns as its numbers are."""
        letter, size = LETTERS[parameter.role], self.notation.sizes[parameter.name]
        comma = "," if max(size) > 9 else ""
        gate = f"{self._gate(parameter)}," if self._gate(parameter) else ""
        # Indices belong to the matrix that the symbol stands for without a sign of transposition.
        turned = self.notation.rows != self.notation.transposed

        def name(*indices: int) -> Expr:
            below = gate + comma.join(map(str, reversed(indices) if turned else indices))
            return self.arithmetic.letter(
                letter,
                self.notation.print.symbol(
                    f"{letter}_{below}",
                    layer=self.notation.marks[0],
                    arrow=self.notation.marks[1],
                ),
            )

        if len(size) == 1:
            return tuple(name(row) for row in range(1, size[0] + 1))
        return tuple(
            tuple(name(row, column) for column in range(1, size[1] + 1)) for row in range(1, size[0] + 1)
        )

    @staticmethod
    def _gate(parameter: Parameter) -> str:
        """Name the gate in the letters of a parameter; where a gate has two biases, the bias."""
        return (
            parameter.name.removeprefix("bias_")
            if parameter.name in ("bias_in", "bias_hn", "bias_y")
            else parameter.gate
        )

    def _lowered(self, equation: Equation) -> Lowered[Exprs]:
        return lower(equation.expression, self.arithmetic, self.parameters)

    def quantity(self, reference: Ref) -> Exprs:
        """Give the letters of a quantity; their steps are holes."""
        step = STEP_BEFORE if reference.lag else STEP
        return [
            self.arithmetic.letter(
                reference.symbol, self.notation.quantity(reference.symbol, step, str(entry))
            )
            for entry in range(1, self.notation.axes[reference.symbol] + 1)
        ]

    def general(self, lines: Sequence[Equation]) -> dict[str, Exprs]:
        """Evaluate each line on the letters of what it reads."""
        return {
            each.symbol: self._lowered(each)({key_of(node): self.quantity(node) for node in each.reads})
            for each in lines
        }

    def step(self, word: str, *, first: bool) -> dict[str, Exprs]:
        """Evaluate the lines of a step, each put into the next; only x and the zeros of h_0 are numbers."""
        start = self.unit.start
        values: dict[Key, Exprs] = {
            key_of(Ref("x")): self.arithmetic.vector(self.problem.vocabulary.one_hot(word))
        }
        for state, given in start.items():
            letters = self.quantity(Ref(state, lag=1))
            zeros = self.arithmetic.vector([0] * len(given))
            values[key_of(Ref(state, lag=1))] = [
                zero if first and number == 0 else letter
                for zero, number, letter in zip(zeros, given, letters, strict=True)
            ]
        for equation, evaluate in self._lines:
            values[key_of(Ref(equation.symbol))] = evaluate(values)
        return {each.symbol: values[key_of(Ref(each.symbol))] for each, _ in self._lines}

    # On paper

    def formulas(self, lines: Mapping[str, Exprs], step: str, before: str) -> str:
        """Write the entries of lines under each other."""
        printer = self.notation.print
        rows: list[tuple[str, str, str]] = []
        for symbol, entries in lines.items():
            for entry in elided(list(range(1, len(entries) + 1)), 0):
                left = self.notation.quantity(symbol, entry=str(entry))
                right = self.writer.text(entries[entry - 1])
                rows.append((left, printer.equal, right) if entry else ("", printer.down, ""))
        return Skeleton(printer.lines(rows)).fill(
            {Hole("", 0, "step"): printer.step(step), Hole("", 1, "step"): printer.step(before)}
        )

    def matrix_names(self) -> str:
        """List the symbols of the matrices, as the indices of their letters count."""
        cell = self.unit.cell
        return self.notation.print.wide_comma.join(
            self.notation.print.symbol(self.notation.names[each.name])
            for each in cell.parameters
            if len(each.axes) == 2
        )

    def givens(self) -> Iterator[Block]:
        """Show the letters of the parameters, of x and of the states before, as they stand in the layout."""
        notation, cell, printer = self.notation, self.unit.cell, self.notation.print
        if notation.fused and not cell.gates and cell.states:
            yield from self._block()
            return
        shown = [
            printer.equation(notation.parameter(each.name), self._grid([self._standing(each.name)]))
            for each in cell.parameters
        ]
        before = "t-1" if self.unit.direction > 0 else "t+1"
        vectors = [("x", "t", notation.axes["x"])]
        vectors += [(state, before, notation.axes[state]) for state in cell.states]
        also = []
        for symbol, step, size in vectors:
            vector = self._grid([self._vector(self._entries(symbol, step, size))])
            also.append(printer.equation(notation.quantity(symbol, step), vector))
        size = 3 if not cell.gates else 3 + (cell.kind == "gru")
        per_line = len(shown) if not cell.gates else size
        for start in range(0, len(shown), per_line):
            yield Display(printer.side_by_side(shown[start : start + per_line]))
        yield Display(printer.side_by_side(also))

    def _block(self) -> Iterator[Block]:
        """Show the block matrix of the fused layout and the stacked vector that it multiplies."""
        notation, printer = self.notation, self.notation.print
        terms = next(
            node.terms
            for line in self.problem.lines_of(self.unit)
            for node in walk(line.expression)
            if isinstance(node, Add) and any(isinstance(term, MatVec) for term in node.terms)
        )
        names, heads, entries = [], [], []
        before = "t-1" if self.unit.direction > 0 else "t+1"
        for term in terms:
            if isinstance(term, MatVec) and isinstance(term.vector, Ref):
                symbol, step = term.vector.symbol, before if term.vector.lag else "t"
                names.append(term.matrix.name)
                heads += notation.stack(symbol, step)
                entries += elided(self._entries(symbol, step, notation.axes[symbol]), printer.down)
            elif isinstance(term, Param):
                names.append(term.name)
                heads.append(printer.number("1"))
                entries.append(printer.number("1"))
        matrix = printer.matrix([[notation.parameter(name) for name in names]])
        yield Display(printer.equation(matrix, self._grid([self._standing(name) for name in names])))
        stacked, written = (printer.matrix([[each] for each in column]) for column in (heads, entries))
        yield Display(printer.equation(stacked, written))

    def _entries(self, symbol: str, step: str, size: int) -> list[str]:
        return [self.notation.quantity(symbol, step, str(entry)) for entry in range(1, size + 1)]

    def _standing(self, name: str) -> list[list[str]]:
        """Give the letters of a parameter as they stand in the layout."""
        letters = self.parameters[name]
        if not isinstance(letters[0], tuple):
            return self._vector(list(map(text_of, letters)))
        rows = [list(map(text_of, row)) for row in letters]
        return [list(column) for column in zip(*rows, strict=True)] if self.notation.rows else rows

    def _vector(self, entries: list[str]) -> list[list[str]]:
        return [entries] if self.notation.rows else [[entry] for entry in entries]

    def _grid(self, parts: Sequence[list[list[str]]]) -> str:
        """Write matrices side by side as one, with dots where they are large."""
        printer = self.notation.print
        rows: list[list[str]] = [
            [entry for row in together for entry in elided(row, printer.across)]
            for together in zip(*parts, strict=True)
        ]
        between = [printer.diagonal if entry == printer.across else printer.down for entry in rows[0]]
        grid: list[list[str]] = elided(rows, between)
        return printer.matrix(grid)
