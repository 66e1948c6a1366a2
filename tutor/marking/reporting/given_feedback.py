"""What a student is told of sizes and one-hot vectors: in which way one is wrong, and what it should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from tutor.calculation.assembly.shapes import size_text
from tutor.calculation.problem import Problem
from tutor.documents.document import Block, Code, Paragraph, Verbatim
from tutor.language.faults import Count, Sentence
from tutor.marking.given_answers import Given
from tutor.marking.marks import Mark
from tutor.marking.reporting import feedback_messages as says
from tutor.reading.entries import read_entries

SIZES = says.SIZES()
ONE_HOTS = says.ONE_HOT_VECTORS()


def explained(
    marks: Sequence[Mark], where: Mapping[str, Given], problem: Problem, *, hints: bool
) -> Iterator[Block]:
    """Explain every quantity that is wrong, in a sentence or two."""
    wrong = [mark for mark in marks if mark.verdict == "wrong"]
    for _, group in groupby(wrong, key=lambda mark: where[mark.quantity].name()):
        found = list(group)
        given = where[found[0].quantity]
        name = Code(given.name())
        yield Paragraph(
            _of_size(given, name, found[0], hints)
            if given.kind == "size"
            else _of_one_hot(given, name, found[0], problem, hints)
        )
        if not found[0].root:
            entries = Code(", ".join(mark.quantity for mark in found))
            yield Paragraph(says.ENTRIES_THE_SAME_MISTAKE_AS_BEFORE(entries=entries))


def _of_size(given: Given, name: Code, first: Mark, hints: bool) -> Sentence:
    matrix = len(given.key) > 1
    if first.note == "exchanged":
        what = says.NAME_ROWS_AND_COLUMNS_ARE_EXCHANGED(name=name)
    elif first.note == "size":
        what = (
            says.NAME_A_MATRIX_HAS_TWO_SIZES(name=name)
            if matrix
            else says.NAME_A_VECTOR_HAS_ONE_SIZE(name=name)
        )
    elif not hints:
        what = says.NAME_HAS_ANOTHER_SIZE(name=name)
    elif matrix:
        what = says.NAME_A_MATRIX_HAS_A_ROW_FOR_EACH_ENTRY(name=name)
    else:
        what = says.NAME_COUNT_THE_ENTRIES_OF_THE_VECTOR(name=name)
    return what if hints else says.WHAT_IT_IS_SIZE(what=what, size=size_text(given.key))


def _of_one_hot(given: Given, name: Code, first: Mark, problem: Problem, hints: bool) -> Sentence:
    word = Verbatim(problem.sequences[given.sequence - 1].word(given.step))
    if first.note == "size":
        found = Count(len(read_entries(first.answer).tokens))
        return says.NAME_HAS_ENTRIES_HERE(name=name, found=found, asked=len(given.key))  # fmt: skip
    if first.note == "several":
        what = says.NAME_A_ONE_HOT_VECTOR_HAS_A_SINGLE_1(name=name)
    elif first.note == "no-one":
        what = says.NAME_A_ONE_HOT_VECTOR_HAS_A_1(name=name)
    elif first.note == "elsewhere":
        what = says.NAME_THE_1_STANDS_AT_ANOTHER_POSITION_THAN(name=name, word=word)
    else:
        what = says.NAME_IS_NOT_THE_ONE_HOT_VECTOR_OF_WORD(name=name, word=word)
    if hints:
        return what
    return says.WHAT_WORD_IS_WORD_N_OF_THE_VOCABULARY(what=what, word=word, n=given.position)  # fmt: skip
