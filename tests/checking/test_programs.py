"""Programs and what they printed: loops, prints one after the other, sessions with torch.

Every number that was printed is compared; one that is changed is found where it stands, and no other.
"""

import math
import random

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

TIMES = 3


def array(rows):
    return f"np.array({rows})"


def printed(values, digits):
    """Print a vector as NumPy does."""
    texts = [f"{value:.{digits}f}" for value in values]
    width = max(map(len, texts))
    return f"[{' '.join(each.rjust(width) for each in texts)}]"


def states(draw, hidden, inputs):
    """Draw a network and its inputs; give them with its states."""
    number = lambda: round(draw.uniform(-1, 1), 1)  # noqa: E731
    w = [[number() for _ in range(inputs)] for _ in range(hidden)]
    u = [[number() for _ in range(hidden)] for _ in range(hidden)]
    b = [number() for _ in range(hidden)]
    xs = [[number() for _ in range(inputs)] for _ in range(TIMES)]
    h, found = [0.0] * hidden, []
    for x in xs:
        h = [
            math.tanh(
                sum(map(math.prod, zip(w[i], x, strict=True)))
                + sum(map(math.prod, zip(u[i], h, strict=True)))
                + b[i]
            )
            for i in range(hidden)
        ]
        found.append(h)
    return w, u, b, xs, found


def loop(draw, hidden, inputs, header, shown, label, language):
    """Write a loop over the inputs in NumPy, and below it what it printed."""
    w, u, b, xs, found = states(draw, hidden, inputs)
    code = [
        "```python",
        "import numpy as np",
        f"Wxh = {array(w)}",
        f"Whh = {array(u)}",
        f"b = {array(b)}",
        f"h = np.zeros({hidden})",
        f"xs = {array(xs)}",
        header,
        "    h = np.tanh(Wxh @ x + Whh @ h + b)",
        f"    print({shown})",
        "```",
        "",
        {"en": "This prints", "ko": "실행하면 다음이 나옵니다."}[language],
        "",
        "```",
    ]
    out = [label.format(t=t) + printed(h, 6) for t, h in enumerate(found, start=1)]
    return [*code, *out, "```"], len(code)


def straight(draw, hidden, inputs, language):
    """Write the steps one after the other, each with its print."""
    w, u, b, xs, found = states(draw, hidden, inputs)
    code = ["```python", f"W = {array(w)}", f"U = {array(u)}", f"b = {array(b)}", f"h0 = np.zeros({hidden})"]
    for t, x in enumerate(xs, start=1):
        code += [
            f"x{t} = {array(x)}",
            f"h{t} = np.tanh(W @ x{t} + U @ h{t - 1} + b)",
            f"print(h{t})",
        ]
    code += ["```", {"en": "Output:", "ko": "출력:"}[language], "```"]
    return [*code, *(printed(h, 8) for h in found), "```"], len(code)


def torchs(draw, hidden, inputs, language):
    """Write a session with torch.nn.RNN, whose output is printed whole."""
    w, u, b, xs, found = states(draw, hidden, inputs)

    def tensor(rows):
        texts = [[f"{value:.4f}" for value in row] for row in rows]
        inner = [f"[{', '.join(each.rjust(7) for each in row)}]" for row in texts]
        return ("tensor([" + ",\n        ".join(inner) + "])").split("\n")

    code = [
        {"en": "A session:", "ko": "대화식으로 확인합니다."}[language],
        "```",
        ">>> rnn.weight_ih_l0",
        *tensor(w),
        ">>> rnn.weight_hh_l0",
        *tensor(u),
        ">>> rnn.bias_ih_l0",
        f"tensor({[round(each, 4) for each in b]})",
        ">>> rnn.bias_hh_l0",
        f"tensor({[0.0] * hidden})",
        f">>> x = torch.tensor({xs})",
        ">>> out, h_n = rnn(x)",
        ">>> out",
    ]
    return [*code, *tensor(found), "```"], len(code)


def textbook(draw, hidden, inputs, language):
    """Write a loop that keeps its state under another name and collects the states in a list."""
    w, u, b, xs, found = states(draw, hidden, inputs)
    code = [
        "```python",
        f"W = {array(w)}",
        f"U = {array(u)}",
        f"b = {array(b)}",
        f"sequence = {array(xs)}",
        f"state_t = np.zeros(({hidden},))",
        "outputs = []",
        "for input_t in sequence:",
        "    output_t = np.tanh(np.dot(W, input_t) + np.dot(U, state_t) + b)",
        "    outputs.append(output_t)",
        "    state_t = output_t",
        "all_outputs = np.stack(outputs, axis=0)",
        "print(all_outputs)",
        "```",
        {"en": "The result:", "ko": "결과:"}[language],
        "```",
    ]
    rows = [printed(h, 8) for h in found]
    return [*code, f"[{rows[0]}", *(f" {each}" for each in rows[1:-1]), f" {rows[-1]}]", "```"], len(code)


