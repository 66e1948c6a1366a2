"""Is this right? What somebody else wrote, pasted into the page and judged as ``check`` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.checking.errata import errata
from tutor.checking.repair import repair
from tutor.desk import verdict_messages
from tutor.desk.building import screen_messages as says
from tutor.documents.document import Block, Paragraph, Remark
from tutor.documents.formulas.printer import Printer
from tutor.judging.judge import judge
from tutor.language.faults import TutorError
from tutor.marking.reporting.telling import shown
from tutor.reading.findings import Finding
from tutor.reading.reader import read
from tutor.reading.reading_messages import WRITE_DECIMAL_POINTS
from tutor.record import record, replace


@record()
class Pasted:
    """What is to be said of a text; ``asks_comma``: whether its writer's comma is to be asked about."""

    blocks: tuple[Block, ...]
    asks_comma: bool = False


def pasted(text: str, printer: Printer, *, decimal_comma: bool | None = None) -> Pasted:
    """Lay out what is to be said of a text: what is wrong with it and why, and the example put right.

    Args:
        text: somebody's; how they write numbers is not how whoever fills in the sheet does.
        printer: the mathematics of the page.
        decimal_comma: whether 0,5 is a number in it; None as long as nobody was asked.

    >>> from tutor.documents.formulas.plain import Plain
    >>> found = pasted("h1 = tanh([0.2, 0.4]) = [0.197, 0.378]", Plain())
    >>> str(found.blocks[1].text)
    '1 line was compared with what stands before. 1 place is wrong.'
    >>> pasted("h1 = tanh(0,2) = 0,197", Plain()).asks_comma
    True
    """
    try:
        work = read(text, decimal_comma=bool(decimal_comma))
    except TutorError as error:
        return Pasted(tuple(Remark(shown(fault.title)) for fault in error.faults))
    judgement = judge(work)
    if not judgement.lines_checked and not judgement.findings:
        return Pasted((Remark(says.NO_CALCULATION_WAS_READ()), Paragraph(says.WHAT_A_TEXT_NEEDS())))
    commas = any(map(_is_comma, judgement.findings))
    told = replace(judgement, findings=tuple(_on_a_page(judgement.findings)))
    return Pasted(
        tuple(errata(told, repair(judgement), work, printer).blocks), commas and decimal_comma is None
    )


def _is_comma(finding: Finding) -> bool:
    return finding.help is not None and finding.help.pattern is WRITE_DECIMAL_POINTS


def _on_a_page(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Say of a comma what can be done on a page, where there is no option to give."""
    for each in findings:
        yield replace(each, help=verdict_messages.A_COMMA_OR_A_POINT()) if _is_comma(each) else each
