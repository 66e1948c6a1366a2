"""Mistakes made on purpose: an own arithmetic for each, and an own verdict on whether it can be seen.

A plant can be seen where the numbers of the planted line leave, by a generous enclosure of every value that an
honest habit could write there, in at least one entry.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable
from decimal import Decimal, localcontext

from tests.checking.derivations import CONTEXT, Case, add, derive, matvec, tanh


def _real(function: Callable[[float], float]) -> Callable[[Decimal], Decimal]:
    return lambda z: Decimal(repr(function(float(z))))


def _swapped(values, i=0, j=1):
    values = list(values)
    values[i], values[j] = values[j], values[i]
    return values


def _weight(case: Case, parts: dict, r: random.Random, change) -> None:
    i, j = r.randrange(case.hidden), r.randrange(case.hidden)
    matrix = [list(row) for row in case.w_hh]
    new = change(matrix, i, j)
    if new is None:
        parts["impossible"] = True
        return
    matrix[i][j] = new
    parts["q"] = matvec(matrix, parts["h"])


def _set(key: str, value: Callable[[Case, dict, random.Random], object]):
    def change(case: Case, parts: dict, r: random.Random) -> None:
        parts[key] = value(case, parts, r)

    return change


def _activation(function):
    return _set("f", lambda c, p, r: function)


def _state(case: Case, parts: dict, back: int):
    t = parts["t"]
    if t - back < 0 or (back == 0 and t < 2):
        parts["impossible"] = True
        return parts["q"]
    return matvec(case.w_hh, parts["states"][t - back])


def _column(case: Case, parts: dict, index: int):
    if not 0 <= index < case.inputs:
        parts["impossible"] = True
        return parts["p"]
    return [row[index] for row in case.w_ih]


def _per_term(case: Case, parts: dict, r) -> object:
    terms = [term for term in (parts["p"], parts["q"], parts["b"]) if term is not None]
    with localcontext(CONTEXT):
        total = add(*[[tanh(n) for n in term] for term in terms])
    parts["f"] = lambda z: z
    return total


def _one_part(case: Case, parts: dict, r) -> object:
    with localcontext(CONTEXT):
        total = add(parts["p"], [tanh(n) for n in add(parts["q"], parts["b"])])
    parts["f"] = lambda z: z
    return total


def _old_added(case: Case, parts: dict, r) -> object:
    return lambda values: add(parts["h"], values)


def _identity(values):
    return [[Decimal(int(i == j)) for j in range(len(values))] for i in range(len(values))]


def _sign_lost(case: Case, parts: dict, r: random.Random) -> object:
    entry = r.randrange(case.hidden)
    return lambda values: [-n if i == entry else n for i, n in enumerate(values)]


def _neighbour(matrix, i, j):
    return matrix[i][j + 1] if j + 1 < len(matrix[i]) else matrix[i][j - 1] if j else None


PLANTS: dict[str, tuple[str, Callable[[Case, dict, random.Random], None]]] = {
    "bias-forgotten": ("a", _set("b", lambda c, p, r: [Decimal(0)] * c.hidden)),
    "bias-doubled": ("a", _set("b", lambda c, p, r: [2 * n for n in p["b"]])),
    "bias-subtracted": ("a", _set("b", lambda c, p, r: [-n for n in p["b"]])),
    "bias-entries-swapped": ("a", _set("b", lambda c, p, r: _swapped(p["b"]))),
    "recurrent-dropped": ("a", _set("q", lambda c, p, r: [Decimal(0)] * c.hidden)),
    "input-dropped": ("a", _set("p", lambda c, p, r: [Decimal(0)] * c.hidden)),
    "recurrent-transposed": ("q", _set("q", lambda c, p, r: matvec(list(zip(*c.w_hh, strict=True)), p["h"]))),
    "wrong-column": ("p", _set("p", lambda c, p, r: _column(c, p, c.words[p["t"] - 1] + r.choice([1, -1])))),
    "row-sum-for-column": ("p", _set("p", lambda c, p, r: [sum(row, Decimal(0)) for row in c.w_ih])),
    "previous-input": (
        "p",
        _set("p", lambda c, p, r: _column(c, p, c.words[p["t"] - 2] if p["t"] > 1 else -1)),
    ),
    "state-two-back": ("q", _set("q", lambda c, p, r: _state(c, p, 2))),
    "state-copied": ("h", _set("post", lambda c, p, r: lambda values: list(p["h"]))),
    "initial-state-throughout": (
        "q",
        _set("q", lambda c, p, r: _state(c, p, p["t"]) if p["t"] > 1 else _state(c, p, 9)),
    ),
    "elementwise-recurrent": (
        "q",
        _set("q", lambda c, p, r: [c.w_hh[i][i] * n for i, n in enumerate(p["h"])]),
    ),
    "recurrent-matrix-omitted": ("q", _set("q", lambda c, p, r: list(p["h"]))),
    "state-entries-swapped": ("q", _set("q", lambda c, p, r: matvec(c.w_hh, _swapped(p["h"])))),
    "result-entries-swapped": ("h", _set("post", lambda c, p, r: _swapped)),
    "no-activation": ("h", _activation(lambda z: z)),
    "sigmoid-for-tanh": ("h", _activation(_real(lambda z: 1 / (1 + math.exp(-z))))),
    "degrees": ("h", _activation(_real(lambda z: math.tanh(math.radians(z))))),
    "tan-for-tanh": ("h", _activation(_real(math.tan))),
    "inverse-tanh": ("h", _activation(_real(lambda z: math.atanh(z) if abs(z) < 1 else 99.0))),
    "sinh-for-tanh": ("h", _activation(_real(math.sinh))),
    "tanh-inverted": ("h", _activation(_real(lambda z: 1 / math.tanh(z) if abs(z) > 1e-3 else 999.0))),
    "exponent-halved-or-doubled": ("h", _activation(_real(lambda z: math.tanh(2 * z)))),
    "relu-or-clip": ("h", _activation(lambda z: max(Decimal(0), z))),
    "tanh-per-term": ("h", _set("z", _per_term)),
    "tanh-on-one-part": ("h", _set("z", _one_part)),
    "tanh-twice": ("h", _activation(lambda z: tanh(tanh(z)))),
    "old-state-added": ("h", _set("post", _old_added)),
    "sign-slip-in-product": ("q", lambda c, p, r: _weight(c, p, r, lambda m, i, j: -m[i][j])),
    "product-omitted-or-doubled": ("q", lambda c, p, r: _weight(c, p, r, lambda m, i, j: Decimal(0))),
    "decimal-point-slip": ("q", lambda c, p, r: _weight(c, p, r, lambda m, i, j: m[i][j] * 10)),
    "neighbouring-weight": ("q", lambda c, p, r: _weight(c, p, r, _neighbour)),
    "result-sign-lost": ("h", _set("post", _sign_lost)),
}

# Which lines must be written so that the planted line is a line of its own.
_LINES = {
    "p": ["state", "named", "terms"],
    "q": ["state", "named", "terms"],
    "a": ["state", "named"],
    "h": ["state"],
}


_VECTOR = re.compile(r"\[([^\[\]]*)\]|\\begin\{[pb]matrix\}(.*?)\\end")


def plant(r: random.Random, name: str) -> tuple[Case | None, bool]:
    """Write a derivation with one mistake; say whether it can be seen."""
    where, change = PLANTS[name]
    lines = r.choice(_LINES[where])
    if where == "h" and name not in ("tanh-per-term", "tanh-on-one-part"):
        lines = r.choice(["state", "named", "short", "chain", "terms"])
    seen: dict[str, object] = {}
    steps = r.choice([2, 3, 4])
    step = r.randint(2, steps)

    def mistake(case: Case, t: int, parts: dict) -> None:
        if t != step:
            return
        right = {key: parts[key] for key in ("p", "q", "b")}
        change(case, parts, r)
        seen["parts"], seen["right"], seen["case"] = parts, right, case

    case = derive(r, mistake=mistake, lines=lines, steps=steps)
    parts = seen["parts"]
    if parts.get("impossible") or any(abs(n) > 50 for state in case.states for n in state):  # type: ignore[attr-defined]
        return None, False
    case.planted = step  # type: ignore[attr-defined]
    return case, _visible(case, step, where, seen, lines)


def _digits_shown(case: Case, step: int) -> int:
    """Count the digits that a reader sees: where zeros were trimmed from a whole vector, fewer than meant."""
    lines = case.text.splitlines()[case.line_of["start", step] - 1 : case.line_of["end", step]]
    shown = []
    for line in lines:  # what a line claims is its last vector
        *_, last = [first or second for first, second in _VECTOR.findall(line)] or [""]
        numbers = re.findall(r"\d+(?:\.(\d+))?", last)
        if any(numbers):
            shown.append(max(map(len, numbers)))
    return min(shown, default=9)


def _visible(case: Case, step: int, where: str, seen: dict, lines: str) -> bool:
    """Whether the planted line leaves every value that an allowed habit could write."""
    digits = case.habits.digits  # type: ignore[union-attr]
    parts, right = seen["parts"], seen["right"]
    unit = Decimal(1).scaleb(-min(*digits.values(), _digits_shown(case, step)))
    loose = unit * (case.hidden + 3)
    with localcontext(CONTEXT):
        previous = [abs(n) for n in case.states[step - 1]]
        spread = [loose + unit * sum(abs(w) for w in row) for row in case.w_hh]
        assert len(previous) == case.hidden
        z = add(right["p"], right["q"], right["b"])
        written = case.states[step]
        if lines in ("named", "terms", "short", "chain") and where != "h":
            wrong = add(parts["p"], parts["q"], parts["b"] or [Decimal(0)] * case.hidden)
            if lines == "terms":
                pairs = zip(parts[where], right[where], spread, strict=True)
            else:
                pairs = zip(wrong, z, spread, strict=True)
            return any(abs(a - b) > 2 * s for a, b, s in pairs)
        low = [tanh(n - s) - 2 * unit for n, s in zip(z, spread, strict=True)]
        high = [tanh(n + s) + 2 * unit for n, s in zip(z, spread, strict=True)]
        return any(not a <= n <= b for a, n, b in zip(low, written, high, strict=True))