def bare(draw, hidden, inputs, language):
    """Write a loop with ``h_prev`` as it comes out of a notebook: no fence, steps counted from 0."""
    w, u, b, xs, found = states(draw, hidden, inputs)
    code = [
        {"en": "In [2]:", "ko": "다음 셀을 실행한다."}[language],
        f"W_xh = {array(w)}",
        f"W_hh = {array(u)}",
        f"b = {array(b)}",
        f"h_prev = np.zeros({hidden})",
        f"x_values = {array(xs)}",
        "for t, x_t in enumerate(x_values):",
        "    h_t = np.tanh(W_xh @ x_t + W_hh @ h_prev + b)",
        '    print(f"h_{t+1} = {h_t}")',
        "    h_prev = h_t",
        "",
    ]
    return [*code, *(f"h_{t} = {printed(h, 6)}" for t, h in enumerate(found, start=1)), ""], len(code)


STYLES = {
    "textbook": textbook,
    "bare": bare,
    "loop": lambda draw, h, d, la: loop(draw, h, d, "for x in xs:", "h", "", la),
    "counted": lambda draw, h, d, la: loop(
        draw, h, d, "for t, x in enumerate(xs, start=1):", 'f"h_{t} = {h}"', "h_{t} = ", la
    ),
    "labelled": lambda draw, h, d, la: loop(
        draw, h, d, "for t, x in enumerate(xs, 1):", 'f"t={t}  h={h}"', "t={t}  h=", la
    ),
    "straight": straight,
    "torch": torchs,
}
CASES = [
    (style, hidden, inputs, language)
    for style in STYLES
    for hidden, inputs in ((2, 2), (2, 3), (3, 2))
    for language in ("en", "ko")
]


def numbers(line):
    """Give the columns (from 1) of the decimals of a line."""
    return [at + 1 for at in range(len(line)) if line[at] == "." and line[at - 1].isdigit()]


@pytest.mark.parametrize(("style", "hidden", "inputs", "language"), CASES)
def test_what_a_program_printed_is_compared(style, hidden, inputs, language):
    draw = random.Random(f"{style} {hidden} {inputs} {language}")
    lines, start = STYLES[style](draw, hidden, inputs, language)
    judgement = judge(read("\n".join(lines)))
    assert [str(each) for each in judgement.findings if each.severity == "error"] == []
    compared = [place.line for place in judgement.checked if place.line > start]
    assert len(compared) == TIMES * hidden
    line = draw.randrange(start, start + TIMES)
    at = draw.choice(numbers(lines[line]))
    digit = lines[line][at]
    changed = lines[line][:at] + str((int(digit) + 4) % 10) + lines[line][at + 1 :]
    judgement = judge(read("\n".join([*lines[:line], changed, *lines[line + 1 :]])))
    assert {each.line for each in judgement.roots} == {line + 1}
    assert judgement.roots[0].code == "C04"


LSTM = """\
```python
wf, uf, wi, ui, wg, ug, wo, uo = {w}
h = c = 0.0
for t, x in enumerate({xs}, start=1):
    f = sigmoid(wf * x + uf * h)
    i = sigmoid(wi * x + ui * h)
    g = tanh(wg * x + ug * h)
    o = sigmoid(wo * x + uo * h)
    c = f * c + i * g
    h = o * tanh(c)
    print(f"t={{t}} c={{c:.5f}} h={{h:.5f}}")
```

```
{out}
```
"""


@pytest.mark.parametrize("seed", range(4))
def test_gates_in_a_loop(seed):
    draw = random.Random(seed)
    w = [draw.choice((-1, 1)) * draw.randint(3, 9) / 10 for _ in range(8)]
    xs = [round(draw.uniform(-1, 1), 2) for _ in range(TIMES)]
    sigmoid = lambda a: 1 / (1 + math.exp(-a))  # noqa: E731
    h = c = 0.0
    out = []
    for t, x in enumerate(xs, start=1):
        f, i, o = (sigmoid(w[at] * x + w[at + 1] * h) for at in (0, 2, 6))
        c = f * c + i * math.tanh(w[4] * x + w[5] * h)
        h = o * math.tanh(c)
        out.append(f"t={t} c={c:.5f} h={h:.5f}")
    text = LSTM.format(w=", ".join(map(str, w)), xs=xs, out="\n".join(out))
    judgement = judge(read(text))
    assert [str(each) for each in judgement.findings if each.severity == "error"] == []
    assert sum(place.line > 14 for place in judgement.checked) >= 2 * TIMES
    slip = f"h={h + 0.3:.5f}"
    judgement = judge(read(text.replace(f"h={h:.5f}", slip)))
    assert [(each.code, each.line) for each in judgement.roots] == [("C04", 14 + TIMES)]


OTHERS = [
    "```\nfor i in range(3):\n    total = total + i\n    print(total)\n```\n\n```\n0\n1\n3\n```\n",
    "```\nfor name in names:\n    print(name)\n```\n\n```\nann\nbob\n```\n",
    "```\nx = [1, 2, 3]\nfor v in x:\n    if v > 1:\n        print(v)\n```\n\n```\n2\n3\n```\n",
    "```\nfor epoch in range(100):\n    loss = train()\n    print(loss)\n```\n\n```\n0.9\n0.4\n```\n",
    "```\nprint(sum(v * v for v in [0.1, 0.2]))\n```\n출력\n```\n0.05\n```\n",
    "```\nfor row in table:\n    print(row['year'], row['share'])\n```\n\n```\n1997 0.25\n2014 0.75\n```\n",
]


@pytest.mark.parametrize("text", OTHERS)
def test_programs_about_other_things_carry_no_error(text):
    assert [each for each in judge(read(text)).findings if each.severity == "error"] == []
