"""The same derivation in many hands is read as the same claims."""

import pytest

from tests.checking.styles import STYLES
from tutor.reading.formulas.syntax import (
    Apply,
    Expression,
    Matrix,
    Name,
    Number,
    Product,
    Sum,
    Transpose,
    Vector,
    walk,
)
from tutor.reading.reader import read

W = ("m", ("0.1", "0.3", "0.5"), ("0.2", "-0.4", "0.6"))
U = ("m", ("0.7", "0.8"), ("0.9", "1.0"))
SYMBOLIC = (
    "tanh",
    ("+", ("·", ("W", None), ("x", 1)), ("·", ("W", None), ("h", 0)), ("b", None)),
)
NUMERIC = ("tanh", ("+", ("·", W, ("v", "1", "0", "0")), ("·", U, ("v", "0", "0")), ("v", "0.1", "0.2")))
CLAIMS = {
    ("h", 0): [("v", "0", "0")],
    ("x", 1): [("v", "1", "0", "0")],
    ("h", 1): [SYMBOLIC, NUMERIC, ("tanh", ("v", "0.2", "0.4")), ("v", "0.197", "0.380")],
}


def said(node: Expression) -> object:
    """What an expression says, whatever brackets, signs and letters it is written with."""
    match node:
        case Number():
            return node.token
        case Name():
            return ("W" if node.base[0] in "WUw" else node.base[0], node.step)
        case Vector():
            return ("v", *map(said, node.entries))
        case Matrix():
            return ("m", *(tuple(map(said, row)) for row in node.rows))
        case Product():
            return ("·", *map(said, node.factors))
        case Sum():
            assert all(term.sign == 1 for term in node.terms)
            return ("+", *(said(term.expression) for term in node.terms))
        case Apply():
            return (node.function, said(node.argument))
        case Transpose():
            return said(node.argument)
    raise AssertionError(node)


@pytest.mark.parametrize("style", STYLES)
def test_every_style_says_the_same(style: str) -> None:
    work = read(STYLES[style])
    found = {
        (chain.name.base, chain.name.step): [said(side.expression) for side in chain.segments[1:]]
        for chain in work.chains
        if chain.name
    }
    assert found == CLAIMS
    assert len(work.chains) == 3
    assert (work.unreadable, work.vocabulary, work.word_lists) == ((), (), ())


def test_there_are_many_styles() -> None:
    assert len(STYLES) >= 45


@pytest.mark.parametrize("style", STYLES)
def test_every_number_stands_where_its_place_says(style: str) -> None:
    text = STYLES[style]
    lines = text.split("\n")
    numbers = 0
    for chain in read(text).chains:
        for segment in chain.segments:
            for node in walk(segment.expression):
                place = node.place
                if isinstance(node, Number) and style != "torch":  # torch.zeros(2) writes no numbers
                    written = lines[place.line - 1][place.column - 1 : place.end_column - 1]
                    plain = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in written)
                    assert plain.replace("−", "-").replace("–", "-").strip("()") == node.token
                    numbers += 1
    assert numbers >= 20 or style == "torch"
