"""An RNN computed by hand, a second time: written from the rules of printing, without the project's code.

A value is an exact fraction (flint's fmpq) for as long as it is one; whatever has gone through tanh is a ball
(flint's arb), whose precision is doubled until it settles the digits. A ball that does not at more than 2,000
bits is taken for the decimal, or the tie, that it holds.
"""

from dataclasses import dataclass
from random import Random

from flint import arb, ctx, fmpq

WRITTEN = [
    ("p", "q", "a", "h"),
    ("a", "h"),
    ("h",),
    ("p", "a", "h"),
    ("q", "h"),
    ("p", "q", "h"),
    ("q", "a", "h"),
    ("p", "h"),
]
LAST_PRECISION = 2_000


@dataclass(frozen=True)
class Exercise:
    """All numbers are whole, in units of 10^-scale."""

    scale: int
    weight_ih: list[list[int]]
    weight_hh: list[list[int]]
    bias: list[int]
    h_0: list[int]
    words: list[int]
    activation: str = "tanh"
    decimals: int = 3
    carry: str = "rounded"
    ties: str = "half-up"
    written: tuple[str, ...] = WRITTEN[0]


def random_exercise(random: Random, *, size: int = 6, steps: int = 10, scale: int | None = None, **fixed):
    """Draw an exercise with weights within ±2; few decimals, so that ties are frequent."""
    inputs, hidden = random.randint(1, size), random.randint(max(1, size // 2), size)
    scale = random.choice([1, 1, 2, 2, 3, 5]) if scale is None else scale
    most = 2 * 10**scale

    def vector(length):
        return [random.randint(-most, most) for _ in range(length)]

    return Exercise(
        **{
            "scale": scale,
            "weight_ih": [vector(inputs) for _ in range(hidden)],
            "weight_hh": [vector(hidden) for _ in range(hidden)],
            "bias": vector(hidden) if random.random() < 0.8 else [0] * hidden,
            "h_0": vector(hidden) if random.random() < 0.3 else [0] * hidden,
            "words": [random.randrange(inputs) for _ in range(random.randint(max(1, steps // 2), steps))],
            "activation": "relu" if random.random() < 0.2 else "tanh",
            "ties": random.choice(["half-up", "half-even"]),
            "written": random.choice(WRITTEN),
            **fixed,
        }
    )


class _Undecided(Exception):  # noqa: N818 - it never leaves this module
    pass


def solve(exercise):
    """Give every printed line: a list over steps of {symbol: ([text, …], [is exact, …])}."""
    precision = 160
    while True:
        ctx.prec = precision
        try:
            return _solve(exercise)
        except _Undecided:
            precision *= 2


def _solve(exercise):
    unit = 10**exercise.scale
    weight_hh = [[fmpq(entry, unit) for entry in row] for row in exercise.weight_hh]
    bias = [fmpq(entry, unit) for entry in exercise.bias]
    h = [fmpq(entry, unit) for entry in exercise.h_0]
    pages = []
    for word in exercise.words:
        page = {}

        def line(symbol, values, page=page):
            if symbol not in exercise.written:
                return values
            found = [written(value, exercise.decimals, exercise.ties) for value in values]
            page[symbol] = (
                [text(digits, exercise.decimals) for digits, _ in found],
                [same for _, same in found],
            )
            if exercise.carry == "full":
                return values
            return [fmpq(digits, 10**exercise.decimals) for digits, _ in found]

        p = line("p", [fmpq(row[word], unit) for row in exercise.weight_ih])
        q = line("q", [_dot(row, h) for row in weight_hh])
        a = line("a", [p[i] + q[i] + bias[i] for i in range(len(p))])
        h = line("h", [_activate(exercise.activation, value) for value in a])
        pages.append(page)
    return pages


def _dot(row, vector):
    exact, ball = fmpq(0), None
    for weight, value in zip(row, vector, strict=True):
        if isinstance(value, fmpq):
            exact += weight * value
        elif weight:
            ball = value * weight if ball is None else ball + value * weight
    return exact if ball is None else ball + exact


def _activate(name, value):
    if isinstance(value, fmpq):
        if name == "relu":
            return value if value > 0 else fmpq(0)
        return arb(value).tanh() if value else fmpq(0)
    if name == "tanh":
        return value.tanh()
    raise AssertionError("with relu every value stays a fraction")


def written(value, decimals, ties):
    """Round to whole units of 10^-decimals; tell whether that is the value itself."""
    shifted = value * 10**decimals
    if isinstance(shifted, fmpq):
        return _nearest(shifted, ties), shifted.q == 1
    nearest = (shifted + fmpq(1, 2)).floor().unique_fmpz()
    if nearest is not None and not shifted.contains(nearest):
        return int(nearest), False
    if ctx.prec < LAST_PRECISION:
        raise _Undecided
    if nearest is not None:
        return int(nearest), True
    doubled = (2 * shifted + fmpq(1, 2)).floor().unique_fmpz()
    assert doubled is not None and doubled % 2 == 1, "neither a digit nor a tie"
    return _nearest(fmpq(doubled, 2), ties), False


def _nearest(number, ties):
    whole, rest = divmod(abs(int(number.p)), int(number.q))
    if 2 * rest > number.q or (2 * rest == number.q and (ties == "half-up" or whole % 2 == 1)):
        whole += 1
    return whole if number >= 0 else -whole


def text(digits, decimals):
    """Write whole units of 10^-decimals as a decimal number."""
    sign = "-" if digits < 0 else ""
    return f"{sign}{abs(digits) // 10**decimals}.{abs(digits) % 10**decimals:0{decimals}d}"
