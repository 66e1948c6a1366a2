"""The bare program: f-strings and loops that write one kind of page, as one would for a single occasion.

It knows one cell (tanh), one notation (columns, PyTorch's letters), one rounding (three decimals, half up,
carried) and one format (English Markdown, full detail), proves no digit and checks no input. What it writes
is the tool's own page, byte for byte.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor, log10, tanh
from operator import mul

from tests.benchmarks.bare_network import network

Vector = Sequence[Decimal]
Matrix = Sequence[Vector]

ZERO, MILLI = Decimal(0), Decimal("0.001")
COLOURS = ("0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9", "000000", "8A7F00")
DASHES = ("", "6 3", "2 2", "8 3 2 3")


def rounded(values: Vector) -> list[Decimal]:
    return [value.quantize(MILLI, ROUND_HALF_UP) + ZERO for value in values]


def column(values: Sequence[object]) -> str:
    rows = " \\\\\n".join(map(str, values))
    return f"\\begin{{pmatrix}}\n{rows}\n\\end{{pmatrix}}"


def matrix(rows: Matrix) -> str:
    return column([" & ".join(map(str, row)) for row in rows])


def term(value: Decimal) -> str:
    return f" - {-value}" if value < 0 else f" + {value}"


def display(text: str) -> str:
    return f"$$\n{text}\n$$\n\n"


def aligned(text: str) -> str:
    return display(f"\\begin{{aligned}}\n{text}\n\\end{{aligned}}")


def dot(
    symbol: str, t: int, row: int, weights: Vector, factors: Sequence[str], relation: str, result: Decimal
) -> str:
    """One entry of a product, six products a line."""
    products = [f"{weights[0]}\\cdot {factors[0]}"]
    products += [
        f"{term(weight)}\\cdot {factor}" for weight, factor in zip(weights[1:], factors[1:], strict=True)
    ]
    lines = ["".join(products[start : start + 6]) for start in range(0, len(products), 6)]
    text = " \\\\\n& \\quad {}".join(line.strip() for line in lines)
    return f"{symbol}_{{{t}}}[{row}] &= {text} {relation} {result}"


def page(
    title: str,
    words: Sequence[str],
    vocabulary: Sequence[str],
    weight_ih: Matrix,
    weight_hh: Matrix,
    bias: Vector,
    *,
    doubles: bool = False,
) -> Iterator[str]:
    """Write the page piece by piece; ``doubles`` are quicker and miss the fifteenth digit now and then."""
    hidden, inputs, last = len(bias), len(vocabulary), len(words)
    entries = range(1, hidden + 1)
    one_hot = {word: [int(word == other) for other in vocabulary] for word in vocabulary}
    w_ih, w_hh, b = matrix(weight_ih), matrix(weight_hh), column(bias)
    numbers = hidden * inputs + hidden * hidden + hidden
    states = [[ZERO] * hidden]
    terms = []
    for word in words:
        place = one_hot[word].index(1)
        p_exact = [row[place] for row in weight_ih]
        q_exact = [sum(map(mul, row, states[-1])) for row in weight_hh]
        p, q = rounded(p_exact), rounded(q_exact)
        a_exact = [one + two + three for one, two, three in zip(p, q, bias, strict=True)]
        a = rounded(a_exact)
        terms.append((p_exact, p, q_exact, q, a_exact, a))
        states.append([Decimal(f"{tanh(value):z.3f}") for value in a])
    unrolled = network(
        words,
        [one_hot[word] for word in words],
        states,
        [each[1] for each in terms],
        [each[3] for each in terms],
    )
    yield f"""\
# {title}

A recurrent network, computed by hand: {last} words, one at each time step. Every step computes

$$
h_{{t}} = \\tanh(W_{{ih}}\\,x_{{t}} + W_{{hh}}\\,h_{{t-1}} + b)
$$

![The network, step by step, with the numbers of this page](data:image/svg+xml;base64,\
{b64encode(unrolled.encode()).decode()})

## Vocabulary and one-hot vectors

