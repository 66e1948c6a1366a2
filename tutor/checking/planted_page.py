"""Find the error: a sheet whose one wrong line is to be found, and its key."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.checking import errata_messages as says
from tutor.documents.document import (
    Blank,
    Block,
    Code,
    Document,
    Fields,
    Heading,
    Math,
    Paragraph,
    Remark,
    Title,
)
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.printer import Printer
from tutor.mistakes.planting import Planted
from tutor.worked.givens import parameter_sizes, parameters, vocabulary
from tutor.worked.page import worked, written_rules
from tutor.worked.steps import run_title, steps


def sheet(planted: Planted, printer: Printer) -> Document:
    """Lay out the sheet, which knows nothing of the key."""
    like = worked(planted.sheet, printer)
    blocks = _sheet(planted, Notation(planted.sheet.problem, printer))
    return Document(blocks, like.hangul, like.matrix_columns)


def key(planted: Planted, printer: Printer) -> Document:
    """Lay out the key: which line, what went wrong, the right line, and the example as it should be."""
    like = worked(planted.right, printer)
    return Document(_key(planted, printer), like.hangul, like.matrix_columns)


def _sheet(planted: Planted, notation: Notation) -> Iterator[Block]:
    problem = planted.sheet.problem
    yield Heading(1, says.FIND_THE_ERROR_TITLE(title=Title(problem.title)))
    yield Fields([(says.NAME(), Blank(room=22)), (says.STUDENT_ID(), Blank(room=12))])
    yield Paragraph(says.ONE_LINE_OF_THIS_WORKED_EXAMPLE_IS_WRONG())
    yield from vocabulary(problem, notation)
    yield from parameter_sizes(problem, notation)
    yield from parameters(problem, notation)
    yield from written_rules(problem, notation)
    yield from steps(planted.sheet, notation, full=False)


def _key(planted: Planted, printer: Printer) -> Iterator[Block]:
    run = planted.right.runs[planted.run]
    notation = Notation(planted.right.problem, printer, run.unit)
    name = Math(notation.quantity(planted.symbol, str(planted.step)))
    yield Heading(1, says.FIND_THE_ERROR_THE_KEY_TO_TITLE(title=Title(planted.right.problem.title)))
    yield Remark(
        says.THE_WRONG_LINE_IS_THAT_OF_NAME_IN_STEP(
            name=name, step=planted.step, mistake=planted.mistake.title, code=Code(planted.mistake.name)
        )
    )
    if len(planted.right.runs) > 1:
        yield Paragraph(says.IT_STANDS_IN_THIS_PART_UNIT(unit=run_title(planted.right, run)))
    yield Paragraph(
        says.IT_SAYS_CLAIMED_FROM_WHAT_STANDS_BEFORE(
            claimed=Math(printer.enclosed(map(printer.number, planted.claimed))),
            expected=Math(printer.enclosed(map(printer.number, planted.expected))),
        )
    )
    yield Heading(2, says.THE_EXAMPLE_WITHOUT_THE_ERROR())
    blocks = worked(planted.right, printer, pictures=False).blocks
    yield from (each for each in blocks if not _is_title(each))


def _is_title(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1
