"""Programs with loops forwards and backwards, run by numpy, and what they print: read below the code."""

import contextlib
import io
import os
from random import Random

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
PROGRAMS = 60 if FULL else 5

SQUARED = """import numpy as np
np.set_printoptions(precision=4, suppress=True)
Wxh = np.array({u})
Whh = np.array({w})
bh = np.array({b})
Why = np.array({v})
by = np.array({c})
xs = [np.array({x}), np.array({y})]
target = {k}
hs = {{}}
hs[-1] = np.zeros(2)
for t in range(2):
    hs[t] = np.tanh(Wxh @ xs[t] + Whh @ hs[t-1] + bh)
    print(f"hs[{{t}}] = {{hs[t]}}")
y = Why @ hs[1] + by
print(f"y = {{y}}")
loss = 0.5 * (y - target) ** 2
dWxh, dWhh, dbh = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(bh)
dy = y - target
dh = Why.T @ dy
print(f"dy = {{dy}}")
for t in reversed(range(2)):
    dhraw = (1 - hs[t] ** 2) * dh
    dbh += dhraw
    dWxh += np.outer(dhraw, xs[t])
    dWhh += np.outer(dhraw, hs[t-1])
    print(f"t={{t}} dh={{dh}} dhraw={{dhraw}}")
    dh = Whh.T @ dhraw
print("dWhh =", dWhh)
print("dbh =", dbh)
Whh -= 0.1 * dWhh
print("Whh =", Whh)
"""
ENTROPY = """import numpy as np
np.set_printoptions(precision=4, suppress=True)
Wxh, Whh = np.array({u}), np.array({w})
Why = np.array({v})
bh, by = np.array({b}), np.array({c})
xs = [np.array({x}), np.array({y})]
targets = [{k}, {l}]
hs, ps = {{}}, {{}}
hs[-1] = np.zeros(2)
for t in range(2):
    hs[t] = np.tanh(np.dot(Wxh, xs[t]) + np.dot(Whh, hs[t-1]) + bh)
    ys = np.dot(Why, hs[t]) + by
    ps[t] = np.exp(ys) / np.sum(np.exp(ys))
    print(f"hs[{{t}}] = {{hs[t]}}, ps[{{t}}] = {{ps[t]}}")
dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
dbh, dby = np.zeros_like(bh), np.zeros_like(by)
dhnext = np.zeros_like(hs[0])
for t in reversed(range(2)):
    dy = np.copy(ps[t])
    dy[targets[t]] -= 1
    dWhy += np.outer(dy, hs[t])
    dby += dy
    dh = np.dot(Why.T, dy) + dhnext
    dhraw = (1 - hs[t] * hs[t]) * dh
    dbh += dhraw
    dWxh += np.outer(dhraw, xs[t])
    dWhh += np.outer(dhraw, hs[t-1])
    dhnext = np.dot(Whh.T, dhraw)
    print(f"t={{t}} dy={{dy}} dh={{dh}} dhraw={{dhraw}}")
for name, of in (("dWxh", dWxh), ("dWhh", dWhh), ("dWhy", dWhy), ("dbh", dbh), ("dby", dby)):
    print(name, "=", of)
"""
# A line of the program, what stands there instead, and the mistakes that this may be called.
WRONG = {
    "slope-forgotten": ("(1 - hs[t] ** 2) * dh", "(1 - hs[t] * hs[t]) * dh", "dh"),
    "recurrent-not-transposed": ("Whh.T @ dhraw", "np.dot(Whh.T, dhraw)", None),
    "state-of-this-step": ("np.outer(dhraw, hs[t-1])", "np.outer(dhraw, hs[t-1])", "np.outer(dhraw, hs[t])"),
    "future-forgotten": ("", "np.dot(Why.T, dy) + dhnext", "np.dot(Why.T, dy)"),
    "target-not-subtracted": ("dy = y - target", "    dy[targets[t]] -= 1\n", None),
    "update-added": ("Whh -= 0.1", "", "Whh += 0.1"),
}


def program(seed, kind, mistake=None):
    """Write a program and what it prints; None where it cannot have the mistake, or does not show it."""
    random = Random(seed)

    def draw(rows, columns):
        return [
            [random.choice((-1, 1)) * random.randint(2, 9) / 10 for _ in range(columns)] for _ in range(rows)
        ]

    out = 1 if kind == SQUARED else 3
    (b,), (c,), x, y = draw(1, 2), draw(1, out), draw(1, 2)[0], draw(1, 2)[0]
    k, other = (0.35, 0) if kind == SQUARED else (random.randrange(3), random.randrange(3))
    source = kind.format(u=draw(2, 2), w=draw(2, 2), v=draw(out, 2), b=b, c=c, x=x, y=y, k=k, l=other)
    if mistake is not None:
        squared, entropy, instead = WRONG[mistake]
        line = squared if kind == SQUARED else entropy
        if not line:
            return None
        if instead is None:
            instead = {
                "recurrent-not-transposed": line.replace(".T", ""),
                "target-not-subtracted": "dy = y" if kind == SQUARED else "",
            }[mistake]
        assert line in source
        source = source.replace(line, instead)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(source, {})
    return f"```python\n{source}```\n\nOutput:\n\n```\n{printed.getvalue()}```\n"


def errors(judgement):
    return [each for each in judgement.findings if each.severity == "error"]


@pytest.mark.parametrize("kind", [SQUARED, ENTROPY], ids=["squared", "entropy"])
def test_all_that_a_right_program_prints_is_compared_and_nothing_accused(kind):
    """RNN_TUTOR_FULL=1 runs 60 programs of each kind, else 5."""
    for seed in range(PROGRAMS):
        text = program(seed, kind)
        judgement = judge(read(text))
        assert errors(judgement) == [], text
        assert judgement.not_read == (), text


@pytest.mark.parametrize("kind", [SQUARED, ENTROPY], ids=["squared", "entropy"])
@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_of_a_loop_is_named_where_it_shows_first(kind, mistake):
    """RNN_TUTOR_FULL=1 runs 60 programs of each, else 5. A loop makes its mistake at every step."""
    for seed in range(PROGRAMS):
        right, text = program(seed, kind), program(seed, kind, mistake)
        if text is None:
            continue
        lines = [each.split("Output:")[1].split("\n") for each in (right, text)]
        offset = text.split("Output:")[0].count("\n")
        first = next((at for at, pair in enumerate(zip(*lines, strict=True)) if pair[0] != pair[1]), None)
        if first is None:
            continue  # Whh may be its own transpose
        found = errors(judge(read(text)))
        assert found and found[0].line == first + offset + 1, text
        assert {each.mistake for each in found if each.root} == {mistake}, text
