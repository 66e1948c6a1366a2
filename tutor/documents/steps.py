"""The steps of a worked example, on the page: each written line with its numbers, to the last product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tutor.calculation.equations import Equation, MatVec, Ref, walk
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Quantity, Step, Trace
from tutor.documents.document import Block, Display, Heading, Math, Paragraph, Verbatim
from tutor.documents.notation import LineFormulas, Notation
from tutor.documents.skeleton import Hole
from tutor.documents.tex import Tex
from tutor.errors import say


def steps(trace: Trace, notation: Notation, *, full: bool) -> Iterator[Block]:
    """Lay out every step; ``full`` writes each entry out and puts the size under every term."""
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
