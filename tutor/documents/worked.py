"""The worked example: a Trace becomes a Document that reads like a good teacher's board."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from tutor.calculation.names import quantity_name
from tutor.calculation.precision import SIGNIFICANT_DIGITS
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Trace
from tutor.documents.document import (
    Block,
    Code,
    Display,
    Document,
    Heading,
    Math,
    Paragraph,
    Picture,
    Table,
    Title,
    Verbatim,
    needs_kotex,
)
from tutor.documents.givens import parameters, vocabulary
from tutor.documents.notation import Notation
from tutor.documents.steps import steps
from tutor.documents.tex import Tex
from tutor.errors import Count, say

Detail = Literal["brief", "full", "symbolic"]

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
    people_wrote = " ".join((trace.problem.title, *trace.problem.vocabulary.words))
    return Document(
        _blocks(trace, notation, detail),
        hangul=needs_kotex(people_wrote),
        matrix_columns=trace.problem.input_size + trace.problem.hidden_size + 1,  # those of [W_ih W_hh b]
    )


def _blocks(trace: Trace, notation: Notation, detail: Detail) -> Iterator[Block]:
    problem = trace.problem
    yield Heading(1, Title(problem.title))
    yield Paragraph(
        say(
            "A recurrent network, computed by hand: {words:word|words}, one at each time step. Every "
            "step computes",
            words=Count(len(problem.words)),
        )
    )
    yield Display(notation.equation())
    if notation.uses("relu"):
        function = notation.print.function
        yield Paragraph(
            say(
                "Here {definition}: a negative number becomes 0, any other stays as it is.",
                definition=Math(f"{function('relu')}(a) = {function('max')}(0, a)"),
            )
        )
    yield from vocabulary(problem, notation)
    yield from parameters(problem, notation)
    yield from written_rules(problem, notation)
    if detail == "symbolic":
        from tutor.documents.symbolic import symbolic

        yield from symbolic(trace, notation)
    yield from steps(trace, notation, full=detail != "brief")
    yield from _states(trace, notation)
    yield from _full_precision(trace, notation)


def written_rules(problem: Problem, notation: Notation) -> Iterator[Block]:
    """Say how numbers are rounded and what later lines use."""
    rounding = problem.rounding
    yield Heading(2, say("How numbers are written"))
    written = ", ".join(notation.quantity(name, "t") for name in problem.written)
    yield Paragraph(
        say(
            "Written lines: {written}. Every quantity on the left of a line is rounded to "
            "{decimals:decimal|decimals}; nothing inside a line is.",
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
        say("A 5 at the end is rounded away from zero: 2.665 becomes 2.67. = means exactly, ≈ means rounded.")
        if rounding.ties == "half-up"
        else say(
            "A 5 at the end is rounded to the even neighbour: 2.665 becomes 2.66. = means exactly, ≈ "
            "means rounded."
        )
    )


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
        keys=2,
    )
    yield hidden_states(trace)
    last = notation.quantity(output, str(len(trace.steps)))
    yield Paragraph(
        say(
            "The output of the network is the list of all {states}; the last one, {last}, is what torch "
            "calls {name}.",
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
            "With nothing rounded on the way, the same steps give these numbers: {digits} significant "
            "digits, each one proved; a shorter number is exact.",
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
        keys=1,
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
            "Rounded to {decimals:decimal|decimals}, they differ from the numbers of this page, given in "
            "parentheses, "
            "in {count:place|places}: {listed}. That is what carrying rounded numbers costs.",
            decimals=decimals,
            count=Count(len(differing)),
            listed=Verbatim(listed + (", …" if len(differing) > DIFFERENCES_SHOWN else "")),
        )
    )
