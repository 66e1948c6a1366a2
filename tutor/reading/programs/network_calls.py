"""A call of a network in a session: rows of what went in are inputs, rows of what came out are states.

x = torch.tensor([[1.0], [0.5]])          x_1 = 1.0, x_2 = 0.5
out, h_n = rnn(x)
out
tensor([[0.4621], [0.3100]])              h_1 = 0.4621, h_2 = 0.3100
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tutor.reading.claims.claim import Claim
from tutor.reading.formulas.syntax import (
    Apply,
    Expression,
    Name,
    Place,
    Product,
    Sum,
    Term,
    Vector,
    is_literal,
)
from tutor.reading.programs.claimed import head_of, line_of, rows_of
from tutor.reading.work import Segment

_CALL = re.compile(
    r"\s*(?:>>>\s*)?(?P<output>[^\W\d]\w*)\s*,\s*(?P<last>[^\W\d]\w*)\s*=\s*"
    r"[\w.]*(?i:rnn|cell|net|model|layer)\w*\((?P<input>[^\W\d]\w*)(?:,\s*[^\W\d]\w*)?\)\s*(?:#.*)?$"
)

_PARAMETERS = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")


def called(claims: Sequence[Claim], lines: Sequence[str]) -> tuple[list[Claim], set[int]]:
    """Give the claims with inputs and states in the place of what networks were called with and gave.

    Returns:
        The claims, and the lines of the calls.
    """
    found, calls = list(claims), set[int]()
    for number, line in enumerate(lines, start=1):
        match = _CALL.match(line)
        if match is None:
            continue
        given = _matrix(found, match["input"], range(1, number))
        output = _matrix(found, match["output"], range(number + 1, len(lines) + 1))
        if given is None or output is None:
            continue
        inputs, states = _rows(given, "x"), _rows(output, "h")
        if len(inputs) != len(states):
            continue
        calls.add(number)
        last = _value(found, match["last"], range(number + 1, len(lines) + 1))
        formula = _formula(found, Place(number, 1, number, len(line) + 1), states[0], lines)
        put: dict[int, Sequence[Claim]] = {id(given): [*formula, *inputs], id(output): states}
        if last is not None:
            rows = rows_of(last.segments[-1].expression)
            whole = rows[0] if len(rows) == 1 else last.segments[-1].expression
            put[id(last)] = [_claim("h", len(states), whole)]
        found = [each for claim in found if line_of(claim) != number for each in put.get(id(claim), [claim])]
    return found, calls


def _formula(claims: Sequence[Claim], place: Place, state: Claim, lines: Sequence[str]) -> list[Claim]:
    """Give the formula that torch's names of the parameters tell, where they are those of a plain network."""
    named = {head.base: each for each in claims if (head := head_of(each)) is not None}
    relu = any("relu" in line.lower() for line in lines)
    if relu or not {*_PARAMETERS[:2]} <= {*named}:
        return []
    rows = rows_of(named[_PARAMETERS[1]].segments[-1].expression)
    size = (
        len(state.segments[-1].expression.entries) if isinstance(state.segments[-1].expression, Vector) else 1
    )
    if max(len(rows), 1) != size:
        return []  # the weights of several gates
    inputs, recurrent = (Name(place, base, base) for base in _PARAMETERS[:2])
    terms: list[Expression] = [
        Product(place, (inputs, Name(place, "x_t", "x", "t")), ("@",)),
        Product(place, (recurrent, Name(place, "h_{t-1}", "h", "t-1")), ("@",)),
        *(Name(place, base, base) for base in _PARAMETERS[2:] if base in named),
    ]
    total = Sum(place, tuple(Term(1, each) for each in terms))
    head = Name(place, "h_t", "h", "t")
    side = Apply(place, "tanh", total, "tanh")
    return [Claim([Segment(None, None, head), Segment("=", place, side)])]


def _value(claims: Sequence[Claim], text: str, lines: range) -> Claim | None:
    """Find what a variable was given, or printed as, on one of some lines."""
    for claim in claims:
        head = head_of(claim)
        plain = len(claim.segments) == 2 and is_literal(claim.segments[1].expression)
        if head is not None and head.text == text and plain and line_of(claim) in lines:
            return claim
    return None


def _matrix(claims: Sequence[Claim], text: str, lines: range) -> Claim | None:
    claim = _value(claims, text, lines)
    return claim if claim is not None and rows_of(claim.segments[1].expression) else None


def _rows(claim: Claim, letter: str) -> list[Claim]:
    return list(_numbered(letter, rows_of(claim.segments[1].expression)))


def _numbered(letter: str, rows: Sequence[Expression]) -> Iterator[Claim]:
    for step, row in enumerate(rows, start=1):
        yield _claim(letter, step, row)


def _claim(letter: str, step: int, value: Expression) -> Claim:
    place = value.place._replace(end_line=value.place.line, end_column=value.place.column)
    name = Name(place, f"{letter}_{step}", letter, step)
    return Claim([Segment(None, None, name), Segment("=", value.place, value)])
