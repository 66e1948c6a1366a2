"""Is this right? What somebody else wrote, pasted into the page and judged as ``check`` does."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.checking.errata import errata
from tutor.checking.repair import repair
from tutor.desk.building import screen_messages as says
from tutor.documents.document import Block, Paragraph, Remark
from tutor.documents.formulas.printer import Printer
from tutor.judging.judge import judge
from tutor.language.faults import TutorError
from tutor.marking.reporting.telling import shown
from tutor.reading.reader import read


def pasted(text: str, printer: Printer, *, decimal_comma: bool = False) -> Iterator[Block]:
    """Lay out what is to be said of a text: what is wrong with it and why, and the example put right.

    >>> from tutor.documents.formulas.plain import Plain
    >>> blocks = list(pasted("h1 = tanh([0.2, 0.4]) = [0.197, 0.378]", Plain()))
    >>> str(blocks[1].text)
    '1 line was compared with what stands before. 1 place is wrong.'
    """
    try:
        work = read(text, decimal_comma=decimal_comma)
    except TutorError as error:
        for fault in error.faults:
            yield Remark(shown(fault.title))
        return
    judgement = judge(work)
    if not judgement.lines_checked and not judgement.findings:
        yield Remark(says.NO_CALCULATION_WAS_READ())
        yield Paragraph(says.WHAT_A_TEXT_NEEDS())
        return
    yield from errata(judgement, repair(judgement), work, printer).blocks
