"""The two source examples, finding by finding, each checked by hand; the inputs that go wrong; the styles."""

import pytest

from tests.checking.notebook import FIRST, SECOND
from tests.checking.styles import STYLES
from tutor import trace
from tutor.judging.judge import judge
from tutor.reading.reader import read


def found(text):
    """What is said of each line: code, whether it is a root, what was written, what is right, which entries."""
    lines = text.split("\n")
    return [
        (
            lines[each.place.line - 1].strip(),
            each.code,
            each.root,
            " ".join(each.claimed),
            " ".join(each.expected),
            each.entries,
        )
        for each in judge(read(text)).findings
    ]


# With W_hx transposed: W_hx x_1 = (0.1, 0.2), x_2: (0.3, 0.4), x_3: (0.5, 0.6).
FIRST_FOUND = [
    # 3 × 2 times 3 entries; only the transpose fits x, h_0, W_hh and b_h.
    ("= tanh([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]] * [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] * [0, 0] + [0.1, 0.2])",
     "C01", True, "3 × 2", "2 × 3", ()),
    ("= tanh([0.1, 0.2, 0.5, 0.6] + [0.1, 0.2])", "C02", True, "0.1 0.2 0.5 0.6", "0.1 0.2", ()),
    # 0.1 + 0.1, 0.2 + 0.2, 0.5 + 0.1, 0.6 + 0.2: b_h added in a circle; right is (0.1 + 0.1, 0.2 + 0.2).
    ("= tanh([0.2, 0.4, 0.6, 0.8])", "C05", False, "0.2 0.4 0.6 0.8", "0.2 0.4", ()),
    ("= [0.197, 0.378]", "C02", True, "0.197 0.378", "0.197 0.380 0.537 0.664", ()),
    ("= [0.197, 0.378]", "C04", True, "0.197 0.378", "0.197 0.380", (2,)),
    ("= tanh([0.3, 0.4, 0.5, 0.6] + [0.438, 0.578])", "C02", True, "0.3 0.4 0.5 0.6", "0.3 0.4", ()),
    # 0.7·0.197 + 0.8·0.378 + 0.1 = 0.5403, 0.9·0.197 + 1.0·0.378 + 0.2 = 0.7553.
    ("= tanh([0.3, 0.4, 0.5, 0.6] + [0.438, 0.578])", "C04", True, "0.438 0.578", "0.540 0.755", (1, 2)),
    ("= tanh([0.738, 0.978, 0.5, 0.6])", "C05", False, "0.738 0.978 0.5 0.6", "0.842 1.157", ()),
    # tanh(0.738) = 0.6279, tanh(0.978) = 0.7522, tanh(0.5) = 0.4621, tanh(0.6) = 0.5370.
    ("= [0.593, 0.726, 0.462, 0.544]", "C04", True, "0.593 0.726 0.462 0.544", "0.628 0.752 0.462 0.537", (1, 2, 4)),
    ("= [0.593, 0.726, 0.462, 0.544]", "C05", False, "0.593 0.726 0.462 0.544", "", ()),
    ("= tanh([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]] * [0, 0, 1] + [[0.7, 0.8], [0.9, 1.0]] * [0.593, 0.726] + [0.1, 0.2])",
     "C06", True, "0.593 0.726", "0.593 0.726 0.462 0.544", ()),
    # 0.7·0.593 + 0.8·0.726 + 0.1 = 1.0959, 0.9·0.593 + 1.0·0.726 + 0.2 = 1.4597.
    ("= tanh([0.5, 0.6] + [0.915, 1.126])", "C04", True, "0.915 1.126", "1.096 1.460", (1, 2)),
    ("= tanh([1.415, 1.726])", "C05", False, "1.415 1.726", "1.737 2.238", (1, 2)),
    # tanh(1.415) = 0.8887, tanh(1.726) = 0.9386.
    ("= [0.802, 0.851]", "C04", True, "0.802 0.851", "0.889 0.939", (1, 2)),
]  # fmt: skip

