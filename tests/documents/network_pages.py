"""Recomputes the pages of every kind of network from their text: gates, layers, directions, softmax.

A page is read as in :mod:`documents.reading`, line by line. Whatever stands on the left of a line is known from
there on as it is printed; every later line is evaluated twice, in its symbols and in its numbers, with exact
fractions and with flint's balls, and must round to what is printed. Nothing from `tutor`.
"""

import re
from fractions import Fraction

from flint import arb, ctx, fmpq

from tests.documents.arithmetic import of, rounded
from tests.documents.reading import (
    Blocks,
    Display,
    Function,
    Grid,
    Heading,
    Number,
    Product,
    Sized,
    Sum,
    Symbol,
    Table,
    Text,
    _Parser,
    number,
    read_page,
    statements,
)

FUNCTIONS = {r"\tanh": "tanh", "ReLU": "relu", r"\sigma": "sigmoid", r"\exp": "exp", r"\ln": "ln"}
PRECISION = 400


class Parser(_Parser):
    """Reads what the pages of gates and softmax have beyond the simple network."""

    def product(self):
        factors = [self.factor()]
        kinds = []
        while True:
            if self.skip(r"\odot"):
                kinds.append("entrywise")
            elif self.skip(r"\,") or self.next == r"\begin{pmatrix}" or self.skip(r"\cdot"):
                kinds.append("matrix")
            else:
                break
            factors.append(self.factor())
        if len(factors) == 1:
            return factors[0]
        if "entrywise" in kinds:
            assert kinds == ["entrywise"], kinds
            return Function("entrywise", tuple(factors))
        return Product(tuple(factors))

    def factor(self):
        if self.next in FUNCTIONS:
            return Function(FUNCTIONS[self.take()], self.factor())
        if self.skip(r"\frac"):
            parts = []
            for _ in range(2):
                self.take("{")
                parts.append(self.sum())
                self.take("}")
            return Function("quotient", tuple(parts))
        if self.skip(r"\sum"):
            for token in "_{j}":
                self.take(token)
            return Function("total", self.factor())
        if self.next in (r"\overrightarrow", r"\overleftarrow"):
            arrow = self.take()
            self.take("{")
            letter = self.take()
            self.take("}")
            return Symbol(f"{arrow}{{{letter}}}" + self.below() + self.entry())
        return super().factor()


def read_statements(tex):
    """Read a formula as :func:`documents.reading.statements` does, with the larger grammar."""
    from tests.documents import reading

    plain, reading._Parser = reading._Parser, Parser
    # A comma outside an index separates statements; in the index of a gate it becomes a hyphen.
    tex = re.sub(r"_\{([^{}]*)\}", lambda found: found[0].replace(",", "-"), tex)
    try:
        return statements(tex)
    finally:
        reading._Parser = plain


def vector_of(text, row):
    numbers = [number(each.strip()) for each in text.strip("$()").split(",")]
    return (tuple(numbers),) if row else tuple((each,) for each in numbers)


def is_ball(value):
    return isinstance(value, arb)


def lift(value):
    return arb(of(value)) if isinstance(value, Fraction) else value


def times(a, b):
    zero = Fraction(0)
    return zero if zero in (x for x in (a, b) if not is_ball(x)) else both(a, b, lambda x, y: x * y)


def both(a, b, operation):
    return operation(lift(a), lift(b)) if is_ball(a) or is_ball(b) else operation(a, b)


def function(name, z):
    if name == "relu":
        return max(z, Fraction(0))
    exact = {
        "tanh": (0, Fraction(0)),
        "sigmoid": (0, Fraction(1, 2)),
        "exp": (0, Fraction(1)),
        "ln": (1, Fraction(0)),
    }
    at, there = exact[name]
    if z == at:
        return there
    z = lift(z)
    return {
        "tanh": z.tanh,
        "sigmoid": lambda: 1 / (1 + (-z).exp()),
        "exp": z.exp,
        "ln": z.log,
    }[name]()


