"""People who compute an RNN by hand: every rounding habit, in whole numbers, with nothing of the tutor's.

Numbers are integers in units of 10^-12. A habit says to how many decimals products, sums and exponentials are
rounded (None: kept as the calculator has them), whether later lines use what is written or what the calculator
holds, and how a number is made shorter: to the nearest (half away from zero, or half to even) or cut off.
"""

import math
import random
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

ONE = 10**12


@dataclass(frozen=True)
class Habit:
    decimals: int
    products: int | None  # decimals of a product; None: unrounded
    sums: int | None
    carry: str  # "written" or "calculator"
    ties: str  # "up", "even", "cut"
    tanh: str = "key"  # "key", "exp", "exp2"


def habits(decimals, tanh="key"):
    """All 4 × 3 × 2 × 3 of them."""
    return [
        Habit(decimals, products, sums, carry, ties, tanh)
        for products, sums, carry, ties in product(
            (decimals, decimals + 1, decimals + 2, None),
            (decimals, decimals + 1, None),
            ("written", "calculator"),
            ("up", "even", "cut"),
        )
    ]


def shorten(value, decimals, ties):
    """Make a number of 12 decimals shorter."""
    if decimals is None:
        return value
    unit = 10 ** (12 - decimals)
    size, rest = divmod(abs(value), unit)
    if ties == "up":
        size += 2 * rest >= unit
    elif ties == "even":
        size += 2 * rest > unit or (2 * rest == unit and size % 2)
    return (size if value >= 0 else -size) * unit


def tanh(z, habit):
    """tanh as this person computes it, to twelve decimals."""
    if habit.tanh == "key":
        return round(math.tanh(z / ONE) * ONE)
    if habit.tanh == "exp":
        up, down = (shorten(round(math.exp(s * z / ONE) * ONE), habit.decimals, habit.ties) for s in (1, -1))
        return round((up - down) / (up + down) * ONE)
    power = shorten(round(math.exp(2 * z / ONE) * ONE), habit.decimals, habit.ties)
    return round((power - ONE) / (power + ONE) * ONE)


@dataclass
class Exercise:
    """Weights in units of 10^-weight_decimals; the words are positions in the vocabulary."""

    w_ih: list
    w_hh: list
    bias: list
    words: list
    weight_decimals: int
    decimals: int
    spec: dict = field(default_factory=dict)


def exercise(r, *, decimals, hidden=2, inputs=3, steps=3, reach=1.0, weight_decimals=1):
    """Draw an exercise with weights within ±reach, none of them zero."""
    unit = 10**weight_decimals
    most = max(1, round(reach * unit))

    def weight():
        return r.choice((-1, 1)) * r.randint(1, most)

    w_ih = [[weight() for _ in range(inputs)] for _ in range(hidden)]
    w_hh = [[weight() for _ in range(hidden)] for _ in range(hidden)]
    bias = [weight() for _ in range(hidden)]
    words = [r.randrange(inputs) for _ in range(steps)]

    def number(n):
        return Decimal(n).scaleb(-weight_decimals)

    names = [f"w{i}" for i in range(inputs)]
    spec = {
        "tokens": [names[w] for w in words],
        "vocabulary": names,
        "cell": {
            "weight_ih": [[number(n) for n in row] for row in w_ih],
            "weight_hh": [[number(n) for n in row] for row in w_hh],
            "bias": [number(n) for n in bias],
        },
        "rounding": {"decimals": decimals},
    }
    return Exercise(w_ih, w_hh, bias, words, weight_decimals, decimals, spec)


def written(ex, habit, slip=None):
    """Compute an exercise with a habit: (symbol, step) → the written numbers, in units of 10^-decimals.

    ``slip`` = (symbol, step, entry, units): there the written and the carried number is off by so many units.
    """
    scale = 10 ** (12 - ex.weight_decimals)
    per = 10**ex.weight_decimals
    unit = 10 ** (12 - habit.decimals)
    hidden = len(ex.bias)
    state = [0] * hidden
    page = {}

    def put(symbol, step, values):
        """Write a line down; give what goes on from it."""
        if slip is not None and slip[:2] == (symbol, step):
            values = [v + (slip[3] * unit if i == slip[2] else 0) for i, v in enumerate(values)]
        shown = [shorten(v, habit.decimals, habit.ties) for v in values]
        page[symbol, step] = [v // unit if v >= 0 else -(-v // unit) for v in shown]
        return shown if habit.carry == "written" else values

    for step, word in enumerate(ex.words, start=1):
        p = put("p", step, [row[word] * scale for row in ex.w_ih])
        products = [
            [
                shorten(w * v // per if w * v >= 0 else -(-w * v // per), habit.products, habit.ties)
                for w, v in zip(row, state, strict=True)
            ]
            for row in ex.w_hh
        ]
        q = put("q", step, [shorten(sum(row), habit.sums, habit.ties) for row in products])
        a = put(
            "a",
            step,
            [shorten(p[i] + q[i] + ex.bias[i] * scale, habit.sums, habit.ties) for i in range(hidden)],
        )
        state = put("h", step, [tanh(z, habit) for z in a])
    return page


def as_text(units, decimals):
    """Write a number of so many decimals."""
    digits = f"{abs(units):0{decimals + 1}d}"
    return f"{'-' if units < 0 else ''}{digits[:-decimals]}.{digits[-decimals:]}"


def seeded(seed):
    return random.Random(seed)