SECOND_FOUND = [
    # The first row of W_hx where its first column (0.1, 0.5) belongs.
    ("= tanh([0.1, 0.2, 0.3, 0.4] + [0.1, 0.2])", "C02", True, "0.1 0.2 0.3 0.4", "0.1 0.5", ()),
    ("= tanh([0.2, 0.4, 0.3, 0.4])", "C05", False, "0.2 0.4 0.3 0.4", "0.2 0.7", ()),
    # tanh(0.3) = 0.2913, tanh(0.4) = 0.3799.
    ("= [0.197, 0.378, 0.296, 0.378]", "C04", True, "0.197 0.378 0.296 0.378", "0.197 0.380 0.291 0.380", (2, 3, 4)),
    ("= [0.197, 0.378, 0.296, 0.378]", "C05", False, "0.197 0.378 0.296 0.378", "", ()),
    # W_hh has 2 columns, h_1 was written with 4 entries; so at every later step.
    ("= tanh([[0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.7, 0.8]] * [0, 1, 0, 0] + [[0.9, 1.0], [1.1, 1.2]] * [0.197, 0.378, 0.296, 0.378] + [0.1, 0.2])",
     "C03", False, "", "", ()),
    ("= tanh([0.5, 0.6, 0.7, 0.8] + [0.477, 0.734, 0.522, 0.734])", "C02", True, "0.5 0.6 0.7 0.8", "0.2 0.6", ()),
    ("= tanh([0.5, 0.6, 0.7, 0.8] + [0.477, 0.734, 0.522, 0.734])", "C08", False, "0.477 0.734 0.522 0.734", "0.881 1.142", ()),
    ("= tanh([0.977, 1.334, 1.222, 1.534])", "C05", False, "0.977 1.334 1.222 1.534", "1.081 1.742", (1, 2)),
    ("= [0.728, 0.863, 0.828, 0.907]", "C04", True, "0.728 0.863 0.828 0.907", "0.752 0.870 0.840 0.911", (1, 2, 3, 4)),
    ("= [0.728, 0.863, 0.828, 0.907]", "C05", False, "0.728 0.863 0.828 0.907", "", ()),
    ("= tanh([[0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.7, 0.8]] * [0, 0, 1, 0] + [[0.9, 1.0], [1.1, 1.2]] * [0.728, 0.863, 0.828, 0.907] + [0.1, 0.2])",
     "C03", False, "", "", ()),
    ("= tanh([0.3, 0.4, 0.7, 0.8] + [1.255, 1.603, 1.418, 1.794])", "C02", True, "0.3 0.4 0.7 0.8", "0.3 0.7", ()),
    ("= tanh([0.3, 0.4, 0.7, 0.8] + [1.255, 1.603, 1.418, 1.794])", "C08", False, "1.255 1.603 1.418 1.794", "1.755 2.201", ()),
    ("= tanh([1.555, 2.003, 2.118, 2.594])", "C05", False, "1.555 2.003 2.118 2.594", "2.055 2.901", (1, 2)),
    ("= [0.906, 0.951, 0.958, 0.979]", "C04", True, "0.906 0.951 0.958 0.979", "0.915 0.964 0.971 0.989", (1, 2, 3, 4)),
    ("= [0.906, 0.951, 0.958, 0.979]", "C05", False, "0.906 0.951 0.958 0.979", "", ()),
    ("= tanh([[0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.7, 0.8]] * [0, 0, 0, 1] + [[0.9, 1.0], [1.1, 1.2]] * [0.906, 0.951, 0.958, 0.979] + [0.1, 0.2])",
     "C03", False, "", "", ()),
    ("= tanh([0.4, 0.8] + [1.897, 2.088])", "C08", False, "1.897 2.088", "1.965 2.458", ()),
    ("= tanh([2.297, 2.888])", "C05", False, "2.297 2.888", "2.365 3.258", (1, 2)),
    ("= [0.969, 0.989]", "C04", True, "0.969 0.989", "0.980 0.994", (1, 2)),
]  # fmt: skip


