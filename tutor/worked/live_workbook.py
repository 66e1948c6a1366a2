"""A worked example as a workbook: what is given, and every line as a formula over the cells before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from tutor.calculation.assembly.shapes import size_text
from tutor.calculation.network import Unit
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Trace
from tutor.documents.formats.workbook import workbook
from tutor.documents.formats.workbook_content import Behind, Content
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.plain import Plain
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.language.languages import Language
from tutor.worked import cell_messages as says
from tutor.worked.page import rounding_said

if TYPE_CHECKING:
    from tutor.calculation.backward.result import BackwardPass

# Of a worksheet.
LONGEST_NAME = 31


def parameter_labels(
    notation: Notation, units: Iterable[Unit], *, sized: bool = True
) -> dict[tuple[str, bool, str], str]:
    """Name the parameters of some units as the notation has them, each with its size where that is told."""
    labels = {}
    for unit in units:
        of_unit = notation.of_unit(unit)
        for each in unit.cell.parameters:
            size = tuple(of_unit.sizes[each.name])[:: -1 if notation.rows else 1]
            told = f"   {size_text(size)}" if sized else ""
            labels[unit.name, unit.is_output, each.name] = of_unit.parameter(each.name) + told
    return labels


def worked_workbook(trace: Trace, language: Language, done: BackwardPass | None = None) -> bytes:
    """Write a worked example as a workbook; the lines of a backward pass stand behind it as numbers.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    problem = trace.problem
    notation, tell = Notation(problem, Plain()), language.say
    return workbook(
        Content(
            trace=trace,
            titles=(tell(says.WHAT_IS_GIVEN())[:LONGEST_NAME], tell(says.STEP_BY_STEP())[:LONGEST_NAME]),
            head=[(tell(says.TITLE()), problem.title)],
            instructions=[
                tell(says.EVERY_LINE_IS_A_LIVE_FORMULA()),
                *([tell(says.THE_BACKWARD_PASS_STANDS_IN_NUMBERS())] if done is not None else []),
                tell(rounding_said(problem)),
            ],
            labels={
                "vocabulary": tell(says.VOCABULARY()),
                "sentence": tell(says.SENTENCE()),
                "x": tell(says.X_T_A_COLUMN_A_STEP()),
                "target": tell(says.TARGET_A_COLUMN_A_STEP()),
                "quantity": tell(says.QUANTITY()),
                "answer": tell(says.VALUE()),
                "line": tell(says.EQUATION()),
                "carried": tell(says.NOT_ROUNDED()),
            },
            no_number="",  # nothing is asked for
            asked=frozenset(),
            sizes={},
            parameters=parameter_labels(notation, problem.units),
            lines_of={(unit.name, unit.is_output) for unit in problem.units},
            line=line_writer(problem, notation),
            footer="",
            is_key=True,
            behind=tuple(_behind(trace, done, notation)) if done is not None else (),
        )
    )


def _behind(trace: Trace, done: BackwardPass, notation: Notation) -> Iterator[Behind]:
    """Give every line of a backward pass: the names of its entries, their numbers, its equation."""
    from tutor.documents.formulas.gradients import Gradients  # most workbooks have none

    formulas = Gradients(trace, done, notation)
    for line, quantity in done.lines:
        names = [line.name(entry) for entry in range(1, len(quantity.texts) + 1)]
        yield Behind(names, quantity.texts, formulas.symbolic(line))


def line_writer(problem: Problem, notation: Notation) -> Callable[[Unit, str, int], str]:
    """Give what writes the equation of a quantity at a step, in plain letters."""

    def line(unit: Unit, symbol: str, t: int) -> str:
        of_unit = notation.of_unit(unit)
        expression = next(each.expression for each in problem.lines_of(unit) if each.symbol == symbol)
        text = Skeleton(f"{of_unit.quantity(symbol)} = {of_unit.symbolic(expression)}")
        steps = {Hole("", lag, "step"): str(t - lag * unit.direction) for lag in (0, 1)}
        return text.fill({**steps, Hole("s", 0, "target"): "k"})

    return line
