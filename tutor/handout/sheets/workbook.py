"""A sheet or a key as a workbook: what its cells say, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.calculation.asked import sizes
from tutor.documents.document import points_text
from tutor.documents.formats.workbook import workbook
from tutor.documents.formats.workbook_content import Behind, Content
from tutor.documents.formulas.gradients import Gradients
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.plain import Plain
from tutor.handout.backward_blanks import entries_of, kinds_asked, lines_shown
from tutor.handout.sheets import sheet_messages as says
from tutor.handout.task import Task, rounding_policy, units_shown
from tutor.language.faults import Sentence
from tutor.language.languages import Language
from tutor.worked.live_workbook import LONGEST_NAME, line_writer, parameter_labels


def sheet_workbook(task: Task, language: Language, *, is_key: bool) -> bytes:
    """Write a task as a workbook: with empty cells for the answers, or as a key with live formulas.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    problem, asked = task.problem, task.asked
    notation = Notation(problem, Plain())
    tell = language.say
    known = {name: size for name, size in sizes(problem).items() if name in asked}

    shown = units_shown(task)
    return workbook(
        Content(
            trace=task.trace,
            titles=(tell(says.WHAT_IS_GIVEN())[:LONGEST_NAME], tell(says.ANSWERS())[:LONGEST_NAME]),
            head=[(tell(label), value) for label, value in _head(task, is_key)],
            instructions=[tell(each) for each in _instructions(task, is_key)],
            labels={
                "vocabulary": tell(says.VOCABULARY()),
                "sentence": tell(says.SENTENCE()),
                "x": tell(says.X_T_A_COLUMN_A_STEP()),
                "target": tell(says.TARGET_A_COLUMN_A_STEP()),
                "quantity": tell(says.QUANTITY()),
                "answer": tell(says.ANSWER()),
                "line": tell(says.EQUATION()),
                "carried": tell(says.NOT_ROUNDED()),
            },
            no_number=tell(says.THIS_IS_NO_NUMBER_WRITE_ONE_WITH_A_DECIMAL()),
            asked=asked,
            sizes=known,
            parameters=parameter_labels(notation, problem.units if known else shown, sized=not known),
            lines_of={(unit.name, unit.is_output) for unit in shown},
            line=line_writer(problem, notation),
            footer=task.key_id if is_key else task.sheet_id,
            is_key=is_key,
            behind=tuple(_behind(task, notation)),
        )
    )


def _behind(task: Task, notation: Notation) -> Iterator[Behind]:
    """Give the lines of the backward pass that stand on the sheet."""
    if task.passed_back is None:
        return
    formulas = Gradients(task.trace, task.passed_back, notation)
    asked = kinds_asked(task.passed_back.table, task.asked)
    numbers = task.passed_back.by_place
    for line in lines_shown(task.passed_back.table, task.asked):
        is_asked = (line.unit.name, line.symbol) in asked
        texts = numbers[line.place].texts
        yield Behind(entries_of(line), texts, formulas.symbolic(line) if is_asked else "")


def _head(task: Task, is_key: bool) -> list[tuple[Sentence, str]]:
    number = task.key_id if is_key else task.sheet_id
    head = [(says.NAME(), task.name), (says.STUDENT_ID(), task.student), (says.SHEET(), number)]
    return [*head, (says.POINTS(), f"/ {points_text(task.total)}")] if not is_key else head


def _instructions(task: Task, is_key: bool) -> list[Sentence]:
    rounding = [*rounding_policy(task)] if units_shown(task) else []
    if is_key:
        return [says.ANSWER_KEY(), *rounding]
    return [
        says.WRITE_EVERY_ANSWER_IN_THE_COLOURED_CELLS(),
        *rounding,
    ]