A word becomes a vector with a 1 at its own position and 0 elsewhere; $x_{{t}}$ has {inputs} entries (input_size), \
one for each word of the vocabulary.

| position | word | one-hot vector |
| ---: | --- | --- |
"""
    for position, word in enumerate(vocabulary, 1):
        yield f"| {position} | `{word}` | $({', '.join(map(str, one_hot[word]))})$ |\n"
    yield "\nThe sentence, word by word:\n\n| $t$ | word | $x_{t}$ |\n| ---: | --- | --- |\n"
    for t, word in enumerate(words, 1):
        yield f"| {t} | `{word}` | $({', '.join(map(str, one_hot[word]))})$ |\n"
    yield f"""
## Parameters

| symbol | name in torch | size | axes | numbers |
| --- | --- | --- | --- | ---: |
| $W_{{ih}}$ | `weight_ih_l0` | {hidden} × {inputs} | hidden_size {hidden}, input_size {inputs} | {hidden * inputs} |
| $W_{{hh}}$ | `weight_hh_l0` | {hidden} × {hidden} | hidden_size {hidden}, hidden_size {hidden} | {hidden * hidden} |
| $b$ | `bias_ih_l0 + bias_hh_l0` | {hidden} | hidden_size {hidden} | {hidden} |

Together {hidden}·{inputs} + {hidden}·{hidden} + {hidden} = {numbers} numbers.

"""
    shown = [f"W_{{ih}} = {w_ih}", f"W_{{hh}} = {w_hh}", f"b = {b}", f"h_{{0}} = {column([0] * hidden)}"]
    if inputs + hidden <= 9:
        yield display(",\\quad ".join(shown))
    else:
        yield from map(display, shown)
    yield """\
## How numbers are written

Written lines: $p_{t}, q_{t}, a_{t}, h_{t}$. Every quantity on the left of a line is rounded to 3 decimals; \
nothing inside a line is. Later lines use the rounded numbers as they are written. A 5 at the end is rounded away from zero: 2.665 becomes 2.67. = means exactly, ≈ means rounded.

## Step by step

"""
    for t, word in enumerate(words, 1):
        x, before = one_hot[word], states[t - 1]
        p_exact, p, q_exact, q, a_exact, a = terms[t - 1]
        h = states[t]
        place = x.index(1) + 1
        yield f"""\
### Step {t}: `{word}`

$x_{{{t}}}$ has its 1 at position {place}, so $W_{{ih}}\\,x_{{{t}}}$ is column {place} of $W_{{ih}}$.

