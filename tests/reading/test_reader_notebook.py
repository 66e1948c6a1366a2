"""The two source examples, line by line."""

from tests.checking.notebook import FIRST, SECOND
from tests.reading.test_reader import line, said, words
from tutor.reading.reader import read


def test_first_example() -> None:
    work = read(FIRST)
    assert work.language == "ko" and work.unreadable == () and work.word_lists == ()
    assert words(work) == [("i", ["1", "0", "0"]), ("am", ["0", "1", "0"]), ("here", ["0", "0", "1"])]
    assert [(each.step, each.word) for each in work.headings] == [
        (None, None),
        (1, "i"),
        (2, "am"),
        (3, "here"),
    ]
    w = "[0.1, 0.2; 0.3, 0.4; 0.5, 0.6]"
    u = "[0.7, 0.8; 0.9, 1.0]"
    assert [line(chain) for chain in work.chains] == [
        "h_0 = [0, 0]",
        "x_1 = [1, 0, 0]",
        "h_1 = tanh((+ (W_hx * x_1) + (W_hh * h_0) + b_h))"
        f" = tanh((+ ({w} * [1, 0, 0]) + ({u} * [0, 0]) + [0.1, 0.2]))"
        " = tanh((+ [0.1, 0.2, 0.5, 0.6] + [0.1, 0.2]))"
        " = tanh([0.2, 0.4, 0.6, 0.8])"
        " = [0.197, 0.378]",
        "x_2 = [0, 1, 0]",
        "h_2 = tanh((+ (W_hx * x_2) + (W_hh * h_1) + b_h))"
        f" = tanh((+ ({w} * [0, 1, 0]) + ({u} * [0.197, 0.378]) + [0.1, 0.2]))"
        " = tanh((+ [0.3, 0.4, 0.5, 0.6] + [0.438, 0.578]))"
        " = tanh([0.738, 0.978, 0.5, 0.6])"
        " = [0.593, 0.726, 0.462, 0.544]",
        "x_3 = [0, 0, 1]",
        "h_3 = tanh((+ (W_hx * x_3) + (W_hh * h_2) + b_h))"
        f" = tanh((+ ({w} * [0, 0, 1]) + ({u} * [0.593, 0.726]) + [0.1, 0.2]))"
        " = tanh((+ [0.5, 0.6] + [0.915, 1.126]))"
        " = tanh([1.415, 1.726])"
        " = [0.802, 0.851]",
        "h_3 = [0.802, 0.851]",
    ]


def test_second_example() -> None:
    work = read(SECOND)
    assert work.language == "ko" and work.unreadable == ()
    assert [each.words for each in work.word_lists] == [("i", "am", "here", "now")]
    assert [word for word, _ in words(work)] == ["i", "am", "here", "now"]
    assert [(each.step, each.word) for each in work.headings][1:] == [
        (1, "i"),
        (2, "am"),
        (3, "here"),
        (4, "now"),
    ]
    assert [
        (chain.name.base, chain.name.step, len(chain.segments)) for chain in work.chains if chain.name
    ] == [
        ("h", 0, 2),
        *[(base, step, size) for step in (1, 2, 3, 4) for base, size in (("x", 2), ("h", 6))],
        ("h", 4, 2),
    ]
    third = work.chains[6]
    assert (
        said(third.segments[3].expression) == "tanh((+ [0.3, 0.4, 0.7, 0.8] + [1.255, 1.603, 1.418, 1.794]))"
    )
    assert said(third.segments[5].expression) == "[0.906, 0.951, 0.958, 0.979]"


def test_every_line_of_a_chain_has_its_line_number() -> None:
    lines = FIRST.split("\n")
    for chain in read(FIRST).chains:
        for before, after in zip(chain.segments, chain.segments[1:], strict=False):
            assert after.relation_place is not None
            assert lines[after.relation_place.line - 1][after.relation_place.column - 1] == "="
            assert after.expression.place.line >= before.expression.place.line
