"""The errata of a text: what was claimed, what is wrong with it and why, the right line, the whole put right.

Every number here is a field of a Judgement or of the corrected Trace; nothing is decided again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from tutor.calculation.backward.result import backward_pass
from tutor.calculation.problem import Problem
from tutor.checking import errata_messages as says
from tutor.checking.repair import Repair
from tutor.documents.document import (
    Block,
    Code,
    Document,
    Heading,
    Inline,
    Paragraph,
    Remark,
    Table,
    Verbatim,
    needs_kotex,
)
from tutor.documents.formulas.printer import Printer
from tutor.judging.judgement import Judgement
from tutor.language.faults import Count, Sentence
from tutor.reading.findings import Finding, Reading
from tutor.reading.work import Work
from tutor.worked.page import worked

LONGEST_LINE = 180

# Text that means itself in every format: letters, digits and harmless marks; _ only between letters.
_PLAIN = re.compile(r"(?:[^\W_]|[ .,;:()\[\]×·+=?!/%≈−–…-]|(?<=[^\W_])_(?=[^\W_]))*")


def errata(judgement: Judgement, repair: Repair, work: Work, printer: Printer) -> Document:
    """Lay out the errata.

    Args:
        judgement: what was found.
        repair: the corrected derivation, or why there is none.
        work: the text, whose lines are shown.
        printer: the mathematics of the target.
    """
    corrected = None
    if repair.trace is not None:
        done = backward_pass(repair.trace.problem) if goes_back(work, repair.trace.problem) else None
        corrected = worked(repair.trace, printer, done=done)
    return Document(
        _blocks(judgement, repair, work, corrected),
        hangul=any(map(needs_kotex, work.lines)),
        matrix_columns=corrected.matrix_columns if corrected is not None else 10,
    )


def goes_back(work: Work, problem: Problem) -> bool:
    """Whether the text goes backwards through a network whose targets are known."""
    return work.backward is not None and any(sequence.targets for sequence in problem.sequences)


def _blocks(judgement: Judgement, repair: Repair, work: Work, corrected: Document | None) -> Iterator[Block]:
    errors = [each for each in judgement.findings if each.severity == "error"]
    remarks = [each for each in judgement.findings if each.severity != "error"]
    yield Heading(1, says.ERRATA())
    yield from _summary(judgement, errors, work)
    if reading := tuple(_reading(judgement)):
        yield Heading(2, says.HOW_THE_TEXT_WAS_READ())
        yield from reading
    if errors:
        yield Heading(2, says.WRONG_NUMBERS_AND_WHAT_FOLLOWS())
        yield from _list(judgement.findings, repair, work)
        yield Heading(2, says.LINE_BY_LINE())
        yield from _lines(errors, repair, work)
    if remarks:
        yield Heading(2, says.REMARKS())
        yield from _lines(remarks, repair, work)
    yield Heading(1, says.THE_CORRECTED_WORKED_EXAMPLE())
    for change in repair.changes:
        yield Paragraph(_safe(change), item=True)
    if corrected is None:
        yield Remark(says.THERE_IS_NONE_WHY(why=_safe(repair.why or says.THE_TEXT_IS_INCOMPLETE())))
        return
    yield from (each for each in corrected.blocks if not (isinstance(each, Heading) and each.level == 1))


def _summary(judgement: Judgement, errors: Sequence[Finding], work: Work) -> Iterator[Block]:
    roots = judgement.roots
    lines = Count(judgement.lines_checked)
    if not errors and not judgement.lines_checked:
        yield Paragraph(says.NOTHING_WAS_COMPARED())
    elif not errors:
        yield Paragraph(says.LINES_WERE_COMPARED_WITH_WHAT_STANDS_BEFORE_NOTHING_IS_WRONG(lines=lines))
    elif len(errors) == len(roots):
        yield Paragraph(says.LINES_WERE_COMPARED_AND_NOTHING_FOLLOWS(lines=lines, errors=Count(len(errors))))
    else:
        yield Paragraph(
            says.LINES_WERE_COMPARED_WITH_WHAT_STANDS_BEFORE(
                lines=lines, errors=Count(len(errors)), roots=Count(len(roots))
            )
        )
    if roots:
        yield Remark(says.START_WITH_LINE_TITLE(place=work.where(roots[0].line), title=_safe(roots[0].title)))


def _reading(judgement: Judgement) -> Iterator[Block]:
    """Say what the text was taken to say."""
    reading = judgement.reading
    if reading.vocabulary:
        yield Paragraph(
            says.VOCABULARY_WORDS_SENTENCE(
                words=Verbatim(", ".join(reading.vocabulary)), sentence=Verbatim(" ".join(reading.words))
            ),
            item=True,
        )
    if reading.hidden_size is not None or reading.input_size is not None:
        sizes = {"hidden": _known(reading.hidden_size), "input": _known(reading.input_size)}
        yield Paragraph(says.HIDDEN_SIZE_HIDDEN_INPUT_SIZE_INPUT(**sizes), item=True)
    for name, way in reading.orientation.items():
        yield Paragraph(
            (
                says.SYMBOL_NAME_IS_READ_IN_COLUMNS_AS_IN_W_X
                if way == "columns"
                else says.SYMBOL_NAME_IS_READ_IN_ROWS_AS_IN_X_W
            )(symbol=_text(reading.symbols.get(name, name)), name=Code(name)),
            item=True,
        )
    for assumption in reading.assumptions:
        yield Paragraph(_safe(assumption.text), item=True)


def _known(size: int | None) -> object:
    return says.UNKNOWN() if size is None else size


# The table of wrong numbers


def _list(findings: Iterable[Finding], repair: Repair, work: Work) -> Iterator[Block]:
    groups: dict[tuple[int, str], list[Finding]] = {}
    for each in findings:
        if each.claimed and (each.severity == "error" or each.code == "C08"):
            groups.setdefault((each.line, each.quantity or _what(each)), []).append(each)
    yield Paragraph(says.FROM_BEFORE_IS_WHAT_THE_WRITERS_OWN_LINE())
    header = (
        says.PLACE() if work.spots else says.LINE(),
        says.NUMBER(),
        says.ENTRY(),
        says.CLAIMED(),
        says.FROM_BEFORE(),
        says.CORRECTED(),
        says.WHY(),
    )
    yield Table(
        header,
        [row for group in groups.values() for row in _rows(group, repair, work)],
        (not work.spots, False, True, False, False, False, False),
    )


def _rows(found: Sequence[Finding], repair: Repair, work: Work) -> Iterator[Sequence[Inline]]:
    """List what is wrong with one operand of one line: its size, then each number that is not right."""
    first = next((each for each in found if each.kind != "value"), found[0])
    claimed, before, truth = first.claimed, _from_before(first), _corrected(first, repair)
    about = (work.where(first.line) if work.spots else str(first.line), _text(_what(first)))
    if not _are_numbers(claimed):
        wanted = _text(", ".join(first.expected) or "–")
        yield (*about, "", _text(", ".join(claimed)), "–", wanted, _why(first, work))
        return
    if any(len(each) != len(claimed) for each in (before, truth) if each):
        yield (*about, "", *map(_size, (claimed, before, truth)), _why(first, work))
    blamed = {entry: each for each in reversed(found) for entry in each.entries}
    if truth and first.kind != "state":
        for entry, number in enumerate(claimed, start=1):
            if entry > len(truth) or (first.code != "C04" and Decimal(number) != Decimal(truth[entry - 1])):
                blamed.setdefault(entry, first)
    for entry, each in sorted(blamed.items()):
        yield (
            *about,
            str(entry) if len(claimed) > 1 else "",
            *(_entry(values, entry) for values in (claimed, _from_before(each), truth)),
            _why(each, work),
        )


def _are_numbers(tokens: Sequence[str]) -> bool:
    return all(each.strip("-+").replace(".", "", 1).isdecimal() for each in tokens)


def _from_before(finding: Finding) -> tuple[str, ...]:
    """Give what the line before gives, where that is something else than what is written."""
    return () if finding.code in ("C05", "C08") else finding.expected


def _corrected(finding: Finding, repair: Repair) -> tuple[str, ...]:
    """Give what stands in the corrected worked example, or would stand there if it had this line."""
    return repair.value(finding.quantity) or finding.corrected or _judged(finding)


def _judged(finding: Finding) -> tuple[str, ...]:
    return finding.expected if finding.code in ("C05", "C08") else ()


def _what(finding: Finding) -> str:
    """Name what a finding is about: the product or sum as its title has it, or a short quantity."""
    found = str(finding.title.values.get("quantity") or finding.title.values.get("name") or "")
    return finding.quantity or found if "[" in found or not found else found


def _entry(values: Sequence[str], entry: int) -> str:
    return values[entry - 1] if entry <= len(values) else "–"


def _size(values: Sequence[str]) -> Inline:
    return says.ENTRIES(n=Count(len(values))) if values else "–"


def _why(finding: Finding, work: Work) -> Inline:
    if finding.code == "C08":
        return says.CANNOT_BE_ASSESSED()
    if finding.same_as is not None:
        return says.AS_IN_LINE(place=work.where(finding.same_as))
    return Code(finding.code) if finding.root else says.FOLLOWS()


# Line by line


def _lines(findings: Sequence[Finding], repair: Repair, work: Work) -> Iterator[Block]:
    for line, group in groupby(findings, key=lambda each: each.line):
        found = list(group)
        yield Heading(3, work.where(line) if work.spots else says.LINE_AS_A_HEADING(line=line))
        yield Paragraph(Verbatim(_piece(found, work.lines[line - 1])))
        corrected: dict[str, tuple[str, ...]] = {}
        for finding in found:
            yield Paragraph(_said(finding), item=True)
            if finding.help is not None:
                said = says.HELP_IN_A_SENTENCE if _is_whole(finding.help) else says.HELP
                yield Paragraph(said(help=_safe(finding.help)))
            yield from _right_line(finding, repair)
            for reading in finding.readings or ():
                yield from _other_reading(reading)
            if finding.claimed and (truth := _corrected(finding, repair)):
                corrected[_what(finding)] = truth
        for name, truth in corrected.items():
            yield Paragraph(says.IN_THE_CORRECTED_EXAMPLE_NAME_VALUES(name=_text(name), values=_whole(truth)))


def _said(finding: Finding) -> Sentence:
    """Say what is wrong and why; a reason that is no sentence of its own stands in parentheses."""
    code, title, because = Code(finding.code), _safe(finding.title), finding.because
    if because is None:
        return (says.CODE_AND_SENTENCE if _is_whole(finding.title) else says.CODE_TITLE)(
            code=code, title=title
        )
    if _is_whole(because):
        return says.CODE_TITLE_BECAUSE(code=code, title=title, because=_safe(because))
    return says.CODE_TITLE_IN_PARENTHESES(code=code, title=title, because=_safe(because))


def _is_whole(sentence: Sentence) -> bool:
    """Whether a sentence has its full stop."""
    return sentence.pattern.en.endswith(".")


def _piece(found: Sequence[Finding], line: str) -> str:
    """Show the line; where it holds a part of a vector alone, the vector with its name, as it is claimed."""
    for finding in found:
        claimed = finding.claimed
        if len(claimed) > 1 and _are_numbers(claimed) and not all(number in line for number in claimed):
            return f"{_what(finding)} = ({', '.join(claimed)})"
    return _shown(line, found[0].place.column)


def _shown(line: str, column: int) -> str:
    """Show a line of the text, cut where it is very long."""
    text = line.strip()
    if len(text) <= LONGEST_LINE:
        return text
    start = max(0, min(column - LONGEST_LINE // 2, len(line) - LONGEST_LINE))
    return f"…{line[start : start + LONGEST_LINE]}…"


def _right_line(finding: Finding, repair: Repair) -> Iterator[Block]:
    """Give the right line as it follows from the writer's line before, where it is not the corrected one."""
    before = _from_before(finding)
    if not _are_numbers(finding.claimed) or len(before) != len(finding.claimed) or not before:
        return
    if before != _corrected(finding, repair):
        name, values = _text(_what(finding)), _whole(before)
        yield Paragraph(says.RIGHT_FROM_WHAT_STANDS_BEFORE_IT_NAME_VALUES(name=name, values=values))


