"""What a student is told of sizes and one-hot vectors: in which way one is wrong, and what it should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from tutor.calculation.problem import Problem
from tutor.calculation.shapes import size_text
from tutor.documents.document import Block, Code, Paragraph, Verbatim
from tutor.language.faults import Count, Sentence, say
from tutor.marking.given_answers import Given
from tutor.marking.marks import Mark
from tutor.marking.submissions.tokens import read_entries

SIZES = say("Sizes")
ONE_HOTS = say("One-hot vectors")


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
            yield Paragraph(
                say("{entries}: the same mistake as before, which was charged once.", entries=entries)
            )


def _of_size(given: Given, name: Code, first: Mark, hints: bool) -> Sentence:
    matrix = len(given.key) > 1
    if first.note == "exchanged":
        what = say("{name}: rows and columns are exchanged.", name=name)
    elif first.note == "size":
        what = (
            say("{name}: a matrix has two sizes, its rows and its columns.", name=name)
            if matrix
            else say("{name}: a vector has one size, the number of its entries.", name=name)
        )
    elif not hints:
        what = say("{name} has another size.", name=name)
    elif matrix:
        what = say(
            "{name}: a matrix has a row for each entry of the result, and a column for each entry of what it "
            "is multiplied by; where vectors are rows, the other way round.",
            name=name,
        )
    else:
        what = say("{name}: count the entries of the vector.", name=name)
    return what if hints else say("{what} It is {size}.", what=what, size=size_text(given.key))


def _of_one_hot(given: Given, name: Code, first: Mark, problem: Problem, hints: bool) -> Sentence:
    word = Verbatim(problem.sequences[given.sequence - 1].word(given.step))
    if first.note == "size":
        found = Count(len(read_entries(first.answer).tokens))
        return say(
            "{name} has {found:entry|entries} here; asked is a vector of {asked}.",
            name=name, found=found, asked=len(given.key),
        )  # fmt: skip
    if first.note == "several":
        what = say("{name}: a one-hot vector has a single 1, and 0 elsewhere.", name=name)
    elif first.note == "no-one":
        what = say("{name}: a one-hot vector has a 1, at the position of its word.", name=name)
    elif first.note == "elsewhere":
        what = say("{name}: the 1 stands at another position than {word}.", name=name, word=word)
    else:
        what = say("{name} is not the one-hot vector of {word}.", name=name, word=word)
    if hints:
        return what
    return say(
        "{what} {word} is word {n} of the vocabulary, so entry {n} is 1.",
        what=what, word=word, n=given.position,
    )  # fmt: skip
