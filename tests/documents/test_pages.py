"""Sentences of a page that answer to one choice of its spec, whole, in both languages."""

import pytest

from tutor import Problem, render, trace
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.tex import Tex
from tutor.worked.page import legend

SQUARE = {
    "sentence": "i am",
    "vocabulary": ["i", "am"],
    "cell": {
        "weight_ih": [[0.1, 0.2], [0.3, 0.4]],
        "weight_hh": [[0.5, 0], [0, 0.5]],
        "h_0": [1, 0.25],
        "orientation": {"weight_hh": "columns"},
    },
}


def page(to="md", lang="en", *, layout="columns", rounding=None, **cell):
    spec = {**SQUARE, "cell": {**SQUARE["cell"], **cell}, "notation": {"layout": layout}}
    return render(trace(Problem.from_dict({**spec, "rounding": rounding or {}})), to, lang)


ROWS = {"weight_ih": "rows", "weight_hh": "columns"}


@pytest.mark.parametrize(
    ("lang", "layout", "orientation", "remark"),
    [
        (
            "en",
            "columns",
            ROWS,
            "`weight_ih` is given as 2 × 2, in rows, written for x W. W x needs its transpose, so its rows "
            "stand here as columns.",
        ),
        (
            "ko",
            "columns",
            ROWS,
            "`weight_ih`는 2 × 2 크기이며, x W에 맞춘 행 방식으로 주어졌습니다. W x에는 그 전치가 필요하므로 "
            "여기서는 행을 열로 옮겨 썼습니다.",
        ),
        (
            "en",
            "rows",
            {"weight_hh": "columns"},
            "`weight_ih` is 2 × 2, so both ways of reading it fit. It is read in columns (W x): its row i as "
            "it was given belongs to entry i of the result. What stands above is its transpose, for x W: "
            "that row is column i there. Read in rows, $h_{2}$ would be $(0.515, 0.506)$.",
        ),
        (
            "ko",
            "rows",
            {"weight_hh": "columns"},
            "`weight_ih`는 2 × 2 크기라서 어느 쪽으로 읽어도 크기가 맞습니다. 주어진 행렬은 열 방식(W x)으로 "
            "읽습니다. 곧 주어진 행렬의 i번째 행이 결과의 i번째 성분을 만듭니다. 위에는 x W에 맞춘 전치 "
            "행렬을 썼으므로, 그 행이 위에서는 i번째 열입니다. 행 방식으로 읽으면 "
            "$h_{2}$는 $(0.515, 0.506)$이 됩니다.",
        ),
    ],
)
def test_a_square_matrix_is_said_to_stand_as_it_does(lang, layout, orientation, remark):
    text = page(lang=lang, layout=layout, orientation=orientation)
    assert [line[2:] for line in text.splitlines() if line.startswith("> ")] == [remark]
    above = text.partition(f"> {remark}")[0]
    assert "\n0.1 & 0.3 \\\\\n0.2 & 0.4\n" in above  # given: 0.1 0.2, 0.3 0.4


@pytest.mark.parametrize(
    ("kind", "gates", "lines"),
    [("rnn_tanh", 1, None), ("gru", 3, [r"r_{t} &=", r"z_{t} &=", r"n_{t} &=", r"h_{t} &="])],
)
def test_equations_stand_below_each_other_where_there_are_several(kind, gates, lines):
    cell = {"kind": kind, "weight_ih": [[0.1, 0.2]] * gates, "weight_hh": [[0.3]] * gates}
    problem = Problem.from_dict({"sentence": "a b", "vocabulary": ["a", "b"], "cell": cell})
    formulas = legend(problem, Notation(problem, Tex())).formulas
    assert formulas.aligned == (lines is not None)
    if lines is None:
        assert formulas.text == r"h_{t} = \tanh(W_{ih}\,x_{t} + W_{hh}\,h_{t-1} + b)"
    else:
        assert [line[: len(lines[0])] for line in formulas.text.splitlines()] == lines


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "en",
            r"Here $\mathrm{ReLU}(a) = \max(0, a)$: a negative number becomes 0, any other stays as it is.",
        ),
        ("ko", r"여기서 $\mathrm{ReLU}(a) = \max(0, a)$입니다. 곧 음수는 0이 되고, 다른 수는 그대로입니다."),
    ],
)
def test_relu_is_defined_under_the_equation(lang, sentence):
    opening, _, _ = page(lang=lang, kind="rnn_relu").partition("\n## ")
    assert f"$$\n\n{sentence}\n\n![" in opening
    assert "ReLU" not in page(lang=lang)