TRUE_STATES = {  # from the source's own description, full precision
    FIRST: [("0.19738", "0.37995"), ("0.68693", "0.82025"), ("0.93988", "0.97752")],
    SECOND: [("0.19738", "0.60437"), ("0.79394", "0.94050"), ("0.96772", "0.99399"), ("0.98250", "0.99704")],
}


@pytest.mark.parametrize(
    ("text", "expected"), [(FIRST, FIRST_FOUND), (SECOND, SECOND_FOUND)], ids=["first", "second"]
)
def test_every_wrong_number_of_the_source_is_found_and_no_right_one(text, expected):
    *findings, (_, code, root, claimed, right, _) = found(text)
    assert findings == expected
    # The sentence at the end repeats the last state; 0.982499… is 0.982.
    last = "0.940 0.977" if text is FIRST else "0.983 0.997"
    assert (code, root, claimed, right) == ("C05", False, expected[-1][3], last)


@pytest.mark.parametrize("text", [FIRST, SECOND], ids=["first", "second"])
def test_the_corrected_problem_has_the_true_states(text):
    problem = judge(read(text)).corrected
    floats = trace(problem).full_precision.floats("h")
    assert [tuple(f"{value:.5f}" for value in row) for row in floats] == TRUE_STATES[text]


def test_mistakes_of_the_source_have_names():
    first, second = judge(read(FIRST)), judge(read(SECOND))
    assert [each.mistakes for each in first.findings if each.mistakes] == [("added-cyclically",)]
    named = [(each.mistake, each.same_as) for each in second.findings if each.mistakes]
    first_line = next(each.place.line for each in second.findings if each.mistakes)
    assert named == [("input-row-for-column", None), ("input-row-for-column", first_line)]


ROWS = [
    ("h1 = [0.1, 0.2] + [0.1, 0.2, 0.5]\n = [0.2, 0.4, 0.5]", "C03", 6, "adding 2 and 3 entries"),
    ("h2 = tanh([0.2, 0.4]) = [0.197, 0.378]", "C04", 25, "tanh(0.4) = 0.380, not 0.378."),
    ("h1 = tanh([0.2, 0.4, 0.6, 0.8])\n   = [0.197, 0.378]", "C02", 6, "4 became 2"),
    ("x1 = [1, 0, 0]\nh0 = [0, 0]\nb = [0.1, 0.2]\n"
     "W_hx = [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]\nW_hh = [[0.7, 0.8], [0.9, 1.0]]\n"
     "h1 = tanh(W_hx * x1 + W_hh * h0 + b) = [0.197, 0.380]",
     "C01", 8, "the transpose (2 × 3) fits"),
    ("tanh(0.4) = 0.378", "C04", 13, "tanh(0.4) = 0.380, not 0.378."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "column", "fragment"), ROWS)
def test_bad_input_is_named_at_its_column(text, code, column, fragment):
    root = next(each for each in judge(read(text)).roots if each.code == code)
    assert root.place.column == column
    assert fragment in str(root.fault())


@pytest.mark.parametrize("text", ["h1 = h1 = [0.1, 0.2]", "h2 = W h1 = [0.1, 0.2]\nW = [[1, 2], [3, 4]]"])
def test_a_value_that_is_not_given_yet_is_said(text):
    assert any("not given yet" in str(each.title) for each in judge(read(text)).findings)


@pytest.mark.parametrize("name", list(STYLES))
def test_a_right_derivation_is_right_in_every_hand(name):
    judgement = judge(read(STYLES[name]))
    assert [str(each.fault()) for each in judgement.findings if each.severity != "note"] == []
    assert judgement.lines_checked >= 1
    assert trace(judgement.corrected).output == [("0.197", "0.380")]


