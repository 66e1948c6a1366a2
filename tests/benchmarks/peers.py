"""The same steps written with handcalcs and with SymPy, as their users would write them.

As a script it is the handcalcs program that stands beside ``rnn-tutor worked``: a spec in, the page out.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

Vector = Sequence[Decimal]
Matrix = Sequence[Vector]


def handcalcs_page(places: Sequence[int], weight_ih: Matrix, weight_hh: Matrix, bias: Vector) -> str:
    """Write two hidden units as scalars, a line for each entry of p, q, a and h.

    ``places`` are where the words' vectors have their one.
    """
    from math import tanh

    from handcalcs.decorator import handcalc

    @handcalc(precision=3)
    def step(w_11, w_12, w_13, w_21, w_22, w_23, u_11, u_12, u_21, u_22, b_1, b_2, x_1, x_2, x_3, g_1, g_2):
        p_1 = w_11 * x_1 + w_12 * x_2 + w_13 * x_3
        p_2 = w_21 * x_1 + w_22 * x_2 + w_23 * x_3
        q_1 = u_11 * g_1 + u_12 * g_2
        q_2 = u_21 * g_1 + u_22 * g_2
        a_1 = p_1 + q_1 + b_1
        a_2 = p_2 + q_2 + b_2
        h_1 = tanh(a_1)
        h_2 = tanh(a_2)
        return h_1, h_2

    given = [float(entry) for rows in (weight_ih, weight_hh) for row in rows for entry in row]
    given += map(float, bias)
    state: Sequence[float] = (0.0, 0.0)
    written = []
    for place in places:
        latex, state = step(*given, *[int(each == place) for each in range(3)], *state)
        written.append(f"$${latex}$$")
    return "\n\n".join(written)


def sympy_page(places: Sequence[int], weight_ih: Matrix, weight_hh: Matrix, bias: Vector) -> str:
    """Write the chains with matrices and every entry with its products: arithmetic and ``latex`` by SymPy.

    Each matrix and each number is handed to ``latex`` once.
    """
    from sympy import Float, Matrix, latex, tanh

    def floats(rows):
        return Matrix([[Float(str(entry)) for entry in row] for row in rows])

    def rounded(vector):
        return vector.applyfunc(lambda entry: Float(format(entry, ".3f")))

    def numbers(matrix):
        return [[latex(matrix[i, j]) for j in range(matrix.cols)] for i in range(matrix.rows)]

    def dots(name, t, rows, factors, result):
        for i, (row, (value,)) in enumerate(zip(rows, result, strict=True), 1):
            products = " + ".join([f"{w} \\cdot {x}" for w, (x,) in zip(row, factors, strict=True)])
            yield f"{name}_{{{t}}}[{i}] &= {products} \\approx {value}"

    w, u, b = floats(weight_ih), floats(weight_hh), floats([[entry] for entry in bias])
    w_tex, u_tex, b_tex = latex(w), latex(u), latex(b)
    w_numbers, u_numbers, b_numbers = numbers(w), numbers(u), numbers(b)
    h = Matrix([0, 0])
    h_tex, h_numbers = latex(h), numbers(h)
    lines = []
    for t, place in enumerate(places, 1):
        x = Matrix([int(each == place) for each in range(3)])
        p, q = rounded(w * x), rounded(u * h)
        a = rounded(p + q + b)
        h = rounded(a.applyfunc(tanh))
        before_tex, before_numbers = h_tex, h_numbers
        p_tex, q_tex, a_tex, h_tex = latex(p), latex(q), latex(a), latex(h)
        p_numbers, q_numbers, a_numbers, h_numbers = numbers(p), numbers(q), numbers(a), numbers(h)
        lines.append(f"p_{{{t}}} &= {w_tex} {latex(x)} \\approx {p_tex}")
        lines += dots("p", t, w_numbers, numbers(x), p_numbers)
        lines.append(f"q_{{{t}}} &= {u_tex} {before_tex} \\approx {q_tex}")
        lines += dots("q", t, u_numbers, before_numbers, q_numbers)
        lines.append(f"a_{{{t}}} &= {p_tex} + {q_tex} + {b_tex} \\approx {a_tex}")
        for i in range(2):
            terms = [each[i][0] for each in (p_numbers, q_numbers, b_numbers)]
            lines.append(f"a_{{{t}}}[{i + 1}] &= {' + '.join(terms)} \\approx {a_numbers[i][0]}")
        lines.append(f"h_{{{t}}} &= \\tanh {a_tex} \\approx {h_tex}")
        for i in range(2):
            lines.append(f"h_{{{t}}}[{i + 1}] &= \\tanh({a_numbers[i][0]}) \\approx {h_numbers[i][0]}")
    return " \\\\\n".join(lines)


def main(path: str) -> None:
    """Read a spec and print its page by handcalcs."""
    import tomllib
    from pathlib import Path

    spec = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    places = [spec["vocabulary"].index(word) for word in spec["sentence"].split()]
    cell = spec["cell"]
    print(handcalcs_page(places, cell["weight_ih"], cell["weight_hh"], cell["bias"]))


if __name__ == "__main__":
    import sys

    main(sys.argv[1])
