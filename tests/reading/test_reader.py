"""What the reader makes of hand-written lines: values, places, reasons."""

from decimal import Decimal

import pytest

from tutor.language.faults import TutorError
from tutor.reading.formulas.syntax import (
    Apply,
    Ellipsis,
    Expression,
    Gap,
    Matrix,
    Name,
    Neg,
    Number,
    Place,
    Power,
    Product,
    Quotient,
    Sum,
    Transpose,
    Vector,
)
from tutor.reading.reader import read
from tutor.reading.work import Chain, Work


def said(node: Expression) -> str:
    """An expression as one line of plain text."""
    match node:
        case Number():
            return node.token
        case Name():
            step = "" if node.step is None else f"_{node.step}"
            return node.base + step + (str(list(node.entry)) if node.entry else "")
        case Ellipsis():
            return "…"
        case Gap():
            return "?"
        case Vector():
            left = {"list": "[", "row": "row[", "column": "col["}[node.written]
            return left + ", ".join(map(said, node.entries)) + "]"
        case Matrix():
            return "[" + "; ".join(", ".join(map(said, row)) for row in node.rows) + "]"
        case Product():
            text = said(node.factors[0])
            for operator, factor in zip(node.operators, node.factors[1:], strict=True):
                text += f" {operator or '.'} {said(factor)}"
            return f"({text})"
        case Sum():
            return (
                "(" + " ".join(("- " if t.sign < 0 else "+ ") + said(t.expression) for t in node.terms) + ")"
            )
        case Neg():
            return f"-{said(node.argument)}"
        case Quotient():
            return f"{said(node.numerator)}/{said(node.denominator)}"
        case Apply():
            return f"{node.function}({said(node.argument)})"
        case Transpose():
            return f"{said(node.argument)}ᵀ"


def line(chain: Chain) -> str:
    return " ".join(
        filter(None, (f"{s.relation or ''} {said(s.expression)}".strip() for s in chain.segments))
    )


