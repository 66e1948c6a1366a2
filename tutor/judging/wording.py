"""The writer's own words for what is talked about, and the small texts of findings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tutor.calculation.equations import (
    Add,
    Const,
    Div,
    Expression,
    Fn,
    Matrix,
    MatVec,
    Mul,
    Param,
    Ref,
    Sub,
    Total,
)
from tutor.calculation.evaluation import Enclosed, key_of
from tutor.calculation.numbers import plain
from tutor.calculation.tolerance import PLACES, Fit, texts
from tutor.judging import judging_messages as says
from tutor.judging.judgement import Verdict
from tutor.judging.on_paper import corrected, expected
from tutor.judging.symbol_table import Page
from tutor.language.faults import Sentence
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place

if TYPE_CHECKING:
    from tutor.judging.claims import Claims


class Wording:
    """Names quantities and writes calculations in the letters of the text."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def quantity(self, c: Claims, a: Expression) -> str | None:
        """Name the quantity of a calculation: the target where it is that, else by role and step."""
        role = c.role_of(self.page.whole.get(a, (a, 0))[0])
        if role == c.role and (role != "v" or c.level == "v"):
            return c.target
        if role in ("p", "q", "a", "h"):
            entry = self.page.whole.get(a, (a, 0))[1]
            return f"{role}_{c.step}" + (f"[{entry}]" if entry else "")
        return None

    def describe(self, c: Claims, a: Expression) -> str:
        """Write a calculation in the writer's letters, as far as it has letters."""
        names = self.page.model.symbols
        if a in self.page.softmax:
            return f"softmax({self.describe(c, self.page.softmax[a])})"
        match a:
            case Ref() if key_of(a) in self.page.names:
                return self.page.names[key_of(a)]
            case Ref(symbol, _, unit) if unit.removeprefix("-").isdigit():
                return _at(names.get(symbol, symbol), int(unit))
            case Ref("p"):
                return f"{names.get('weight_ih', 'W')} {_at(names.get('x', 'x'), c.step)}"
            case Ref("q"):
                return f"{names.get('weight_hh', 'W')} {_at(names.get('h', 'h'), c.step - 1)}"
            case Ref("h"):
                return _at(names.get("h", "h"), c.step - 1)
            case Ref("bias", _, unit) if not self.page.known(a):
                name = unit.partition("[")[0]
                return names.get(name, name)
            case Ref():
                numbers = self.page.numbers_of(a)
                if numbers is None:
                    return "…"
                return plain(numbers[0]) if len(numbers) == 1 else f"[{', '.join(map(plain, numbers))}]"
            case Param(name):
                return names.get(name.partition("/")[0], name.removeprefix("named/").partition("/")[0])
            case MatVec(matrix, vector):
                return f"{self.describe(c, matrix)} {self.describe(c, vector)}"
            case Add(terms):
                return " + ".join(self.describe(c, term) for term in terms).replace(" + -", " - ")
            case Fn(name, argument):
                return f"{name}({self.describe(c, argument)})"
            case Const(value):
                return plain(value)
            case Sub(left, right):
                return f"({self.describe(c, left)} - {self.describe(c, right)})"
            case Total(argument):
                return f"sum({self.describe(c, argument)})"
            case Mul(left, right):
                return self._product(c, left, right)
            case Div(left, right):
                return f"{self.describe(c, left)} / {self.describe(c, right)}"
        return "…"

    def _product(self, c: Claims, left: Expression, right: Expression) -> str:
        """Write a product entry by entry; of single numbers it is one as of any numbers."""
        texts_ = [
            f"({text})" if isinstance(factor, Add) or (factor is right and text.startswith("-")) else text
            for factor, text in ((factor, self.describe(c, factor)) for factor in (left, right))
        ]
        if texts_[0] == "-1":
            return f"-{texts_[1]}"
        is_single = any(len(self.page.numbers_of(factor) or ()) == 1 for factor in (left, right))
        return (" · " if is_single else " ⊙ ").join(texts_)

    def expected(self, c: Claims, a: Expression, strict: Enclosed, decimals: int) -> tuple[str, ...]:
        """Print what the line before gives."""
        full = self.page.model.rounding.carry == "full"
        return self.gives(c.answers_to(a) if full else a, strict, decimals)

    def gives(self, a: Expression, strict: Enclosed, decimals: int) -> tuple[str, ...]:
        """Print what a calculation gives as it stands."""
        return expected(self.page, a, decimals) or texts(strict, decimals, self.page.model.rounding.ties)

    def corrected(self, a: Expression, decimals: int, truth: Enclosed | None) -> tuple[str, ...]:
        """Print what the repaired network has there, where that is known."""
        return corrected(self.page, a, decimals) if truth is not None else ()

    def what(self, c: Claims, a: Expression) -> str:
        """Name what a finding is about."""
        return (c.named or c.target) if c.level == c.role and c.target != "…" else self.describe(c, a)


