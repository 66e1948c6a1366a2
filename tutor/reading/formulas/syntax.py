r"""Expressions as they are written, a tree whose every node has its place.

Expressions are what is *written*, not what it means: ``[h_0, x_1]`` is a :class:`Vector` of two names,
which the judge may take for one vector stacked on another; ``W_ih x_1`` and ``W_ih * x_1`` are the same
:class:`Product` with another operator. Every node has its place. Grouping parentheses leave no node. A sign
directly before a number belongs to the number, unless a term stands before the sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Literal

from tutor.record import NamedTuple, record, replace

Written = Literal["list", "row", "column"]


class Place(NamedTuple):
    """A stretch of the text: lines and columns count from 1, in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    def to(self, other: Place) -> Place:
        """From the start of this place to the end of ``other``.

        >>> Place(1, 2, 1, 3).to(Place(1, 7, 1, 9))
        Place(line=1, column=2, end_line=1, end_column=9)
        """
        return Place(self.line, self.column, other.end_line, other.end_column)


@record()
class Number:
    """A number: ``token`` in plain ASCII with every digit that was written ("0.380"), and its exact value."""

    place: Place
    token: str
    value: Decimal

    @property
    def decimals(self) -> int:
        """How many digits stand after the point.

        >>> Number(Place(1, 1, 1, 6), "0.380", Decimal("0.380")).decimals
        3
        """
        exponent = self.value.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0


@record()
class Name:
    r"""A name: ``h_{1}``, ``h1``, ``h^{(1)}`` are all base ``h``, step 1; ``W_hx`` is a base without step.

    ``step`` is a number, or a relative step as text ("t", "t-1"), or None. ``entry`` counts from 1 as
    written: ``h_1[2]`` has entry (2,), ``W_ih[2,1]`` has (2, 1). ``base`` has one spelling for all
    decorations: ``\mathbf{W}_{hx}``, ``W_{hx}``, ``Whx`` and ``W_hx`` are ``W_hx`` (``text`` keeps theirs).
    """

    place: Place
    text: str
    base: str
    step: int | str | None = None
    entry: tuple[int, ...] = ()


def step_of(name: Name, here: int | None) -> int | None:
    """Give the step of a name as a number; "t" is ``here``.

    >>> [step_of(Name(Place(1, 1, 1, 2), "h", "h", step), 3) for step in (1, "t", "t-1", None)]
    [1, 3, 2, None]
    """
    if isinstance(name.step, int) or name.step is None:
        return name.step
    text = name.step.replace("−", "-").replace(" ", "")
    if here is None:
        return None
    return here + int(text[1:] or 0) if text[1:].lstrip("+-").isdigit() or not text[1:] else None


@record()
class Ellipsis:
    r"""``…``, ``...``, ``\cdots``: something that the writer left out."""

    place: Place


@record()
class Gap:
    """A side of a chain that could not be read; :attr:`Work.unreadable` says why."""

    place: Place


@record()
class Vector:
    """Entries in brackets.

    ``[a, b]`` and ``(a, b)`` are a list, ``[[a, b]]`` is a row, ``[[a], [b]]`` and ``[a; b]`` are a column.
    A ``pmatrix`` of one row is a row, of one column a column.
    Entries may be any expression: names of vectors (``[h; x; 1]``, column) or of matrices
    (``[W_ih W_hh b]``, row) make a stack or a block.
    """

    place: Place
    entries: tuple[Expression, ...]
    written: Written = "list"


@record()
class Matrix:
    """Rows of entries as written, which may differ in length; 1 × 1 where ``[[a]]`` is written."""

    place: Place
    rows: tuple[tuple[Expression, ...], ...]
    row_places: tuple[Place, ...]


@record()
class Product:
    """Factors with the signs between them, one fewer: ``*`` ``@`` ``·`` ``×`` ``⊙``, or "" (juxtaposed)."""

    place: Place
    factors: tuple[Expression, ...]
    operators: tuple[str, ...]


@record()
class Term:
    """A term of a sum with its sign, 1 or -1."""

    sign: int
    expression: Expression


@record()
class Sum:
    """Terms with their signs."""

    place: Place
    terms: tuple[Term, ...]


