"""The texts of one person's answers, as the judge of answers reads them."""

from decimal import Decimal

import pytest

from tutor import Problem
from tutor.judging.answers.answer_reading import AnswerReader
from tutor.judging.answers.lines import Lines

PROBLEM = Problem.from_dict(
    {
        "sentence": "i",
        "vocabulary": ["i", "am"],
        "cell": {
            "weight_ih": [[0.1, 0.3], [0.2, 0.4], [0.3, 0.1]],
            "weight_hh": [[0.5, 0.6, 0], [0.7, 0.8, 0], [0, 0, 1]],
        },
    }
)
SMALL = Problem.from_dict(
    {
        "sentence": "i",
        "vocabulary": ["i", "am"],
        "cell": {"weight_ih": [[0.1, 0.3], [0.2, 0.4]], "weight_hh": [[0.5, 0.6], [0.7, 0.8]]},
    }
)


def read(problem, columns, texts):
    """Give the numbers of h_1, what was written for its entries, and what could not be read."""
    lines = Lines(problem)
    reader = AnswerReader(lines)
    found = reader.read(reader.columns(tuple(columns.split())), tuple(texts))
    at = next(i for i, line in enumerate(lines.lines) if line.name() == "h_1")
    unit = Decimal(10) ** lines.exactly.places
    numbers = found.numbers[at]
    shown = (
        None if numbers is None else [None if each is None else float(each.value / unit) for each in numbers]
    )
    return (
        shown,
        {entry: text for (i, entry), text in found.texts.items() if i == at},
        {entry: why for (i, entry), why in found.doubtful.items() if i == at},
    )


@pytest.mark.parametrize(
    ("problem", "columns", "texts", "numbers", "written", "doubtful"),
    [
        (SMALL, "h_1[1] h_1[2]", ["0.1", "-0.25"], [0.1, -0.25], {0: "0.1", 1: "-0.25"}, {}),
        (SMALL, "h_1[1] h_1[2]", ["[0.1, -0.25]", ""], [0.1, -0.25], {0: "0.1", 1: "-0.25"}, {}),
        (SMALL, "h_1[1] h_1[2]", ["[0.1, 0.2, 0.3]", ""], None, {0: "[0.1, 0.2, 0.3]"}, {0: "unreadable"}),
        (SMALL, "h_1[1] h_1[2]", ["[0.1, 0.2]", "0.2"], [None, 0.2], {0: "[0.1, 0.2]", 1: "0.2"}, {0: "unreadable"}),
        (SMALL, "h_1[1] h_1[2]", ["about", "0.2"], [None, 0.2], {0: "about", 1: "0.2"}, {0: "unreadable"}),
        (SMALL, "h_1[1] h_1[2]", ["h_1[1] = 0.1", "h_1 = 0.2"], [0.1, 0.2], {0: "h_1[1] = 0.1", 1: "h_1 = 0.2"}, {}),
        (SMALL, "h_1[1] h_1[2]", ["h_2 = 0.1", "0.2"], [None, 0.2], {0: "h_2 = 0.1", 1: "0.2"}, {0: "unreadable"}),
        (SMALL, "h_1", ["[0.1, 0.2]"], [0.1, 0.2], {0: "0.1", 1: "0.2"}, {}),
        (SMALL, "h_1", ["0"], [0, 0], {0: "0", 1: "0"}, {}),
        (SMALL, "h_1", ["0.2"], [0.2], {0: "0.2", 1: "0.2"}, {}),
        (SMALL, "h_1", ["[0]"], [0], {0: "[0]", 1: "[0]"}, {}),
        (SMALL, "h_1", ["[0.1, 0.2, 0.3]"], [0.1, 0.2, 0.3], {0: "[0.1, 0.2, 0.3]", 1: "[0.1, 0.2, 0.3]"}, {}),
        (PROBLEM, "h_1[1] h_1[2] h_1[3]", ["0.1 0.2 0.3", "", ""], [0.1, 0.2, 0.3], {0: "0.1", 1: "0.2", 2: "0.3"}, {}),
        (PROBLEM, "h_1", ["[0.1, ?, 0.3]"], [0.1, None, 0.3], {0: "0.1", 1: "?", 2: "0.3"}, {}),
    ],
)  # fmt: skip
def test_answers_to_a_state(problem, columns, texts, numbers, written, doubtful):
    # A column of another line first: so the columns are no block, and are read one by one.
    assert read(problem, f"a_1[1] {columns}", ["0.5", *texts]) == (numbers, written, doubtful)
