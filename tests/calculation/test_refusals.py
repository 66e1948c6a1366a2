"""Problems that are refused, or allowed with a warning: the whole text of every message."""

import pytest

from tests.calculation.problems import numbers
from tutor.calculation.enclosures import exp_enclosure
from tutor.calculation.names import quantity_name
from tutor.calculation.numbers import scaled
from tutor.calculation.problem import Problem
from tutor.calculation.trace import trace
from tutor.language.faults import CalculationError, SpecError

WEIGHT_IH = [["0.1", "0.3", "0.5"], ["0.2", "0.4", "0.6"]]
WEIGHT_HH = [["0.7", "0.8"], ["0.9", "1.0"]]
WORDS = ("i", "am", "here")
ROWS = {"weight_ih": "rows"}


def turned(matrix):
    return [list(row) for row in zip(*matrix, strict=True)]


def build(weight_ih=WEIGHT_IH, weight_hh=WEIGHT_HH, words=("i",), vocabulary=WORDS, **options):
    matrices = {"weight_ih": weight_ih, "weight_hh": weight_hh}
    parameters = {name: numbers(rows) for name, rows in matrices.items() if rows is not None}
    parameters |= {name: numbers(options.pop(name)) for name in list(options) if name.startswith("bias")}
    start = {"h": numbers(options.pop("h_0"))} if "h_0" in options else None
    return Problem.build(words=words, vocabulary=vocabulary, parameters=parameters, start=start, **options)


REFUSED = {
    "transposed": {"weight_ih": turned(WEIGHT_IH)},
    "transposed, of rows": {"orientation": ROWS},
    "too many columns": {"weight_ih": [[*row, "1"] for row in WEIGHT_IH]},
    "too few rows": {"weight_ih": WEIGHT_IH[:1], "bias": ["1", "2"]},
    "too few rows, of rows": {"weight_ih": turned(WEIGHT_IH)[:2], "bias": ["1", "2"], "orientation": ROWS},
    "too few columns, of rows": {"weight_ih": turned(WEIGHT_IH[:1]), "bias": ["1", "2"], "orientation": ROWS},
    "not square": {"weight_hh": [["1", "2", "3"], ["1", "2", "3"]]},
    "short bias": {"bias": ["1"]},
    "short half of a bias": {"bias_ih": ["1", "2"], "bias_hh": ["1"]},
    "two against two": {"weight_hh": [["1"]], "h_0": ["1", "2"]},
    "two against two, in matrices": {"weight_hh": [["1", "2"]], "h_0": ["1"]},
    "three sizes and a transpose": {
        "weight_ih": [["1", "2"]] * 3,
        "weight_hh": [["1", "2", "3"]],
        "bias": ["1", "2", "3"],
        "h_0": ["1"],
    },
    "only a matrix that is not square": {"weight_ih": None, "weight_hh": [["1", "2"]]},
    "neither side of a tie": {"weight_hh": [["1"]], "bias": ["1", "2"], "h_0": ["1", "2", "3"]},
    "repeated words": {"vocabulary": ["i", "am", "i"], "words": ["you"]},
    "outvoted": {"weight_hh": [["1"]], "bias": ["1"], "h_0": ["1", "2"]},
    "no vocabulary": {"weight_hh": [["1", "2", "3"]] * 3, "vocabulary": None},
    "wide vocabulary": {"vocabulary": [f"v{k}" for k in range(13)], "words": ["w"]},
    "too large": {"weight_ih": [["1"]] * 17, "weight_hh": [["1"] * 17] * 17, "vocabulary": ["i"]},
    "empty vocabulary": {"vocabulary": []},
    "65 words": {"vocabulary": [f"v{k}" for k in range(65)], "words": ["v1"]},
    "unfit words": {
        "vocabulary": ["am", "am", "e\u0301", "é", "", " ", "a\u200bb", "a b", "\u200c"],
        "words": ["am"],
    },
    "51 steps": {"words": ["i"] * 51},
    "unknown words": {"words": ["am.", "Here", "zebra", "hera"]},
    "no steps": {"words": []},
    "unknown line": {"written": ["z", "a"]},
    "lines twice": {"written": ["h", "a", "h", "a"]},
    "fused": {"written": ["p", "q", "h"], "layout": "fused"},
}


