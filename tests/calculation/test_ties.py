"""Ties, signs of zero, `=` and `≈`, and precisions that must be raised."""

from fractions import Fraction

import pytest
from flint import arb, ctx, fmpq

from tests.calculation.problems import problem
from tutor.calculation.numbers import TIE_PLACES, decide, fixed, round_units, significant
from tutor.calculation.trace import full_precision, trace
from tutor.language.faults import CalculationError


def step(given, symbol, t=1):
    quantity = trace(given).steps[t - 1].quantities[symbol]
    return quantity.texts, quantity.exact


@pytest.mark.parametrize(
    ("value", "ties", "printed"),
    [
        ("2.675", "half-up", "2.68"),
        ("-2.675", "half-up", "-2.68"),
        ("2.675", "half-even", "2.68"),
        ("2.665", "half-even", "2.66"),
        ("-2.665", "half-even", "-2.66"),
        ("-2.665", "half-up", "-2.67"),
        ("0.005", "half-up", "0.01"),
        ("-0.005", "half-even", "0.00"),
        ("-0.004", "half-up", "0.00"),
    ],
)
@pytest.mark.parametrize("carry", ["rounded", "full"])
def test_ties_of_a_given_number(carry, value, ties, printed):
    assert step(problem([[value]], [[0]], decimals=2, carry=carry, ties=ties), "p") == ((printed,), (False,))


@pytest.mark.parametrize("carry", ["rounded", "full"])
def test_a_line_is_exact_only_where_it_is_printed_whole(carry):
    given = problem([["0.250"], ["0.2504"]], [[0, 0], [0, 0]], carry=carry)
    assert step(given, "p") == (("0.250", "0.250"), (True, False))
    assert not trace(given).steps[0].quantities["p"].is_exact
    assert trace(given).steps[0].quantities["q"].is_exact


@pytest.mark.parametrize("ties", ["half-up", "half-even"])
@pytest.mark.parametrize(
    ("weight", "half_up", "half_even", "exact"),
    [
        ("0.0005", "0.001", "0.000", False),
        ("0.0015", "0.002", "0.002", False),
        ("0.002", "0.002", "0.002", True),
    ],
)
def test_irrational_states_that_cancel_to_a_tie_or_a_decimal(ties, weight, half_up, half_even, exact):
    """Both units are alike, so their states are equal and +w, -w leave the bias: exact, though h is not."""
    given = problem(
        [["0.3", "0.3"], ["0.3", "0.3"]],
        [["1.7", "-1.7"], ["1.7", "-1.7"]],
        [0, 1],
        bias=["0", "0"],
        carry="full",
        ties=ties,
    )
    tie = problem(
        [["0.3", weight], ["0.3", weight]],
        [["1.7", "-1.7"], ["1.7", "-1.7"]],
        [0, 1],
        carry="full",
        ties=ties,
    )
    assert step(given, "q", 2) == (("0.000", "0.000"), (True, True))
    expected = half_up if ties == "half-up" else half_even
    assert step(tie, "a", 2) == ((expected, expected), (exact, exact))
    negative = problem(
        [["-0.3", f"-{weight}"], ["-0.3", f"-{weight}"]],
        [["1.7", "-1.7"], ["1.7", "-1.7"]],
        [0, 1],
        carry="full",
        ties=ties,
    )
    expected = "0.000" if expected == "0.000" else f"-{expected}"
    assert step(negative, "a", 2) == ((expected, expected), (exact, exact))


def test_a_state_that_cancels_to_zero_is_exactly_zero():
    given = problem(
        [["0.3", "0"], ["0.3", "0"]], [["1.7", "-1.7"], ["1.7", "-1.7"]], [0, 1], carry="full", written=("h",)
    )
    assert step(given, "h", 2) == (("0.000", "0.000"), (True, True))
    assert full_precision(given).texts("h")[1] == ["0", "0"]
    assert full_precision(given).floats("h")[1] == [0.0, 0.0]


@pytest.mark.parametrize("carry", ["rounded", "full"])
@pytest.mark.parametrize("weight", ["20", "-1000", "1000000"])
def test_a_saturated_tanh_is_printed_as_one_but_is_not_one(carry, weight):
    printed = "-1.000" if weight.startswith("-") else "1.000"
    assert step(problem([[weight]], [[0]], carry=carry), "h") == ((printed,), (False,))


def test_tanh_of_zero_is_zero():
    assert step(problem([["0"]], [["0.5"]]), "h") == (("0.000",), (True,))


@pytest.mark.parametrize("carry", ["rounded", "full"])
def test_a_value_exact_beyond_the_working_precision(carry):
    """Two weights of 38 decimals cancel, or nearly: at 30 places both look alike."""
    third = "0." + "3" * 38
    for second, exact in ((third, True), (third[:-1] + "4", False)):
        given = problem(
            [["1"], ["1"]],
            [[third, f"-{second}"]] * 2,
            h_0=["1", "1"],
            carry=carry,
            written=("a", "h"),
        )
        assert step(given, "a") == (("1.000", "1.000"), (exact, exact))


