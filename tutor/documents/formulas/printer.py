"""Printer: how a piece of mathematics is written in one language of mathematics; TeX, MathML, Typst.

A piece is a string that is never escaped again, and pieces are joined by the printer alone. The mark of a
:class:`~tutor.documents.formulas.skeleton.Hole` goes through every method unchanged; what fills it is a
piece, too.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from tutor.documents.palette import Role

# Where a row of formulas may be broken, in languages that need to be told.
BREAK = "\x1e"
# Roles whose results are framed.
FRAMED: tuple[Role, ...] = ("state", "memory")

# Over a letter: the direction in which the sentence is read.
Arrow = Literal["", "right", "left"]


class Printer(ABC):
    """Writes each piece of mathematics; what differs between languages only by a sign is an attribute."""

    # Whether numbers have a comma where others have a point; then a list has semicolons.
    decimal_comma: bool = False
    # A comma within a number, and what stands between the numbers of a list then.
    number_comma: ClassVar[str] = ","
    semicolon: ClassVar[str] = "; "
    # Whether formulas may stand in the cells of a table that a page lays out for them.
    tabular: ClassVar[bool] = False
    equal: ClassVar[str] = "="
    approximately: ClassVar[str]
    plus: ClassVar[str] = " + "
    minus: ClassVar[str] = " - "
    negative: ClassVar[str] = "-"
    opening: ClassVar[str] = "("
    closing: ClassVar[str] = ")"
    comma: ClassVar[str] = ", "
    # A comma with more room behind it, and with so much that formulas stand apart.
    wide_comma: ClassVar[str]
    beside: ClassVar[str]
    between: ClassVar[str] = " "
    # The sign between two vectors that are multiplied entry by entry.
    entrywise_sign: ClassVar[str]
    # Letters that not every language writes as they are: an error that goes back, the learning rate.
    delta: ClassVar[str] = "δ"
    rate: ClassVar[str] = "η"
    # Dots: at the foot of a line, between terms, below each other, along a diagonal.
    ellipsis: ClassVar[str]
    across: ClassVar[str]
    down: ClassVar[str]
    diagonal: ClassVar[str]

    # Names and numbers

    @abstractmethod
    def symbol(
        self,
        name: str,
        step: str = "",
        *,
        transposed: bool = False,
        entry: str = "",
        layer: str = "",
        arrow: Arrow = "",
    ) -> str:
        """Write a name such as W_ih or a_i, with its step, an entry in brackets, its layer and direction.

        ``step`` and ``entry`` are plain (2, t-1, j) or the mark of a hole.
        """

    def gradient(self, piece: str) -> str:
        """Write the gradient of the loss by something: a d before its symbol."""
        return "d" + piece

    @abstractmethod
    def transposed(self, piece: str) -> str:
        """Write the transpose of something that is more than a symbol."""

    def updated(self, piece: str) -> str:
        """Write the symbol of a parameter after a step of learning, with a prime."""
        return piece + "'"

    def at(self, entry: str) -> str:
        """Write which entry of something is meant, behind it; nothing where it is the whole."""
        return f"[{entry}]" if entry else ""

    def step(self, text: str) -> str:
        """Write what fills a hole for a step or an entry: 2, t, t-1."""
        return text

    def number(self, text: str) -> str:
        """Write a number; a hyphen before it is a minus."""
        return self.point(self.with_mark(text))

    def with_mark(self, text: str) -> str:
        """Give a number the decimal mark of the page."""
        return text.replace(".", self.number_comma) if self.decimal_comma else text

    @abstractmethod
    def point(self, text: str) -> str:
        """Write a number whose mark is settled; a hyphen before it is a minus."""

    def factor(self, text: str) -> str:
        """Write a number that stands in a product."""
        return self.grouped(self.number(text), tall=False) if text.startswith("-") else self.number(text)

    def term(self, text: str) -> str:
        """Write a number that is added to what stands before it."""
        return self.minus + self.number(text[1:]) if text.startswith("-") else self.plus + self.number(text)

    @abstractmethod
    def blank(self) -> str:
        """Write an empty box, with room for one number."""

    @abstractmethod
    def answer(self, text: str) -> str:
        """Write a number in such a box."""

    def on_key(self, sheet: str, key: str) -> str:
        """Write what a key has in place of what a sheet has; one source of the two needs both."""
        return key

    # Roles

    def role(self, role: Role | None, piece: str) -> str:
        """Write a piece in the colour of its role, where the language has colours."""
        return piece

    def result(self, role: Role | None, piece: str) -> str:
        """Write what a line is for, its result: a state is framed where the language has frames."""
        return self.role(role, piece)

    # Pieces side by side

    def related(self, *pieces: str) -> str:
        """Write what stands before a relation, the relation, and what stands behind it."""
        return self.between.join(pieces)

    def equation(self, left: str, right: str) -> str:
        """Write an equation."""
        return self.related(left, self.equal, right)

    def sum(self, terms: Iterable[str]) -> str:
        """Write a sum."""
        return self.plus.join(terms)

    def difference(self, left: str, right: str) -> str:
        """Write a difference."""
        return left + self.minus + right

    def signed(self, terms: Sequence[tuple[bool, str]]) -> str:
        """Write a sum of terms that are each negative or not."""
        (is_negative, first), *rest = terms
        text = self.negative + first if is_negative else first
        return text + "".join((self.minus if less else self.plus) + term for less, term in rest)

    def listed(self, pieces: Iterable[str]) -> str:
        """Write pieces with commas between."""
        return (self.semicolon if self.decimal_comma else self.comma).join(pieces)

    def enclosed(self, pieces: Iterable[str]) -> str:
        """Write pieces with commas between, in parentheses."""
        return self.opening + self.listed(pieces) + self.closing

    def side_by_side(self, formulas: Iterable[str]) -> str:
        """Write formulas side by side on one line."""
        return self.beside.join(formulas)

    @abstractmethod
    def numbered(self, piece: str, number: int) -> str:
        """Write which sequence a piece belongs to behind it."""

    # Vectors and matrices

    @abstractmethod
    def matrix(self, rows: Sequence[Sequence[str]]) -> str:
        """Write a matrix."""

    def picked(self, rows: Sequence[Sequence[str]], position: str, *, row: bool = False) -> str:
        """Write a matrix of which a one-hot vector picks a column, or a ``row``; shaded where that can be.

        ``position`` counts from 1; it is plain or the mark of a hole.
        """
        return self.matrix(rows)

    @abstractmethod
    def row(self, entries: Sequence[str]) -> str:
        """Write a row vector."""

    @abstractmethod
    def column(self, entries: Sequence[str]) -> str:
        """Write a column vector."""

    @abstractmethod
    def sized(self, term: str, rows: int, columns: int) -> str:
        """Write the size of a term under it."""

    # Operations

    @abstractmethod
    def product(self, left: str, right: str) -> str:
        """Write a matrix product."""

    @abstractmethod
    def times(self, left: str, right: str) -> str:
        """Write a product of two numbers."""

    def entrywise(self, left: str, right: str) -> str:
        """Write an entrywise product of two vectors."""
        return self.related(left, self.entrywise_sign, right)

    @abstractmethod
    def quotient(self, left: str, right: str) -> str:
        """Write a quotient."""

    @abstractmethod
    def total(self, argument: str) -> str:
        """Write the sum over all entries j."""

    @abstractmethod
    def function(self, name: str) -> str:
        """Write the name of a function."""

    def applied(self, name: str, argument: str) -> str:
        """Write a function of something that shows by itself where it ends: a group, or a vector."""
        return self.function(name) + argument

    def grouped(self, argument: str, *, tall: bool) -> str:
        """Write parentheses around something, where it is tall as tall as it is."""
        return self.opening + argument + self.closing

    # Lines

    @abstractmethod
    def lines(self, lines: Sequence[tuple[str, str, str]]) -> str:
        """Write lines (left side, relation, right side) under each other, aligned at their relations."""

    def chain(self, left: str, symbolic: str, numbers: str, relation: str, result: str) -> str:
        """Write what a line says: in symbols, with numbers put in, the result; broken after the symbols."""
        return self.lines(
            [
                (left, self.equal, symbolic),
                ("", self.equal, self.related(numbers, relation, result)),
            ]
        )

    @abstractmethod
    def continued(self, piece: str) -> str:
        """Write the beginning of a line that goes on with a sum."""
