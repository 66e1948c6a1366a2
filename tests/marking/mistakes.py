"""The mistakes of people who compute an RNN by hand, by floats and lists: nothing here is the tutor's.

``wrong_states(name, case)`` gives every h that a person with this mistake may write at a step.
"""

import math
from dataclasses import dataclass
from itertools import combinations


@dataclass
class Case:
    """What goes into one step: weights, the words of this step and the one before, the states so far."""

    w_ih: list
    w_hh: list
    bias: list
    word: int
    before: int | None
    states: list  # h_0, h_1, … h_{t-1}

    @property
    def state(self):
        return self.states[-1]

    def x(self, word=None):
        return [row[self.word if word is None else word] for row in self.w_ih]

    def r(self, state=None, matrix=None):
        state = self.state if state is None else state
        return [sum(w * v for w, v in zip(row, state, strict=True)) for row in (matrix or self.w_hh)]


def plus(*vectors):
    return [sum(entries) for entries in zip(*vectors, strict=True)]


def tanh(vector):
    return [math.tanh(z) for z in vector]


def swapped(vector):
    for i, j in combinations(range(len(vector)), 2):
        changed = list(vector)
        changed[i], changed[j] = changed[j], changed[i]
        yield changed


def edited(matrix, change):
    """Change one entry of a matrix; ``change(row, j)`` gives the new weight or None."""
    for i, row in enumerate(matrix):
        for j in range(len(row)):
            weight = change(row, j)
            if weight is not None and weight != row[j]:
                yield [
                    [weight if (k, m) == (i, j) else w for m, w in enumerate(r)] for k, r in enumerate(matrix)
                ]


def diagonal(matrix):
    return [[w if i == j else 0 for j, w in enumerate(row)] for i, row in enumerate(matrix)]


def each(function, vector):
    """Apply a function that may have a pole; numbers that nobody would write down are left out."""
    try:
        values = [function(z) for z in vector]
    except (ValueError, ZeroDivisionError, OverflowError):
        return []
    return [values] if all(abs(value) < 50 for value in values) else []


def right(c):
    return tanh(plus(c.x(), c.r(), c.bias))


def with_matrices(c, change):
    return [tanh(plus(c.x(), c.r(matrix=matrix), c.bias)) for matrix in edited(c.w_hh, change)]


def z_of(c):
    return plus(c.x(), c.r(), c.bias)


def columns(c, positions):
    return [tanh(plus(c.x(w), c.r(), c.bias)) for w in positions if 0 <= w < len(c.w_ih[0])]


def one_part(c):
    terms = [c.x(), c.r(), c.bias]
    for k, term in enumerate(terms):
        rest = [t for m, t in enumerate(terms) if m != k]
        yield plus(term, tanh(plus(*rest)))
        yield plus(tanh(term), *rest)


def neighbours(row, j):
    return row[j + 1] if j + 1 < len(row) else row[j - 1] if j else None


MISTAKES = {
    "bias-forgotten": lambda c: [tanh(plus(c.x(), c.r()))],
    "bias-doubled": lambda c: [tanh(plus(c.x(), c.r(), c.bias, c.bias))],
    "bias-subtracted": lambda c: [tanh(plus(c.x(), c.r(), [-b for b in c.bias]))],
    "bias-entries-swapped": lambda c: [tanh(plus(c.x(), c.r(), b)) for b in swapped(c.bias)],
    "recurrent-dropped": lambda c: [tanh(plus(c.x(), c.bias))],
    "input-dropped": lambda c: [tanh(plus(c.r(), c.bias))],
    "recurrent-transposed": lambda c: [tanh(plus(c.x(), c.r(matrix=list(zip(*c.w_hh, strict=True))), c.bias))],
    "wrong-column": lambda c: columns(c, (c.word + 1, c.word - 1)),
    "row-sum-for-column": lambda c: [tanh(plus([sum(row) for row in c.w_ih], c.r(), c.bias))],
    "previous-input": lambda c: columns(c, (c.before,)),
    "state-two-back": lambda c: [tanh(plus(c.x(), c.r(c.states[-2]), c.bias))] if len(c.states) > 1 else [],
    "state-copied": lambda c: [list(c.state)],
    "initial-state-throughout": lambda c: [tanh(plus(c.x(), c.r(c.states[0]), c.bias))] if len(c.states) > 1 else [],
    "elementwise-recurrent": lambda c: [tanh(plus(c.x(), c.r(matrix=diagonal(c.w_hh)), c.bias))],
    "recurrent-matrix-omitted": lambda c: [tanh(plus(c.x(), c.state, c.bias))],
    "state-entries-swapped": lambda c: [tanh(plus(c.x(), c.r(s), c.bias)) for s in swapped(c.state)],
    "result-entries-swapped": lambda c: list(swapped(right(c))),
    "no-activation": lambda c: [z_of(c)],
    "sigmoid-for-tanh": lambda c: each(lambda z: 1 / (1 + math.exp(-z)), z_of(c)),
    "degrees": lambda c: each(lambda z: math.tanh(math.radians(z)), z_of(c)),
    "tan-for-tanh": lambda c: each(math.tan, z_of(c)),
    "inverse-tanh": lambda c: each(math.atanh, z_of(c)),
    "sinh-for-tanh": lambda c: each(math.sinh, z_of(c)),
    "tanh-inverted": lambda c: each(lambda z: 1 / math.tanh(z), z_of(c)),
    "exponent-halved-or-doubled": lambda c: [tanh([k * z for z in z_of(c)]) for k in (0.5, 2)],
    "relu-or-clip": lambda c: [[max(0.0, z) for z in z_of(c)], [min(1.0, max(-1.0, z)) for z in z_of(c)]],
    "tanh-per-term": lambda c: [plus(tanh(c.x()), tanh(c.r()), tanh(c.bias))],
    "tanh-on-one-part": lambda c: list(one_part(c)),
    "tanh-twice": lambda c: [tanh(right(c))],
    "old-state-added": lambda c: [plus(c.state, right(c)), [v / 2 for v in plus(c.state, right(c))]],
    "sign-slip-in-product": lambda c: with_matrices(c, lambda row, j: -row[j]),
    "product-omitted-or-doubled": lambda c: with_matrices(c, lambda row, j: 0) + with_matrices(c, lambda row, j: 2 * row[j]),
    "decimal-point-slip": lambda c: with_matrices(c, lambda row, j: 10 * row[j]) + with_matrices(c, lambda row, j: row[j] / 10),
    "neighbouring-weight": lambda c: with_matrices(c, neighbours),
    "result-sign-lost": lambda c: [
        [-v if i == k else v for i, v in enumerate(right(c))] for k in range(len(c.bias))
    ],
}  # fmt: skip

# Families cannot be told apart in principle: any of a family names the others.
FAMILIES = (
    {"no-activation", "tanh-as-identity", "relu-or-clip"},
    {"recurrent-dropped", "initial-state-throughout", "state-two-back"},
    {"state-copied", "state-two-back"},
)


def wrong_states(name, case):
    return MISTAKES[name](case)
