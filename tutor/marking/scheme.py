"""The mark scheme: what an entry is worth, and what a mistake leaves of it. A small TOML file, in fractions.

tanh = "exp2"            # how the class was told to compute tanh: "key", "exp" or "exp2"
method = "1/2"           # of an entry's points: for the right method with a slip in the numbers   (M)
follow_through = 1       # of an entry's points: for what follows from an earlier mistake         (FT)
repeated = "once"        # a misconception at every step is charged "once" or "every" time
partial = "entry"        # every "entry" earns its own points, or a "line" only as a whole

[points]                 # for a right entry                                                      (A)
entry = 1                # any that is not named
h = 2                    # every entry of h; also h_3, or "h_3[1]"
shape = 1                # every size; also "shape(W_ih)"; one-hot vectors are x, x_2, "x_2[1]"
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from tutor.calculation.habits import Shown
from tutor.calculation.numerals import Numeral, read_number
from tutor.files.file_text import file_bytes
from tutor.judging.answers.lines import Line
from tutor.language.faults import Fault, SpecError
from tutor.marking import marking_messages as says
from tutor.record import field, record
from tutor.spec.reader import MAX_BYTES, Source, read_bytes

Repeated = Literal["once", "every"]
Partial = Literal["entry", "line"]

MOST_POINTS = 1000

_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"tanh": get_args(Shown), "repeated": get_args(Repeated), "partial": get_args(Partial)}
)
_SHARES = ("method", "follow_through")
_KEYS = (*_WORDS, *_SHARES, "points")


@record()
class Scheme:
    """How marks are given; see the module's docstring.

    >>> Scheme().points["entry"], Scheme().follow_through
    (Fraction(1, 1), Fraction(1, 1))
    """

    tanh: Shown = "key"
    method: Fraction = Fraction(0)
    follow_through: Fraction = Fraction(1)
    repeated: Repeated = "once"
    partial: Partial = "entry"
    points: Mapping[str, Fraction] = field(default_factory=lambda: {"entry": Fraction(1)})

    def worth(self, line: Line, entry: int) -> Fraction:
        """Give the points of a right entry (from 1), by the most particular name that the scheme has."""
        return self.worth_of(
            (line.name(entry), line.name(), f"{line.symbol}_{line.step}", line.symbol, "entry")
        )

    def worth_of(self, names: Iterable[str]) -> Fraction:
        """Give the points of the first name that the scheme has."""
        return next((self.points[name] for name in names if name in self.points), Fraction(1))


def read_scheme(path: Path) -> Scheme:
    """Read a scheme. Raises :class:`SpecError` with every fault at once, each with its line."""
    data = file_bytes(path, says.GIVE_THE_PATH_OF_A_SCHEME(), MAX_BYTES)
    return scheme_of(data, str(path))


def scheme_of(data: bytes, name: str) -> Scheme:
    """Take the content of a file for a scheme; see :func:`read_scheme`."""
    if not data.strip():  # nothing in it changes nothing
        return Scheme()
    source = read_bytes(data, name)
    reading = _Reading(source)
    scheme = reading.scheme()
    if reading.faults:
        raise SpecError(sorted(map(source.located, reading.faults), key=lambda fault: fault.line))
    return scheme


def check_names(scheme: Scheme, names: Mapping[str, object], symbols: Collection[str], file: str) -> None:
    """Refuse a scheme that gives points to what the exercise does not have. Raises :class:`SpecError`."""
    known = {*names, *(name.partition("[")[0] for name in names), *symbols, "entry"}
    faults = []
    for name in scheme.points:
        if name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            faults.append(
                says.THE_EXERCISE_HAS_NO_NAME_TO_GIVE_POINTS_FOR(name=name, lines=", ".join(symbols))
                .saying(help=says.DID_YOU_MEAN_NEAR(near=near[0]) if near else None)
                .at(file)
            )
    if faults:
        raise SpecError(faults)


class _Reading:
    """Takes a scheme apart and collects what is wrong with it."""

    def __init__(self, source: Source) -> None:
        self.data: Mapping[str, Any] = source.data
        self.faults: list[Fault] = []

    def scheme(self) -> Scheme:
        for key in self.data:
            if key not in _KEYS:
                near = get_close_matches(key, _KEYS, n=1, cutoff=0.5)
                self.faults.append(
                    says.A_SCHEME_HAS_NO_KEY(key=key)
                    .saying(
                        help=says.DID_YOU_MEAN_NEAR(near=near[0])
                        if near
                        else says.KNOWN_ARE_KNOWN(known=", ".join(_KEYS))
                    )
                    .about(key)
                )
        words = {key: self._word(key, known) for key, known in _WORDS.items()}
        shares = {key: self._share(key) for key in _SHARES}
        return Scheme(
            **{key: value for key, value in {**words, **shares}.items() if value is not None},  # type: ignore[arg-type]
            points={"entry": Fraction(1), **self._points()},
        )

    def _word(self, key: str, known: tuple[str, ...]) -> str | None:
        value = self.data.get(key)
        if value is None or value in known:
            return value
        self.faults.append(
            says.KEY_CANNOT_BE_VALUE(
                key=key, value=value, known=", ".join(f'"{each}"' for each in known)
            ).about(key)
        )
        return None

    def _share(self, key: str) -> Fraction | None:
        value = self.data.get(key)
        if value is None:
            return None
        share = fraction(value)
        most_is_one = key != "method"
        if share is not None and share >= 0 and (share < 1 or (most_is_one and share == 1)):
            return share
        self.faults.append(
            says.KEY_CANNOT_HAVE_THE_VALUE(key=key, value=value)
            .saying(
                help=says.WRITE_A_SHARE_OF_AN_ENTRYS_POINTS()
                if most_is_one
                else says.WRITE_A_SHARE_OF_AN_ENTRYS_POINTS_FROM_0_TO_BELOW_1()
            )
            .about(key)
        )
        return None

    def _points(self) -> dict[str, Fraction]:
        table = self.data.get("points", {})
        if not isinstance(table, Mapping):
            self.faults.append(says.POINTS_IS_NO_TABLE().about("points"))
            return {}
        points: dict[str, Fraction] = {}
        for name, value in table.items():
            number = fraction(value)
            if number is None or not 0 <= number <= MOST_POINTS:
                self.faults.append(
                    says.NAME_CANNOT_BE_WORTH_VALUE_POINTS(name=name, value=value, most=MOST_POINTS).about(
                        f"points.{name}"
                    )
                )
            else:
                points[name] = number
        return points


def fraction(value: object) -> Fraction | None:
    """Take in what stands for an exact number: 2, 0.5, "1/2"; None for anything else.

    >>> fraction("1/2"), fraction(Decimal("0.1")), fraction(True), fraction("1/0")
    (Fraction(1, 2), Fraction(1, 10), None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    read = read_number(str(value), "points")
    return read.value if isinstance(read, Numeral) else None
