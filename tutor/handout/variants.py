"""Variants: one problem a student, drawn from a template, all of them such that every mistake shows.

    template, seed, student ─ numbers of a hash ─→ candidates ─ screen ─→ the first that passes

A variant depends on these three alone: not on the machine, nor on how many are drawn together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from hashlib import shake_256
from itertools import islice, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from tutor.calculation.assembly.vocabulary import Vocabulary
from tutor.calculation.network import Sequence as Words
from tutor.calculation.problem import Problem
from tutor.handout import handout_messages as says
from tutor.handout.backward_screening import mistakes_shown
from tutor.handout.screening import CHECKS, Batch, Screen
from tutor.handout.templates import Template
from tutor.language.faults import Sentence, SpecError
from tutor.record import record, replace

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Students that are looked at together, the draws of each in the first round, and candidates at once. Every
# round takes twice the draws of the one before; who else is drawn has no part in which draws those are.
_TOGETHER = 500
_DRAWS = 16
_MOST_AT_ONCE = 32_768
# After so many draws a template is refused; where one student has a variant, others may take more.
MOST_DRAWS = 65_536
_MORE = 4
# Of so many of them it is told why.
_TOLD_FROM = 8_192
# Variants that are looked at to learn which mistakes of a backward pass can show.
_LOOKED_AT = 12
# With fewer, mistakes are hidden by the rounding.
ENOUGH_DECIMALS = 3
# How often a sentence is drawn again whose neighbours are all neighbours in the vocabulary.
_SENTENCES = 100


@record()
class Variant:
    """The problem of one student, and how many draws it took."""

    problem: Problem
    draws: int


def draw(template: Template, seed: int, students: Sequence[str]) -> Iterator[Variant]:
    """Draw a variant for every student, in their order.

    Raises:
        SpecError: no draw passes the screen.

    >>> from tutor.handout.templates import template_of_sizes
    >>> template = template_of_sizes(2, ["i", "am", "here"], 3)
    >>> [one, two] = draw(template, 7, ["kim", "lee"])
    >>> one == next(draw(template, 7, ["kim"])), one.problem == two.problem
    (True, False)
    """
    screen, backward = Screen(template), _Backward(template)
    # The first student alone: where no draw passes, that is known before a whole class was tried.
    ends = [*range(1, len(students), _TOGETHER), len(students)] if students else []
    for begin, end in pairwise([0, *ends]):
        yield from _drawn(screen, backward, seed, students[begin:end], MOST_DRAWS * (_MORE if begin else 1))


def _drawn(
    screen: Screen, backward: _Backward, seed: int, students: Sequence[str], most: int
) -> list[Variant]:
    template = screen.template
    fingerprint = template.fingerprint
    keys = [f"{fingerprint}|{seed}|{student}" for student in students]
    waiting = [_Waiting(_words(template, key), _Stream(screen, key)) for key in keys]
    everybody = list(waiting)
    begun, count = 0, _DRAWS
    while waiting:
        count = min(count, most - begun)
        if not count:
            raise _not_found(screen, waiting[0], most)
        size = max(1, _MOST_AT_ONCE // count)
        for at in range(0, len(waiting), size):
            _look(screen, backward, waiting[at : at + size], begun, count)
        waiting = [student for student in waiting if student.variant is None]
        begun, count = begun + count, min(2 * count, _MOST_AT_ONCE)
    return [student.variant for student in everybody if student.variant is not None]


@record(frozen=False)
class _Waiting:
    """A student who has no variant yet: the vocabulary and the sentence, and the numbers to come."""

    words: tuple[tuple[str, ...], tuple[int, ...]]
    stream: _Stream
    variant: Variant | None = None


class _Backward:
    """Which mistakes are to show in the backward passes that a template asks for."""

    def __init__(self, template: Template) -> None:
        self._template = template

    def shows(self, problem: Problem) -> bool:
        """Whether every mistake shows that can."""
        asked = self._template.backward
        return not asked or self._can_show <= mistakes_shown(problem, asked)

    @cached_property
    def _can_show(self) -> frozenset[str]:
        """Name the mistakes that show in half of a few variants that are drawn for nobody.

        The others cannot show, or hardly, whatever is drawn: the target of another step where there is only
        one, the start matrix where nobody asks for the gradient of the start.
        """
        asked = self._template.backward
        drawn = draw(replace(self._template, backward=frozenset()), 0, [f"{at}" for at in range(_LOOKED_AT)])
        counts = Counter(name for each in drawn for name in mistakes_shown(each.problem, asked))
        return frozenset(name for name, many in counts.items() if 2 * many >= _LOOKED_AT)


def _candidates(students: Sequence[_Waiting], begun: int, count: int) -> Batch:
    import numpy as np

    words = np.array([student.words[1] for student in students], dtype=np.int64)
    numbers = [student.stream.numbers(begun, count) for student in students]
    return Batch(np.concatenate(numbers), np.repeat(words, count, axis=0))


def _look(screen: Screen, backward: _Backward, students: Sequence[_Waiting], begun: int, count: int) -> None:
    """Look at the next draws of some students together."""
    import numpy as np

    batch = screen.fitted(_candidates(students, begun, count))
    passed, _ = screen.passes(batch)
    for row, student in enumerate(students):
        hits = np.flatnonzero(passed[row * count : (row + 1) * count])
        for at in map(int, hits):
            problem = _problem(screen, batch.numbers[row * count + at].tolist(), *student.words)
            if backward.shows(problem):
                student.variant = Variant(problem, begun + at + 1)
                break


def _not_found(screen: Screen, student: _Waiting, most: int) -> SpecError:
    """Name the check that let the smallest share of the draws through that came to it."""
    _, failed = screen.passes(screen.fitted(_candidates([student], 0, _TOLD_FROM)))
    left, worst, share = _TOLD_FROM, "", -1.0
    for name in CHECKS:
        many = failed.get(name, 0)
        if left and many / left > share:
            worst, share = name, many / left
        left -= many
    return SpecError(
        says.NO_VARIANT_WAS_FOUND_IN_N_DRAWS(n=most, reason=_REASONS[worst]).saying(
            help=_help(screen.template, worst, is_first=most == MOST_DRAWS)
        )
    )


def _help(template: Template, worst: str, *, is_first: bool) -> Sentence:
    """Name the change that helps most."""
    if not is_first:
        return says.TAKE_ANOTHER_SEED_OR_FEWER_STEPS_OR_HIDDEN()
    if worst in ("visible", "apart") and template.problem.rounding.decimals < ENOUGH_DECIMALS:
        return says.ROUND_TO_DECIMALS(decimals=ENOUGH_DECIMALS)
    if worst in ("fits", "range") and template.problem.words and template.steps > template.problem.input_size:
        return says.USE_MORE_WORDS_SO_THAT_FEWER_COME_AGAIN()
    if template.pool:
        return says.USE_FEWER_HIDDEN_UNITS_OR_FEWER_STEPS()
    return says.USE_FEWER_HIDDEN_UNITS_OR_STEPS()


_OUT_OF_RANGE = says.A_PRE_ACTIVATION_WAS_TOO_SMALL_OR_TOO_LARGE()
_REASONS = MappingProxyType(
    {
        "fits": _OUT_OF_RANGE,
        "signs": says.A_MATRIX_HAD_NUMBERS_OF_ONE_SIGN_ONLY(),
        "bias": says.ENTRIES_OF_THE_BIAS_WERE_0_OR_EQUAL(),
        "range": _OUT_OF_RANGE,
        "products": says.A_STATE_WAS_0_SO_THAT_A_PRODUCT_VANISHED(),
        "bends": says.NO_PRE_ACTIVATION_WAS_NEGATIVE(),
        "ties": says.A_PRINTED_NUMBER_LAY_NEAR_THE_MIDDLE_BETWEEN(),
        "visible": says.A_MISTAKE_CHANGED_THE_RESULT_BY_TOO_LITTLE(),
        "apart": says.TWO_MISTAKES_GAVE_NEARLY_THE_SAME_RESULT(),
    }
)


class _Stream:
    """The numbers of one student's draws: draw after draw from one hash, the same however many are taken."""

    def __init__(self, screen: Screen, key: str) -> None:
        self._hash = shake_256(f"numbers|{key}".encode())
        self._count = screen.count
        self._least = [slot.least for slot in screen.slots for _ in range(slot.count)]
        self._largest = [slot.largest for slot in screen.slots for _ in range(slot.count)]

    def numbers(self, first: int, count: int) -> NDArray[np.int64]:
        """Give the numbers of some draws, in units of their last decimals; none is 0."""
        import numpy as np

        size = 4 * self._count
        data = self._hash.digest((first + count) * size)[first * size :]
        words = np.frombuffer(data, dtype="<u4").reshape(count, self._count).astype(np.int64)
        least, largest = (np.array(each, dtype=np.int64) for each in (self._least, self._largest))
        sizes = least + (words >> 1) % (largest - least + 1)
        return np.where(words & 1, sizes, -sizes)


