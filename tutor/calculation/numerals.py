"""The one reader of a number: the text that somebody wrote → its exact value, with its digits.

Nothing is computed and nothing is guessed: a numeral is a plain decimal, or one of a few forms that stand for
exactly one number. Which of them a place takes is one table, :data:`ALLOWED`:

    form         example       spec          text          answer        points
    decimal      0.38 .38 5.   yes           yes           yes           yes
    exponent     3.8e-1        yes           yes           yes           no
    grouped      1_000         yes           no            no            no
    signs        −０.38        no            yes           yes           yes
    fraction     1/3           no            calculated    yes           yes
    power        3.8×10^-1     no            calculated    yes           no
    percent      38 %          no            yes           yes           no
    comma        0,38          no            asked         asked         yes
    dress        ≈ (0.38)      no            no            yes           no

A spec's numbers are followed digit by digit, so it takes plain decimals; what was meant by another form is
proposed. In a text 1/3 is a calculation like any other. A comma is asked about where it may also divide two
numbers: it is read where the file is said to have decimal commas, and in a list whose entries stand between
semicolons (``0,5; 0,3``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from tutor.calculation.numbers import MAX_NUMBER_LENGTH, UNROUNDED, decimals_of
from tutor.record import record

if TYPE_CHECKING:
    from fractions import Fraction

Place = Literal["spec", "text", "answer", "points"]
Form = Literal["decimal", "exponent", "grouped", "signs", "fraction", "power", "percent", "comma", "dress"]
Ruling = Literal["yes", "no", "calculated", "asked"]
Reason = Literal["blank", "unreadable", "ambiguous", "not here"]

_PLACES: tuple[Place, ...] = ("spec", "text", "answer", "points")
_RULINGS: Mapping[Form, tuple[Ruling, ...]] = MappingProxyType(
    {
        "decimal": ("yes", "yes", "yes", "yes"),
        "exponent": ("yes", "yes", "yes", "no"),
        "grouped": ("yes", "no", "no", "no"),
        "signs": ("no", "yes", "yes", "yes"),
        "fraction": ("no", "calculated", "yes", "yes"),
        "power": ("no", "calculated", "yes", "no"),
        "percent": ("no", "yes", "yes", "no"),
        "comma": ("no", "asked", "asked", "yes"),
        "dress": ("no", "no", "yes", "no"),
    }
)
ALLOWED: Mapping[Place, Mapping[Form, Ruling]] = MappingProxyType(
    {
        place: MappingProxyType({form: rulings[at] for form, rulings in _RULINGS.items()})
        for at, place in enumerate(_PLACES)
    }
)

# A fixed table, not NFKC, which turns ² and ① into digits: full-width signs, the family of the minus, spaces.
SIGNS: Mapping[int, str] = MappingProxyType(
    {
        **{ord("０") + digit: str(digit) for digit in range(10)},
        **dict.fromkeys(map(ord, "−－–—﹣‐‑‒"), "-"),
        **dict(zip(map(ord, "＋．，％／（）［］｛｝；ｅＥ"), "+.,%/()[]{};eE", strict=True)),
        **dict.fromkeys(map(ord, "∕⁄÷"), "/"),
        **dict.fromkeys(map(ord, "⋅∙‧・"), "·"),
        **dict.fromkeys(map(ord, "✕✖⨯⨉╳"), "×"),
        **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f\u3000\ufeff\u200b"), " "),
    }
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")

# The digits of a number, without its sign, as every reader of tokens has them.
DIGITS = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
EXPONENT = r"[eE][+-]?[0-9]{1,2}"
_PLAIN = re.compile(rf"[+-]? ?{DIGITS}")
# Patterns of what is rare: compiled where a number is not plain.
_FORMS: Mapping[Form, str] = MappingProxyType(
    {
        "exponent": rf"([+-]? ?{DIGITS})[eE]([+-]?[0-9]{{1,2}})",
        "grouped": rf"[+-]?[0-9]+(?:_[0-9]+)+(?:\.[0-9]*)?(?:{EXPONENT})?",
        "fraction": (
            r"([+-]? ?[0-9]{1,9}(?:\.[0-9]{1,9})?) ?/ ?([0-9]{1,9}(?:\.[0-9]{1,9})?)"
            r"|([+-]?) ?\\[dt]?frac ?\{ ?([0-9]{1,9}) ?\} ?\{ ?([0-9]{1,9}) ?\}"
        ),
        "power": (
            rf"([+-]? ?{DIGITS}) ?(?:[×x*·]|\\cdot|\\times) ?10 ?(?:\^|\*\*) ?"
            r"[({]? ?([+-]?[0-9]{1,2}) ?[)}]?"
        ),
        "percent": rf"([+-]? ?{DIGITS}) ?\\?%",
        "comma": rf"[+-]? ?[0-9]*,[0-9]+(?:{EXPONENT})?",
    }
)
_RAISED_POWER = r"(?<=10)([⁺⁻]?[⁰¹²³⁴-⁹]{1,2})"
_BLANK = r"(?i)[?\s._…-]*|\(?(?:blank|empty|none|null|n/?a|nan|no answer|빈칸|없음|모름|무응답|미응답)\)?"
# What people put around a number: the mark of text in a spreadsheet, of mathematics or code, "is about".
_BEFORE = (
    r"(?i)['\"$`\s=≈≒≃≅≐~∼]|\\approx|\\sim(?:eq)?|약|대략|(?:answer|ans|답|정답|값)\s*[:=]"
    r"|(?:about|around|approx(?:imately|\.)?|ca\.|circa)(?=[\s\d.+-])"
)
_AFTER = (
    r"(?i)(?:['\"$`\s,;]|(?<=\.\d)\.|(?<=\.\d\d)\.|(?<=\.\d{3})\.|(?<=\.\d{4})\.|입니다|이다"
    r"|\s\(\s*(?:approx(?:imately|\.)?|about|rounded|근사(?:값|치)?|반올림|약)\s*\))$"
)
_BRACKETS = ("()", "[]")


@record(slots=True)
class Numeral:
    """A number as it was written: ``number``, or ``number`` over ``divisor`` where it is a fraction.

    >>> read_number("0.380", "answer").decimals, read_number("1/3", "answer").value
    (3, Fraction(1, 3))
    """

    number: Decimal
    divisor: Decimal | None = None

    @property
    def value(self) -> Fraction:
        """The exact value."""
        from fractions import Fraction  # slow to import, and hardly ever asked for

        return Fraction(self.number) / Fraction(self.divisor or 1)

    @property
    def decimals(self) -> int | None:
        """How many digits stand after the point; None for a fraction, which has as many as one likes."""
        return decimals_of(self.number) if self.divisor is None else None

    def to_decimals(self, places: int) -> Decimal:
        """Give the number itself, or a fraction cut off after so many digits.

        >>> read_number("-2/3", "answer").to_decimals(4)
        Decimal('-0.6666')
        """
        if self.divisor is None:
            return self.number
        value = self.value
        units = abs(value.numerator) * 10**places // value.denominator
        return Decimal(-units if value < 0 else units).scaleb(-places, UNROUNDED)


@record(slots=True)
class Unread:
    """Why a text is not taken for a number here, and which number was ``meant`` where that can be told."""

    reason: Reason
    meant: Numeral | None = None


_BLANK_TEXT, _UNREADABLE = Unread("blank"), Unread("unreadable")


def read_number(text: str, place: Place, *, decimal_comma: bool = False) -> Numeral | Unread:
    """Read the text of one number.

    Args:
        text: what was written.
        place: where; see the table of the module.
        decimal_comma: whether 0,38 is known to be a number here.

    Returns:
        the number, exactly as written; or why it is none: nothing was written, nothing can be read, it can be
        read in two ways, or the place does not take numbers of this form.

    >>> read_number("−０.38", "answer"), read_number("~ 0.38", "answer")
    (Numeral(number=Decimal('-0.38'), divisor=None), Numeral(number=Decimal('0.38'), divisor=None))
    >>> read_number("?", "answer").reason, read_number("0,38", "answer").reason
    ('blank', 'ambiguous')
    >>> read_number("1/3", "spec").reason, read_number("1/3", "spec").meant.value
    ('not here', Fraction(1, 3))
    """
    if _PLAIN.fullmatch(text) and len(text) <= MAX_NUMBER_LENGTH:
        return Numeral(Decimal(text.replace(" ", "")))
    if len(text) > 4 * MAX_NUMBER_LENGTH:
        return _UNREADABLE
    allowed = ALLOWED[place]
    plain = re.sub(_RAISED_POWER, lambda raised: f"^{raised[1].translate(_RAISED)}", text.translate(SIGNS))
    used: list[Form] = ["signs"] if plain != text else []
    plain = plain.strip()
    if re.fullmatch(_BLANK, plain):
        return _BLANK_TEXT
    found = _number(plain, used)
    if found is None:
        bare = _undressed(plain)
        if re.fullmatch(_BLANK, bare):
            return _BLANK_TEXT
        used.append("dress")
        # The long vowel of Japanese looks like a minus.
        if bare.startswith("ー") and (meant := _number("-" + bare[1:], [])) is not None:
            return Unread("ambiguous", meant)
        found = _number(bare, used)
    if found is None:
        return _UNREADABLE
    if "comma" in used and allowed["comma"] == "asked" and not decimal_comma:
        return Unread("ambiguous", found)
    if all(allowed[form] == "yes" or (form == "comma" and decimal_comma) for form in used):
        return found
    return Unread("not here", found)


_WITH_COMMA = r"\s*[([{]?\s*[+-]? ?(?:0,[0-9]+|[0-9]+,[0-9]{2,})\s*[)\]}]?\s*"


def tells_commas(plain: str) -> bool:
    """Whether a list in plain signs shows by its semicolons that its commas are decimal commas.

    >>> tells_commas("[0,197; 0,380]"), tells_commas("[1,0; 0,1]"), tells_commas("0,5")
    (True, False, False)
    """
    parts = plain.split(";")
    return len(parts) > 1 and all(re.fullmatch(_WITH_COMMA, part) for part in parts)


def _number(plain: str, used: list[Form]) -> Numeral | None:
    """Read a numeral without anything around it; ``used`` gets the forms that it has."""
    if not 0 < len(plain) <= MAX_NUMBER_LENGTH:
        return None
    if _PLAIN.fullmatch(plain):
        return Numeral(_decimal(plain))
    for form, pattern in _FORMS.items():
        match = re.fullmatch(pattern, plain)
        if match is None:
            continue
        used.append(form)
        if form == "grouped":
            return Numeral(_decimal(plain.replace("_", "")))
        if form == "comma":
            return Numeral(_decimal(plain.replace(",", ".")))
        if form == "percent":
            return Numeral(_decimal(match[1]).scaleb(-2, UNROUNDED))
        if form != "fraction":
            return Numeral(_decimal(match[1]).scaleb(int(match[2]), UNROUNDED))
        above, below = (match[1], match[2]) if match[1] else (f"{match[3]}{match[4]}", match[5])
        return Numeral(_decimal(above), _decimal(below)) if _decimal(below) else None
    return None


def _decimal(plain: str) -> Decimal:
    return Decimal(plain.replace(" ", ""))


def _undressed(plain: str) -> str:
    """Take off what stands around a number; brackets go in pairs.

    >>> _undressed('"≈ (0.38)"'), _undressed("(0.38"), _undressed("0.197.")
    ('0.38', '(0.38', '0.197')
    """
    while True:
        if plain[:1] + plain[-1:] in _BRACKETS:
            plain = plain[1:-1].strip()
            continue
        before, after = re.match(_BEFORE, plain), re.search(_AFTER, plain)
        if before is None and after is None:
            return plain
        plain = plain[before.end() if before else 0 : after.start() if after else None].strip()