"""
        signs = ["=" if value == shown else "\\approx" for value, shown in zip(p_exact, p, strict=True)]
        sign = "=" if p == p_exact else "\\approx"
        p_column, x_texts = column(p), list(map(str, x))
        yield aligned(
            f"p_{{{t}}} &= \\underbrace{{W_{{ih}}}}_{{{hidden}\\times {inputs}}}\\,"
            f"\\underbrace{{x_{{{t}}}}}_{{{inputs}\\times 1}} \\\\\n&= {w_ih}\\,{column(x_texts)} {sign} {p_column}"
        )
        yield aligned(
            " \\\\\n".join(
                [dot("p", t, i, weight_ih[i - 1], x_texts, signs[i - 1], p[i - 1]) for i in entries]
            )
        )

        signs = ["=" if value == shown else "\\approx" for value, shown in zip(q_exact, q, strict=True)]
        sign = "=" if q == q_exact else "\\approx"
        q_column, h_texts = column(q), [f"({value})" if value < 0 else str(value) for value in before]
        yield aligned(
            f"q_{{{t}}} &= \\underbrace{{W_{{hh}}}}_{{{hidden}\\times {hidden}}}\\,"
            f"\\underbrace{{h_{{{t - 1}}}}}_{{{hidden}\\times 1}} \\\\\n&= {w_hh}\\,{column(before)} {sign} {q_column}"
        )
        yield aligned(
            " \\\\\n".join(
                [dot("q", t, i, weight_hh[i - 1], h_texts, signs[i - 1], q[i - 1]) for i in entries]
            )
        )

        signs = ["=" if value == shown else "\\approx" for value, shown in zip(a_exact, a, strict=True)]
        sign = "=" if a == a_exact else "\\approx"
        a_column = column(a)
        yield aligned(
            f"a_{{{t}}} &= \\underbrace{{p_{{{t}}}}}_{{{hidden}\\times 1}} + "
            f"\\underbrace{{q_{{{t}}}}}_{{{hidden}\\times 1}} + \\underbrace{{b}}_{{{hidden}\\times 1}} \\\\\n"
            f"&= {p_column} + {q_column} + {b} {sign} {a_column}"
        )
        yield aligned(
            " \\\\\n".join(
                [
                    f"a_{{{t}}}[{i}] &= {one}{term(two)}{term(three)} {sign} {value}"
                    for i, one, two, three, sign, value in zip(entries, p, q, bias, signs, a, strict=True)
                ]
            )
        )

        signs = ["\\approx" if value else "=" for value in a]
        sign = "\\approx" if any(a) else "="
        yield aligned(
            f"h_{{{t}}} &= \\tanh(\\underbrace{{a_{{{t}}}}}_{{{hidden}\\times 1}}) \\\\\n"
            f"&= \\tanh{a_column} {sign} {column(h)}"
        )
        yield aligned(
            " \\\\\n".join(
                [
                    f"h_{{{t}}}[{i}] &= \\tanh({argument}) {sign} {value}"
                    for i, argument, sign, value in zip(entries, a, signs, h, strict=True)
                ]
            )
        )

    names = " | ".join([f"$h_{{t}}[{i}]$" for i in entries])
    yield f"## All hidden states\n\n| $t$ | word | {names} |\n| ---: | --- |{' ---: |' * hidden}\n"
    for t, (word, h) in enumerate(zip(["", *(f"`{word}`" for word in words)], states, strict=True)):
        yield f"| {t} | {word} | {' | '.join(map(str, h))} |\n"
    drawing = b64encode(picture(states, words).encode()).decode()
    yield f"""
![The hidden state over the time steps](data:image/svg+xml;base64,{drawing})

The output of the network is the list of all $h_{{t}}$; the last one, $h_{{{last}}}$, is what torch calls `h_n`.

## Check against full precision

With nothing rounded on the way, the same steps give these numbers: 15 significant digits, each \
one proved; a shorter number is exact.

| $t$ | {names} |
| ---: |{" ---: |" * hidden}
"""
    differing = []
    fine, digits = (fine_states_in_doubles, "#.15g") if doubles else (fine_states, ".15g")
    for t, (h, state) in enumerate(
        zip(states[1:], fine(words, vocabulary, weight_ih, weight_hh, bias), strict=True), 1
    ):
        yield f"| {t} | {' | '.join([format(value, digits) if value else '0' for value in state])} |\n"
        for i, (value, printed) in enumerate(zip(state, map(str, h), strict=True), 1):
            if (text := f"{value:z.3f}") != printed:
                differing.append(f"h_{t}[{i}] = {text} ({printed})")
    if not differing:
        yield "\nRounded to 3 decimals, they are the numbers of this page.\n\n"
        return
    listed = ", ".join(differing[:6]) + (", …" if len(differing) > 6 else "")
    places = f"{len(differing)} {'place' if len(differing) == 1 else 'places'}"
    yield (
        f"\nRounded to 3 decimals, they differ from the numbers of this page, given in parentheses, in {places}: "
        f"`{listed}`. That is what carrying rounded numbers costs.\n\n"
    )


def fine_states(
    words: Sequence[str], vocabulary: Sequence[str], weight_ih: Matrix, weight_hh: Matrix, bias: Vector
) -> Iterator[list[Decimal]]:
    """Compute the states with nothing rounded but at decimal's own 28 digits; tanh a = 1 - 2 / (e^2a + 1)."""
    state = [ZERO] * len(bias)
    for word in words:
        place = vocabulary.index(word)
        state = [
            1 - 2 / ((2 * (row_ih[place] + sum(map(mul, row_hh, state)) + shift)).exp() + 1)
            for row_ih, row_hh, shift in zip(weight_ih, weight_hh, bias, strict=True)
        ]
        yield state


