"""Templates: what all variants of an exercise have in common, and why some exercises can have none.

A template is a problem whose numbers are drawn anew, and perhaps its words; everything else stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise
from typing import Any

from tutor.calculation.assembly.limits import MAX_STEPS
from tutor.calculation.assembly.parameters import Numbers
from tutor.calculation.assembly.vocabulary import normalised
from tutor.calculation.cells import CELLS
from tutor.calculation.equations import Matrix
from tutor.calculation.network import Unit
from tutor.calculation.numbers import Rounding, decimals_of
from tutor.calculation.problem import Problem
from tutor.handout import handout_messages as says
from tutor.language.faults import Fault, Sentence, SpecError
from tutor.record import record, replace

# Weights drawn from nothing but sizes: one decimal, below 1.
_LARGEST = 9
# Numbers are drawn from 31 bits, and the sign from one.
_LARGEST_DRAWN = 10**9 - 1


@record()
class Template:
    """What stays the same.

    ``problem`` has the sizes, the rounding and the notation; its sentence is kept. ``pool`` are words to draw
    sentences and vocabularies from instead. Sentences are drawn on to ``steps`` words. ``backward`` are the
    lines of a backward pass that are asked for, unit and symbol, in which mistakes are to show.
    """

    problem: Problem
    steps: int
    pool: tuple[str, ...] = ()
    backward: frozenset[tuple[str, str]] = frozenset()

    @property
    def unit(self) -> Unit:
        """The first unit."""
        return self.problem.units[0]

    @property
    def is_simple(self) -> bool:
        """Whether this is the network that the catalogue of mistakes describes, which is screened in full."""
        units = [unit for unit in self.problem.units if not unit.is_output]
        is_plain = self.unit.cell.kind == "rnn_tanh" and not self.is_scalar
        return is_plain and len(units) == len(self.problem.sequences) == 1

    @property
    def is_scalar(self) -> bool:
        """Whether h is a single number: W_hh is its own transpose, and there are no entries to exchange."""
        return self.problem.hidden_size == 1

    @property
    def fingerprint(self) -> str:
        """What tells this template from every other."""
        from tutor.spec.writer import spec_dict

        content = [spec_dict(self.problem), self.steps, list(self.pool)]
        return sha256(
            json.dumps(content, ensure_ascii=False, sort_keys=True, default=str).encode()
        ).hexdigest()


def template_of(problem: Problem, *, steps: int | None = None) -> Template:
    """Take a problem for a template, with its own sentence or one that is drawn on to so many steps.

    Raises:
        SpecError: with every reason why its variants could hide mistakes.
    """
    template = Template(problem, len(problem.sequences[0].inputs))
    return _checked(template) if steps is None else longer(template, steps)


def template_of_sizes(
    hidden: int,
    words: Sequence[str],
    steps: int,
    *,
    input_size: int | None = None,
    kind: str = "rnn_tanh",
    decimals: int = 3,
    language: str | None = None,
) -> Template:
    """Make a template of nothing but sizes.

    Args:
        hidden: entries of h.
        words: the words that sentences are made of.
        steps: words of a sentence.
        input_size: how many of the words each vocabulary has; by default all.
        kind: a key of :data:`tutor.calculation.cells.CELLS`.
        decimals: of the rounding.
        language: of the documents.

    Raises:
        SpecError: sizes that fit no page, or with which variants could hide mistakes.

    >>> template_of_sizes(2, ["i", "am", "here"], 3).problem.words
    ('i', 'am', 'here')
    """
    from tutor.spec.keys import unknown_value
    from tutor.spec.starter import check_sizes

    if kind not in CELLS:
        raise SpecError(unknown_value("cell.kind", kind, tuple(CELLS)))
    words = [normalised(word) for word in words]
    size = len(words) if input_size is None else input_size
    check_sizes([words[t % len(words)] for t in range(steps)] if words else [], words, hidden)
    if not 1 <= size <= len(words):
        raise SpecError(
            _unfit(
                [says.EACH_VOCABULARY_IS_TO_HAVE_SIZE_OF_N_WORDS(size=size, n=len(words))],
                says.GIVE_AT_LEAST_AS_MANY_WORDS_AS_THE_INPUT(),
            )
        )
    count = hidden * max(1, len(CELLS[kind].gates))
    parameters: dict[str, Numbers] = {
        "weight_ih": _block(count, size),
        "weight_hh": _block(count, hidden, max(6, 2 * _LARGEST // max(2, hidden))),
    }
    # In a GRU the two biases do not fold into one.
    for name in ("bias_ih", "bias_hh") if kind == "gru" else ("bias",):
        parameters[name] = tuple(_number(k % _LARGEST + 1) for k in range(count))
    problem = Problem.build(
        words=[words[t % size] for t in range(steps)],
        vocabulary=list(words[:size]),
        parameters=parameters,
        kind=kind,
        rounding=Rounding(decimals=decimals),
        language=language,
        orientation={"weight_ih": "columns", "weight_hh": "columns"},
    )
    return _checked(Template(replace(problem, warnings=()), steps, tuple(words)))


def longer(template: Template, steps: int) -> Template:
    """Draw the sentences of a template on to more words of its vocabulary.

    Raises:
        SpecError: nothing to draw words for, too few steps, or too many for a page.
    """
    problem = template.problem
    reasons = []
    if not problem.words:
        reasons.append(says.ITS_INPUTS_ARE_NUMBERS())
    if len(problem.sequences) > 1:
        reasons.append(says.IT_HAS_SEVERAL_SENTENCES())
    if any(sequence.targets for sequence in problem.sequences):
        reasons.append(says.ITS_TARGETS_BELONG_TO_ITS_SENTENCE())
    if reasons:
        raise SpecError(_unfit(reasons, says.GIVE_A_SPEC_WITH_ONE_SENTENCE_AND_NO_TARGETS()))
    return _checked(replace(template, steps=steps))


def _block(rows: int, columns: int, largest: int = _LARGEST) -> Matrix:
    """Give numbers that only show how long and how large the drawn ones are."""
    return tuple(
        tuple(_number(largest if (row + column) % 2 else -largest) for column in range(columns))
        for row in range(rows)
    )


def _number(tenths: int) -> Decimal:
    return Decimal(tenths).scaleb(-1)


@record()
class Slot:
    """A parameter that is drawn: its unit, shape, decimals; its least and largest number in units of them."""

    unit: int
    name: str
    shape: tuple[int, ...]
    decimals: int
    least: int
    largest: int

    @property
    def count(self) -> int:
        """How many numbers it has."""
        return self.shape[0] * (self.shape[1] if len(self.shape) == 2 else 1)


def slots(template: Template) -> tuple[Slot, ...]:
    """List the parameters that are drawn, each with the decimals and about the range of the template's."""
    found = []
    for at, unit in enumerate(template.problem.units):
        for parameter in unit.cell.parameters:
            parts = [name for name in parameter.sum_of if name in unit.parameters]
            for name in parts or [parameter.name]:
                values: Any = unit.parameters[name]
                numbers = [n for row in values for n in (row if isinstance(row, tuple) else (row,))]
                decimals = max(1, *(decimals_of(n) for n in numbers))
                largest = max(int(abs(n).scaleb(decimals)) for n in numbers)
                shape = tuple(unit.sizes[axis] for axis in parameter.axes)
                largest = max(largest, 5 * 10 ** (decimals - 1))
                # A small bias or recurrent weight hides what is done with it.
                least = 1 if parameter.role == "input weight" else max(1, largest // 3)
                found.append(Slot(at, name, shape, decimals, least, largest))
    return tuple(found)


# Why there can be no variants


_NO_BIAS = says.IT_HAS_NO_BIAS_SO_NOBODY_CAN_FORGET_IT()


def _checked(template: Template) -> Template:
    reasons = list(_reasons(template))
    if reasons:
        lacks_bias = reasons == [_NO_BIAS]
        raise SpecError(
            _unfit(
                reasons,
                says.GIVE_EVERY_UNIT_A_BIAS_SUCH_AS_BIAS_0_1_0_2()
                if lacks_bias
                else says.CHANGE_THE_SIZES_OR_THE_SENTENCE(),
            )
        )
    return template


def _unfit(reasons: Sequence[Sentence], help_: Sentence) -> Fault:
    because = reasons[0]
    for reason in reasons[1:]:
        because = says.FIRST_SECOND(first=because, second=reason)
    return says.NO_VARIANTS_CAN_BE_MADE_OF_THIS_EXERCISE().saying(because=because, help=help_)


def _reasons(template: Template) -> Iterator[Sentence]:
    """Find every reason why variants would hide mistakes, whatever is drawn."""
    problem, hidden, inputs = template.problem, template.problem.hidden_size, template.problem.input_size
    if template.steps < 2:
        yield says.IT_HAS_ONE_STEP_AND_MANY_MISTAKES_SHOW()
    if template.steps > MAX_STEPS:
        yield says.IT_IS_TO_HAVE_STEPS_A_PAGE_HAS_AT_MOST_LIMIT(steps=template.steps, limit=MAX_STEPS)
    if hidden == inputs and not template.is_scalar:
        yield says.HIDDEN_SIZE_AND_INPUT_SIZE_ARE_BOTH_SIZE(size=hidden)
    for slot in slots(template):
        if slot.largest > _LARGEST_DRAWN:
            yield says.NUMBERS_OF_NAME_HAVE_N_DIGITS(
                name=slot.name, n=len(str(slot.largest)), limit=len(str(_LARGEST_DRAWN))
            )
    biases = [
        number
        for parameter in template.unit.cell.parameters
        if parameter.role == "bias"
        for number in template.unit.parameters[parameter.name]
    ]
    if not any(biases):
        yield _NO_BIAS
    if problem.words and inputs < 2:
        yield says.ITS_VOCABULARY_HAS_ONE_WORD()
    if not template.pool:
        for sequence in problem.sequences:
            twice = next((a for a, b in pairwise(sequence.words) if a == b), None)
            if twice is not None:
                yield says.WORD_COMES_TWICE_IN_A_ROW(word=twice)
