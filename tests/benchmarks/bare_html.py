"""The bare program for a class: f-strings that write a sheet and its key in HTML, as for a single occasion.

It knows one cell, one set of blanks (p, q, a, h of every step) and English; it screens nothing, proves no digit
and escapes no word. What it writes are the tool's own pages, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import tanh
from operator import mul

from tests.benchmarks.bare import ZERO, Matrix, Vector, rounded

OPENING, CLOSING = '<mo stretchy="false">(</mo>', '<mo stretchy="false">)</mo>'
SPACE = '<mspace width="0.17em"/>'
B = '<math aria-label="b"><mrow class="bias"><mi>b</mi></mrow></math>'
PLUS, EQUAL = "<td><math><mo>+</mo></math></td>", "<td><math><mo>=</mo></math></td>"
FIRST, AND_FIRST = ' class="first"', " first"
TANH = "<td><math><mi>tanh</mi><mo>&#x2061;</mo></math></td>"


def number(value: object) -> str:
    text = str(value)
    return f"<mrow><mo>−</mo><mn>{text[1:]}</mn></mrow>" if text[0] == "-" else f"<mn>{text}</mn>"


def of(role: str, inside: str) -> str:
    return f'<mrow class="{role}">{inside}</mrow>'


def at(name: str, step: object) -> str:
    kind = "mi" if step == "t" else "mn"
    return f"<msub><mi>{name}</mi><{kind}>{step}</{kind}></msub>"


def weight(first: str) -> str:
    return f"<msub><mi>W</mi><mrow><mi>{first}</mi><mi>h</mi></mrow></msub>"


X = of("input", at("x", "t"))
W_IH, W_HH = of("input", weight("i")), of("recurrent", weight("h"))


def table(header: str, rows: Sequence[str]) -> str:
    body = "\n".join(rows)
    return f'<div class="table" tabindex="0"><table>\n<thead><tr>{header}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>\n'


def slot(role: str, value: Decimal | None) -> str:
    text = "" if value is None else str(value).replace("-", "−")
    return f'<td><span class="slot {role}">{text}</span></td>'


def given(vocabulary: Sequence[str], weight_ih: Matrix, weight_hh: Matrix, bias: Vector) -> str:
    inputs, hidden = len(vocabulary), len(bias)
    over = "".join(
        [
            f'<th scope="colgroup" colspan="{inputs}" class="input first"><math aria-label="W i h">{W_IH}</math></th>',
            f'<th scope="colgroup" colspan="{hidden}" class="recurrent first"><math aria-label="W h h">{W_HH}</math></th>',
            f'<th scope="colgroup" class="bias first">{B}</th>',
            f'<th scope="colgroup" class="state first"><math aria-label="h 0">{of("state", at("h", 0))}</math></th>',
        ]
    )
    words = "".join(
        [
            f'<th scope="col" class="input{AND_FIRST * (not j)}"><code>{word}</code></th>'
            for j, word in enumerate(vocabulary)
        ]
    )
    units = "".join(
        [f'<th scope="col" class="recurrent{AND_FIRST * (not j)}">[{j + 1}]</th>' for j in range(hidden)]
    )
    rows = []
    for j, row in enumerate(weight_ih):
        texts = [*row, *weight_hh[j], bias[j], 0]
        firsts = (0, inputs, inputs + hidden, inputs + hidden + 1)
        cells = "".join(
            [f"<td{FIRST * (k in firsts)}>{str(text).replace('-', '−')}</td>" for k, text in enumerate(texts)]
        )
        rows.append(f'<tr><th scope="row">[{j + 1}]</th>{cells}</tr>')
    body = "\n".join(rows)
    return f"""\