def test_exact_numbers_have_no_width():
    # 0.4 = 0.2 + 0.2 exactly; at its own unit tanh(0.4) = 0.42 would pass.
    text = "h1 = tanh([0.2] + [0.2]) = tanh([0.4]) = [{}]"
    assert not judge(read(text.format("0.4"))).is_wrong
    assert judge(read(text.format("0.42"))).is_wrong


def test_a_square_matrix_without_order_is_read_as_the_numbers_have_it():
    # tanh(0.5·0.4 + 0.1·0.2) = tanh(0.22) by columns; tanh(0.5·0.4 - 0.3·0.2) = tanh(0.14) by rows.
    text = (
        "W_ih = [[0.3, 0.2], [0.1, 0.4]]\nW_hh = [[0.5, 0.1], [-0.3, 0.7]]\nh0 = [0.4, 0.2]\n"
        "x1 = [0, 0]\nh1[1] = tanh(0 + 0 + {}) = {}\n"
    )
    by_rows = judge(read(text.format("0.5·0.4 + (-0.3)·0.2", "0.139")))
    assert not by_rows.is_wrong
    assert by_rows.reading.orientation["weight_hh"] == "rows"


NETWORK = """\
Vocabulary: {"i": [1, 0, 0], "am": [0, 1, 0], "here": [0, 0, 1]}
W_ih = [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]
W_hh = [[0.1, 0.2], [0.3, 0.4]]
b = [0.1, 0.2]
h0 = [0, 0]
Step 1: i
h1 = tanh(W_ih x1 + W_hh h0 + b) = tanh([0.2, 0.6]) = [0.197, 0.537]
"""


def roots(text):
    return [(each.code, each.quantity, each.mistakes) for each in judge(read(text)).roots]


def test_a_vector_of_the_vocabulary_with_another_size_is_named():
    assert roots(NETWORK) == []
    assert roots(NETWORK.replace("[0, 1, 0]", "[0, 1]")) == [("C01", "am", ())]


@pytest.mark.parametrize(
    ("written", "right"), [(r"3\times 3", False), (r"2\times 3", True), (r"3\times 2", True)]
)
def test_a_size_under_an_operand_is_compared(written, right):
    formula = rf"$h_1 = \tanh(\underbrace{{W_{{ih}}}}_{{{written}}} x_1 + W_{{hh}} h_0 + b) = (0.197, 0.537)$"
    text = NETWORK.replace(NETWORK.split("\n")[6], formula)
    assert roots(text) == ([] if right else [("C18", "W_{ih}", ())])


STEP_2 = (
    "Step 2: am\nh2 = tanh(W_ih x2 + W_hh h1 + b) = tanh([0.2, 0.5] + {q} + [0.1, 0.2]) = tanh({a}) = {h}\n"
)


@pytest.mark.parametrize(
    ("q", "a", "h", "expected"),
    [
        ("[[0.1, 0.2], [0.3, 0.4]] [0.197, 0.537]", "[0.427, 0.974]", "[0.403, 0.750]", []),
        # 0.1·0.197 + 0.2·0.573 = 0.1343, 0.3·0.197 + 0.4·0.573 = 0.2883: digits of 0.537 exchanged, then right.
        ("[[0.1, 0.2], [0.3, 0.4]] [0.197, 0.573]", "[0.434, 0.988]", "[0.409, 0.756]", [("C06", "h_1", ())]),
        # The earlier state's entries swapped: 0.1·0.537 + 0.2·0.197 = 0.0931, 0.3·0.537 + 0.4·0.197 = 0.2399.
        ("[[0.1, 0.2], [0.3, 0.4]] [0.537, 0.197]", "[0.393, 0.940]", "[0.374, 0.735]",
         [("C06", "h_1", ("state-entries-swapped",))]),
        ("[[0.1, 0.3], [0.2, 0.4]] [0.197, 0.537]", "[0.481, 0.954]", "[0.447, 0.742]",
         [("C07", "W_hh", ("recurrent-transposed",))]),
        ("[0, 0]", "[0.3, 0.7]", "[0.291, 0.604]",
         [("C04", "q_2", ("recurrent-dropped", "state-two-back", "initial-state-throughout"))]),
        ("[0.127, 0.274]", "[0.427, 0.974]", "[0.427, 0.974]", [("C04", "h_2", ("no-activation", "tanh-as-identity"))]),
    ],
)  # fmt: skip
def test_one_mistake_is_charged_once_with_its_name(q, a, h, expected):
    found = roots(NETWORK + STEP_2.format(q=q, a=a, h=h))
    assert [(code, quantity) for code, quantity, _ in found] == [
        (code, quantity) for code, quantity, _ in expected
    ]
    for (_, _, named), (_, _, wanted) in zip(found, expected, strict=True):
        assert named[: len(wanted)] == wanted or set(wanted) <= set(named)