def fine_states_in_doubles(
    words: Sequence[str], vocabulary: Sequence[str], weight_ih: Matrix, weight_hh: Matrix, bias: Vector
) -> Iterator[list[float]]:
    """Compute the states in double precision."""
    float_ih = [list(map(float, row)) for row in weight_ih]
    float_hh = [list(map(float, row)) for row in weight_hh]
    state, shifts = [0.0] * len(bias), list(map(float, bias))
    for word in words:
        place = vocabulary.index(word)
        state = [
            tanh(row_ih[place] + sum(map(mul, row_hh, state)) + shift)
            for row_ih, row_hh, shift in zip(float_ih, float_hh, shifts, strict=True)
        ]
        yield state


def picture(states: Sequence[Vector], words: Sequence[str]) -> str:
    """Draw the states over the steps as SVG."""
    series = [list(map(float, values)) for values in zip(*states, strict=True)]
    steps = len(states) - 1
    low = min(0.0, *map(min, series))
    high = max(0.0, *map(max, series))
    span = high - low or 1.0
    power = 10.0 ** floor(log10(span / 4))
    spacing = next(power * factor for factor in (1, 2, 5, 10) if power * factor * 5 >= span)
    low = floor(low / spacing + 1e-9) * spacing
    high = max(ceil(high / spacing - 1e-9) * spacing, spacing)
    xs = [40 + 360.0 * step / max(1, steps) for step in range(steps + 1)]
    ys = [[12 + 184.0 * (high - value) / (high - low) for value in values] for values in series]
    labels, previous = {}, -1.0
    for index in sorted(range(len(ys)), key=lambda index: ys[index][-1]):
        previous = labels[index] = max(ys[index][-1], previous + 13)
    overflow = max(0.0, previous - 226)
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 230" width="460" '
        'height="230" role="img" font-family="sans-serif" font-size="11">\n'
        "<title>The hidden state over the time steps</title>\n"
        '<rect width="460" height="230" fill="#fff"/>'
    ]
    decimals = max(0, -floor(log10(spacing) + 1e-9))
    for tick in range(floor((high - low) / spacing + 0.5) + 1):
        value = low + spacing * tick
        y = 12 + 184.0 * (high - value) / (high - low)
        label = f"{value:.{decimals}f}".replace("-", "−")
        parts.append(
            f'<path d="M40 {y:.1f}H400" stroke="#ddd"/>\n'
            f'<text x="34" y="{y + 4:.1f}" text-anchor="end">{label}</text>'
        )
    named = len(words) <= 10 and all(len(word) <= 9 for word in words)
    for step in range(0, steps + 1, max(1, ceil(steps / 20))):
        tick = words[step - 1] if named and step else step
        parts.append(
            f'<path d="M{xs[step]:.1f} 196v4" stroke="#000"/>\n'
            f'<text x="{xs[step]:.1f}" y="212" text-anchor="middle">{tick}</text>'
        )
    parts.append(
        '<path d="M40 12V196H400" stroke="#000" fill="none"/>\n'
        '<text x="220" y="226" text-anchor="middle" font-style="italic">t</text>'
    )
    for index, line in enumerate(ys):
        colour, dash = COLOURS[index % 8], DASHES[index % 4]
        points = "L".join([f"{x:.1f} {y:.1f}" for x, y in zip(xs, line, strict=True)])
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        parts.append(f'<path d="M{points}" stroke="#{colour}" stroke-width="1.6" fill="none"{dashed}/>')
        if steps <= 40:
            parts += [
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="#{colour}"/>'
                for x, y in zip(xs, line, strict=True)
            ]
        parts.append(
            f'<text x="408" y="{labels[index] - overflow + 4:.1f}" fill="#{colour}">h[{index + 1}]</text>'
        )
    return "\n".join([*parts, "</svg>\n"])