def chains(text: str) -> list[str]:
    work = read(text)
    assert work.unreadable == ()
    return [line(chain) for chain in work.chains]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = [0.5, 1.0, 1.5]", "x = [0.5, 1.0, 1.5]"),
        (
            "h_1 = tanh((0.8)(0.5) + (0.5)(0) + 0.1) = 0.462",
            "h_1 = tanh((+ (0.8 . 0.5) + (0.5 . 0) + 0.1)) = 0.462",
        ),
        ("y_1 = 1.0 · 0.462 + 0.2 = 0.662", "y_1 = (+ (1.0 · 0.462) + 0.2) = 0.662"),
        ("h_1 = σ(0.5) ≈ 0.462", "h_1 = sigmoid(0.5) ≈ 0.462"),
        ("h_1 = tanh(0.8 x_1 + 0.5 h_0 + 0.1)", "h_1 = tanh((+ (0.8 . x_1) + (0.5 . h_0) + 0.1))"),
        ("h = (e^{0.5} − e^{−0.5})/(e^z + e^−z)", "h = (+ exp(0.5) - exp(-0.5))/(+ exp(z) + exp(-z))"),
        (r"h = \frac{e^{0.5} - 1}{2}", "h = (+ exp(0.5) - 1)/2"),
        ("y = softmax(W_hy h_2 + b_y) = [0.3, 0.7]", "y = softmax((+ (W_hy . h_2) + b_y)) = [0.3, 0.7]"),
        ("y = 1/(1 + e^{-0.5})", "y = 1/(+ 1 + exp(-0.5))"),
        ("h_1[1] = 0.1·1 + … = 0.197", "h_1[1] = (+ (0.1 · 1) + …) = 0.197"),
        ("h_11 = tanh 0.4 = 0.380", "h_11 = tanh(0.4) = 0.380"),
        ("h_1 = [tanh(0.2), tanh(0.4)]", "h_1 = [tanh(0.2), tanh(0.4)]"),
        ("W_xh x_1 = [0.1, 0.2]", "(W_xh . x_1) = [0.1, 0.2]"),
        ("z1 = W_hx * x1 + W_hh*h0", "z_1 = (+ (W_hx * x_1) + (W_hh * h_0))"),
        ("h_t = tanh(Wx_t + Uh_{t−1} + b)", "h_t = tanh((+ (W . x_t) + (U . h_t-1) + b))"),
        ("h_t = tanh(W_hh * h_t-1)", "h_t = tanh((W_hh * h_t-1))"),
        ("h_1 = tanh([W_hh W_xh b][h_0; x_1; 1])", "h_1 = tanh(([W_hh, W_xh, b] . col[h_0, x_1, 1]))"),
        ("h_1 = tanh(W·[h_0, x_1] + b)", "h_1 = tanh((+ (W · [h_0, x_1]) + b))"),
        ("h_1 = x_1 W_ih^T + h_0 W_hh.T", "h_1 = (+ (x_1 . W_ihᵀ) + (h_0 . W_hhᵀ))"),
        ("W = [[1,2],[3,4]]ᵀ", "W = [1, 2; 3, 4]ᵀ"),
        ("W_ih = [[0.1,0.2],[0.3]]", "W_ih = [0.1, 0.2; 0.3]"),
        ("W = 0.5 x 0.2 = 0.1", "W = (0.5 × 0.2) = 0.1"),
        (
            r"W = \left[\begin{array}{cc|c} 1 & 2 & 3 \\ 4 & 5 & 6 \end{array}\right]",
            "W = [1, 2, 3; 4, 5, 6]",
        ),
        (r"\hat{y}_1 = 0.3", "y_hat_1 = 0.3"),
        (r"h^{(2)}_1 = 0.5", "h_2[1] = 0.5"),
        ("b = np.array([0.1, 0.2], dtype=float)", "b = [0.1, 0.2]"),
        ("h0 = np.zeros((2, 1))", "h_0 = col[0, 0]"),
        ("W_hh는 [[0.1, 0.2], [0.3, 0.4]]입니다.", "W_hh = [0.1, 0.2; 0.3, 0.4]"),
        ("h0 = [0, 0] a vector of zeros", "h_0 = [0, 0]"),
        ("h = 0.5 - 0.3 - the rest", "h = (+ 0.5 - 0.3)"),
        ("h_2[1] = 0.492 (0.491)", "h_2[1] = 0.492"),
        ("h = 0.5(1) + (0.8)(0.5)", "h = (+ (0.5 . 1) + (0.8 . 0.5))"),
        ("읽으면 $h_3$은 $(0.352, -0.560)$이 됩니다. $h_0$ = 0", "h_0 = 0"),
        ("a = -W x + b", "a = (- (W . x) + b)"),
        ("a_2[2] = -0.4 + 0.557", "a_2[2] = (+ -0.4 + 0.557)"),
        ("h_1 = h_1 = h_1", "h_1 = h_1 = h_1"),
        ("h = [0.1 -0.2]", "h = [0.1, -0.2]"),
        ("h = [0.57 0.83\n     0.46 0.12]", "h = [0.57, 0.83; 0.46, 0.12]"),
        ("a = 0.1·1\n  - 0.8·0.2\n  + 0.1\n  = 0.04", "a = (+ (0.1 · 1) - (0.8 · 0.2) + 0.1) = 0.04"),
    ],
)
def test_one_claim(text: str, expected: str) -> None:
    assert chains(text) == [expected]


def test_several_claims_in_a_line() -> None:
    assert chains("h_1 = tanh(0.2) = 0.197, h_2 = tanh(0.4) = 0.380") == [
        "h_1 = tanh(0.2) = 0.197",
        "h_2 = tanh(0.4) = 0.380",
    ]


def test_a_bullet_is_no_minus_before_a_new_claim() -> None:
    assert chains("- h0 = 0.5\n- x1 = 0.3\n- 0.5 is the weight") == ["h_0 = 0.5", "x_1 = 0.3"]


