"""Whatever the bytes are: a problem or a SpecError, never another exception, never long.

Everyday 5,000 inputs; with RNN_TUTOR_FULL=1 all 100,000.
"""

import os
import time
from random import Random

import pytest

from tests.spec.bad_specs import JSON, TOML, all_bad
from tutor.language.faults import SpecError
from tutor.language.languages import Language
from tutor.language.messages import message
from tutor.spec import read_problem_text
from tutor.spec.starter import starter_spec

COUNT = 100_000 if os.environ.get("RNN_TUTOR_FULL") else 5_000
PARTS = [
    *"[]{}\"'=,:.#\\\n\t −+-eE_/%０가é\u200b\r\0",
    '"""', "'''", "[[", "]]", "[cell]", "[rounding]", "weight_ih", "weight_hh", "bias", "bias_ih", "h_0",
    "sentence", "tokens", "vocabulary", "title", "decimals", "written", "orientation", "layout", "language",
    "kind", "rows", "true", "null", "nan", "-inf", "NaN", "Infinity", "0.1", ".5", "1/3", "0,5", "1e999",
    "1e99999999", "0x1F", "1_000", "12:30", "1979-05-27", "1979-13-99", "9" * 5000, '"i am"', '"\\ud800"',
    '"\\u200b"', "{}", "[]", "[[]]", "[[1]]", "[[1, 2], [3]]", "cell.weight_ih = [[1]]", "a.b.c", "  ",
]  # fmt: skip
SEEDS = [TOML, JSON, starter_spec(), starter_spec("so it goes", 3, 1, "ko")]


def grammar(random):
    """Pieces of specs in any order."""
    return "".join(random.choice(PARTS) for _ in range(random.randrange(1, 60))).encode()


def mutated(random):
    """A good spec with a few cuts, copies and insertions."""
    text = random.choice(SEEDS)
    for _ in range(random.randrange(1, 5)):
        start = random.randrange(len(text) + 1)
        end = min(len(text), start + random.randrange(12))
        text = text[:start] + random.choice(["", random.choice(PARTS), text[start:end] * 2]) + text[end:]
    return text.encode("utf-8", "replace")


def noise(random):
    """Bytes: at random, or a spec with some of them changed."""
    if random.randrange(2):
        return random.randbytes(random.randrange(200))
    data = bytearray(random.choice(SEEDS).encode())
    for _ in range(random.randrange(1, 6)):
        data[random.randrange(len(data))] = random.randrange(256)
    return bytes(data)


@pytest.mark.parametrize("kind", [grammar, mutated, noise])
def test_no_traceback(kind):
    random = Random(f"{kind.__name__} 1")
    korean = Language("ko")
    slowest = 0.0
    outcomes = {"read": 0, "refused": 0}
    for _ in range(COUNT // 3 + 1):
        data = kind(random)
        name = random.choice(["x.toml", "x.json", "-"])
        began = time.perf_counter()
        try:
            read_problem_text(data, name)
            outcomes["read"] += 1
        except SpecError as error:
            outcomes["refused"] += 1
            assert error.faults and all(fault.code and str(fault) for fault in error.faults), data
            assert all("\x1b" not in message(fault, korean) for fault in error.faults)
        slowest = max(slowest, time.perf_counter() - began)
    assert outcomes["refused"] > 0
    assert slowest < 1, slowest


@pytest.mark.parametrize("name", all_bad())
def test_no_bad_spec_takes_long(name):
    data = all_bad()[name]
    began = time.perf_counter()
    with pytest.raises(SpecError):
        read_problem_text(data, name)
    assert time.perf_counter() - began < 1