@record()
class Neg:
    """A minus before something that is not a number."""

    place: Place
    argument: Expression


@record()
class Quotient:
    r"""``a / b`` or ``\frac{a}{b}``."""

    place: Place
    numerator: Expression
    denominator: Expression


@record()
class Power:
    """``x²``, ``x^2``, ``x**2``, ``10^{-5}``."""

    place: Place
    base: Expression
    exponent: Expression


@record()
class Apply:
    """A function by one name: "tanh", "sigmoid" (σ), "relu", "softmax", "exp" (also e^z), "ln", "concat", ….

    ``text`` is the function as written ("σ", "np.tanh"). Several arguments are a :class:`Vector` (list).
    """

    place: Place
    function: str
    argument: Expression
    text: str


@record()
class Transpose:
    r"""``W^T``, ``W.T``, ``W^\top``, ``W'``."""

    place: Place
    argument: Expression


Expression = (
    Number
    | Name
    | Ellipsis
    | Gap
    | Vector
    | Matrix
    | Product
    | Sum
    | Neg
    | Quotient
    | Power
    | Apply
    | Transpose
)


def children(expression: Expression) -> tuple[Expression, ...]:
    """Give the expressions directly inside ``expression``, from left to right."""
    match expression:
        case Number() | Name():  # by far the most
            return ()
        case Vector(entries=entries):
            return entries
        case Matrix(rows=rows):
            return tuple(entry for row in rows for entry in row)
        case Product(factors=factors):
            return factors
        case Sum(terms=terms):
            return tuple(term.expression for term in terms)
        case Quotient(numerator=numerator, denominator=denominator):
            return (numerator, denominator)
        case Power(base=base, exponent=exponent):
            return (base, exponent)
        case Neg(argument=argument) | Apply(argument=argument) | Transpose(argument=argument):
            return (argument,)
        case _:
            return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """Visit ``expression`` and all that is inside it, outermost first."""
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(children(node))


def changed(expression: Expression, name: Callable[[Name], Expression]) -> Expression:
    """Copy ``expression`` with every name in it replaced by what ``name`` gives for it."""

    def down(inner: Expression) -> Expression:
        return changed(inner, name)

    match expression:
        case Name():
            return name(expression)
        case Vector(entries=entries):
            return replace(expression, entries=tuple(map(down, entries)))
        case Matrix(rows=rows):
            return replace(expression, rows=tuple(tuple(map(down, row)) for row in rows))
        case Product(factors=factors):
            return replace(expression, factors=tuple(map(down, factors)))
        case Sum(terms=terms):
            return replace(
                expression, terms=tuple(replace(term, expression=down(term.expression)) for term in terms)
            )
        case Quotient(numerator=numerator, denominator=denominator):
            return replace(expression, numerator=down(numerator), denominator=down(denominator))
        case Power(base=base, exponent=exponent):
            return replace(expression, base=down(base), exponent=down(exponent))
        case Neg(argument=argument) | Apply(argument=argument) | Transpose(argument=argument):
            return replace(expression, argument=down(argument))
        case _:
            return expression


def negated(number: Number) -> Number:
    """Give a number with the other sign.

    >>> negated(Number(Place(1, 1, 1, 4), "-0.5", Decimal("-0.5"))).token
    '0.5'
    """
    token = number.token.removeprefix("-") if number.token.startswith("-") else f"-{number.token}"
    return Number(number.place, token, number.value.copy_negate())


def signed(term: Term) -> Expression:
    """Give a term with its sign inside: at its first number, where it begins with one."""
    match term.expression:
        case inner if term.sign > 0:
            return inner
        case Number() as number:
            return negated(number)
        case Product(factors=(Number() as first, *rest)) as product:
            return replace(product, factors=(negated(first), *rest))
        case Neg(argument=argument):
            return argument
        case inner:
            return Neg(inner.place, inner)


def is_literal(expression: Expression) -> bool:
    """Say whether ``expression`` is a number, or a vector or matrix of plain numbers."""
    match expression:
        case Number():
            return True
        case Vector() | Matrix():
            return all(isinstance(entry, Number) for entry in children(expression))
        case _:
            return False