def test_refusals(golden):
    told = []
    for name, options in REFUSED.items():
        with pytest.raises(SpecError) as caught:
            build(**options)
        told.append(f"== {name}\n{caught.value}\n")
    golden("goldens/calculation.txt", "\n".join(told))


def test_parts_that_could_not_be_read_are_refused_by_the_faults_found_before():
    with pytest.raises(SpecError) as caught:
        build(words=None)
    assert caught.value.faults == ()


def test_words_that_differ_in_capitals_only_are_allowed_with_a_warning():
    problem = build(vocabulary=["Cat", "cat", "an\u200dother"], words=["cat"])
    assert [str(fault) for fault in problem.warnings] == [
        "warning[V05]: `Cat` and `cat` differ only in capitals\n"
        "  Each is a word of its own with its own one-hot vector.\n"
        "  help: if two are meant to be one word, keep one of them"
    ]
    words = [word for pair in zip("ABCDE", "abcde", strict=True) for word in pair]
    (warning,) = build([["1"] * 10], [["1"]], ["A"], words).warnings
    assert str(warning.title) == (
        "5 pairs of words differ only in capitals: `A`/`a`, `B`/`b`, `C`/`c`, `D`/`d`, …"
    )


def test_limits_are_lifted():
    words = [f"v{k}" for k in range(65)]
    problem = build([["0.1"] * 65] * 17, [["0.1"] * 17] * 17, words, words, limits=False)
    assert (problem.input_size, problem.hidden_size, len(problem.words)) == (65, 17, 65)


def test_composed_and_decomposed_words_are_one():
    problem = build([["1", "2"]], [["1"]], ["e\u0301"], ["a", "é"])
    assert (problem.words, problem.vocabulary.one_hot("e\u0301"), problem.title) == (
        ("é",),
        (0, 1),
        "e\u0301",
    )


def test_rows_and_columns_give_the_same_problem():
    rows = build(turned(WEIGHT_IH), words=WORDS, orientation=ROWS)
    assert trace(rows).output == trace(build(words=WORDS)).output
    assert rows.orientation == ROWS


def test_a_square_matrix_can_be_read_the_other_way():
    problem = build(words=WORDS, title="two readings")
    turned_problem = problem.transposed("weight_hh")
    assert turned_problem.unit.parameters["weight_hh"] == numbers(turned(WEIGHT_HH))
    assert problem.transposed("weight_ih") is None
    assert turned_problem.transposed("weight_hh") == problem
    assert build(weight_hh=[["1", "2"], ["2", "1"]]).transposed("weight_hh") is None


def test_two_biases_are_added_exactly():
    problem = build(bias_ih=["0.10", "1"], bias_hh=["0.2", "-0.125"])
    assert list(map(str, problem.unit.parameters["bias"])) == ["0.30", "0.875"]


def test_layouts_choose_the_written_lines():
    assert build(layout="fused").written == ("a", "h")
    assert build(written=["h", "p"]).written == ("p", "h")


def test_the_parts_of_a_table_by_name():
    unit = build().unit
    assert (unit.name, unit.cell.parameter("bias").role) == ("l0", "bias")


def test_names_of_values():
    assert quantity_name("L", 3) == "L_3"
    assert quantity_name("h", 2, 1, layer=1, reverse=True, sequence=3) == "h_2[1]@l1r#3"


def test_numbers_that_no_page_holds():
    for text, message in (("NaN", "NaN is not finite"), ("0.25", "0.25 has more than 1 decimals")):
        with pytest.raises(ValueError, match=message):
            scaled(numbers(text), 1)
    with pytest.raises(CalculationError, match="exp of a number above 230 does not fit on a page"):
        exp_enclosure(2301, 1)
