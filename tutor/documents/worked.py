"""The worked example: a Trace becomes a Document that reads like a good teacher's board."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod
from typing import Literal

from tutor.calculation.equations import Equation, MatVec, Ref, walk
from tutor.calculation.names import SYMBOLS, quantity_name
from tutor.calculation.problem import Problem
from tutor.calculation.shapes import AXIS_SIZE_NAMES, size_text
from tutor.calculation.trace import SIGNIFICANT_DIGITS, Quantity, Step, Trace
from tutor.calculation.trace import trace as compute
from tutor.documents.document import (
    Block,
    Code,
    Display,
    Document,
    Heading,
    Math,
    Paragraph,
    Picture,
    Remark,
    Table,
    Title,
    Verbatim,
)
from tutor.documents.notation import LineFormulas, Notation, number_texts
from tutor.documents.skeleton import Hole
from tutor.documents.tex import Tex
from tutor.errors import Count, say

Detail = Literal["brief", "full", "symbolic"]

# Matrices with no more columns than this, taken together, share a line.
COLUMNS_A_LINE = 9
DIFFERENCES_SHOWN = 6


def worked(trace: Trace, printer: Tex, *, detail: Detail = "full") -> Document:
    """Lay out a worked example.

    Args:
        trace: the numbers.
        printer: the mathematics of the target.
        detail: "brief" has the lines with matrices; "full" adds the size of every term and each entry's
            products; "symbolic" adds the same steps with letters and in closed form.
    """
    notation = Notation(trace.problem, printer)
    problem = trace.problem
    written_by_people = (problem.title, *problem.vocabulary.words)
    return Document(_blocks(trace, notation, detail), hangul=any(map(_has_hangul, written_by_people)))


def _has_hangul(text: str) -> bool:
    return any(
        "\u1100" <= letter <= "\u11ff" or "\u3040" <= letter <= "\u9fff" or "가" <= letter <= "힣"
        for letter in text
    )


def _blocks(trace: Trace, notation: Notation, detail: Detail) -> Iterator[Block]:
    problem = trace.problem
    yield Heading(1, Title(problem.title))
    yield Paragraph(
        say(
            "A recurrent network, computed by hand: {words:word|words}, one at each time step. Every step computes",
            words=Count(len(problem.words)),
        )
    )
    yield Display(notation.equation())
    yield from _vocabulary(problem, notation)
    yield from _parameters(problem, notation)
    yield from _rounding(problem, notation)
    if detail == "symbolic":
        from tutor.documents.symbolic import symbolic

        yield from symbolic(trace, notation)
    yield from _steps(trace, notation, full=detail != "brief")
    yield from _states(trace, notation)
    yield from _full_precision(trace, notation)


def _vocabulary(problem: Problem, notation: Notation) -> Iterator[Block]:
    yield Heading(2, say("Vocabulary and one-hot vectors"))
    yield Paragraph(
        say(
            "A word becomes a vector with a 1 at its own position and 0 elsewhere; {x} has {size:entry|entries} "
            "(input_size), one for each word of the vocabulary.",
            x=Math(notation.quantity("x", "t")),
            size=Count(problem.input_size),
        )
    )
    yield Table(
        (say("position"), say("word"), say("one-hot vector")),
        [
            (str(position), Verbatim(word), Math(_tuple(map(str, problem.vocabulary.one_hot(word)))))
            for position, word in enumerate(problem.vocabulary.words, start=1)
        ],
        (True, False, False),
    )
    yield Paragraph(say("The sentence, word by word:"))
    yield Table(
        (Math("t"), say("word"), Math(notation.quantity("x", "t"))),
        [
            (str(t), Verbatim(word), Math(_tuple(map(str, problem.vocabulary.one_hot(word)))))
            for t, word in enumerate(problem.words, start=1)
        ],
        (True, False, False),
    )


def _tuple(texts: Iterator[str] | map[str]) -> str:
    return f"({', '.join(texts)})"


def _parameters(problem: Problem, notation: Notation) -> Iterator[Block]:
    unit, names = problem.unit, SYMBOLS[problem.symbols].names
    yield Heading(2, say("Parameters"))
    rows, counts = [], []
    for parameter in unit.cell.parameters:
        shape, axes = notation.sizes[parameter.name], parameter.axes
        if notation.rows:
            shape, axes = shape[::-1], axes[::-1]
        for name in [part for part in parameter.sum_of if part in unit.parameters] or [parameter.name]:
            symbol = names[name] if name != parameter.name else None
            rows.append(
                (
                    Math(notation.print.symbol(symbol) if symbol else notation.parameter(name)),
                    Code(name),
                    size_text(tuple(shape)),
                    ", ".join(
                        f"{AXIS_SIZE_NAMES[axis]} {size}" for axis, size in zip(axes, shape, strict=True)
                    ),
                    str(prod(shape)),
                )
            )
            counts.append("·".join(map(str, shape)))
    total = sum(int(row[-1]) for row in rows)
    yield Table(
        (say("symbol"), say("name in torch"), say("size"), say("axes"), say("numbers")),
        rows,
        (False, False, False, False, True),
    )
    yield Paragraph(
        say("Together {sum} = {total:number|numbers}.", sum=" + ".join(counts), total=Count(total))
    )
    yield from _values(problem, notation)
    yield from _orientation(problem, notation)


def _values(problem: Problem, notation: Notation) -> Iterator[Block]:
    """Show the numbers of all parameters and start values, in one line where they fit."""
    unit, names = problem.unit, SYMBOLS[problem.symbols].names
    shown = []
    for parameter in unit.cell.parameters:
        text = f"{notation.parameter(parameter.name)} = "
        parts = [name for name in parameter.sum_of if name in unit.parameters]
        if parts:
            text += " + ".join(notation.print.symbol(names[part]) for part in parts) + " = "
            text += (
                " + ".join(notation.vector(number_texts(unit.parameters[part])[0]) for part in parts) + " = "
            )
        shown.append(text + notation.parameter_values(parameter.name))
    for state, values in unit.start.items():
        shown.append(f"{notation.quantity(state, '0')} = {notation.vector(number_texts(values)[0])}")
    if problem.input_size + problem.hidden_size <= COLUMNS_A_LINE:
        shown = [",\\quad ".join(shown)]
    for formula in shown:
        yield Display(formula)
    if any(name in unit.parameters for each in unit.cell.parameters for name in each.sum_of):
        yield Paragraph(
            say("Torch has two biases; only their sum matters, so by hand one adds the sum once.")
        )


def _orientation(problem: Problem, notation: Notation) -> Iterator[Block]:
    """Say which way round each matrix was given, and what the other way would have meant."""
    output = problem.unit.cell.output
    if notation.rows:
        yield Paragraph(say("Vectors are rows on this page, so every matrix is the transpose of torch's."))
    for parameter in problem.unit.cell.parameters:
        name, size = parameter.name, notation.sizes[parameter.name]
        if problem.orientation.get(name) == "rows":
            yield Remark(
                say(
                    "{name} is given as {given}, in rows, written for x W."
                    if notation.rows
                    else "{name} is given as {given}, in rows, written for x W. W x needs {here}, so its rows stand here as columns.",
                    name=Code(name),
                    given=size_text((size[1], size[0])),
                    here=size_text((size[0], size[1])),
                )
            )
        elif len(size) == 2 and name not in problem.orientation and (other := problem.transposed(name)):
            last = compute(other).output[-1]
            yield Remark(
                say(
                    "{name} is {size}, so both ways of reading it fit. Here it is read in columns (W x): its row i "
                    "as it was given belongs to entry i of the result. Read in rows (x W), {state} would be {values}.",
                    name=Code(name),
                    size=size_text((size[0], size[1])),
                    state=Math(notation.quantity(output, str(len(problem.words)))),
                    values=Math(_tuple(map(notation.print.number, last))),
                )
            )


def _rounding(problem: Problem, notation: Notation) -> Iterator[Block]:
    rounding = problem.rounding
    yield Heading(2, say("How numbers are written"))
    written = ", ".join(notation.quantity(name, "t") for name in problem.written)
    yield Paragraph(
        say(
            "Written lines: {written}. Every quantity on the left of a line is rounded to {decimals:decimal|decimals}; nothing inside a line is.",
            written=Math(written),
            decimals=Count(rounding.decimals),
        )
    )
    yield Paragraph(
        say("Later lines use the rounded numbers as they are written.")
        if rounding.carry == "rounded"
        else say("Later lines go on with full precision; only what is printed is rounded.")
    )
    yield Paragraph(
        say("A 5 at the end is rounded away from zero: 2.675 becomes 2.68. = means exactly, ≈ means rounded.")
        if rounding.ties == "half-up"
        else say(
            "A 5 at the end is rounded to the even neighbour: 2.665 becomes 2.66. = means exactly, ≈ means rounded."
        )
    )


def _steps(trace: Trace, notation: Notation, *, full: bool) -> Iterator[Block]:
    problem, printer = trace.problem, notation.print
    lines = [notation.line(equation, sizes=full) for equation in problem.lines]
    holes = {hole for line in lines for hole in (*line.chain.holes, *(line.entries.holes if full else ()))}
    filler = _Filler(problem, notation, holes)
    products = _one_hot_products(problem, notation) if full else ()
    yield Heading(2, say("Step by step"))
    before: Mapping[str, Quantity] = trace.start
    for step in trace.steps:
        yield Heading(3, say("Step {t}: {word}", t=step.t, word=Verbatim(step.word)))
        yield from _step(
            step,
            filler.values(step, before),
            lines,
            full=full,
            one_hot=_columns(step, products, printer, notation),
        )
        before = step.quantities


def _one_hot_products(problem: Problem, notation: Notation) -> tuple[str, ...]:
    """List the symbols of the matrices that a one-hot vector multiplies."""
    return tuple(
        node.matrix.name
        for each in problem.unit.cell.equations
        for node in walk(each.expression)
        if isinstance(node, MatVec) and node.vector == Ref("x")
    )


def _columns(step: Step, products: tuple[str, ...], printer: Tex, notation: Notation) -> Iterator[Block]:
    position = step.quantities["x"].texts.index("1") + 1
    for name in products:
        matrix = notation.parameter(name)
        vector = notation.quantity("x", str(step.t))
        yield Paragraph(
            say(
                "{x} has its 1 at position {position}, so {product} is row {position} of {matrix}."
                if notation.rows
                else "{x} has its 1 at position {position}, so {product} is column {position} of {matrix}.",
                x=Math(vector),
                position=position,
                product=Math(
                    printer.product(vector, matrix) if notation.rows else printer.product(matrix, vector)
                ),
                matrix=Math(matrix),
            )
        )


def _step(
    step: Step, values: Mapping[Hole, str], lines: list[LineFormulas], *, full: bool, one_hot: Iterator[Block]
) -> Iterator[Block]:
    said = False
    for line in lines:
        if not said and any(node == Ref("x") for node in walk(line.equation.expression)):
            yield from one_hot
            said = True
        yield Display(line.chain.fill(values), aligned=True)
        if full:
            yield Display(line.entries.fill(values), aligned=True, breakable=True)


class _Filler:
    """Formats the numbers of a step, once, for all the formulas that show them."""

    def __init__(self, problem: Problem, notation: Notation, holes: set[Hole]) -> None:
        self.notation = notation
        self.lines = {each.symbol: each for each in problem.lines}
        self.steps = [hole for hole in holes if hole.kind == "step"]
        self.relations = [hole for hole in holes if hole.kind == "relation"]
        self.vectors = [hole for hole in holes if hole.kind == "vector"]
        self.entries = [hole for hole in holes if hole.kind in ("plain", "factor", "term")]

    def values(self, step: Step, before: Mapping[str, Quantity]) -> Mapping[Hole, str]:
        """Give the text of every hole at a step."""
        notation, printer = self.notation, self.notation.print
        write = {"plain": printer.number, "factor": printer.factor, "term": printer.term}
        now = step.quantities
        filled = {hole: str(step.t - hole.lag) for hole in self.steps}
        for hole in self.vectors:
            filled[hole] = notation.vector((before if hole.lag else now)[hole.slot].texts)
        for hole in self.entries:
            filled[hole] = write[hole.kind]((before if hole.lag else now)[hole.slot].texts[hole.entry - 1])
        holds = {symbol: self._reads_whole(line, now, before) for symbol, line in self.lines.items()}
        for hole in self.relations:
            quantity = now[hole.slot]
            exact = quantity.exact[hole.entry - 1] if hole.entry else quantity.is_exact
            filled[hole] = printer.equal if exact and holds[hole.slot] else printer.approximately
        return filled

    def _reads_whole(
        self, line: Equation, now: Mapping[str, Quantity], before: Mapping[str, Quantity]
    ) -> bool:
        """Tell whether a line was computed from the very numbers that it shows."""
        if self.notation.problem.rounding.carry == "rounded":
            return True
        return all((before if each.lag else now)[each.symbol].is_exact for each in line.reads)


def _states(trace: Trace, notation: Notation) -> Iterator[Block]:
    output = trace.problem.unit.cell.output
    size = trace.problem.hidden_size
    yield Heading(2, say("All hidden states"))
    yield Table(
        (
            Math("t"),
            say("word"),
            *(Math(notation.quantity(output, "t", str(entry))) for entry in range(1, size + 1)),
        ),
        [("0", "", *trace.start[output].texts)]
        + [(str(step.t), Verbatim(step.word), *step.quantities[output].texts) for step in trace.steps],
        (True, False, *(True,) * size),
    )
    yield hidden_states(trace)
    last = notation.quantity(output, str(len(trace.steps)))
    yield Paragraph(
        say(
            "The output of the network is the list of all {states}; the last one, {last}, is what torch calls {name}.",
            states=Math(notation.quantity(output, "t")),
            last=Math(last),
            name=Code("h_n"),
        )
    )


def hidden_states(trace: Trace) -> Picture:
    """Draw the state over the steps, one line an entry."""
    output, size = trace.problem.unit.cell.output, trace.problem.hidden_size
    return Picture(
        [
            (
                f"{output}[{entry + 1}]",
                [float(trace.start[output].texts[entry])]
                + [float(step.quantities[output].texts[entry]) for step in trace.steps],
            )
            for entry in range(size)
        ],
        say("The hidden state over the time steps"),
    )


def _full_precision(trace: Trace, notation: Notation) -> Iterator[Block]:
    problem = trace.problem
    output, rounding = problem.unit.cell.output, problem.rounding
    exact = trace.full_precision
    yield Heading(2, say("Check against full precision"))
    yield Paragraph(
        say(
            "With nothing rounded on the way, the same steps give these numbers ({digits} digits, each one proved).",
            digits=SIGNIFICANT_DIGITS,
        )
    )
    yield Table(
        (
            Math("t"),
            *(Math(notation.quantity(output, "t", str(entry + 1))) for entry in range(problem.hidden_size)),
        ),
        [(str(t), *texts) for t, texts in enumerate(exact.texts(output), start=1)],
        (True,) * (problem.hidden_size + 1),
    )
    differing = [
        (quantity_name(output, step.t, entry), printed, rounded)
        for step, row in zip(trace.steps, exact.rounded(output, rounding), strict=True)
        for entry, (printed, rounded) in enumerate(
            zip(step.quantities[output].texts, row, strict=True), start=1
        )
        if printed != rounded
    ]
    decimals = Count(rounding.decimals)
    if not differing:
        yield Paragraph(
            say(
                "Rounded to {decimals:decimal|decimals}, they are the numbers of this page.",
                decimals=decimals,
            )
        )
        return
    listed = ", ".join(
        f"{name} = {rounded} ({printed})" for name, printed, rounded in differing[:DIFFERENCES_SHOWN]
    )
    yield Paragraph(
        say(
            "Rounded to {decimals:decimal|decimals}, they differ from the numbers of this page, given in parentheses, "
            "in {count:place|places}: {listed}. That is what carrying rounded numbers costs.",
            decimals=decimals,
            count=Count(len(differing)),
            listed=Verbatim(listed + (", …" if len(differing) > DIFFERENCES_SHOWN else "")),
        )
    )
