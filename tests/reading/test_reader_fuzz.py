"""No text stops the reader: mutations of real texts, soup of tokens, and texts built to be slow.

RNN_TUTOR_FULL=1 reads 100,000 texts.
"""

import os
import random
import sys
import time

import pytest

from tests.checking.notebook import FIRST, SECOND
from tests.checking.styles import STYLES
from tutor.reading.formulas.syntax import walk
from tutor.reading.reader import read
from tutor.reading.work import Work

TEXTS = 100_000 if os.environ.get("RNN_TUTOR_FULL") else 3_000
SIGNS = [
    *"()[]{}=≈+-*/@·×^_'\"`$&|,;:.!?%#~<>\\ \n\n  0123456789",
    *["h1", "x_1", "W_hh", "tanh", "tanh(", "[[", "]]", "0.1", "-0.3", "\\begin{pmatrix}", "\\end{pmatrix}"],
    *[
        "\\\\",
        "\\frac{",
        "\\left(",
        "\\right)",
        "\\underbrace{",
        "}_{",
        "e^",
        "e^{",
        "**",
        "=>",
        "→",
        "…",
        "...",
        "np.",
    ],
    *[
        "²",
        "ᵀ",
        "₁",
        "ー",
        "가",
        "편향",
        "the",
        "^T",
        ".T",
        "$$",
        "```math\n",
        "```",
        "| ",
        "- ",
        "1. ",
        "### t = 1\n",
    ],
    *[
        "\\text{",
        "\\mathbf{h}",
        "\\approx",
        "\\cdot",
        "{}",
        "t=1",
        "\r",
        "\ufeff",
        "\u200b",
        "\x00",
        "1e999",
        "0,1",
    ],
]


def mutated(generator: random.Random, text: str) -> str:
    for _ in range(generator.randint(1, 6)):
        start = generator.randrange(len(text) + 1)
        end = min(len(text), start + generator.choice([0, 1, 1, 2, 5, 40]))
        middle = generator.choice(
            ["", generator.choice(SIGNS), text[end : end + generator.randint(0, 30)], text[start:end] * 2]
        )
        text = text[:start] + middle + text[end:]
    return text


def whole(work: Work) -> None:
    """Every part stands inside the text, and no chain is without a relation."""
    heights = len(work.lines)
    for chain in work.chains:
        assert len(chain.segments) > 1
        for segment in chain.segments:
            for node in walk(segment.expression):
                place = node.place
                assert 1 <= place.line <= place.end_line <= heights
                assert (place.line, place.column) <= (place.end_line, place.end_column)
                assert place.end_column <= len(work.lines[place.end_line - 1]) + 2


def test_no_text_stops_the_reader() -> None:
    generator = random.Random(3)
    real = [FIRST, SECOND, *STYLES.values()]
    slowest = 0.0
    for number in range(TEXTS):
        if number % 3:
            text = mutated(generator, generator.choice(real))
        else:
            text = "".join(generator.choices(SIGNS, k=generator.randint(1, 120)))
        start = time.process_time()
        whole(read(text, decimal_comma=number % 7 == 0))
        slowest = max(slowest, time.process_time() - start)
    assert slowest < 1


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "(1+",
        "1 ",
        "1+",
        "-",
        "a=",
        "x ",
        "tanh ",
        "W x ",
        "[1] ",
        "(a)",
        "h_{",
        "e^",
        "\\frac{1}{",
        "| 1 ",
        "{i:",
        "f(",
        "'",
        '"',
        "1.",
        "W^T",
        "\\begin{pmatrix}1&2\\\\3",
        "x: ",
        'x = "a" ',
        "](http:",
        "h(1)",
        "1,",
        "= t ",
        "((1 가) ",
        "=\n",
        "1\n+",
        "$$1\n+",
    ],
)
def test_work_grows_in_proportion(piece: str) -> None:
    """Four times the text costs far less than sixteen times the steps; counted in calls, not by the clock."""

    def calls(size: int) -> int:
        count = 0

        def hook(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += event in {"call", "c_call"}

        text = (piece * (size // len(piece) + 1))[:size]
        text = "\n".join(text.split("\n")[:4000])
        sys.setprofile(hook)
        try:
            read(text)
        finally:
            sys.setprofile(None)
        return count

    assert calls(6000) < 6 * calls(1500) + 2000
