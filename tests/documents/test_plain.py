"""Mathematics in plain letters: what a message or a title shows."""

from tutor.documents.formulas.plain import Plain

PRINT = Plain()


def test_numbers_have_a_minus_sign_and_places_are_lines():
    assert (PRINT.number("-0.5"), PRINT.number("1.25")) == ("−0.5", "1.25")
    assert (PRINT.blank(), PRINT.answer("-2")) == ("____", "−2")


def test_symbols_with_all_their_parts():
    assert PRINT.symbol("h", "2") == "h_2"
    assert PRINT.symbol("h", "2", layer="1", arrow="left", entry="3") == "←h_2^(1)[3]"
    assert PRINT.symbol("W_ih", transposed=True) == "W_ihᵀ"
    assert PRINT.transposed("(a + b)") == "(a + b)ᵀ"
