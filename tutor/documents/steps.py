"""The steps of a worked example, on the page: each written line with its numbers, to the last product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tutor.calculation.equations import Equation, MatVec, Ref, walk
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Quantity, Step, Trace
from tutor.documents.document import Block, Display, Heading, Math, Paragraph, Verbatim
from tutor.documents.notation import LineFormulas, Notation
from tutor.documents.skeleton import Hole, Skeleton
from tutor.errors import say


def steps(trace: Trace, notation: Notation, *, full: bool) -> Iterator[Block]:
    """Lay out every step; ``full`` writes each entry out and puts the size under every term."""
    problem = trace.problem
    lines = [notation.line(equation, sizes=full) for equation in problem.lines]
    filler = _Filler(problem, notation, lines, full=full)
    first_with_x = next((line for line in lines if Ref("x") in line.equation.reads), None)
    products = _one_hot_products(problem, notation) if full else []
    yield Heading(2, say("Step by step"))
    before: Mapping[str, Quantity] = trace.start
    for step in trace.steps:
        yield Heading(3, say("Step {t}: {word}", t=step.t, word=Verbatim(step.word)))
        values = filler.values(step, before)
        for line in lines:
            if line is first_with_x:
                yield from _columns(step, products, notation)
            yield Display(line.chain.fill(values), aligned=True)
            if full:
                yield Display(line.entries.fill(values), aligned=True, breakable=True)
        before = step.quantities


def _one_hot_products(problem: Problem, notation: Notation) -> list[tuple[Math, Skeleton]]:
    """List the matrices that a one-hot vector multiplies, each with the product it stands in."""
    products = []
    for equation in problem.unit.cell.equations:
        for node in walk(equation.expression):
            if isinstance(node, MatVec) and node.vector == Ref("x"):
                product = Skeleton(notation.symbolic(node))
                products.append((Math(notation.parameter(node.matrix.name)), product))
    return products


def _columns(step: Step, products: list[tuple[Math, Skeleton]], notation: Notation) -> Iterator[Block]:
    position = step.quantities["x"].texts.index("1") + 1
    t = str(step.t)
    for matrix, product in products:
        yield Paragraph(
            say(
                "{x} has its 1 at position {position}, so {product} is row {position} of {matrix}."
                if notation.rows
                else "{x} has its 1 at position {position}, so {product} is column {position} of {matrix}.",
                x=Math(notation.quantity("x", t)),
                position=position,
                product=Math(product.fill({Hole("", 0, "step"): t})),
                matrix=matrix,
            )
        )


class _Filler:
    """Formats the numbers of a step, once, for all the formulas that show them."""

    def __init__(
        self, problem: Problem, notation: Notation, lines: Sequence[LineFormulas], *, full: bool
    ) -> None:
        self.notation = notation
        self.lines = {line.equation.symbol: line.equation for line in lines}
        printer = notation.print
        write = {"plain": printer.number, "factor": printer.factor, "term": printer.term}
        holes = dict.fromkeys(hole for line in lines for hole in line.holes(entries=full))
        self.steps = [hole for hole in holes if hole.kind == "step"]
        self.relations = [hole for hole in holes if hole.kind == "relation"]
        self.vectors = [hole for hole in holes if hole.kind == "vector"]
        self.entries = [(hole, write[hole.kind]) for hole in holes if hole.kind in write]

    def values(self, step: Step, before: Mapping[str, Quantity]) -> Mapping[Hole, str]:
        """Give the text of every hole at a step."""
        printer, vector, now = self.notation.print, self.notation.vector, step.quantities
        filled = {hole: str(step.t - hole.lag) for hole in self.steps}
        for hole in self.vectors:
            filled[hole] = vector((before if hole.lag else now)[hole.slot].texts)
        for hole, write in self.entries:
            filled[hole] = write((before if hole.lag else now)[hole.slot].texts[hole.entry - 1])
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
