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
EMPTY = '<mtext><span class="box"></span></mtext>'
SPACE = '<mspace width="0.17em"/>'


def number(value: object) -> str:
    text = str(value)
    return f"<mrow><mo>−</mo><mn>{text[1:]}</mn></mrow>" if text[0] == "-" else f"<mn>{text}</mn>"


def box(value: Decimal) -> str:
    return f'<mtext><span class="box">{str(value).replace("-", "−")}</span></mtext>'


def matrix(rows: Sequence[Sequence[str]], kind: str = ' class="numbers"') -> str:
    inside = "</mtd></mtr><mtr><mtd>".join(["</mtd><mtd>".join(row) for row in rows])
    return f"<mrow><mo>(</mo><mtable{kind}><mtr><mtd>{inside}</mtd></mtr></mtable><mo>)</mo></mrow>"


def sized(term: str, rows: int, columns: int) -> str:
    size = f"<mrow><mn>{rows}</mn><mo>×</mo><mn>{columns}</mn></mrow>"
    return f"<munder><munder><mrow>{term}</mrow><mo>⏟</mo></munder>{size}</munder>"


def at(name: str, step: object) -> str:
    kind = "mi" if step == "t" else "mn"
    return f"<msub><mi>{name}</mi><{kind}>{step}</{kind}></msub>"


def display(text: str) -> str:
    return f'<div class="formula"><math display="block">\n{text}\n</math></div>\n'


def table(header: str, rows: Sequence[str]) -> str:
    body = "\n".join(rows)
    return f'<div class="table" tabindex="0"><table>\n<thead><tr>{header}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>\n'


def steps(
    places: Sequence[int], weight_ih: Matrix, weight_hh: Matrix, bias: Vector
) -> Iterator[tuple[str, list[Decimal], bool]]:
    """Compute every written line: its left and middle side, its numbers, whether they are exact."""
    state = [ZERO] * len(bias)
    w_ih, w_hh = "<msub><mi>W</mi><mi>ih</mi></msub>", "<msub><mi>W</mi><mi>hh</mi></msub>"
    for t, place in enumerate(places, 1):
        exact = [row[place] for row in weight_ih]
        p = rounded(exact)
        yield f"{at('p', t)}<mo>=</mo>{w_ih}{SPACE}{at('x', t)}", p, p == exact
        exact = [sum(map(mul, row, state)) for row in weight_hh]
        q = rounded(exact)
        yield f"{at('q', t)}<mo>=</mo>{w_hh}{SPACE}{at('h', t - 1)}", q, q == exact
        exact = [sum(each) for each in zip(p, q, bias, strict=True)]
        a = rounded(exact)
        yield f"{at('a', t)}<mo>=</mo>{at('p', t)}<mo>+</mo>{at('q', t)}<mo>+</mo><mi>b</mi>", a, a == exact
        state = [Decimal(f"{tanh(value):z.3f}") for value in a]
        applied = f"<mi>tanh</mi><mo>&#x2061;</mo><mrow>{OPENING}{at('a', t)}{CLOSING}</mrow>"
        yield f"{at('h', t)}<mo>=</mo>{applied}", state, not any(a)


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
    step = f'<th scope="col" class="number"><math><mi>t</mi></math></th><th scope="col">word</th><th scope="col"><math>{at("x", "t")}</math></th>'

    def rows(shown: Sequence[int]) -> list[str]:
        return [
            f'<tr><td class="number">{index}</td><td><code>{vocabulary[place]}</code></td><td>{one_hot[place]}</td></tr>'
            for index, place in enumerate(shown, 1)
        ]

    w_ih = matrix([list(map(number, row)) for row in weight_ih])
    w_hh = matrix([list(map(number, row)) for row in weight_hh])
    given = '<mo>,</mo><mspace width="1em"/>'.join(
        [
            f"<msub><mi>W</mi><mi>ih</mi></msub><mo>=</mo>{sized(w_ih, hidden, inputs)}",
            f"<msub><mi>W</mi><mi>hh</mi></msub><mo>=</mo>{sized(w_hh, hidden, hidden)}",
            f"<mi>b</mi><mo>=</mo>{sized(matrix([[number(each)] for each in bias]), hidden, 1)}",
            f"{at('h', 0)}<mo>=</mo>{matrix([[number(0)]] * hidden)}",
        ]
    )
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
<p>A word becomes a vector with a 1 at its own position and 0 elsewhere; <math>{at("x", "t")}</math> has {inputs} \
entries (input_size), one for each word of the vocabulary.</p>
{table(position, rows(range(inputs)))}<p>The sentence, word by word:</p>
{table(step, rows(places))}<h2>Parameters</h2>
{display(given)}<h2>Step by step</h2>
"""
    empty, full = [top, body], [top, remark, body]
    blank = matrix([[EMPTY]] * hidden, "")
    for index, (line, values, exact) in enumerate(steps(places, weight_ih, weight_hh, bias)):
        t, first = index // 4 + 1, index % 4 == 0
        if first:
            begin = f'<section class="step">\n<h3>Step {t}: <code>{words[t - 1]}</code> ({4 * hidden} points)</h3>\n'
            empty.append(begin)
            full.append(begin)
        empty.append(display(f"{line}<mo>=</mo>{blank}"))
        answer = matrix([[box(value)] for value in values], "")
        full.append(display(f"{line}<mo>{'=' if exact else '≈'}</mo>{answer}"))
        if index % 4 == 3:
            empty.append("</section>\n")
            full.append("</section>\n")
    end = f"<footer><code>{sheet_id}</code></footer>\n</body>\n</html>\n"
    return "".join([*empty, end]), "".join([*full, end])