@pytest.mark.parametrize(
    ("text", "columns", "reason", "ask"),
    [
        ("tanh([0.2, 0.4] = [0.197, 0.380]", (1, 6), "`tanh(` is never closed", False),
        ("z = x^0.5", (5, 10), "a power is not supported here", False),
        ("k = factorial(9)", (5, 17), "`factorial(9)` is not part of the notation", False),
        ("__import__('os')", (1, 17), "`__import__('os')` is not part of the notation", False),
        ("h = [ー0.3, 0.2]", (6, 10), "`ー` is a letter here, not a minus", True),
        ("h_1 = 0.1, 0.2", (7, 15), "a vector without brackets", False),
        ("h = [0.1 0.2, 0.3]", (6, 13), "a comma is missing between two entries", False),
        ("h = [0.1, 0.2", (5, 6), "`[` is never closed", False),
        ("h = [0.1] + 편향", (11, 12), "nothing that can be read follows `+`", False),
        ("h = 1e999", (5, 10), "a number has at most 40 characters", False),
        ("h = " + "(" * 33 + "1" + ")" * 33, (37, 38), "nested deeper than 32", False),
        ("h = 2" + "^2" * 33, (70, 71), "nested deeper than 32", False),
        ("h = 1" + " * 1" * 100, (403, 404), "a product of more than 100 factors", False),
        ("h = 1" + "/2" * 100, (204, 205), "a product of more than 100 factors", False),
    ],
)
def test_what_cannot_be_read(text: str, columns: tuple[int, int], reason: str, ask: bool) -> None:
    work = read(f"a = 0.1\n{text}\nb = 0.2")
    (found,) = work.unreadable
    assert (found.place, str(found.reason), found.ask) == (Place(2, columns[0], 2, columns[1]), reason, ask)
    assert [line(chain) for chain in work.chains if chain.place.line != 2] == ["a = 0.1", "b = 0.2"]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("z = (0.462 - 1)^2", "power 2"),
        ("z = x²", "power 2"),
        ("z = 10^{-5}", "power -5"),
        ("z = 2**3", "power 3"),
    ],
)
def test_powers_are_read(text: str, read_as: str) -> None:
    (chain,) = read(text).chains
    side = chain.segments[1].expression
    assert isinstance(side, Power) and isinstance(side.exponent, Number)
    assert f"power {side.exponent.token}" == read_as


@pytest.mark.parametrize("text", ["x = 1, 0, 0.5", "the inputs x = 1, 0, 0.5, weights w = 2"])
def test_numbers_without_brackets_are_a_list_behind_a_name_without_a_step(text: str) -> None:
    assert line(read(text).chains[0]) == "x = [1, 0, 0.5]"


def test_several_names_take_several_numbers() -> None:
    work = read("Wf, Uf, bf = 0.5, 0.1, 0")
    assert [line(chain) for chain in work.chains] == ["Wf = 0.5", "Uf = 0.1", "bf = 0"]


def test_a_gap_keeps_the_name_and_the_result() -> None:
    work = read("h_1 = factorial(9) = [0.1, 0.2]")
    assert [line(chain) for chain in work.chains] == ["h_1 = ? = [0.1, 0.2]"]


def test_decimal_commas() -> None:
    (found,) = read("h = [0,1, 0,2]").unreadable
    assert found.ask and found.place == Place(1, 5, 1, 15)
    work = read("h = [0,1, 0,2]; x = [1,0,0]; y = 0,5", decimal_comma=True)
    assert [line(chain) for chain in work.chains] == ["h = [0.1, 0.2]", "x = [1, 0, 0]", "y = 0.5"]
    assert work.unreadable == ()


def words(work: Work) -> list[tuple[str, list[str]]]:
    return [
        (entry.word, [said(each) for each in entry.vector.entries])
        for entry in work.vocabulary
        if entry.vector
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"i": [1, 0], "here": [0, 1]}',
        "{i: [1, 0],\n here: [0, 1]}",
        "- i: [1, 0]\n- here: [0, 1]",
        "i = (1, 0)\nhere = (0, 1)",
        "i → [1, 0]\nhere → [0, 1]",
        "'i': [1 0]\n'here': [0 1]",
        "i [1, 0]\nhere [0, 1]",
        "| i | [1, 0] |\n| here | [0, 1] |",
        r"`i`: $(1, 0)^\top$" + "\n" + r"`here`: $(0, 1)^\top$",
    ],
)
def test_vocabulary_by_its_shape(text: str) -> None:
    work = read(text)
    assert words(work) == [("i", ["1", "0"]), ("here", ["0", "1"])]
    assert work.chains == ()


