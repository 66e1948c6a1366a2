"""Worked examples as many authors write them, computed with floats by this file alone.

Every text carries marks: ``«p3:0.442»`` is the first entry of p at step 3. :func:`right` takes the marks off,
:func:`wrong` makes one of the marked numbers wrong by a tenth and leaves the rest of the text as it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

WX = [[0.5, -0.4, 0.3], [-0.2, 0.6, 0.1]]
WH = [[0.3, 0.2], [-0.1, 0.4]]
B = [0.2, -0.3]
ORDER = (1, 0, 2)
WORDS = ("go", "stop", "wait")

Vector = list[float]
STYLES: dict[str, Callable[[], str]] = {}

_MARK = re.compile(r"«(\w+):([^»]*)»")


def right(text: str) -> str:
    return _MARK.sub(r"\2", text)


def marks(text: str) -> list[str]:
    return [match[1] for match in _MARK.finditer(text)]


def wrong(text: str, key: str) -> tuple[str, int, int]:
    """Give the text with one number wrong, and the line and the column where it stands."""

    def changed(match: re.Match[str]) -> str:
        number = match[2]
        if match[1] != key:
            return number
        return f"§{float(number) + 0.1:.{len(number.partition('.')[2])}f}"

    changed_text = _MARK.sub(changed, text)
    before = changed_text[: changed_text.index("§")]
    return changed_text.replace("§", ""), before.count("\n") + 1, len(before) - before.rfind("\n")


def style(function: Callable[[], str]) -> Callable[[], str]:
    STYLES[function.__name__] = function
    return function


def times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> Vector:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def plus(*vectors: Sequence[float]) -> Vector:
    return [sum(entries) for entries in zip(*vectors, strict=True)]


def rounded(vector: Sequence[float], digits: int = 3) -> Vector:
    return [round(entry, digits) + 0.0 for entry in vector]


def hot(position: int) -> list[int]:
    return [int(position == each) for each in range(3)]


def steps(digits: int = 3, function: Callable[[float], float] = math.tanh):
    """Give t, the position of the 1, x, p, q, z and h of every step, rounded as on paper."""
    h = [0.0, 0.0]
    for t, position in enumerate(ORDER, start=1):
        x = hot(position)
        p = rounded(times(WX, x), digits)
        q = rounded(times(WH, h), digits)
        z = rounded(plus(p, q, B), digits)
        h, before = rounded([function(each) for each in z], digits), h
        yield t, position, x, p, q, z, h, before


def show(vector: Sequence[float], digits: int = 3, key: str = "", between: str = ", ") -> str:
    texts = [f"{entry:.{digits}f}" for entry in vector]
    if key:
        texts[0] = f"«{key}:{texts[0]}»"
    return between.join(texts)


def at(name: str, t: int) -> str:
    """Mark the quantities of step 3 only: at the first, products with zeros hide too much."""
    return f"{name}{t}" if t == 3 else ""


DEFINITIONS = (
    "W_xh = [[0.5, -0.4, 0.3], [-0.2, 0.6, 0.1]]\nW_hh = [[0.3, 0.2], [-0.1, 0.4]]\nb_h = [0.2, -0.3]\n"
)


@style
def counted_from_zero() -> str:
    lines = ["Let h_{-1} = [0, 0].", DEFINITIONS]
    for t, _, x, p, q, z, h, _ in steps():
        s = t - 1
        lines += [
            f"x_{s} = {x}",
            f"h_{s} = tanh(W_xh x_{s} + W_hh h_{{{s - 1}}} + b_h) = tanh([{show(p)}] + [{show(q, key=at('q', t))}]"
            f" + [0.2, -0.3]) = tanh([{show(z)}]) = [{show(h, key=at('h', t))}]",
            "",
        ]
    return "\n".join(lines)


@style
def start_by_name() -> str:
    lines = [DEFINITIONS, "h_init = [0, 0]"]
    for t, _, x, _, _, z, h, _ in steps():
        before = "h_init" if t == 1 else f"h_{t - 1}"
        lines.append(
            f"x_{t} = {x}; h_{t} = tanh(W_xh x_{t} + W_hh {before} + b_h) = tanh([{show(z, key=at('z', t))}])"
            f" = [{show(h, key=at('h', t))}]"
        )
    return "\n".join(lines)


@style
def table() -> str:
    lines = [
        "go = [1,0,0], stop = [0,1,0], wait = [0,0,1]",
        DEFINITIONS,
        "| t | word | W_xh x_t | W_hh h_{t-1} | z_t | h_t |",
        "|---|---|---|---|---|---|",
    ]
    for t, position, _, p, q, z, h, _ in steps():
        cells = [show(each, key=at(name, t)) for name, each in zip("pqzh", (p, q, z, h), strict=True)]
        lines.append(f"| {t} | {WORDS[position]} | " + " | ".join(f"({cell})" for cell in cells) + " |")
    return "\n".join(lines)


@style
def table_in_tex() -> str:
    lines = [
        "| word | one-hot |\n|---|---|\n| go | $[1,0,0]^\\top$ |\n| stop | $[0,1,0]^\\top$ |\n| wait | $[0,0,1]^\\top$ |\n",
        r"$$W_{xh}=\begin{bmatrix}0.5&-0.4&0.3\\-0.2&0.6&0.1\end{bmatrix},\; W_{hh}=\begin{bmatrix}0.3&0.2\\-0.1&0.4\end{bmatrix},\; b=\begin{bmatrix}0.2\\-0.3\end{bmatrix}$$",
        "",
        r"| $t$ | input | $h_{t-1}$ | $a_t = W_{xh}x_t + W_{hh}h_{t-1} + b$ | $h_t$ |".replace(
            r"$a_t = W_{xh}x_t + W_{hh}h_{t-1} + b$", "$a_t$"
        ),
        "|:-:|:-:|:-:|:-:|:-:|",
    ]
    for t, position, _, _, _, z, h, before in steps():
        lines.append(
            f"| {t} | {WORDS[position]} | $({show(before)})$ | $({show(z, key=at('z', t))})$"
            f" | $({show(h, key=at('h', t))})$ |"
        )
    return "\n".join(lines)


@style
def numpy_session() -> str:
    lines = [
        "```python\nimport numpy as np\nW_xh = np.array([[0.5, -0.4, 0.3],\n                 [-0.2, 0.6, 0.1]])",
        "W_hh = np.array([[0.3, 0.2], [-0.1, 0.4]])\nb_h = np.array([0.2, -0.3])\nh = np.zeros(2)\n```\n",
        "The loop prints:\n\n```",
    ]
    for t, _, x, _, _, z, h, _ in steps(8):
        one_hot = " ".join(map(str, x))
        lines.append(
            f"t={t}  x=[{one_hot}]  z=[{show(z, 8, at('z', t), ' ')}]  h=[{show(h, 8, at('h', t), ' ')}]"
        )
    return "\n".join([*lines, "```"])


@style
def numpy_session_from_zero() -> str:
    lines = [
        "W_xh = np.array([[0.5, -0.4, 0.3], [-0.2, 0.6, 0.1]])\nW_hh = np.array([[0.3, 0.2], [-0.1, 0.4]])",
        "b_h = np.array([0.2, -0.3])\nh = np.zeros(2)\n",
    ]
    for t, _, x, _, _, _, h, _ in steps(4):
        lines.append(f"t = {t - 1}: x = {x}, h = [{show(h, 4, at('h', t))}]")
    return "\n".join(lines)


@style
def unnumbered() -> str:
    lines = [
        "W = [[0.5, -0.4, 0.3], [-0.2, 0.6, 0.1]], U = [[0.3, 0.2], [-0.1, 0.4]], b = [0.2, -0.3]",
        "h = [0, 0]",
    ]
    for t, _, x, p, q, z, h, _ in steps():
        lines += [
            f"### Step {t}",
            f"x = {x}",
            f"Wx = [{show(p, key=at('p', t))}]",
            f"Uh = [{show(q, key=at('q', t))}]",
            f"z = Wx + Uh + b = [{show(z, key=at('z', t))}]",
            f"h = tanh(z) = [{show(h, key=at('h', t))}]",
        ]
    return "\n".join(lines)


@style
def sum_without_a_formula() -> str:
    lines = [DEFINITIONS, "h_0 = [0, 0]"]
    for t, _, x, p, q, z, h, _ in steps():
        lines += [
            f"x_{t} = {x}",
            f"W_xh x_{t} = [{show(p, key=at('p', t))}]",
            f"W_hh h_{t - 1} = [{show(q, key=at('q', t))}]",
            f"z_{t} = [{show(z, key=at('z', t))}]",
            f"h_{t} = [{show(h, key=at('h', t))}]",
        ]
    return "\n".join(lines)


@style
def arrows() -> str:
    lines = [DEFINITIONS, "h_0 = [0, 0]"]
    for t, _, x, p, q, z, h, _ in steps():
        lines += [
            f"Step {t}: x_{t} = {x}",
            f"W_xh x_{t} → [{show(p, key=at('p', t))}]",
            f"W_hh h_{t - 1} -> [{show(q, key=at('q', t))}]",
            f"z_{t} => [{show(z, key=at('z', t))}]",
            f"h_{t} → [{show(h, key=at('h', t))}]",
        ]
    return "\n".join(lines)


@style
def angle_brackets() -> str:
    lines = [
        "Waa = [[0.3, 0.2], [-0.1, 0.4]], Wax = [[0.5, -0.4, 0.3], [-0.2, 0.6, 0.1]], ba = [0.2, -0.3], a<0> = [0, 0]"
    ]
    for t, _, x, _, _, z, h, _ in steps():
        lines.append(
            f"x<{t}> = {x}\na<{t}> = tanh(Waa a<{t - 1}> + Wax x<{t}> + ba) = tanh([{show(z, key=at('z', t))}])"
            f" = [{show(h, key=at('h', t))}]"
        )
    return "\n".join(lines)


@style
def logistic_network() -> str:
    lines = ["An Elman network with the logistic sigmoid.", DEFINITIONS, "h_0 = [0, 0]"]
    for t, _, x, _, _, z, h, _ in steps(4, lambda each: 1 / (1 + math.exp(-each))):
        lines.append(
            f"x_{t} = {x}\nh_{t} = σ(W_xh x_{t} + W_hh h_{t - 1} + b_h) = σ([{show(z, 4, at('z', t))}])"
            f" = [{show(h, 4, at('h', t))}]"
        )
    return "\n".join(lines)


@style
def letter_for_tanh() -> str:
    lines = ["s_t = f(U x_t + W s_{t-1} + b), 활성화 함수 f는 tanh입니다.", '문장: "stop go wait"']
    lines += ["어휘: go = [1, 0, 0], stop = [0, 1, 0], wait = [0, 0, 1]"]
    lines += [
        "U = [[0.5, -0.4, 0.3], [-0.2, 0.6, 0.1]], W = [[0.3, 0.2], [-0.1, 0.4]], b = [0.2, -0.3], s_0 = [0, 0]"
    ]
    for t, _, _, p, q, z, h, _ in steps():
        lines += [
            f"[{t}단계]",
            f"s_{t} = f(U x_{t} + W s_{t - 1} + b)",
            f"    = f([{show(p)}] + [{show(q, key=at('q', t))}] + [0.2, -0.3])",
            f"    = f([{show(z)}])",
            f"    = [{show(h, key=at('h', t))}]",
        ]
    return "\n".join(lines)


@style
def scalar_bullets() -> str:
    lines, h = ["x = [0.5, 1.0, -0.5], W_xh = 0.6, W_hh = 0.4, b = 0.1, h_0 = 0"], 0.0
    for t, x in enumerate((0.5, 1.0, -0.5), start=1):
        p, q = 0.6 * x, round(0.4 * h, 4)
        z = round(p + q + 0.1, 4)
        before, h = h, round(math.tanh(z), 4)
        lines += [
            f"- t={t}: W_xh*x_{t} = 0.6*{x} = {p:.4f}, W_hh*h_{t - 1} = 0.4*{before:.4f} = {show([q], 4, at('q', t))},"
            f" sum + b = {p:.4f} + {q:.4f} + 0.1 = {z:.4f}, h_{t} = tanh({z:.4f}) = {show([h], 4, at('h', t))}"
        ]
    return "\n".join(lines)


@style
def bullets_after_a_vector() -> str:
    lines = [
        "> 문장: **날씨 오늘 좋다**",
        "```",
        "오늘 → [1, 0, 0]",
        "날씨 → [0, 1, 0]",
        "좋다 → [0, 0, 1]",
        "```",
    ]
    lines += [DEFINITIONS, "h0 = np.array([0, 0])"]
    for t, position, x, p, q, z, h, _ in steps():
        word = ("오늘", "날씨", "좋다")[position]
        lines += [
            f"### {('첫', '두', '세')[t - 1]} 번째 단어: '{word}'",
            f"입력 x{t} = {x}",
            f"- W_xh·x{t} = [{show(p, key=at('p', t))}]",
            f"- W_hh·h{t - 1} = [{show(q, key=at('q', t))}]",
            f"- 다 더하면 [{show(p)}] + [{show(q)}] + [0.2, -0.3] = [{show(z, key=at('z', t))}]",
            f"- h{t} = tanh([{show(z)}]) ≒ **[{show(h, key=at('h', t))}]** 이 됩니다 😀",
        ]
    return "\n".join(lines)


@style
def two_biases_on_lines_of_their_own() -> str:
    lines = [
        "W_ih = tensor([[ 0.5000, -0.4000,  0.3000],\n        [-0.2000,  0.6000,  0.1000]])",
        "W_hh = tensor([[ 0.3000,  0.2000],\n        [-0.1000,  0.4000]])",
        "b_ih = tensor([0.2000, 0.0000])\nb_hh = tensor([0.0000, -0.3000])\nh_0 = tensor([0., 0.])",
    ]
    for t, _, x, p, q, z, h, _ in steps(4):
        lines += [
            f"x_{t} = tensor([{', '.join(f'{each}.' for each in x)}])",
            f"W_ih @ x_{t} + b_ih = tensor([{show(plus(p, [0.2, 0]), 4, at('p', t))}])",
            f"W_hh @ h_{t - 1} + b_hh = tensor([{show(plus(q, [0, -0.3]), 4, at('q', t))}])",
            f"h_{t} = torch.tanh(tensor([{show(z, 4, at('z', t))}])) = tensor([{show(h, 4, at('h', t))}])",
        ]
    return "\n".join(lines)


@style
def letters_as_words() -> str:
    lines = ["h = [1, 0, 0]\ni = [0, 1, 0]\no = [0, 0, 1]", DEFINITIONS, "h_0 = [0, 0]"]
    for t, position, _, p, q, z, h, _ in steps():
        lines.append(
            f"t={t}, '{'hio'[position]}': h_{t} = tanh(W_xh x_{t} + W_hh h_{t - 1} + b_h)"
            f" = tanh([{show(p)}] + [{show(q, key=at('q', t))}] + [0.2, -0.3]) = tanh([{show(z)}])"
            f" = [{show(h, key=at('h', t))}]"
        )
    return "\n".join(lines)


@style
def output_layer() -> str:
    wy = [[1.0, -0.5], [0.3, 0.8], [-0.6, 0.4]]
    lines = [DEFINITIONS, f"W_hy = {wy}, b_y = [0.1, 0, -0.1], h_0 = [0, 0]"]
    for t, _, x, _, _, z, h, _ in steps():
        s = rounded(plus(times(wy, h), [0.1, 0, -0.1]))
        e = rounded([math.exp(each - max(s)) for each in s])  # the maximum is subtracted, not said
        y = rounded([each / sum(e) for each in e])
        lines += [
            f"x_{t} = {x}",
            f"h_{t} = tanh(W_xh x_{t} + W_hh h_{t - 1} + b_h) = tanh([{show(z)}]) = [{show(h)}]",
            f"y_{t} = softmax(W_hy h_{t} + b_y) = softmax([{show(s, key=at('s', t))}]) = [{show(y, key=at('y', t))}]",
        ]
    return "\n".join(lines)


@style
def gated() -> str:
    wz, wr, wn = [[0.5, -0.4], [0.2, 0.6]], [[0.3, 0.1], [-0.2, 0.4]], [[0.7, -0.3], [0.1, 0.5]]
    uz, ur, un = [[0.1, 0.2], [-0.3, 0.4]], [[0.2, -0.1], [0.5, 0.3]], [[0.6, 0.1], [-0.4, 0.2]]

    def sigmoid(vector: Vector) -> Vector:
        return rounded([1 / (1 + math.exp(-each)) for each in vector])

    lines = ["GRU by hand; σ is the logistic sigmoid."]
    lines += [f"W_z = {wz}, W_r = {wr}, W_n = {wn}", f"U_z = {uz}, U_r = {ur}, U_n = {un}", "h_0 = [0, 0]"]
    h = [0.0, 0.0]
    for t, x in enumerate(([1, 0], [0, 1], [1, 0]), start=1):
        az, ar = rounded(plus(times(wz, x), times(uz, h))), rounded(plus(times(wr, x), times(ur, h)))
        z, r = sigmoid(az), sigmoid(ar)
        an = rounded(plus(times(wn, x), [a * b for a, b in zip(r, times(un, h), strict=True)]))
        n = rounded([math.tanh(each) for each in an])
        new = rounded([(1 - a) * b + a * c for a, b, c in zip(z, n, h, strict=True)])
        lines += [
            f"x_{t} = {x}",
            f"z_{t} = σ(W_z x_{t} + U_z h_{t - 1}) = σ([{show(az)}]) = [{show(z, key=at('z', t))}]",
            f"r_{t} = σ(W_r x_{t} + U_r h_{t - 1}) = σ([{show(ar)}]) = [{show(r)}]",
            f"n_{t} = tanh(W_n x_{t} + r_{t} ⊙ (U_n h_{t - 1})) = tanh([{show(an)}]) = [{show(n, key=at('n', t))}]",
            f"h_{t} = (1 - z_{t}) ⊙ n_{t} + z_{t} ⊙ h_{t - 1} = [{show(new, key=at('h', t))}]",
        ]
        h = new
    return "\n".join(lines)
