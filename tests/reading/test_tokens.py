"""Tokens: one stream for plain text, Markdown and TeX, each with its place."""

import pytest

from tutor.reading.tokens import tokenize


def kinds(text: str, **options: bool) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokenize(text, **options)][:-1]


@pytest.mark.parametrize("minus", "-−－–—﹣")
def test_the_whole_family_of_minus(minus: str) -> None:
    assert kinds(f"{minus}0.3") == [("op", "-"), ("number", "0.3")]


def test_a_prolonged_sound_mark_is_no_minus() -> None:
    assert kinds("ー0.3") == [("ask", "ー"), ("number", "0.3")]


def test_raised_and_circled_digits_are_not_digits() -> None:
    assert kinds("x²") == [("ident", "x"), ("sup", "2")]
    assert kinds("①") == [("word", "①")]


@pytest.mark.parametrize("written", ["h_1", "h₁", r"\mathbf{h}_1", r"\vec h_1", "h<sub>1</sub>"])
def test_one_letter_with_its_index(written: str) -> None:
    first, *rest = kinds(written)
    assert first == ("ident", "h")
    assert rest[-1][1] == "1"


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("=", "="),
        (":=", "="),
        ("==", "="),
        ("≈", "≈"),
        ("≒", "≈"),
        (r"\approx", "≈"),
        ("&=", "="),
        ("＝", "="),
    ],
)
def test_relations(text: str, relation: str) -> None:
    assert ("relation", relation) in kinds(f"h {text} 1")


@pytest.mark.parametrize(
    ("text", "number"),
    [("0.380", "0.380"), (".5", ".5"), ("1.", "1."), ("1e-3", "1e-3"), ("０．５", "0.5"), ("0{,}5", "0.5")],
)
def test_numbers_keep_their_digits(text: str, number: str) -> None:
    assert kinds(text) == [("number", number)]


def test_a_decimal_comma_is_a_setting() -> None:
    assert kinds("0,5") == [("number", "0"), ("comma", ","), ("number", "5")]
    assert kinds("0,5", decimal_comma=True) == [("number", "0.5")]
    assert kinds("1,0,0", decimal_comma=True) == kinds("1,0,0")


def test_columns_count_code_points_from_one() -> None:
    tokens = tokenize("은닉 h₁ = −0.3")
    assert [(token.text, token.start, token.end) for token in tokens][1:5] == [
        ("h", 4, 5),
        ("1", 5, 6),
        ("=", 7, 8),
        ("-", 9, 10),
    ]


def test_bold_is_no_power_and_a_power_is_no_bold() -> None:
    assert ("power", "**") not in kinds("**h** = **[1, 2]**")
    assert ("power", "**") in kinds("10**10")
    assert ("power", "**") in kinds("x ** 2")


def test_bullets_numbers_and_quotation_marks_stand_outside() -> None:
    assert kinds("> 2. h")[0] == ("ident", "h")
    assert kinds("- h")[0] == ("bullet", "-")
    assert kinds("-0.3")[0] == ("op", "-")
