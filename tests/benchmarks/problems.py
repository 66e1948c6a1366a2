"""What is computed in the benchmarks: the three-word example, variants of it, and long sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.benchmarks.bare import Matrix, Vector, page
from tutor import Problem


@dataclass(frozen=True)
class Numbers:
    """A problem as the peers take it."""

    words: tuple[str, ...]
    vocabulary: tuple[str, ...]
    weight_ih: Matrix
    weight_hh: Matrix
    bias: Vector

    @property
    def places(self) -> list[int]:
        """Where the one of every word stands."""
        return [self.vocabulary.index(word) for word in self.words]

    def problem(self) -> Problem:
        """Build the tool's own problem, which holds no trace of an earlier run."""
        parameters = {"weight_ih": self.weight_ih, "weight_hh": self.weight_hh, "bias": self.bias}
        return Problem.build(
            words=self.words,
            vocabulary=self.vocabulary,
            parameters=parameters,
            orientation={"weight_ih": "columns", "weight_hh": "columns"},
            title=TITLE,
            limits=False,
        )

    def bare(self, *, doubles: bool = False) -> Iterator[str]:
        """Write the page with the bare program."""
        given = self.weight_ih, self.weight_hh, self.bias
        return page(TITLE, self.words, self.vocabulary, *given, doubles=doubles)

    def spec(self) -> str:
        """Write the problem as a spec."""

        def numbers(values: Matrix | Vector) -> str:
            inner = (numbers(each) if isinstance(each, tuple) else str(each) for each in values)
            return f"[{', '.join(inner)}]"

        quoted = ", ".join(f'"{word}"' for word in self.vocabulary)
        return (
            f'sentence = "{" ".join(self.words)}"\nvocabulary = [{quoted}]\n\n[cell]\n'
            f'orientation = "columns"\n'
            f"weight_ih = {numbers(self.weight_ih)}\nweight_hh = {numbers(self.weight_hh)}\n"
            f"bias = {numbers(self.bias)}\n"
        )


TITLE = "i am here"
_WORDS = ("i", "am", "here")


def _decimals(*texts: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, texts))


EXAMPLE = Numbers(
    _WORDS,
    _WORDS,
    (_decimals("0.1", "0.3", "0.5"), _decimals("0.2", "0.4", "0.6")),
    (_decimals("0.7", "0.8"), _decimals("0.9", "1.0")),
    _decimals("0.1", "0.2"),
)


def variant(number: int) -> Numbers:
    """Draw other weights for the three words, two decimals each, so that no result is known before."""
    random = Random(number)

    def vector(size: int) -> tuple[Decimal, ...]:
        return tuple(
            Decimal(random.choice((-1, 1)) * random.randrange(1, 100)).scaleb(-2) for _ in range(size)
        )

    return Numbers(_WORDS, _WORDS, (vector(3), vector(3)), (vector(2), vector(2)), vector(2))


def sentence(steps: int, hidden: int = 8, inputs: int = 16, seed: int = 0) -> Numbers:
    """Draw a long sentence; weight_hh is small, as in the specs that the tool itself starts."""
    random = Random(seed)

    def vector(size: int, largest: int) -> tuple[Decimal, ...]:
        return tuple(
            Decimal(random.choice((-1, 1)) * random.randrange(1, largest + 1)).scaleb(-1) for _ in range(size)
        )

    vocabulary = tuple(f"word{number}" for number in range(1, inputs + 1))
    return Numbers(
        tuple(random.choice(vocabulary) for _ in range(steps)),
        vocabulary,
        tuple(vector(inputs, 9) for _ in range(hidden)),
        tuple(vector(hidden, 2) for _ in range(hidden)),
        vector(hidden, 5),
    )


def check_same(ours: str, bare: str) -> None:
    """Assert that two pages are the same text."""
    assert ours == bare, _first_difference(ours, bare)


def _first_difference(ours: str, bare: str) -> str:
    for number, (a, b) in enumerate(zip(ours.splitlines(), bare.splitlines(), strict=True), 1):
        if a != b:
            return f"line {number} of the page differs\nours: {a}\nbare: {b}"
    return "one page is longer"