def entrywise(a, b, operation):
    assert len(a) == len(b) and len(a[0]) == len(b[0]), "sizes differ"
    return tuple(
        tuple(
            operation(x, y) if operation is times else both(x, y, operation)
            for x, y in zip(row, other, strict=True)
        )
        for row, other in zip(a, b, strict=True)
    )


def size(matrix):
    assert len({len(row) for row in matrix}) == 1, "ragged"
    return len(matrix), len(matrix[0])


def evaluate(tree, known):
    """Give the matrix that a tree stands for; only a number written in a formula serves every entry."""
    match tree:
        case Number(text):
            return ((number(text),),)
        case Symbol(name):
            bare, _, entry = name.partition("[")
            if not entry:
                return known[name]
            entries = [each for row in known[bare] for each in row]
            return known[bare] if entry == "j]" else ((entries[int(entry[:-1]) - 1],),)
        case Sized(term, stated):
            found = evaluate(term, known)
            assert size(found) == stated, f"{term} is {size(found)}, the page says {stated}"
            return found
        case Blocks(rows):
            bands = []
            for row in rows:
                parts = [evaluate(part, known) for part in row]
                bands += [sum(pieces, ()) for pieces in zip(*parts, strict=True)]
            return tuple(bands)
        case Sum(terms):
            parts = [(sign, term, evaluate(term, known)) for sign, term in terms]
            largest = max((size(found) for _, _, found in parts))
            total = tuple((Fraction(0),) * largest[1] for _ in range(largest[0]))
            for sign, term, found in parts:
                one = isinstance(term, Number)
                all_of = tuple(found[0] * largest[1] for _ in range(largest[0])) if one else found
                total = entrywise(total, all_of, lambda a, b, sign=sign: a + sign * b)
            return total
        case Function("entrywise", (left, right)):
            return entrywise(evaluate(left, known), evaluate(right, known), times)
        case Function("quotient", (left, right)):
            over, under = evaluate(left, known), evaluate(right, known)
            assert size(under) == (1, 1), "one number divides all"
            return tuple(tuple(both(each, under[0][0], lambda a, b: a / b) for each in row) for row in over)
        case Function("total", argument):
            total = Fraction(0)
            for row in evaluate(argument, known):
                for each in row:
                    total = both(total, each, lambda a, b: a + b)
            return ((total,),)
        case Function(name, argument):
            return tuple(tuple(function(name, each) for each in row) for row in evaluate(argument, known))
        case Product(factors):
            value = evaluate(factors[0], known)
            for factor in factors[1:]:
                other = evaluate(factor, known)
                assert len(value[0]) == len(other), f"{size(value)} times {size(other)}"
                value = tuple(tuple(dot(row, column) for column in zip(*other, strict=True)) for row in value)
            return value
    raise AssertionError(tree)


def dot(row, column):
    total = Fraction(0)
    for a, b in zip(row, column, strict=True):
        total = both(total, times(a, b), lambda x, y: x + y)
    return total


def written(value, decimals, ties):
    """Round a value; tell whether the rounded number is the value itself."""
    if not is_ball(value):
        found = rounded(value, decimals, ties)
        return found, found == value
    nearest = (value * 10**decimals + fmpq(1, 2)).floor().unique_fmpz()
    assert nearest is not None, "more precision is needed"
    return Fraction(int(nearest), 10**decimals), False