def test_the_start_is_written_alike_everywhere():
    text = page()
    assert "h_{0} = \\begin{pmatrix}\n1.00 \\\\\n0.25\n\\end{pmatrix}" in text
    assert "0.0 & 0.5\n\\end{pmatrix}\\,\\begin{pmatrix}\n1.00 \\\\\n0.25\n\\end{pmatrix}" in text
    assert "q_{1}[1] &= 0.5\\cdot 1.00 + 0.0\\cdot 0.25 = 0.500" in text
    assert "| 0 |  | 1.00 | 0.25 |" in text


def test_fifteen_digits_and_what_is_exact():
    """tanh(0.5) has a zero for its fifteenth digit."""
    one = {"weight_ih": [[0.5, 0]], "weight_hh": [[0]], "h_0": [0], "orientation": {}}
    sentence = "these numbers: 15 significant digits, each one proved; a shorter number is exact."
    text = page(**one)
    assert sentence in text
    assert "| 1 | 0.462117157260010 |\n| 2 | 0 |\n\n" in text
    assert '"0.462117157260010"' in page("json", **one)
    assert "| 1 | 0.5 |\n| 2 | 0 |\n" in page(kind="rnn_relu", **one)


def test_each_line_is_fitted_to_the_latex_page():
    """A wide line with numbers leaves the line with symbols its size."""
    text = page("tex")
    assert (
        "\\begin{aligned}\n\\side \\roleinput p_{1}\\roleends{} \\sideends &\\fit = "
        "\\underbrace{\\roleinput W_{ih}\\roleends{}}_{2\\times 2}\\,"
        "\\underbrace{\\roleinput x_{1}\\roleends{}}_{2\\times 1} \\fitends \\\\\n"
        "&\\fit = \\begin{pmatrix}\n0.1 & 0.2 \\\\\n"
    ) in text
    assert "\n0.300\n\\end{pmatrix}\\roleends{} \\fitends\n\\end{aligned}\n}\\]\n" in text


def test_decimal_points_of_a_column_are_below_each_other_in_latex():
    text = page("tex", weight_ih=[[0.01, 0.02], [1, 1]], h_0=[0, 0])
    states, precision = text.partition("each one proved")[::2]
    assert (
        "\n0 &  & 0\\phantom{.000} & 0\\phantom{.000} \\\\\n1 & \\texttt{i} & 0.010 & 0.762 \\\\\n" in states
    )
    assert (
        "\n1 & 0.00999966667999946 & 0.761594155955765 \\\\\n2 & 0.0249946264125388\\phantom{0} & "
        in precision
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"to": "odt"},
            "to='odt' is not known; to is one of 'md', 'tex', 'html', 'pdf', 'docx', 'ipynb', 'xlsx', 'json', 'svg', "
            "'network.svg', 'backward.svg', 'gradients.svg'",
        ),
        ({"lang": "fr"}, "lang='fr' is not known; lang is one of 'en', 'ko', None"),
        ({"detail": "x"}, "detail='x' is not known; detail is one of 'brief', 'full', 'symbolic'"),
        (
            {"to": "svg", "dialect": "x"},
            "dialect='x' is not known; dialect is one of 'portable', 'github'",
        ),
    ],
)
def test_unknown_options_are_refused(options, message):
    with pytest.raises(ValueError) as caught:
        render(trace(Problem.from_dict(SQUARE)), **options)
    assert str(caught.value) == message