def test_a_formula_that_forgets_the_bias_is_the_root_where_its_numbers_forget_it_too():
    text = NETWORK.replace(
        "W_hh h0 + b) = tanh([0.2, 0.6]) = [0.197, 0.537]", "W_hh h0) = tanh([0.1, 0.4]) = [0.1, 0.38]"
    )
    assert roots(text) == [("C11", "h_1", ("bias-forgotten",))]
    kept = NETWORK.replace("W_hh h0 + b)", "W_hh h0)")
    assert roots(kept) == []
    assert [each.code for each in judge(read(kept)).findings] == ["C11"]


def test_more_digits_of_a_result_are_no_contradiction():
    assert judge(read(NETWORK + "So h1 = [0.1973753202, 0.5370495669].\n")).findings == ()
    assert roots(NETWORK + "So h1 = [0.1973753202, 0.5470495669].\n") == [("C04", "h_1", ())]


def test_cutting_digits_off_is_a_note():
    judgement = judge(read(NETWORK.replace("[0.197, 0.537]", "[0.197, 0.54]")))
    assert [(each.severity, each.code) for each in judgement.findings] == [("note", "C10")]
    cut = "W_ih = [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]", "W_ih = [[0.35, 0.2, 0.3], [0.4, 0.5, 0.6]]"
    text = NETWORK.replace(*cut).replace(
        "tanh([0.2, 0.6]) = [0.197, 0.537]", "tanh([0.45, 0.6]) = [0.421, 0.537]"
    )
    assert [(each.severity, each.code) for each in judge(read(text)).findings] == [("note", "C09")]


@pytest.mark.parametrize(
    ("x", "result", "because"),
    [
        ("0.4", "0.300", "W x_1 gives 0.200, not 0.300; the exact value is 0.2."),
        (
            "0.475",
            "0.30",
            "W x_1 gives 0.24, not 0.30; any rounding on the way stays between 0.2325 and 0.2425.",
        ),
    ],
)
def test_the_ends_of_what_is_possible_differ_or_one_number_is_said(x, result, because):
    text = f"W = [[0.5, 1]], x_1 = [{x}, 0]\np_1 = W x_1 = [{result}]\n"
    (error,) = [each for each in judge(read(text)).findings if each.severity == "error"]
    assert str(error.because) == because


def test_an_output_without_a_step_is_given_its_own_matrix():
    text = """W_xh = [[0.1, 0.3], [0.2, 0.4]], W_hh = [[0.7, 0.8], [0.9, 1.0]], b_h = [0.1, 0.2]
W_hy = [[1, 0.5], [0.5, 1]], b_y = [0.1, 0]
x_1 = [1, 0], h_0 = [0, 0]
h_1 = tanh(W_xh x_1 + W_hh h_0 + b_h) = tanh([0.2, 0.4]) = [0.197, 0.380]
s = W_hy h_1 + b_y = [{}, 0.479]
"""
    assert not judge(read(text.format("0.487"))).is_wrong
    (error,) = [each for each in judge(read(text.format("0.387"))).findings if each.severity == "error"]
    assert str(error.because) == (
        "W_hy h_1 + b_y gives 0.487 in entry 1, not 0.387; any rounding on the way stays between 0.48582 and "
        "0.48853."
    )
