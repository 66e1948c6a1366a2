"""Several problems in one text: each network is judged by itself, whatever marks where one ends."""

import math
import random

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

MARKS = {
    "exercise": "## Exercise {letter}\n",
    "problem": "**Problem {letter}.** A network of its own.\n",
    "korean": "### 문제 {number}.\n",
    "korean-plain": "예제 {number}\n",
    "spanish": "Ejercicio {number}\n",
    "indonesian": "Soal {number}.\n",
    "title": "## Another network\n",
    "nothing": "\n",
}
NAMES = {"xh": ("W_xh", "W_hh", "b"), "plain": ("w_x", "w_h", "b"), "wu": ("W", "U", "b")}


def problem(mark, names, number, chance, slip=None):
    """A scalar network over two steps, with numbers of its own; the state of step ``slip`` is wrong."""
    w, u = (chance.choice([-1, 1]) * chance.randrange(2, 15) / 10 for _ in range(2))
    b = chance.randrange(-5, 6) / 10
    x = [chance.randrange(-20, 21) / 10 for _ in range(2)]
    lines = [MARKS[mark].format(letter="ABC"[number], number=number + 1)]
    inputs = ", ".join(f"x_{t} = {each}" for t, each in enumerate(x, start=1))
    lines.append(f"{names[0]} = {w}, {names[1]} = {u}, {names[2]} = {b}, h_0 = 0, {inputs}\n")
    h = 0.0
    for t, each in enumerate(x, start=1):
        a = round(w * each + u * h + b, 4)
        shown = f"{h:.3f}" if t > 1 else "0"
        h = round(math.tanh(a), 3) + (0.11 if slip == t else 0)
        terms = " + ".join(
            f"{p}·{q}" if q[0] != "-" else f"{p}·({q})" for p, q in ((w, str(each)), (u, shown))
        )
        lines.append(f"h_{t} = tanh({terms} + ({b})) = tanh({a:.4f}) = {h:.3f}\n")
    return "\n".join(lines)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("names", NAMES)
def test_every_problem_is_judged_by_its_own_network(mark, names):
    chance = random.Random(f"{mark} {names}")
    for _ in range(4):
        parts = [problem(mark, NAMES[names], number, chance) for number in range(3)]
        judgement = judge(read("\n".join(parts)))
        assert [str(each) for each in judgement.findings if each.severity == "error"] == [], "\n".join(parts)
        assert len(judgement.lines) >= 6


@pytest.mark.parametrize("mark", MARKS)
def test_a_slip_in_one_problem_is_found_there(mark):
    chance = random.Random(f"slip {mark}")
    for slipping in range(3):
        text, wanted = "", 0
        for number in range(3):
            step = chance.randrange(1, 3) if number == slipping else None
            part = problem(mark, NAMES["xh"], number, chance, step)
            if step is not None:
                wanted = text.count("\n") + _line(part, step)
            text += part + "\n"
        assert [each.line for each in judge(read(text)).roots] == [wanted], text


def _line(part, step):
    return next(number for number, line in enumerate(part.split("\n"), 1) if line.startswith(f"h_{step} ="))


def test_a_gate_in_numbers_is_compared_with_its_other_steps():
    chance = random.Random("gates")
    for _ in range(20):
        x, h, u = (chance.choice(range(20, 100)) / 100 for _ in range(3))
        w = round(x + 0.13, 2)
        weights = f"W_r,x = {w}, W_r,h = {u}, h_0 = {h}, x_1 = {x}, x_2 = 0.07\n"

        def line(t, w, u, x, h):
            a = round(w * x + u * h, 6)
            return f"r_{t} = σ({w}·{x} + {u}·{h}) = σ({a}) = {1 / (1 + math.exp(-a)):.3f}\n"

        if len({w, u, x, h, 0.07, 1.07}) < 6:
            continue
        right = weights + line(1, w, u, x, h) + line(2, w, u, 0.07, 0.303)
        wrong = weights + line(1, w, u, x, h) + line(2, w, 1.07, 0.07, 0.303)
        assert judge(read(right)).roots == ()
        assert [(each.code, each.line) for each in judge(read(wrong)).roots] == [("C07", 3)], wrong


ROWS = """\
| | |
|---|---|
| W_ih | [[0.35, -0.15], [0.6, 0.45]] |
| W_hh | [[0.2, 0.55], [-0.3, 0.1]] |
| b | [0.25, -0.4] |
| x_1, x_2 | [1, 0.5], [-0.5, 2] |
| h_0 | [0, 0] |

a_1 = W_ih x_1 + W_hh h_0 + b = [{}, 0.4250]
"""


def test_a_table_of_givens_defines():
    assert judge(read(ROWS.format("0.5250"))).findings == ()
    assert [each.line for each in judge(read(ROWS.format("0.2750"))).roots] == [9]


STEPS = """\
입력 가중치 $W_x = 0.3$, 순환 가중치 $W_h = 0.6$, 편향 $b = 0.02$, 초기 상태 $h_0 = 0$이다.

| 날짜 | $x_t$ | $h_{{t-1}}$ | $z_t = W_x x_t + W_h h_{{t-1}} + b$ | $h_t = \\tanh(z_t)$ |
|---|---|---|---|---|
| 3월 4일 | 0.12 | 0.00000 | 0.05600 | 0.05594 |
| 3월 5일 | 0.47 | 0.05594 | {} | 0.19214 |
"""


def test_the_rows_of_a_table_without_a_clock_are_the_steps():
    right = judge(read(STEPS.format("0.19456")))
    assert right.roots == () and {5, 6} <= right.lines
    assert [each.line for each in judge(read(STEPS.format("0.29456"))).roots] == [6]


SESSION = """\
>>> w, u, b = {w}, {u}, {b}
>>> h0 = 0.0
>>> h1 = tanh(w * {x1} + u * h0 + b)
>>> {first}
{h1}
>>> a2 = w * {x2} + u * h1 + b
>>> {second}
{a2}
"""


@pytest.mark.parametrize("shown", ["{}", "print({})"])
def test_what_a_prompt_prints_is_a_result(shown):
    chance = random.Random(f"prompt {shown}")
    for _ in range(15):
        w, u, b, x1, x2 = (chance.randrange(-15, 16) / 10 or 0.3 for _ in range(5))
        h1 = math.tanh(w * x1 + b)
        a2 = w * x2 + u * h1 + b
        told = {"w": w, "u": u, "b": b, "x1": x1, "x2": x2}
        told |= {"first": shown.format("h1"), "second": shown.format("a2")}
        assert judge(read(SESSION.format(**told, h1=h1, a2=a2))).roots == ()
        wrong = SESSION.format(**told, h1=h1, a2=a2 + 0.2)
        assert [each.line for each in judge(read(wrong)).roots] == [8], wrong


SUMMARY = """\
W_x = 0.3, W_h = 0.9, b = 0.2, h_0 = 0, x_1 = 2

h_1 = tanh(0.3·2 + 0.9·0 + 0.2) = tanh(0.8) = 0.664

| {} | {} |
|---|---|
| t=1 | {} |
"""


@pytest.mark.parametrize("head", [("time", "hidden state"), ("시점", "은닉 상태"), ("t", "state")])
def test_a_column_of_states_in_words_is_compared(head):
    assert judge(read(SUMMARY.format(*head, "0.664"))).roots == ()
    assert [each.line for each in judge(read(SUMMARY.format(*head, "0.646"))).roots] == [7]