def test_a_complete_name_is_no_word() -> None:
    work = read("x_1 = [1, 0]\nh = [0, 1]\n나는: [0, 1]")
    assert words(work) == [("나는", ["0", "1"])]
    assert [line(chain) for chain in work.chains] == ["x_1 = [1, 0]", "h = [0, 1]"]


def test_lists_and_indices_of_words() -> None:
    work = read('입력 시퀀스: [i, am, here]\nvocab = {"i": 0, "am": 1}\nV = ["i", "am"]')
    assert [(each.words, each.label) for each in work.word_lists] == [
        (("i", "am", "here"), "입력 시퀀스"),
        (("i", "am"), "V"),
    ]
    assert [(each.word, each.index) for each in work.vocabulary] == [("i", 0), ("am", 1)]


@pytest.mark.parametrize(
    ("text", "step", "word"),
    [
        ('3. 시간 단계 t=1 (단어 "am")', 1, "am"),
        ("### Step 2: `am`", 2, "am"),
        (r"\subsection*{Time step 3: \texttt{am}}", 3, "am"),
        ("**t = 4 (am)**", 4, "am"),
        ("2번째 단어: am", 2, "am"),
        ("## Result", None, None),
    ],
)
def test_headings(text: str, step: int | None, word: str | None) -> None:
    work = read(f"[i, am]\n{text}\nh_1 = 0.5")
    assert [(each.place.line, each.step, each.word) for each in work.headings] == [(2, step, word)]
    assert work.chains[0].heading == 0
    assert len(work.chains) == 1


def test_a_table_of_results() -> None:
    work = read(
        "| t | word | h_t | h_t[1] |\n|---|---|---|---|\n"
        "| 1 | am | [0.1, 0.2] | 0.1 |\n| 2 | i | (0.3, 0.4) | 0.3 |"
    )
    assert [line(chain) for chain in work.chains] == [
        "h_1 = [0.1, 0.2]",
        "h_1[1] = 0.1",
        "h_2 = [0.3, 0.4]",
        "h_2[1] = 0.3",
    ]
    assert {chain.origin for chain in work.chains} == {"table"}


def test_sizes_under_and_beside_operands() -> None:
    work = read(r"$p_1 = \underbrace{W_{ih}}_{2\times 3} x_1$" + "\nW_hh (2x2) = [[0, 1], [1, 0]]")
    assert [(said(size.operand), size.shape) for size in work.sizes] == [("W_ih", (2, 3)), ("W_hh", (2, 2))]


def test_places_and_values() -> None:
    chain = read("은닉 h₁ = tanh([−0.30, 0.4])").chains[0]
    assert chain.name == Name(Place(1, 4, 1, 6), "h1", "h", 1)
    function = chain.segments[1].expression
    assert isinstance(function, Apply) and function.place == Place(1, 9, 1, 27)
    assert isinstance(function.argument, Vector)
    assert function.argument.entries[0] == Number(Place(1, 15, 1, 20), "-0.30", Decimal("-0.30"))
    assert function.argument.entries[0].decimals == 2  # type: ignore[union-attr]


def test_letters_that_touch_have_places_of_their_own() -> None:
    product = read("a = Uh_0").chains[0].segments[1].expression
    assert isinstance(product, Product)
    assert [factor.place for factor in product.factors] == [Place(1, 5, 1, 6), Place(1, 6, 1, 9)]


def test_language() -> None:
    assert read("은닉 상태 h_1 = tanh(0.2)입니다.").language == "ko"
    assert read("The hidden state is h_1 = tanh(0.2), for the word 나는.").language == "en"


def test_limits() -> None:
    with pytest.raises(TutorError, match="1 MiB"):
        read("가" * (1 << 20))
    with pytest.raises(TutorError, match="5001 lines; the limit is 5000"):
        read("\n" * 5000)
    assert read("\n" * 4999).chains == ()


def test_prose_only() -> None:
    work = read(
        "A recurrent network (RNN) has a state; see [3]. It is 2-dimensional, e.g. (x, y).\n"
        "그래서 t = 시간입니다."
    )
    assert (work.chains, work.vocabulary, work.unreadable) == ((), (), ())
