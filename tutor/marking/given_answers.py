"""Answers to what the problem gives: the one-hot vectors and the sizes. They are marked exactly.

A size is asked for in two entries, ``shape(W_ih)[1]`` for the rows and ``shape(W_ih)[2]`` for the columns, or
as a whole, ``shape(W_ih)``; of a vector there is one. A one-hot vector is ``x_2``, an entry of it ``x_2[1]``.
Names are torch's, whatever letters the page has; sizes are those of the matrix as it stands on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from tutor.calculation.asked import every_size
from tutor.calculation.assembly.vocabulary import hot
from tutor.calculation.names import quantity_name
from tutor.calculation.problem import Problem
from tutor.judging.answers.outcomes import Verdict
from tutor.marking.submissions.sizes import read_size
from tutor.reading.entries import read_entries, read_token
from tutor.record import NamedTuple, record

Kind = Literal["size", "one-hot"]

# What a scheme calls them.
SYMBOLS = ("x", "shape")

# What else is to be said: rows for columns; the 1 elsewhere, several, none; another number of entries.
GivenNote = Literal["", "exchanged", "elsewhere", "several", "no-one", "size", "unreadable", "ambiguous"]


@record(slots=True)
class Given:
    """A quantity that the problem gives: what it is called and its entries, whole numbers.

    ``turned``: vectors are rows on the page, so the size of one may be written 1 × n.
    """

    kind: Kind
    symbol: str
    key: tuple[int, ...]
    step: int = 0
    sequence: int = 1
    ending: str = ""
    turned: bool = False

    def name(self, entry: int = 0) -> str:
        """Name the quantity, or an entry of it (from 1).

        >>> Given("size", "W_ih", (2, 3), ending="@l1r").name(2), Given("one-hot", "x", (0, 1), 2).name()
        ('shape(W_ih)[2]@l1r', 'x_2')
        """
        if self.kind == "one-hot":
            return quantity_name("x", self.step, entry, sequence=self.sequence)
        return f"shape({self.symbol}){f'[{entry}]' if entry else ''}{self.ending}"

    def points_names(self, entry: int) -> tuple[str, ...]:
        """Give the names under which a scheme may give points, the most particular first."""
        if self.kind == "one-hot":
            return self.name(entry), self.name(), f"x_{self.step}", "x", "entry"
        return self.name(entry), self.name(), f"shape({self.symbol})", "shape", "entry"

    @property
    def position(self) -> int:
        """The place of the 1 in a one-hot vector, from 1."""
        return self.key.index(1) + 1


class Answered(NamedTuple):
    """What became of one entry: the text, the verdict, what else is to be said."""

    text: str
    verdict: Verdict
    note: GivenNote = ""


@record(slots=True)
class GivenJudged:
    """What became of one quantity, entry by entry; ``value`` is what was written where that is plain numbers.

    ``mistake`` is the same for answers that are wrong in the same way: such a mistake is charged once.
    """

    given: Given
    entries: tuple[Answered, ...]
    value: tuple[int, ...] | None = None
    mistake: tuple[str, int] | None = None


# What a problem gives


def givens(problem: Problem) -> tuple[Given, ...]:
    """List what a problem gives: the sizes unit by unit, then the one-hot vectors, where x is a word.

    >>> problem = Problem.from_dict({
    ...     "sentence": "am", "vocabulary": ["i", "am", "here"],
    ...     "cell": {"weight_ih": [[1, 2, 3], [4, 5, 6]], "weight_hh": [[1, 0], [0, 1]]}})
    >>> found = [(each.name(), each.key) for each in givens(problem)]
    >>> found[:3], found[-1]
    ([('shape(W_ih)', (2, 3)), ('shape(W_hh)', (2, 2)), ('shape(b)', (2,))], ('x_1', (0, 1, 0)))
    """
    return (*_sizes(problem), *_one_hots(problem))


def _sizes(problem: Problem) -> Iterator[Given]:
    rows = problem.layout == "rows"
    for each in every_size(problem):
        yield Given("size", each.symbol, each.size, ending=each.ending, turned=rows)


def _one_hots(problem: Problem) -> Iterator[Given]:
    if not problem.words:
        return
    for number, sequence in enumerate(problem.sequences, start=1):
        for step, x in enumerate(sequence.inputs, start=1):
            if hot(x) is not None:
                yield Given("one-hot", "x", tuple(map(int, x)), step, number)


# Marking


def judge_given(
    given: Given, entries: Mapping[int, str], whole: str | None = None, *, decimal_comma: bool = False
) -> GivenJudged:
    """Judge what was written for a quantity: for its entries (from 1), or for the whole of it.

    >>> size = Given("size", "W_ih", (2, 3))
    >>> [[each.verdict for each in judge_given(size, {}, text).entries] for text in ("2 × 3", "3x2", "?")]
    [['exact', 'exact'], ['wrong', 'wrong'], ['blank', 'blank']]
    >>> judge_given(Given("one-hot", "x", (1, 0, 0), 1), {1: "0", 2: "1", 3: "0"}).entries[0].note
    'elsewhere'
    """
    filled = {entry: text for entry, text in entries.items() if not _is_blank(text)}
    if whole is not None and not filled and not _is_blank(whole):
        return _whole(given, whole, decimal_comma)
    texts = [entries.get(entry, "") for entry in range(1, len(given.key) + 1)]
    return _by_entries(given, texts, decimal_comma)


def _is_blank(text: str) -> bool:
    return read_token(text).kind == "blank"


def _by_entries(given: Given, texts: Sequence[str], decimal_comma: bool) -> GivenJudged:
    tokens = [read_token(text, decimal_comma=decimal_comma) for text in texts]
    numbers = [token.number for token in tokens]
    value: tuple[int, ...] | None = None
    if all(number is not None and number == int(number) for number in numbers):
        value = tuple(int(number) for number in numbers if number is not None)
    answered: list[Answered] = []
    for text, token, right in zip(texts, tokens, given.key, strict=True):
        if token.number is not None:
            answered.append(Answered(text, "exact" if token.number == right else "wrong"))
        elif token.kind == "blank":
            answered.append(Answered(text, "blank"))
        else:
            answered.append(
                Answered(text, "review", "ambiguous" if token.kind == "ambiguous" else "unreadable")
            )
    return _told(given, answered, value)


def _told(given: Given, answered: list[Answered], value: tuple[int, ...] | None) -> GivenJudged:
    """Say in which way a quantity is wrong, where that can be told."""
    note: GivenNote = ""
    mistake: tuple[str, int] | None = None
    right = [each.verdict == "exact" for each in answered]
    if given.kind == "size" and value is not None and value == given.key[::-1] != given.key:
        note, mistake = "exchanged", ("exchanged", 0)
    elif given.kind == "one-hot":
        ones = [at for at, each in enumerate(answered, start=1) if _is_one(each, given.key[at - 1])]
        if len(ones) > 1:
            note = "several"
        elif len(ones) == 1 and ones[0] != given.position:
            note, mistake = "elsewhere", ("elsewhere", ones[0] - given.position)
        elif not ones and not right[given.position - 1]:
            return GivenJudged(given, tuple(_without_one(answered, value)), value)
    entries = tuple(
        each._replace(note=note) if note and each.verdict == "wrong" else each for each in answered
    )
    return GivenJudged(given, entries, value, mistake)


def _is_one(each: Answered, key: int) -> bool:
    number = read_token(each.text, decimal_comma=True).number
    return number == 1 and each.verdict in ("exact", "wrong")


def _without_one(answered: Sequence[Answered], value: tuple[int, ...] | None) -> Iterator[Answered]:
    """Zeros alone are no one-hot vector: they took no work, and earn nothing beside a 1 that is missing."""
    for each in answered:
        if each.verdict == "exact":
            yield each._replace(verdict="wrong" if value is not None else "review", note="no-one")
        elif each.verdict == "wrong":
            yield each._replace(note="no-one")
        else:
            yield each


def _whole(given: Given, text: str, decimal_comma: bool) -> GivenJudged:
    size = len(given.key)

    def all_of_it(verdict: Verdict, note: GivenNote) -> GivenJudged:
        return GivenJudged(given, (Answered(text, verdict, note),) * size)

    if given.kind == "size":
        found = read_size(text)
        if found is None:
            return all_of_it("review", "unreadable")
        if size == 1 and len(found) == 2 and 1 in found:
            # The size of a vector as that of a matrix: n × 1, or where vectors are rows 1 × n.
            entries = found[::-1] if given.turned else found
            if entries[1] != 1:
                exchanged = entries[1] == given.key[0]
                return all_of_it("wrong", "exchanged" if exchanged else "")
            found = entries[:1]
        if len(found) != size:
            return all_of_it("wrong", "size")
        answered = [
            Answered(text, "exact" if number == right else "wrong")
            for number, right in zip(found, given.key, strict=True)
        ]
        return _told(given, answered, found)
    digits = re.fullmatch(rf"\s*([01]{{{size}}})\s*", text) if size > 1 else None
    if digits is not None:
        return _by_entries(given, tuple(digits[1]), False)
    # Between the entries of a one-hot vector a comma divides, unless semicolons do.
    read = read_entries(text, decimal_comma=decimal_comma and ";" in text)
    if any(token.kind not in ("number", "blank") for token in read.tokens):
        return all_of_it("review", "unreadable")
    if len(read.tokens) != size or read.nested:
        return all_of_it("wrong", "size")
    return _by_entries(given, read.texts, decimal_comma)
