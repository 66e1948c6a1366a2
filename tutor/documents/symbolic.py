"""The steps with letters instead of numbers, and the states in closed form: h_1[1] = tanh(1/5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from tutor.bridges.sympy import Expr, Expressions, Exprs, closed_forms, is_enclosed, settled
from tutor.calculation.equations import Add, Equation, MatVec, Param, Parameter, Ref, walk
from tutor.calculation.evaluation import Key, Lowered, key_of, lower
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Trace
from tutor.documents.document import Block, Display, Heading, Math, Paragraph, Verbatim
from tutor.documents.expressions import DOTS, LETTERS, SHOWN, Writer, elided
from tutor.documents.notation import STEP, STEP_BEFORE, Notation
from tutor.documents.skeleton import Hole, Skeleton
from tutor.errors import Count, say

# A closed form of more characters, written on one line as in "tanh(7*tanh(1/5)/10 + 2/5)", is not readable.
LONGEST = 120

DOWN, ACROSS = "\\vdots", "\\ddots"


def symbolic(trace: Trace, notation: Notation) -> Iterator[Block]:
    """Lay out the steps with letters, then the states in closed form."""
    yield from _with_letters(trace.problem, notation)
    yield from _closed_form(trace, notation)


def _with_letters(problem: Problem, notation: Notation) -> Iterator[Block]:
    letters = Letters(problem, notation)
    output, hidden = problem.unit.cell.output, problem.hidden_size
    yield Heading(2, say("With letters"))
    yield Paragraph(
        say(
            "Every number of a parameter gets a letter. Of two indices, the first is the row and the second "
            "the column of {matrices}.",
            matrices=Math(letters.matrix_names()),
        )
    )
    yield from letters.givens()
    if max(hidden, problem.input_size) > SHOWN:
        yield Paragraph(say("Dots stand for what goes on in the same way."))
    yield Paragraph(say("Each entry of the written lines:"))
    yield Display(letters.formulas(letters.general(problem.lines), "t", "t-1"), aligned=True)
    states = problem.unit.cell.fold(problem.unit.cell.states)
    if states != problem.lines:
        yield Paragraph(say("Put into each other, they give one formula for each entry of the state:"))
        yield Display(letters.formulas(letters.general(states), "t", "t-1"), aligned=True)
    yield Paragraph(
        say(
            "In every step one entry of {x} is 1 and the others are 0, so one letter is left of each sum "
            "over them.",
            x=Math(notation.quantity("x", "t")),
        )
    )
    if any(value == 0 for value in problem.unit.start[output]):
        yield Paragraph(
            say(
                "Products with an entry of {start} that is 0 are left out.",
                start=Math(notation.quantity(output, "0")),
            )
        )
    for t, word in enumerate(problem.words, start=1):
        position = str(problem.vocabulary.index(word) + 1)
        yield Paragraph(
            say(
                "Step {t}, {word}: {entry}.",
                t=t,
                word=Verbatim(word),
                entry=Math(f"{notation.quantity('x', str(t), position)} = 1"),
            )
        )
        formulas = letters.formulas(letters.step(word, first=t == 1), str(t), str(t - 1))
        yield Display(formulas, aligned=True)


def _closed_form(trace: Trace, notation: Notation) -> Iterator[Block]:
    problem, printer = trace.problem, notation.print
    output, exact = problem.unit.cell.output, trace.full_precision
    writer = Writer(notation)
    yield Heading(2, say("Closed form"))
    yield Paragraph(
        say(
            "The given decimals are fractions, and with fractions nothing has to be rounded: every state is "
            "an expression of the given numbers. Behind it stands its value, rounded to "
            "{decimals:decimal|decimals} only at the end.",
            decimals=Count(problem.rounding.decimals),
        )
    )
    if problem.rounding.carry == "rounded":
        yield Paragraph(
            say("The steps of this page carry rounded numbers; their last digits may differ from these.")
        )
    printed = exact.rounded(output, problem.rounding)
    for t, states in enumerate(closed_forms(problem), start=1):
        forms = states[output]
        length, entry = max((_length(form), -index) for index, form in enumerate(forms, start=1))
        if length > LONGEST:
            yield Paragraph(
                say(
                    "The closed forms end here: written out, that of {state} takes {length} characters. "
                    "Every step puts all entries of the state before into each new one.",
                    state=Math(notation.quantity(output, str(t), str(-entry))),
                    length=length,
                )
            )
            return
        enclosed = exact.steps[t - 1][output]
        lines = []
        for index, form in enumerate(forms):
            low, high = enclosed.low[index], enclosed.high[index]
            assert is_enclosed(form, low, high, exact.places), f"SymPy disagrees on {output}_{t}[{index + 1}]"
            lines.append(
                (
                    notation.quantity(output, str(t), str(index + 1)),
                    printer.equal,
                    _with_value(form, printed[t - 1][index], writer),
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
    return f" {printer.equal} ".join(texts) + f" {relation} {printer.number(printed)}"


class Letters:
    """The table evaluated on letters: one for every number of a parameter and every entry of a quantity."""

    def __init__(self, problem: Problem, notation: Notation) -> None:
        self.problem = problem
        self.notation = notation
        self.arithmetic = Expressions()
        self.parameters = {each.name: self._letters(each) for each in problem.unit.cell.parameters}
        self.writer = Writer(notation)
        self._lines = [(each, self._lowered(each)) for each in problem.lines]

    def _letters(self, parameter: Parameter) -> tuple[Any, ...]:
        """Make the letters of a parameter, stored for columns as its numbers are."""
        letter, size = LETTERS[parameter.role], self.notation.sizes[parameter.name]
        comma = "," if max(size) > 9 else ""
        # Indices belong to the matrix that the symbol stands for without a sign of transposition.
        turned = self.notation.rows != self.notation.transposed

        def name(*indices: int) -> Expr:
            below = comma.join(map(str, reversed(indices) if turned else indices))
            return self.arithmetic.letter(self.notation.print.symbol(f"{letter}_{below}"))

        if len(size) == 1:
            return tuple(name(row) for row in range(1, size[0] + 1))
        return tuple(
            tuple(name(row, column) for column in range(1, size[1] + 1)) for row in range(1, size[0] + 1)
        )

    def _lowered(self, equation: Equation) -> Lowered[Exprs]:
        return lower(equation.expression, self.arithmetic, self.parameters)

    def quantity(self, reference: Ref) -> Exprs:
        """Give the letters of a quantity; their steps are holes."""
        step = STEP_BEFORE if reference.lag else STEP
        return [
            self.arithmetic.letter(self.notation.quantity(reference.symbol, step, str(entry)))
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
        start = self.problem.unit.start
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
                rows.append((left, printer.equal, right) if entry else ("", DOWN, ""))
        return Skeleton(printer.lines(rows)).fill({Hole("", 0, "step"): step, Hole("", 1, "step"): before})

    def matrix_names(self) -> str:
        """List the symbols of the matrices, as the indices of their letters count."""
        cell = self.problem.unit.cell
        return ",\\ ".join(
            self.notation.print.symbol(self.notation.names[each.name])
            for each in cell.parameters
            if len(each.axes) == 2
        )

    def givens(self) -> Iterator[Block]:
        """Show the letters of the parameters, of x and of the states before, as they stand in the layout."""
        notation, cell = self.notation, self.problem.unit.cell
        if notation.fused:
            yield from self._block()
            return
        shown = [
            f"{notation.parameter(each.name)} = {self._grid([self._standing(each.name)])}"
            for each in cell.parameters
        ]
        vectors = [("x", "t", self.problem.input_size)]
        vectors += [(state, "t-1", notation.axes[state]) for state in cell.states]
        also = []
        for symbol, step, size in vectors:
            vector = self._grid([self._vector(self._entries(symbol, step, size))])
            also.append(f"{notation.quantity(symbol, step)} = {vector}")
        yield Display(",\\quad ".join(shown))
        yield Display(",\\quad ".join(also))

    def _block(self) -> Iterator[Block]:
        """Show the block matrix of the fused layout and the stacked vector that it multiplies."""
        notation, printer = self.notation, self.notation.print
        terms = next(
            node.terms
            for line in self.problem.lines
            for node in walk(line.expression)
            if isinstance(node, Add) and any(isinstance(term, MatVec) for term in node.terms)
        )
        names, heads, entries = [], [], []
        for term in terms:
            if isinstance(term, MatVec) and isinstance(term.vector, Ref):
                symbol, step = term.vector.symbol, "t-1" if term.vector.lag else "t"
                names.append(term.matrix.name)
                heads.append(notation.quantity(symbol, step))
                entries += elided(self._entries(symbol, step, notation.axes[symbol]), DOWN)
            elif isinstance(term, Param):
                names.append(term.name)
                heads.append("1")
                entries.append("1")
        matrix = printer.matrix([[notation.parameter(name) for name in names]])
        yield Display(f"{matrix} = {self._grid([self._standing(name) for name in names])}")
        stacked, written = (printer.matrix([[each] for each in column]) for column in (heads, entries))
        yield Display(f"{stacked} = {written}")

    def _entries(self, symbol: str, step: str, size: int) -> list[str]:
        return [self.notation.quantity(symbol, step, str(entry)) for entry in range(1, size + 1)]

    def _standing(self, name: str) -> list[list[str]]:
        """Give the letters of a parameter as they stand in the layout."""
        letters = self.parameters[name]
        if not isinstance(letters[0], tuple):
            return self._vector([each.name for each in letters])
        rows = [[each.name for each in row] for row in letters]
        return [list(column) for column in zip(*rows, strict=True)] if self.notation.rows else rows

    def _vector(self, entries: list[str]) -> list[list[str]]:
        return [entries] if self.notation.rows else [[entry] for entry in entries]

    def _grid(self, parts: Sequence[list[list[str]]]) -> str:
        """Write matrices side by side as one, with dots where they are large."""
        rows: list[list[str]] = [
            [entry for row in together for entry in elided(row, DOTS)]
            for together in zip(*parts, strict=True)
        ]
        between: list[str] = [ACROSS if entry == DOTS else DOWN for entry in rows[0]]
        grid: list[list[str]] = elided(rows, between)
        return self.notation.print.matrix(grid)
