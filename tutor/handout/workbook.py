"""A sheet or a key as a workbook: what its cells say, in the reader's language."""

from __future__ import annotations

from tutor.calculation.asked import sizes
from tutor.calculation.network import Unit
from tutor.calculation.shapes import size_text
from tutor.documents.document import points_text
from tutor.documents.formats.workbook import Content, workbook
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.plain import Plain
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.handout.sheet import Task, rounding_policy, units_shown
from tutor.language.faults import Sentence, say
from tutor.language.languages import Language

LONGEST_NAME = 31


def sheet_workbook(task: Task, language: Language, *, is_key: bool) -> bytes:
    """Write a task as a workbook: with empty cells for the answers, or as a key with live formulas.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    problem, asked = task.problem, task.asked
    notation = Notation(problem, Plain())
    tell = language.say
    known = {name: size for name, size in sizes(problem).items() if name in asked}

    def line(unit: Unit, symbol: str, t: int) -> str:
        of_unit = notation.of_unit(unit)
        expression = next(each.expression for each in problem.lines_of(unit) if each.symbol == symbol)
        text = Skeleton(f"{of_unit.quantity(symbol)} = {of_unit.symbolic(expression)}")
        steps = {Hole("", lag, "step"): str(t - lag * unit.direction) for lag in (0, 1)}
        return text.fill({**steps, Hole("s", 0, "target"): "k"})

    shown = units_shown(task)
    parameters = {}
    for unit in problem.units if known else shown:
        of_unit = notation.of_unit(unit)
        for each in unit.cell.parameters:
            size = tuple(of_unit.sizes[each.name])[:: -1 if notation.rows else 1]
            told = "" if known else f"   {size_text(size)}"
            parameters[unit.name, unit.is_output, each.name] = of_unit.parameter(each.name) + told
    return workbook(
        Content(
            trace=task.trace,
            titles=(tell(say("What is given"))[:LONGEST_NAME], tell(say("Answers"))[:LONGEST_NAME]),
            head=[(tell(label), value) for label, value in _head(task, is_key)],
            instructions=[tell(each) for each in _instructions(task, is_key)],
            labels={
                "vocabulary": tell(say("Vocabulary")),
                "sentence": tell(say("Sentence")),
                "x": tell(say("x_t, a column a step")),
                "target": tell(say("target, a column a step")),
                "quantity": tell(say("quantity")),
                "answer": tell(say("answer")),
                "line": tell(say("equation")),
                "carried": tell(say("not rounded")),
            },
            no_number=tell(
                say("This is no number. Write one with a decimal point, or ? where you do not know.")
            ),
            asked=asked,
            sizes=known,
            parameters=parameters,
            lines_of={(unit.name, unit.is_output) for unit in shown},
            line=line,
            footer=task.key_id if is_key else task.sheet_id,
            is_key=is_key,
        )
    )


def _head(task: Task, is_key: bool) -> list[tuple[Sentence, str]]:
    number = task.key_id if is_key else task.sheet_id
    head = [(say("Name"), task.name), (say("Student id"), task.student), (say("Sheet"), number)]
    return [*head, (say("Points"), f"/ {points_text(task.total)}")] if not is_key else head


def _instructions(task: Task, is_key: bool) -> list[Sentence]:
    rounding = [rounding_policy(task.problem)] if units_shown(task) else []
    if is_key:
        return [say("Answer key"), *rounding]
    return [
        say(
            "Write every answer in the coloured cells of the second worksheet, with as many decimals as "
            "asked."
        ),
        *rounding,
    ]