<div class="pages"><div class="given " tabindex="0">
<table>
<thead><tr><td></td>{over}</tr>
<tr><td></td>{words}{units}<td class="bias first"></td><td class="state first"></td></tr></thead>
<tbody>
{body}
</tbody></table>
</div><div class="under">
"""


def heads(t: int) -> str:
    h, before = of("state", at("h", t)), of("state", at("h", t - 1))
    applied = f"<mi>tanh</mi><mo>&#x2061;</mo><mrow>{OPENING}{at('a', t)}{CLOSING}</mrow>"
    p, q, x = of("input", at("p", t)), of("recurrent", at("q", t)), of("input", at("x", t))
    return (
        f'<th scope="col" class="input"><math aria-label="p {t} = W i h x {t}">{p}<mo>=</mo>{W_IH}{SPACE}{x}</math></th><td></td>'
        f'<th scope="col" class="recurrent"><math aria-label="q {t} = W h h h {t - 1}">{q}<mo>=</mo>{W_HH}{SPACE}{before}</math></th><td></td>'
        f'<th scope="col" class="bias">{B}</th><td></td>'
        f'<th scope="col" class="plain"><math aria-label="a {t}">{at("a", t)}</math></th><td></td>'
        f'<th scope="col" class="state"><math aria-label="h {t} = tanh &#x2061; ( a {t} )">{h}<mo>=</mo>{applied}</math></th>'
    )


def steps(
    places: Sequence[int], weight_ih: Matrix, weight_hh: Matrix, bias: Vector
) -> Iterator[Sequence[list[Decimal]]]:
    """Compute the lines of every step: p, q, a, h."""
    state = [ZERO] * len(bias)
    for place in places:
        p = rounded([row[place] for row in weight_ih])
        q = rounded([sum(map(mul, row, state)) for row in weight_hh])
        a = rounded([sum(each) for each in zip(p, q, bias, strict=True)])
        state = [Decimal(f"{tanh(value):z.3f}") for value in a]
        yield p, q, a, state


def pages(
    head: str,
    title: str,
    words: Sequence[str],
    vocabulary: Sequence[str],
    weight_ih: Matrix,
    weight_hh: Matrix,
    bias: Vector,
    student: str,
    sheet_id: str,
) -> tuple[str, str]:
    """Write the sheet and the key of a student; ``head`` is what all pages begin with."""
    hidden, inputs = len(bias), len(vocabulary)
    places = [vocabulary.index(word) for word in words]
    one_hot = [
        f"<math>{OPENING}{'<mo>,</mo>'.join([number(int(i == j)) for j in range(inputs)])}{CLOSING}</math>"
        for i in range(inputs)
    ]
    asked = "<mo>,</mo>".join([at(name, "t") for name in "pqah"])
    count = 4 * hidden * len(words)
    position = '<th scope="col" class="number">position</th><th scope="col">word</th><th scope="col">one-hot vector</th>'
    step = f'<th scope="col" class="number"><math aria-label="t"><mi>t</mi></math></th><th scope="col">word</th><th scope="col"><math aria-label="x t">{X}</math></th>'

    def rows(shown: Sequence[int]) -> list[str]:
        return [
            f'<tr><td class="number">{index}</td><td><code>{vocabulary[place]}</code></td><td>{one_hot[place]}</td></tr>'
            for index, place in enumerate(shown, 1)
        ]

    top = f"{head}<h1><bdi>{title}</bdi></h1>\n"
    remark = f'<p class="remark">Answer key, <code>{sheet_id}-KEY</code></p>\n'
    body = f"""\
<dl class="fields">
<div><dt>Name:</dt><dd><span class="blank" style="min-width:13.2em"></span></dd></div>
<div><dt>Student id:</dt><dd><code>{student}</code></dd></div>
<div><dt>Sheet:</dt><dd><code>{sheet_id}</code></dd></div>
<div><dt>Points:</dt><dd><span class="blank" style="min-width:2.4em"></span> of {count}</dd></div>
</dl>
<p>Fill in every box: <math>{asked}</math>, step by step.</p>
<p>Points: {count} in all, 1 for every box.</p>
<p>Round every number that you write to 3 decimals, a 5 at the end away from zero, and go on with the rounded \
numbers; nothing inside a line is rounded.</p>
<h2>Vocabulary and one-hot vectors</h2>
<p>A word becomes a vector with a 1 at its own position and 0 elsewhere; <math>{X}</math> has {inputs} \
entries (input_size), one for each word of the vocabulary.</p>
<div class="columns">
<div>
{table(position, rows(range(inputs)))}</div>
<div>
<p>The sentence, word by word:</p>
{table(step, rows(places))}</div>
</div>
<h2>Parameters</h2>
{given(vocabulary, weight_ih, weight_hh, bias)}<h2>Step by step</h2>
"""
    empty, full = [top, body], [top, remark, body]
    biases = [f"{PLUS}<td><math>{number(each)}</math></td>{EQUAL}" for each in bias]
    blanks = [
        f"<tr>{slot('input', None)}{PLUS}{slot('recurrent', None)}{each}{slot('plain', None)}{TANH}{slot('state', None)}</tr>\n"
        for each in biases
    ]
    for t, (p, q, a, h) in enumerate(steps(places, weight_ih, weight_hh, bias), 1):
        begin = (
            f'<section class="step">\n<h3>Step {t}: <code>{words[t - 1]}</code> ({4 * hidden} points)</h3>\n'
            f'<div class="table rows" tabindex="0"><table><thead><tr>{heads(t)}</tr></thead>\n<tbody>\n'
        )
        answers = [
            f"<tr>{slot('input', p[j])}{PLUS}{slot('recurrent', q[j])}{each}{slot('plain', a[j])}{TANH}{slot('state', h[j])}</tr>\n"
            for j, each in enumerate(biases)
        ]
        end = "</tbody></table></div>\n</section>\n"
        empty += [begin, *blanks, end]
        full += [begin, *answers, end]
    foot = f"</div></div>\n</main>\n<footer><code>{sheet_id}</code></footer>\n</body>\n</html>\n"
    return "".join([*empty, foot]), "".join([*full, foot])
