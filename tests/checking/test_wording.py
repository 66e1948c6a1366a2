"""What is judged does not hang on how anything is worded: with other words everywhere the verdicts are the same.

RNN_TUTOR_FULL=1 reads 20,000 texts.
"""

import os
import random
import re

import pytest

from tests.checking.notebook import FIRST, SECOND
from tests.checking.styles import STYLES
from tests.reading.test_reader_fuzz import mutated
from tutor.judging.judge import judge
from tutor.language.faults import Sentence
from tutor.reading.reader import read

TEXTS = 20_000 if os.environ.get("RNN_TUTOR_FULL") else 400
LEFT_OPEN = [
    "h_1 = tanh(0.2",
    "see tanh( or [[0.1, 0.2] for it",
    "h_1 = 2^3",
    "we take x^2 of it",
    "y = (0.3 (a b",
]
SEQUENCES = "U = [[2]], W = [[1]], h_0 = [0]\n# Sentence 1\n{}\n# Sentence 2\n{}\n".format(
    *["x_1 = [1]\nh_1 = tanh(W x_1 + U h_0) = tanh([1]) = [0.9]"] * 2
)


def verdicts(text):
    judgement = judge(read(text))
    return [
        (
            [(each.code, each.severity, each.kind, each.place, each.root, each.entries, each.mistakes)
             for each in judgement.findings]
        ),
        [(each.place, each.verdicts) for each in judgement.claims],
        judgement.lines,
        judgement.corrected,
    ]  # fmt: skip


class Unsaid(str):
    """A pattern that says nothing of itself when it is looked into; written out it is what it was."""

    __slots__ = ()

    def __contains__(self, _: object) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unsaid)

    def __hash__(self) -> int:
        return 0


@pytest.fixture
def other_words(monkeypatch):
    """Let every sentence keep its values and lose its words."""

    def pattern(self):
        names = re.findall(r"\{(\w+)", self.__dict__["pattern"])
        return Unsaid(" ".join(f"{{{name}}}" for name in names))

    def keep(self, words):
        self.__dict__["pattern"] = words

    def switch():
        monkeypatch.setattr(Sentence, "pattern", property(pattern, keep), raising=False)

    return switch


def test_no_verdict_hangs_on_the_wording_of_a_message(other_words):
    generator = random.Random(0)
    sources = [FIRST, SECOND, SEQUENCES, *STYLES.values(), *LEFT_OPEN]
    texts = sources + [mutated(generator, generator.choice(sources)) for _ in range(TEXTS)]
    before = [verdicts(text) for text in texts]
    other_words()
    for text, expected in zip(texts, before, strict=True):
        assert verdicts(text) == expected, text