def vector_text(entries: Sequence[str]) -> str:
    """Write the entries of a vector; a single number stands as it is.

    >>> vector_text(["0.1", "0.2"]), vector_text(["0.62"])
    ('(0.1, 0.2)', '0.62')
    """
    return entries[0] if len(entries) == 1 else f"({', '.join(entries)})"


def _at(name: str, step: int) -> str:
    """Write a name at a step; a negative one in braces, as it is written by hand."""
    return f"{name}_{step}" if step >= 0 else f"{name}_{{{step}}}"


def tokens_of(b: w.Expression) -> tuple[str, ...]:
    """Give the tokens of a literal, those of a matrix row by row."""
    if isinstance(b, w.Number):
        return (b.token,)
    if isinstance(b, w.Vector):
        return tuple(entry.token if isinstance(entry, w.Number) else "…" for entry in b.entries)
    if isinstance(b, w.Matrix):
        return tuple(entry.token if isinstance(entry, w.Number) else "…" for row in b.rows for entry in row)
    return ()


def short_text(b: w.Expression) -> str:
    """Write a literal in brackets."""
    tokens = () if isinstance(b, w.Matrix) and len(b.rows[0]) > 1 else tokens_of(b)
    return f"[{', '.join(tokens)}]" if tokens else "…"


def entry_places(b: w.Expression, entries: Sequence[int]) -> tuple[Place, ...]:
    """Give the places of entries of a literal, from 1."""
    if isinstance(b, w.Vector):
        return tuple(b.entries[i - 1].place for i in entries if i <= len(b.entries))
    if isinstance(b, w.Matrix) and len(b.rows) == len(b.rows[0]) == 1:
        return (b.rows[0][0].place,) if entries else ()
    return (b.place,) if entries else ()


def named_help(mistakes: tuple[str, ...]) -> Sentence | None:
    """Say which mistake the numbers are consistent with."""
    if not mistakes:
        return None
    from tutor.mistakes.catalogue import CATALOGUE  # which a text without mistakes does without

    name = mistakes[0]
    return says.CONSISTENT_WITH_MISTAKE(mistake=CATALOGUE[name].title) if name in CATALOGUE else None


def verdict_of(fit: Fit, charged: bool) -> Verdict:
    """Turn a fit into a verdict."""
    if fit == "no":
        return "wrong"
    if charged:
        return "follows"
    return "exact" if fit == "exact" else "rounding"


def reach_text(low: int, high: int, decimals: int) -> Sentence:
    """Say between which numbers a result stays, however its writer rounds; one number where that is all.

    >>> from tutor.calculation.tolerance import given
    >>> ends = given([Decimal("0.19"), Decimal("0.2")]).low
    >>> str(reach_text(*ends, 2)), str(reach_text(ends[1], ends[1], 2))
    ('any rounding on the way stays between 0.1900 and 0.2000', 'the exact value is 0.2')
    """
    below, above = _edge(low, decimals, up=False), _edge(high, decimals, up=True)
    if below == above:
        return says.THE_EXACT_VALUE_IS(value=plain(below.normalize()))
    return says.ANY_ROUNDING_STAYS_BETWEEN(low=plain(below), high=plain(above))


def _edge(value: int, decimals: int, *, up: bool) -> Decimal:
    """Give the end of an interval with two more digits, rounded outwards."""
    unit = int(10 ** max(0, PLACES - decimals - 2))
    number = -(-value // unit) if up else value // unit
    return Decimal(number).scaleb(-(decimals + 2))


def matrix_text(rows: Matrix) -> str:
    """Write a matrix in brackets, and of one entry the number alone."""
    if len(rows) == len(rows[0]) == 1:
        return plain(rows[0][0])
    return "[" + ", ".join("[" + ", ".join(map(plain, row)) + "]" for row in rows) + "]"
