"""What x is at every step: as stated, by the word of the step, else in an order that the lines may mend."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from tutor.binding import binding_messages as says
from tutor.binding.givens import Given, Givens
from tutor.binding.problem_reading import Assumption
from tutor.binding.sentences import Phrase
from tutor.binding.size_reports import input_size, other_word
from tutor.calculation.assembly.vocabulary import hot
from tutor.calculation.equations import Vector as Numbers
from tutor.language.faults import Pattern
from tutor.reading.findings import Finding
from tutor.record import replace

# What is said of inputs before the lines have shown another order.
TAKEN = (
    says.STEPS_NOT_GIVEN_THE_WORDS_WERE_TAKEN,
    says.THE_WORDS_HAVE_NO_VECTORS_THE_ORDER_IS_THAT_OF_APPEARANCE,
)


def inputs_of(
    givens: Givens, size: int | None
) -> tuple[dict[int, Numbers], list[Finding], list[Assumption], list[int]]:
    """Settle x at every step; give, too, what does not fit, what was assumed, and the steps it was for."""
    vectors: dict[int, Numbers] = {}
    findings = [
        input_size(Given("x", word, (vector,), givens.word_places[word], False), word, size)
        for word, vector in givens.vectors.items()
        if size is not None and len(vector) != size
    ]
    guessed: list[int] = []
    for step in sorted({*givens.numbered, *givens.inputs}):
        stated, word = givens.inputs.get(step), givens.words.get(step)
        by_word = givens.one_hot(word, size)
        if stated is not None and (size is None or len(stated.vector) == size):
            vectors[step] = stated.vector
            if by_word is not None and by_word != stated.vector and hot(stated.vector) is not None:
                findings.append(other_word(stated, step, str(word), by_word))
            continue
        if stated is not None:
            findings.append(input_size(stated, f"x_{step}", size or 0))
        if by_word is not None:
            vectors[step] = by_word
            if givens.phrase is not None and not givens.phrase.ordered:
                guessed.append(step)
        elif stated is None and 0 <= step - givens.first < len(givens.vocabulary):
            guess = givens.one_hot(givens.vocabulary[step - givens.first], size)
            if guess is not None:
                vectors[step] = guess
                guessed.append(step)
    return vectors, findings, _assumed(givens, guessed), guessed


def _assumed(givens: Givens, guessed: Collection[int]) -> list[Assumption]:
    if givens.phrase is not None:
        said = says.THE_WORDS_HAVE_NO_VECTORS_THE_ORDER_IS_THAT_OF_APPEARANCE
        return [Assumption(said(words=", ".join(givens.vocabulary)), givens.phrase.place)]
    return [_not_given(says.STEPS_NOT_GIVEN_THE_WORDS_WERE_TAKEN, guessed, givens)] if guessed else []


def as_the_lines_have_them(
    givens: Givens, inputs: Mapping[int, Numbers], guessed: Collection[int], found: Collection[int]
) -> tuple[Givens, list[Assumption]]:
    """Say of inputs that nobody stated what the lines tell; ``found`` are the steps of which they tell it."""
    if givens.phrase is not None:
        return _in_another_order(givens, givens.phrase, inputs, guessed)
    told = {
        says.STEPS_NOT_GIVEN_THE_WORDS_WERE_TAKEN: set(guessed) - set(found),
        says.STEPS_NOT_GIVEN_THE_LINES_TELL_THE_WORDS: set(found),
    }
    return givens, [_not_given(said, steps, givens) for said, steps in told.items() if steps]


def _in_another_order(
    givens: Givens, phrase: Phrase, inputs: Mapping[int, Numbers], guessed: Collection[int]
) -> tuple[Givens, list[Assumption]]:
    """Put the words of a sentence in the order in which the lines have them."""
    at = {hot(inputs[step]): givens.words[step] for step in guessed}
    rest = (word for word in givens.vocabulary if word not in at.values())
    words = tuple(at[place] if place in at else next(rest) for place in range(len(givens.vocabulary)))
    said = says.THE_WORDS_HAVE_NO_VECTORS_THE_LINES_TELL_THE_ORDER
    return replace(givens, vocabulary=words), [Assumption(said(words=", ".join(words)), phrase.place)]


def is_an_order(givens: Givens, inputs: Mapping[int, Numbers], guessed: Collection[int]) -> bool:
    """Whether every word of a sentence without vectors has one vector, and no two words the same."""
    pairs = {(givens.words.get(step), inputs.get(step)) for step in guessed}
    return givens.phrase is None or all(len({pair[side] for pair in pairs}) == len(pairs) for side in (0, 1))


def is_none_of_theirs(givens: Givens, inputs: Mapping[int, Numbers], found: Mapping[int, Numbers]) -> bool:
    """Whether the lines tell of every step of a sentence that it reads another word: it is none of theirs."""
    told = [found[step] != inputs[step] for step in found if step in inputs]
    return givens.phrase is not None and len(told) > 1 and all(told)


def _not_given(said: Pattern, steps: Iterable[int], givens: Givens) -> Assumption:
    """Say of inputs that they are not given, and what was taken for them."""
    return Assumption(
        said(steps=", ".join(f"x_{step}" for step in sorted(steps))), givens.places.get(min(steps))
    )