def check_page(page, to, spec, *, decimals, ties="half-up"):
    """Recompute every line of a page that carries rounded numbers; give how many lines there were."""
    ctx.prec = PRECISION
    rows = spec.get("notation", {}).get("layout") == "rows"
    known, count, in_steps, picked = {}, 0, False, []
    for block in read_page(page, to):
        match block:
            case Heading(2, text):
                in_steps = text.startswith(("Step by step", "단계별"))
                if count and not in_steps:
                    break
            case Table(header, lines) if header[-1] == "$x_{t}$":
                sequence = known.setdefault("sequences", [])
                sequence.append({f"x_{{{line[0]}}}": vector_of(line[-1], rows) for line in lines})
            case Text(text) if in_steps:
                picked = picked_columns(text) or picked
            case Grid(header, lines) if in_steps:
                known |= known.get("sequences", [{}])[0]
                found = Reader(known, picked, decimals, ties, rows)
                count += found.gates(lines, header) if "[" in lines[0][0] else found.lines(lines, header)
            case Display(tex) if not re.search(r"[{,]t[}+-]", tex):  # with t it is no step's
                for statement in read_statements(tex):
                    count += check_statement(statement, known, in_steps, decimals, ties)
    return count


def check_statement(statement, known, in_steps, decimals, ties):
    left = statement.sides[0].name
    if not in_steps:
        values = [evaluate(side, known) for side in statement.sides[1:] if not symbolic(side)]
        assert all(each == values[-1] for each in values), statement
        known[left] = values[-1]
        return 0
    known |= known["sequences"][0]
    *middle, last = statement.sides[1:]
    printed = evaluate(last, {})
    *equal, relation = statement.relations
    assert set(equal) <= {"="}, statement
    exact = True
    numbers = {
        abs(each) for name, found in known.items() if name != "sequences" for row in found for each in row
    }
    for each in (leaf for side in middle for leaf in leaves(side)):
        assert each in numbers | {Fraction(1)}, f"{left}: {each} stands nowhere before"
    for side in middle:
        for row, found in zip(printed, evaluate(side, known), strict=True):
            for mine, each in zip(row, found, strict=True):
                right, same = written(each, decimals, ties)
                assert mine == right, f"{left}: {mine} is printed, {right} is right"
                exact = exact and same
    assert relation == ("=" if exact else "≈"), f"{left}: {relation} in {statement}"
    if "[" not in left:
        known[left] = printed
    return 1


def picked_columns(text):
    """Of the note on a step: the matrices that its one-hot vector picks from, one a gate."""
    products = re.findall(r"(W[^ ,$]*?|\\over\w+arrow\{W\}[^ ,$]*?)\\,x_|x_\{\d+\}\\,(W[^ ,$]*)", text)
    return [first or second for first, second in products]


