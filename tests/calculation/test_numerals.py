"""One reader of a number: what every place allows, form by form, and that nothing is guessed or computed."""

import random
import re
from decimal import Decimal
from fractions import Fraction

import pytest

from tutor import Problem
from tutor.calculation import numerals
from tutor.calculation.numerals import ALLOWED, Numeral, read_number
from tutor.language.explanations import topic
from tutor.language.faults import SpecError
from tutor.language.languages import Language
from tutor.marking.scheme import fraction
from tutor.reading.entries import read_entries, read_token
from tutor.reading.formulas.syntax import Gap, Number, Product, Quotient
from tutor.reading.reader import read

PLACES = ("spec", "text", "answer", "points")

# One way of writing -0.38 or what is near it in every form.
EXAMPLES = {
    "decimal": [("0.38", "0.38"), (".38", "0.38"), ("5.", "5"), ("-0.38", "-0.38"), ("+0.38", "0.38")],
    "exponent": [("3.8e-1", "0.38"), ("38E-2", "0.38")],
    "grouped": [("1_000", "1000")],
    "signs": [("−0.38", "-0.38"), ("－０．３８", "-0.38"), ("–0.38", "-0.38")],
    "fraction": [("1/3", "1/3"), ("-1/4", "-1/4")],
    "power": [("3.8×10^-1", "0.38"), ("3.8 \\times 10^{-1}", "0.38"), ("3.8·10⁻¹", "0.38")],
    "percent": [("38%", "0.38"), ("62.9 %", "0.629"), ("37.5\\%", "0.375")],
    "comma": [("0,38", "0.38"), ("-,5", "-0.5")],
    "dress": [
        ("≈ 0.38", "0.38"), ("≒0.38", "0.38"), ("~ 0.38", "0.38"), ("약 0.38", "0.38"), ("about 0.38", "0.38"),
        ("(0.380)", "0.38"), ("[0.38]", "0.38"), ('"0.38"', "0.38"), ("'0.38", "0.38"), ("$0.38$", "0.38"),
        ("0.38,", "0.38"), ("0.38.", "0.38"), ("0.38 (approx)", "0.38"), ("0.38입니다", "0.38"), ("답: 0.38", "0.38"),
    ],
}  # fmt: skip
CASES = [(form, text, value) for form, texts in EXAMPLES.items() for text, value in texts]


@pytest.mark.parametrize("place", ALLOWED)
@pytest.mark.parametrize(("form", "text", "value"), CASES, ids=[text for _, text, _ in CASES])
def test_every_form_is_read_where_it_is_allowed_and_known_elsewhere(place, form, text, value):
    found, ruling = read_number(text, place), ALLOWED[place][form]
    if ruling == "yes":
        assert isinstance(found, Numeral) and found.value == Fraction(value)
    else:
        assert found.reason == ("ambiguous" if ruling == "asked" else "not here")
        assert found.meant.value == Fraction(value)
    if form == "comma" and place in ("text", "answer"):
        assert read_number(text, place, decimal_comma=True).value == Fraction(value)


@pytest.mark.parametrize(("form", "text", "value"), CASES, ids=[text for _, text, _ in CASES])
def test_a_text_takes_the_whole_form_where_the_table_says_so(form, text, value):
    """The tokens of a text are an expression of their own: a form that they cut off would be another number."""
    sides = [segment.expression for chain in read(f"y = {text}").chains for segment in chain.segments[1:]]
    if ALLOWED["text"][form] == "yes":
        assert [side.value for side in sides] == [Decimal(value)]
    elif ALLOWED["text"][form] == "calculated":
        assert [type(side) for side in sides] in ([Quotient], [Product])
    elif form != "dress":  # of which a text takes brackets and signs for its own
        assert [type(side) for side in sides] == [Gap]


def test_a_percent_at_the_end_of_a_line_is_one_and_a_comment_of_tex_none():
    ends = read("$$\n\\begin{aligned}\ny &= 62.9 %\n\\end{aligned}\n$$\n\nz = 62.9 %\n")
    assert [chain.segments[-1].expression.value for chain in ends.chains] == [
        Decimal("62.9"),
        Decimal("0.629"),
    ]