@pytest.mark.parametrize("carry", ["rounded", "full"])
@pytest.mark.parametrize(
    ("last", "printed"), [("1", "0.000000000001"), ("0", "0.000000000001"), (None, "0.000000000000")]
)
def test_a_near_tie_is_decided_by_its_last_decimal(carry, last, printed):
    below = "0.0000000000004" + "9" * 25
    above = "0.0000000000005" + "0" * 24 + (last or "")
    given = problem([[below if last is None else above]], [[0]], decimals=12, carry=carry, written=("a", "h"))
    assert step(given, "a") == ((printed,), (False,))


def test_a_near_tie_of_tanh_needs_more_precision():
    """The weight is atanh of a tie, to 36 decimals, rounded down and up."""
    ctx.prec = 300
    tie = arb(fmpq(1234567890125, 10**13))  # half a unit, at 12 decimals
    z = ((1 + tie) / (1 - tie)).log() / 2
    below = int((z * 10**36).floor().unique_fmpz())
    for units, printed in ((below, "0.123456789012"), (below + 1, "0.123456789013")):
        for carry in ("rounded", "full"):
            given = problem([[f"0.{units:036d}"]], [[0]], decimals=12, carry=carry, written=("h",))
            assert step(given, "h") == ((printed,), (False,))


@pytest.mark.parametrize("ties", ["half-up", "half-even"])
def test_rounding_agrees_with_fractions(ties):
    for value in range(-1200, 1201):
        exact = Fraction(value, 100)
        floor = exact.numerator // exact.denominator
        if exact - floor == Fraction(1, 2):
            expected = (floor if exact < 0 else floor + 1) if ties == "half-up" else floor + floor % 2
        else:
            expected = floor + (exact - floor > Fraction(1, 2))
        assert round_units(value, 2, ties) == expected


def test_an_enclosure_that_cannot_be_told_from_a_tie_is_the_tie():
    half = 5 * 10 ** (TIE_PLACES - 4)
    assert decide(half - 1, half, TIE_PLACES, 3, "half-up") == 1
    assert decide(half - 1, half, TIE_PLACES, 3, "half-even") == 0
    assert decide(-half, -half + 1, TIE_PLACES, 3, "half-up") == -1
    assert decide(half - 2, half, TIE_PLACES, 3, "half-up") is None
    assert decide(half // 10**9 - 1, half // 10**9, TIE_PLACES - 9, 3, "half-up") is None


def test_significant_digits():
    assert significant(123456, 123456, 3, 2) == "120"
    assert significant(0, 0, 3, 5) == "0"
    assert significant(-1, 1, 5, 3) is None
    assert significant(-1, 0, TIE_PLACES, 15) == "0"
    assert significant(10, 11, 2, 15) is None
    assert significant(1449, 1451, 3, 2) is None
    assert significant(25, 25, 1, 15) == "2.5"
    assert significant(2500, 2501, 3, 3) == "2.50"
    assert significant(2500, 2500, 3, 2) == "2.5"
    assert significant(2501, 2501, 3, 3) == "2.50"  # not the value: its zero is a digit
    assert significant(-99_996, -99_996, 5, 4) == "-1.000"
    assert significant(-100_000, -100_000, 5, 4) == "-1"
    assert significant(999_999, 1_000_000, 3, 4) == "1000"
    assert significant(99_999, 100_001, 4, 2) == "10"
    assert fixed(25, 0) == "25"


def test_relu_beyond_a_page_is_refused():
    for carry in ("rounded", "full"):
        given = problem([["1000"]], [["1000"]], [0] * 9, kind="rnn_relu", carry=carry)
        with pytest.raises(CalculationError) as caught:
            trace(given)
        assert str(caught.value) == (
            "error[N05]: q_4 grows beyond 10^12\n"
            "  With ReLU nothing bounds the hidden state, and large weights multiply it at every step.\n"
            "  help: use smaller weights, or fewer steps"
        )


@pytest.mark.parametrize("carry", ["rounded", "full"])
@pytest.mark.parametrize("weight", ["0.4", "2.3"])
def test_a_thousand_steps(carry, weight):
    """With weight 2.3 the two units push each other about; digits are lost at every step."""
    given = problem(
        [["0.5", "-0.3"], ["-0.2", "0.7"]],
        [[weight, f"-{weight}"], [f"-{weight}", weight]],
        [t * t % 3 % 2 for t in range(1000)],
        carry=carry,
        limits=False,
    )
    steps = trace(given).steps
    assert len(steps) == 1000
    h = [0.0, 0.0]
    for each in steps[:12]:
        k, w = int(each.word[1:]), float(weight)
        h = [
            arb(w * h[0] - w * h[1] + (0.5, -0.3)[k]).tanh(),
            arb(-w * h[0] + w * h[1] + (-0.2, 0.7)[k]).tanh(),
        ]
        h = [float(value) for value in h]
        assert [float(text) for text in each.quantities["h"].texts] == pytest.approx(h, abs=0.05)


def test_digits_lost_beyond_bounds_are_refused(monkeypatch):
    monkeypatch.setattr("tutor.calculation.precision._PLACES_LIMIT", 60)
    given = problem([["0.3", "0"], ["0.3", "0"]], [["1.7", "-1.7"], ["1.7", "-1.7"]], [0, 1], carry="full")
    for compute in (trace, full_precision):
        with pytest.raises(CalculationError) as caught:
            compute(given)
        assert str(caught.value) == (
            "error[N06]: the digits of this problem cannot be decided\n"
            "  Its rounding errors grow so fast that even 60 decimals do not settle them.\n"
            "  help: use smaller weights, or fewer steps"
        )
