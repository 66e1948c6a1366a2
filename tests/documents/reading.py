"""Reads a worked example back from its text, as a person with pencil and paper would. Nothing from `tutor`.

A page becomes blocks (headings, tables, formulas, lines of text) and a formula becomes a tree. Every value is
a matrix of exact fractions, a number is a matrix of one entry: so what does not conform is found.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import NamedTuple

# --- pages ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Table:
    header: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Display:
    tex: str


@dataclass(frozen=True)
class Grid:
    """Lines of a step as a table: what stands over the columns, then each row, its label first."""

    header: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Reads:
    """What a step says of the step that it reads, or of what it starts from."""

    text: str


@dataclass(frozen=True)
class Text:
    text: str


def read_page(page, to):
    """Split a page into its blocks; inline formulas keep their TeX between dollars."""
    if to == "html":
        from tests.documents.reading_html import read_html

        return read_html(page)
    return _whole(_read_latex(page)) if to == "tex" else list(_read_markdown(page))


def _whole(blocks):
    """Put tables together that were divided between rows."""
    found = []
    for block in blocks:
        before = found[-1] if found else None
        if isinstance(block, Table) and isinstance(before, Table) and block.header == before.header:
            before.rows.extend(block.rows)
        else:
            found.append(block)
    return found


_MARKDOWN = re.compile(
    r"^(?:\$\$\n(?P<portable>.*?)\n\$\$|```math\n(?P<github>.*?)\n```"
    r"|(?P<level>#+) (?P<heading>[^\n]*)|(?P<table>(?:\|[^\n]*\n)+)|(?P<text>[^\n]+))$",
    re.DOTALL | re.MULTILINE,
)


def _read_markdown(page):
    for found in _MARKDOWN.finditer(page):
        if found["level"]:
            yield Heading(len(found["level"]), _dollars(found["heading"]))
        elif found["table"]:
            header, rule, *rows = [
                [_dollars(cell.strip()) for cell in line.strip("|").split("|")]
                for line in found["table"].splitlines()
            ]
            assert all(re.fullmatch("---:?", cell) for cell in rule), rule
            yield Table(header, rows)
        elif found["text"]:
            yield Text(_dollars(found["text"]))
        else:
            yield Display(found["portable"] or found["github"])


def _dollars(text):
    return re.sub(r"\$`(.*?)`\$", r"$\1$", text)


_LATEX = re.compile(
    r"\\\[\\fitted\{%\n(?P<display>.*?)\}\\\]|\\begin\{lines\}\n(?P<align>.*?)\\end\{lines\}"
    r"|^\\(?P<level>(?:sub)*)section\*\{(?P<heading>[^\n]*)\}$"
    r"|\\begin\{tabular\}\{[lr]+\}(?P<table>.*?)\\end\{tabular\}"
    r"|\\begin\{tikzpicture\}(?P<picture>.*?)\\end\{tikzpicture\}|\\begin\{quote\}(?P<quote>.*?)\\end\{quote\}"
    r"|^(?P<text>(?!\\begin|\\end)[^\n]+)$",
    re.DOTALL | re.MULTILINE,
)


def _read_latex(page):
    _, body = page.split("\\begin{document}\n")
    body = re.sub(r"\\role(?:input|recurrent|bias|state|memory) |\\roleends\{\}", "", body)
    for found in _LATEX.finditer(body):
        if found["heading"]:
            yield Heading(1 + found["level"].count("sub"), found["heading"])
        elif found["table"]:
            lines = re.sub(r"\\hline", "", found["table"]).split(r"\\")
            assert not lines[-1].strip(), lines[-1]
            header, *rows = [[_untyped(cell) for cell in line.split(" & ")] for line in lines[:-1]]
            yield Table(header, rows)
        elif text := found["quote"] or found["text"]:
            yield Text(text.replace(r"\allowbreak ", ""))
        elif tex := found["display"] or found["align"]:
            # Each line of formulas below each other is fitted to the page.
            yield Display(re.sub(r" \\(?:side|fit)ends\b|\\(?:side|fit) ", "", tex))


def _untyped(cell):
    r"""Take away \texttt, \phantom and where a line may end; set a minus as it is typed."""
    cell = re.sub(r"\\phantom\{[.0]+\}$|\\allowbreak ", "", cell.strip())
    cell = re.sub(r"\\texttt\{(.*)\}$", r"`\1`", cell)
    return re.sub(r"^\$-\$", "-", cell)


# --- formulas ---------------------------------------------------------------------------------------

Matrix = tuple[tuple[Fraction, ...], ...]


class Symbol(NamedTuple):
    name: str


class Number(NamedTuple):
    text: str


class Blocks(NamedTuple):
    """A matrix whose entries may be matrices."""

    rows: tuple


class Sum(NamedTuple):
    """Terms, each with its sign."""

    terms: tuple


class Product(NamedTuple):
    factors: tuple


class Function(NamedTuple):
    name: str
    argument: tuple


class Sized(NamedTuple):
    """A term with its size under it."""

    term: tuple
    size: tuple[int, int]


class Statement(NamedTuple):
    """``sides[0] relations[0] sides[1] …``."""

    sides: tuple
    relations: tuple[str, ...]


_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[0-9]+(?:\.[0-9]+)?|[A-Za-z]|[{}()\[\]^_&=+,-]|\s+")
_RELATIONS = {"=": "=", r"\approx": "≈"}
_FUNCTIONS = {r"\tanh": "tanh", "ReLU": "relu"}


def statements(tex):
    """Read a formula: the statements on its lines; a line without a left side goes on with the one before."""
    tokens = _tokens(tex)
    if tokens[0] == r"\begin{aligned}":
        assert tokens.pop() == r"\end{aligned}"
        del tokens[0]
    found, line_begins, depth = [], True, 0
    for token in tokens:
        depth += token.startswith(r"\begin{") - token.startswith(r"\end{")
        if depth == 0 and token in (r"\\", ","):
            line_begins = True
            continue
        if line_begins and token != "&":
            found.append([])
        line_begins = False
        if depth or token != "&":
            found[-1].append(token)
    return [_Parser(tokens).statement() for tokens in found]


def _tokens(tex):
    tokens, end = [], 0
    for found in _TOKEN.finditer(tex):
        assert found.start() == end, f"cannot read {tex[end : end + 20]!r}"
        end = found.end()
        if not found[0].isspace():
            tokens.append(found[0])
    assert end == len(tex), f"cannot read {tex[end : end + 20]!r}"
    merged = []
    while tokens:
        token = tokens.pop(0)
        if token in (r"\begin", r"\end", r"\mathrm"):
            close = tokens.index("}")
            name = "".join(tokens[1:close])
            token = name if token == r"\mathrm" else f"{token}{{{name}}}"
            del tokens[: close + 1]
        if token == "{" and tokens[:1] == ["}"]:
            tokens.pop(0)
        elif token != r"\quad":
            merged.append(token)
    return merged


class _Parser:
    def __init__(self, tokens):
        self.tokens = tokens
        self.at = 0

    @property
    def next(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *expected):
        token = self.next
        assert not expected or token in expected, f"{token!r} where {expected} is due in {self.tokens}"
        self.at += 1
        return token

    def skip(self, token):
        found = self.next == token
        self.at += found
        return found

    def statement(self):
        sides, relations = [self.sum()], []
        while self.next in _RELATIONS:
            relations.append(_RELATIONS[self.take()])
            sides.append(self.sum())
        assert self.at == len(self.tokens), f"left over: {self.tokens[self.at :]}"
        assert relations, f"no relation in {self.tokens}"
        return Statement(tuple(sides), tuple(relations))

    def sum(self):
        terms = []
        while not terms or self.next in ("+", "-"):
            sign = -1 if self.skip("-") else 1
            if terms and sign == 1:
                self.take("+")
            terms.append((sign, self.product()))
        return terms[0][1] if len(terms) == 1 and terms[0][0] == 1 else Sum(tuple(terms))

    def product(self):
        factors = [self.factor()]
        while True:
            if self.skip(r"\,") or self.skip(r"\cdot") or self.next == r"\begin{pmatrix}":
                factors.append(self.factor())
            else:
                return factors[0] if len(factors) == 1 else Product(tuple(factors))

    def factor(self):
        token = self.take()
        if token == r"\begin{pmatrix}":
            rows = [[self.sum()]]
            while not self.skip(r"\end{pmatrix}"):
                if self.take("&", r"\\") == "&":
                    rows[-1].append(self.sum())
                else:
                    rows.append([self.sum()])
            return Blocks(tuple(map(tuple, rows)))
        if token in ("(", r"\left"):
            self.take("(") if token == r"\left" else None
            inner = self.sum()
            self.take(r"\right") if token == r"\left" else None
            self.take(")")
            return inner
        if token in _FUNCTIONS:
            return Function(_FUNCTIONS[token], self.factor())
        if token == r"\underbrace":
            self.take("{")
            inner = self.sum()
            size = [self.take() for _ in range(7)]
            assert (size[:3], size[4], size[6]) == (["}", "_", "{"], r"\times", "}"), size
            return Sized(inner, (int(size[3]), int(size[5])))
        if token[0].isdigit():
            return Number(token)
        assert token.isalpha() and len(token) == 1, f"{token!r} begins nothing in {self.tokens}"
        return Symbol(token + self.below() + self.entry())

    def below(self):
        name = ""
        for mark in "_^":
            if self.skip(mark):
                begin = self.at
                self.take("{")
                while self.take() != "}":
                    pass
                name += mark + "".join(self.tokens[begin : self.at])
        return name

    def entry(self):
        if not self.skip("["):
            return ""
        number = self.take()
        self.take("]")
        return f"[{number}]"


# --- values -----------------------------------------------------------------------------------------


def number(text):
    """Read a number as it is printed: digits, a point with digits on both sides, never minus zero."""
    assert re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", text), text
    value = Fraction(text)
    assert value or not text.startswith("-"), text
    return value


def value(tree, known):
    """Evaluate a tree; `known` gives the matrix of every symbol. Nothing is stretched to fit."""
    match tree:
        case Number(text):
            return ((number(text),),)
        case Symbol(name):
            return known[name]
        case Sized(term, size):
            found = value(term, known)
            assert shape(found) == size, f"{term} is {shape(found)}, the page says {size}"
            return found
        case Blocks(rows):
            bands = []
            for row in rows:
                parts = [value(part, known) for part in row]
                bands += [sum(pieces, ()) for pieces in zip(*parts, strict=True)]
            shape(tuple(bands))
            return tuple(bands)
        case Sum(terms):
            parts = [(sign, value(term, known)) for sign, term in terms]
            first = shape(parts[0][1])
            assert all(shape(part) == first for _, part in parts), f"a sum of {[shape(p) for _, p in parts]}"
            return tuple(
                tuple(sum(sign * part[i][j] for sign, part in parts) for j in range(first[1]))
                for i in range(first[0])
            )
        case Product(factors):
            left = value(factors[0], known)
            for factor in factors[1:]:
                left = product(left, value(factor, known))
            return left
    raise AssertionError(f"{tree} has no value")


def shape(matrix):
    (columns,) = {len(row) for row in matrix}
    return len(matrix), columns


def product(left, right):
    assert shape(left)[1] == shape(right)[0], f"{shape(left)} times {shape(right)} does not fit"
    return tuple(
        tuple(sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*right, strict=True))
        for row in left
    )


class Line(NamedTuple):
    """The right side of a line: a function or "", and the terms of its argument, each a list of factors."""

    function: str
    terms: tuple


def line(tree, known):
    """Take a side apart, with a value for every factor."""
    name = ""
    if isinstance(tree, Function):
        name, tree = tree
    terms = tree.terms if isinstance(tree, Sum) else ((1, tree),)
    return Line(name, tuple(_factors(sign, term, known) for sign, term in terms))


def _factors(sign, term, known):
    factors = term.factors if isinstance(term, Product) else (term,)
    first, *rest = [value(factor, known) for factor in factors]
    if sign == -1:
        first = tuple(tuple(-entry for entry in row) for row in first)
    return (first, *rest)


def total(terms):
    """Evaluate a line's terms."""
    products = [reduce(product, term) for term in terms]
    first = shape(products[0])
    assert all(shape(each) == first for each in products), f"a sum of {[shape(each) for each in products]}"
    return tuple(tuple(map(sum, zip(*rows, strict=True))) for rows in zip(*products, strict=True))


def symbols(tree):
    """Give the names in a symbolic side: the terms of its argument, each the list of its factors."""
    name = ""
    if isinstance(tree, Function):
        name, tree = tree
    terms = tree.terms if isinstance(tree, Sum) else ((1, tree),)
    assert all(sign == 1 for sign, _ in terms)
    return Line(
        name,
        tuple(tuple(map(_name, term.factors if isinstance(term, Product) else (term,))) for _, term in terms),
    )


def _name(tree):
    match tree:
        case Symbol(name):
            return name
        case Sized(term, _):
            return _name(term)
        case Number(text):
            return text
        case Blocks(rows):
            return tuple(tuple(map(_name, row)) for row in rows)
    raise AssertionError(f"{tree} is no symbol")


def sized_everywhere(tree):
    """Tell whether every term of a symbolic side has its size under it."""
    match tree:
        case Sized():
            return True
        case Function(_, argument):
            return sized_everywhere(argument)
        case Sum(terms):
            return all(sized_everywhere(term) for _, term in terms)
        case Product(factors):
            return all(map(sized_everywhere, factors))
    return False