def _words(template: Template, key: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Draw the vocabulary and the sentence, as positions in it; nothing where neither is drawn.

    Words that are neighbours in the sentence are not all neighbours in the vocabulary: then the column beside
    would always be that of the word before. With two words, or a given sentence, that cannot be helped.
    """
    problem = template.problem
    if len(problem.sequences) > 1 or not problem.words:
        return (), ()
    vocabulary, sentence = _sentence(template, f"words|{key}")
    for again in range(1, _SENTENCES):
        if len(vocabulary) < 3 or any(abs(one - other) > 1 for one, other in pairwise(sentence)):
            break
        vocabulary, sentence = _sentence(template, f"words|{again}|{key}")
    return vocabulary, sentence


def _sentence(template: Template, key: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Draw words: none comes twice in a row, and none again while another has come less often."""
    problem, steps = template.problem, template.steps
    numbers = iter(shake_256(key.encode()).digest(4 * (len(template.pool) + steps)))
    vocabulary = problem.vocabulary.words
    if template.pool:
        chosen = list(range(len(template.pool)))
        while len(chosen) > len(vocabulary):
            chosen.pop(_below(len(chosen), numbers))
        vocabulary = tuple(template.pool[index] for index in chosen)
        sentence: list[int] = []
    else:
        sentence = [problem.vocabulary.index(word) for word in problem.words[:steps]]
    while len(sentence) < steps:
        free = [index for index in range(len(vocabulary)) if not sentence or index != sentence[-1]]
        least = min(map(sentence.count, free))
        free = [index for index in free if sentence.count(index) == least]
        sentence.append(free[_below(len(free), numbers)])
    return vocabulary, tuple(sentence)


def _below(count: int, numbers: Iterator[int]) -> int:
    return int.from_bytes(bytes(next(numbers) for _ in range(4)), "little") % count


def _problem(
    screen: Screen, numbers: Sequence[int], vocabulary: tuple[str, ...], sentence: tuple[int, ...]
) -> Problem:
    """Put drawn numbers and words in the place of the template's."""
    problem = screen.template.problem
    drawn = iter(numbers)
    given = screen.put_together(
        [Decimal(n).scaleb(-slot.decimals) for n in islice(drawn, slot.count)] for slot in screen.slots
    )
    changed = []
    for sequence in problem.sequences:
        units = tuple(
            replace(unit, parameters=MappingProxyType(parameters))
            for unit, parameters in zip(sequence.units, given, strict=True)
        )
        changed.append(replace(sequence, units=units))
    if not sentence:
        return replace(problem, sequences=tuple(changed), warnings=())
    words = tuple(vocabulary[index] for index in sentence)
    known = Vocabulary(vocabulary)
    only = Words(words, known.vectors(words), changed[0].units, changed[0].targets)
    title = problem.title if problem.title != " ".join(problem.words) else " ".join(words)
    return replace(problem, title=title, vocabulary=known, sequences=(only,), warnings=())