@pytest.mark.parametrize("place", ALLOWED)
@pytest.mark.parametrize(
    "text",
    ["abc", "0.1.2", "x²", "0.3²", "①", "½", "1e999", "0x1F", "__import__('os')", "10**10", "0.5 0.6", "inf", "nan1",
     "1j", "0" * 41, "9" * 5000, "=1+1", "٣", "1/0", "1//2", "0.3 or 0.4", "%", "e5", "1 000 000", "(0.3", "0.3)"],
)  # fmt: skip
def test_what_is_no_number_is_none_anywhere(place, text):
    assert read_number(text, place).reason == "unreadable"


def test_what_is_blank_inside_its_dress_is_blank_and_a_long_vowel_is_asked_about():
    assert {read_number(text, "answer").reason for text in ("", "( )", "[—]", "$ $")} == {"blank"}
    vowel = read_number("ー0.5", "answer")
    assert (vowel.reason, vowel.meant.value) == ("ambiguous", Fraction(-1, 2))


def test_digits_are_kept_and_a_fraction_has_as_many_as_one_likes():
    assert [read_number(text, "answer").decimals for text in ("0.380", "38%", "1.97e-1", "2", "1/3")] == [
        3, 2, 3, 0, None,
    ]  # fmt: skip
    assert read_number("2/3", "answer").to_decimals(5) == Decimal("0.66666")


def test_a_comma_tells_itself_between_semicolons():
    assert [str(each.number) for each in read_entries("(0,197; 0,380)").tokens] == ["0.197", "0.380"]
    assert [str(each.number) for each in read_entries("[1,0; 0,1]").tokens] == ["1", "0", "0", "1"]
    assert read_token("0,380").kind == "ambiguous"


def test_the_places_are_the_doors_that_read():
    """Spec, text, answer and scheme: the same numeral has one value, or is refused by name."""
    generator = random.Random(12)
    for _ in range(2000):
        digits = generator.randint(0, 4)
        number = Decimal(generator.randint(-(10**5), 10**5)).scaleb(-digits)
        text = f"{number:f}"
        if generator.random() < 0.3 and text.lstrip("-").startswith("0."):
            text = text.replace("0.", ".", 1)
        cell = {"weight_ih": [[number]], "weight_hh": [["0.5"]]}
        cell["weight_hh"] = [[Decimal("0.5")]]
        spec = Problem.from_dict({"sentence": "i", "vocabulary": ["i"], "cell": cell})
        (chain,) = read(f"y = {text}").chains
        last = chain.segments[-1].expression
        written = last.value if isinstance(last, Number) else None
        values = {
            spec.unit.parameters["weight_ih"][0][0], read_token(text).number, Decimal(str(fraction(text).numerator)) / fraction(text).denominator,
            number,
        }  # fmt: skip
        values |= {written} if written is not None else set()
        assert len(values) == 1, text


@pytest.mark.parametrize(
    ("text", "better"), [("1/3", "0.333"), ("50%", "0.5"), ("０．５", "0.5"), ("0,5", "0.5")]
)
def test_a_spec_proposes_what_was_meant(text, better):
    with pytest.raises(SpecError) as error:
        Problem.from_dict(
            {"sentence": "i", "vocabulary": ["i"], "cell": {"weight_ih": [[text]], "weight_hh": [[1]]}}
        )
    assert f"write {better}" in str(error.value)


def test_a_percentage_in_a_text_is_a_hundredth():
    (chain,) = read("p = 0.629 = 62.9% = 62.9\\%").chains
    assert [each.expression.value for each in chain.segments[1:]] == [Decimal("0.629")] * 3


def rows_of(table):
    """Give the rows of a table of words: the form, then what each place says."""
    for line in table.splitlines():
        words = re.split(r"\s{2,}|\s*\|\s*", line.strip(" |"))
        if len(words) >= 6:
            yield words[0], words[-4:]


def test_the_tables_of_the_documentation_are_the_table_of_the_code():
    table = {form: [ALLOWED[place][form] for place in PLACES] for form in ALLOWED["spec"]}
    assert {form: row for form, row in rows_of(numerals.__doc__) if form in table} == table
    english = topic("numbers", Language("en"))
    assert {form: row for form, row in rows_of(english) if form in table} == table
    korean = topic("numbers", Language("ko"))
    words = {"yes": "읽음", "no": "읽지 않음", "calculated": "계산", "asked": "물어봄"}
    rows = [row for form, row in rows_of(korean) if form not in ("꼴", "---")]
    assert rows == [[words[each] for each in row] for row in table.values()]