class Reader:
    """Recomputes the lines of a step that stand as a table."""

    def __init__(self, known, picked, decimals, ties, rows):
        self.known, self.picked, self.decimals, self.ties, self.rows = known, picked, decimals, ties, rows

    def lines(self, rows, header):
        """A column a line, whose head says what it computes; a row an entry."""
        count = 0
        for column, head in enumerate(header):
            if column == 0 or "=" not in head:
                if column:  # a bias, as it was given
                    given = flat(self.known[hyphened(head)])
                    assert [number(row[column]) for row in rows] == given, head
                continue
            left, middle = read_statements(head)[0].sides
            values = flat(evaluate(middle, self.known))
            printed = [self.cell(row[column], value) for row, value in zip(rows, values, strict=True)]
            assert [row[0] for row in rows] == [str(at) for at in range(1, len(rows) + 1)]
            self.keep(left.name, printed)
            count += len(printed)
        return count

    def gates(self, rows, header):
        """A row an entry of a gate; its columns are p, q, perhaps b, a, and the gate itself."""
        kinds = ["b" if each.startswith("b_") else each for each in header[1:]]
        gates = {}
        for label, *cells in rows:
            base, below, entry = re.fullmatch(r"(.*?)_\{(\d+)\}(.*?)(?=\[)(?:\[\d+\])", label).groups()
            gates.setdefault((base, below, entry), []).append((label, cells))
        count = 0
        for at, ((base, step, above), own) in enumerate(gates.items()):
            self.step = step
            letter = re.sub(r"\\over\w+arrow\{(.)\}", r"\1", base)
            assert [label for label, _ in own] == [
                f"{base}_{{{step}}}{above}[{entry}]" for entry in range(1, len(own) + 1)
            ]
            for kind in ("p", "q", "b", "a", ""):
                column = next(
                    (i for i, each in enumerate(kinds) if each == kind or (not kind and "(" in each)), None
                )
                if column is None:
                    continue
                name = base.replace(letter, kind) + f"_{{{letter},{step}}}{above}" if kind else None
                printed = []
                for entry, (_, cells) in enumerate(own):
                    cell = cells[column]
                    if kind == "b":
                        if cell:
                            vectors = [
                                flat(each)
                                for key, each in self.known.items()
                                if key.startswith(("b", r"\over"))
                            ]
                            assert any(number(cell) == each[entry] for each in vectors if entry < len(each))
                        continue
                    value = self.value(kind, cell, dict(zip(kinds, cells, strict=True)), at, entry)
                    printed.append(self.cell(cell, value))
                if kind != "b":
                    self.keep(name or f"{base}_{{{step}}}{above}", printed)
                    count += len(printed)
        return count

    def value(self, kind, cell, row, gate, entry):
        """What a cell without working stands for: the column that x picks, the sum of the row before it."""
        if self.working(cell):
            return None
        if kind == "p":
            matrix = self.known[hyphened(self.picked[gate])]
            vector = flat(self.known["sequences"][0][f"x_{{{self.step}}}"])
            line = list(zip(*matrix, strict=True))[entry] if self.rows else matrix[entry]
            return sum(weight * x for weight, x in zip(line, vector, strict=True))
        parts = [re.split(r"=|\\approx", row[each])[-1] for each in ("p", "q", "b") if row.get(each)]
        assert kind == "a" and len(parts) >= 2
        return sum(number(part.strip()) for part in parts)

    @staticmethod
    def working(cell):
        """What stands before the relation of a cell."""
        return re.match(r"(.*?)(?:=|\\approx)", cell)[1].strip()

    def cell(self, cell, value):
        """Recompute a cell from its working, or from what it stands for; its relation fits."""
        working, relation, text = re.fullmatch(r"(.*?)\s*(=|\\approx)\s*(\S+)", cell).groups()
        printed = number(text)
        assert len(text.partition(".")[2]) == self.decimals, cell
        values = [] if value is None else [value]
        if working:
            tree = Parser(reading_tokens(working)).sum()
            numbers = {
                abs(each)
                for name, found in self.known.items()
                if name != "sequences"
                for row in found
                for each in row
            }
            for leaf in leaves(tree):
                assert leaf in numbers | {Fraction(1)}, f"{cell}: {leaf} stands nowhere before"
            ((worked,),) = evaluate(tree, {})
            values.append(worked)
        assert values, cell
        for each in values:
            right, same = written(each, self.decimals, self.ties)
            assert printed == right, f"{cell}: {right} is right"
        assert (relation == "=") == same, cell
        return printed

    def keep(self, name, printed):
        name = hyphened(name)
        self.known[name] = (tuple(printed),) if self.rows else tuple((each,) for each in printed)


def flat(matrix):
    return [each for row in matrix for each in row]


def hyphened(name):
    return re.sub(r"_\{([^{}]*)\}", lambda found: found[0].replace(",", "-"), name)


def reading_tokens(tex):
    import tests.documents.reading as reading

    return reading._tokens(tex)


def leaves(tree):
    """List the numbers that are written in a tree."""
    if isinstance(tree, Number):
        yield number(tree.text)
    elif isinstance(tree, tuple):
        # The signs of a sum and the sizes under terms are plain numbers.
        for each in (tree.term,) if isinstance(tree, Sized) else tree:
            yield from leaves(each)


def symbolic(side):
    return isinstance(side, Symbol) or (
        isinstance(side, Sum) and all(isinstance(t, Symbol) for _, t in side.terms)
    )
