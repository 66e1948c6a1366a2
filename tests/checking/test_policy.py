"""The rounding that a text states: our own pages and sheets in both languages, and what others write."""

from itertools import product

import pytest

from tutor import Problem, render, trace
from tutor.binding.policy import _said
from tutor.judging.judge import judge
from tutor.reading.reader import read

CELL = {"weight_ih": [[0.1, 0.3], [0.2, 0.4]], "weight_hh": [[0.7, 0.8], [0.9, 1.0]], "bias": [0.1, 0.2]}
POLICIES = list(product(["rounded", "full"], ["half-up", "half-even"]))


@pytest.mark.parametrize(("carry", "ties"), POLICIES)
@pytest.mark.parametrize(("to", "lang"), product(["md", "tex"], ["en", "ko"]))
@pytest.mark.parametrize("decimals", [2, 4])
def test_our_own_pages(carry, ties, to, lang, decimals):
    rounding = {"carry": carry, "ties": ties, "decimals": decimals}
    spec = {"sentence": "i am i", "vocabulary": ["i", "am"], "cell": CELL, "rounding": rounding}
    page = render(trace(Problem.from_dict(spec)), to=to, lang=lang)
    found = judge(read(page)).corrected.rounding
    assert (found.carry, found.ties, found.decimals) == (carry, ties, decimals)


@pytest.mark.parametrize(
    ("text", "carry", "ties"),
    [
        ("", "rounded", "half-up"),
        ("All values are rounded to three decimals.", "rounded", "half-up"),
        (
            "Check against full precision. With nothing rounded on the way, these numbers.",
            "rounded",
            "half-up",
        ),
        ("We keep full precision and round only what is printed.", "full", "half-up"),
        ("Full precision is carried from line to line.", "full", "half-up"),
        ("Continue with the unrounded values.", "full", "half-up"),
        ("go on with the numbers that are\nnot rounded", "full", "half-up"),
        ('carry = "full"\nties = "half-even"', "full", "half-even"),
        ("Ties go to the even neighbour.", "rounded", "half-even"),
        ("Banker's rounding is used.", "rounded", "half-even"),
        ("Rounding is half-to-even.", "rounded", "half-even"),
        ("Even so, seven events are even.", "rounded", "half-up"),
        ("다음 줄에서는 반올림하지 않은 값으로 계속 계산합니다.", "full", "half-up"),
        ("반올림 없이 계산한 값과 비교", "rounded", "half-up"),
        ("끝자리가 5이면 짝수 쪽으로 반올림합니다.", "rounded", "half-even"),
    ],
)
def test_what_is_said(text, carry, ties):
    assert _said(text.split("\n")) == (carry, ties)
