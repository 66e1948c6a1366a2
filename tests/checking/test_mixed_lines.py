"""Lines of one unit in which some operands stand by name and some as numbers, in every mixture."""

import math
from itertools import product

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

WEIGHTS = {"w_x": 0.5, "w_h": 0.9, "b": -0.1}
GIVEN = "A network with one unit: w_x = 0.5, w_h = 0.9, b = -0.1, h_0 = 0, x_1 = {}, x_2 = {}, x_3 = {}.\n\n"
INPUTS = ((0.6, -1, 0.4), (1, 0, 1), (-1, 2, 1))
MIXTURES = list(product((False, True), repeat=5))


def term(name, value, is_put):
    return (f"({value})" if value < 0 else str(value)) if is_put else name


def derivation(put, inputs, *, total="z_{}", slip=None):
    """Write three steps; ``put`` says of w_x, x, w_h, h and b whether the number stands, ``slip`` changes one."""
    lines, h = [], 0.0
    for t, x in enumerate(inputs, start=1):
        values = {**WEIGHTS, "x": x, "h": h}
        shown = dict(values)
        if slip is not None and t == 2:
            shown[slip] = round(shown[slip] + 0.2, 3)
        a = round(shown["w_x"] * shown["x"] + shown["w_h"] * shown["h"] + shown["b"], 3)
        w_x, x_, w_h, h_ = (
            term(name, shown[key], is_put)
            for name, key, is_put in zip(
                ("w_x", f"x_{t}", "w_h", f"h_{t - 1}"), ("w_x", "x", "w_h", "h"), put, strict=False
            )
        )
        b = shown["b"]
        bias = (f" + {b}" if b > 0 else f" - {-b}") if put[4] else " + b"
        state = round(math.tanh(a), 3)
        if total is not None:
            lines.append(f"{total.format(t)} = {w_x}*{x_} + {w_h}*{h_}{bias} = {a}")
            lines.append(f"h_{t} = tanh({a}) = {state}")
        else:
            lines.append(f"h_{t} = tanh({w_x}*{x_} + {w_h}*{h_}{bias}) = tanh({a}) = {state}")
        h = state
    return GIVEN.format(*inputs) + "\n".join(lines) + "\n"


@pytest.mark.parametrize("total", ["z_{}", "a_{}", "s{}", None])
@pytest.mark.parametrize("put", MIXTURES, ids=lambda put: "".join("n" if each else "." for each in put))
def test_a_right_mixture_has_no_error_and_no_warning(put, total):
    for inputs in INPUTS:
        text = derivation(put, inputs, total=total)
        assert [each for each in judge(read(text)).findings if each.severity != "note"] == [], text


@pytest.mark.parametrize("total", ["z_{}", None])
@pytest.mark.parametrize("slip", range(5), ids=["w_x", "x", "w_h", "h", "b"])
def test_a_number_put_in_wrongly_is_found_whatever_stands_beside_it(slip, total):
    key = ("w_x", "x", "w_h", "h", "b")[slip]
    for put in MIXTURES:
        if not put[slip]:
            continue
        for inputs in INPUTS:
            text = derivation(put, inputs, total=total, slip=key)
            roots = [(each.code in ("C06", "C07"), each.line) for each in judge(read(text)).roots]
            assert roots == [(True, 4 if total is None else 5)], text