def _whole(values: Sequence[str]) -> Inline:
    return _text(values[0] if len(values) == 1 else f"({', '.join(values)})")


def _other_reading(reading: Reading) -> Iterator[Block]:
    ways = ", ".join(f"{name}: {way}" for name, way in reading.orientation.items())
    yield Paragraph(says.READ_AS_WAYS_EVIDENCE(ways=Code(ways), evidence=_safe(reading.evidence)), item=True)
    if reading.output:
        size = len(reading.output[0])
        yield Table(
            ("t", *(f"h[{entry}]" for entry in range(1, size + 1))),
            [(str(t), *row) for t, row in enumerate(reading.output, start=1)],
            (True,) * (size + 1),
            keys=1,
        )


# What a person wrote, inside our sentences


def _text(text: str) -> Inline:
    """Give a text as it is where it means itself in every format, else literally."""
    return text if _PLAIN.fullmatch(text) and "](" not in text else Verbatim(text)


def _safe(sentence: Sentence) -> Sentence:
    """The same sentence, with every value that a person wrote shown literally."""
    values: Mapping[str, object] = {
        name: _safe(value)
        if isinstance(value, Sentence)
        else _text(value)
        if isinstance(value, str)
        else value
        for name, value in sentence.values.items()
    }
    return Sentence(sentence.pattern, values)
