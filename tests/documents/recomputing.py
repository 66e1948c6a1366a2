"""Recomputes a page from its own text: every line from the numbers that it shows. Nothing from `tutor`."""

import re
from dataclasses import dataclass, field
from fractions import Fraction

from flint import arb, ctx

from tests.documents.arithmetic import as_arb, is_zero, of, rounded, rounded_tanh, settled, significant
from tests.documents.reading import (
    Display,
    Grid,
    Heading,
    Line,
    Reads,
    Table,
    Text,
    line,
    number,
    read_page,
    shape,
    sized_everywhere,
    statements,
    symbols,
    total,
    value,
)
from tests.oracles.rnn import Exercise, solve

# The letters of each school, and which way round its matrices are stored; a textbook has no opinion.
LETTERS = {
    "pytorch": ("W_{ih}", "W_{hh}", "b", "b_{ih}", "b_{hh}", "columns"),
    "textbook": ("W_{xh}", "W_{hh}", "b_{h}", "b_{xh}", "b_{hh}", None),
    "source": ("W_{hx}", "W_{hh}", "b_{h}", "b_{hx}", "b_{hh}", "columns"),
    "keras": ("W", "U", "b", "b_{W}", "b_{U}", "rows"),
}


@dataclass
class Reading:
    """What the reader of a page knows: the spec, the value of every symbol so far, which are exact."""

    spec: dict
    full: bool
    known: dict = field(default_factory=dict)
    exact: set = field(default_factory=set)
    count: int = 0

    def __post_init__(self):
        spec, cell = self.spec, self.spec["cell"]
        self.layout = spec["notation"]["layout"]
        self.rows = self.layout == "rows"
        self.words = spec["sentence"].split()
        self.vocabulary = spec["vocabulary"]
        rounding = spec["rounding"]
        self.decimals, self.carry, self.ties = rounding["decimals"], rounding["carry"], rounding["ties"]
        self.written = rounding.get("written") or (
            ["a", "h"] if self.layout == "fused" else ["p", "q", "a", "h"]
        )
        self.function = cell["kind"].removeprefix("rnn_")
        way = cell.get("orientation", {})
        self.weight_ih = exact(cell["weight_ih"], way.get("weight_ih") == "rows")
        self.weight_hh = exact(cell["weight_hh"], way.get("weight_hh") == "rows")
        zeros = [0] * len(self.weight_hh)
        self.parts = [exact([cell[name]]) for name in ("bias_ih", "bias_hh") if name in cell]
        self.bias = add(*self.parts) if self.parts else exact([cell.get("bias", zeros)])
        self.h_0 = exact([cell.get("h_0", zeros)])
        *names, stored = LETTERS[spec["notation"]["symbols"]]
        turned = r"^{\top}" if stored and stored != ("rows" if self.rows else "columns") else ""
        self.W, self.U = (name + turned for name in names[:2])
        self.b, *self.part_names = names[2:]
        self.truth = by_oracle(self)

    def place(self, matrix):
        """Turn what is kept for columns the way it stands on the page; vectors are kept as one row."""
        return matrix if self.rows else transposed(matrix)

    def one_hot(self, word):
        return tuple(Fraction(int(each == word)) for each in self.vocabulary)


def exact(matrix, turn=False):
    """Numbers of a spec, by their shortest decimals, for columns."""
    found = tuple(tuple(Fraction(repr(entry)) for entry in row) for row in matrix)
    return transposed(found) if turn else found


def transposed(matrix):
    return tuple(zip(*matrix, strict=True))


def add(*matrices):
    return tuple(tuple(map(sum, zip(*rows, strict=True))) for rows in zip(*matrices, strict=True))


def check_page(page, to, spec, *, full):
    """Read a page back and recompute it; gives how many numbers were recomputed."""
    reading = Reading(spec, full)
    blocks = read_page(page, to)
    for block in blocks:
        if isinstance(block, Display | Table):
            assert not re.search(r"-0(\.0*)?(?![.\d])", str(block)), f"minus zero: {block}"
    begins = [index for index, each in enumerate(blocks) if isinstance(each, Heading) and each.level <= 2]
    sections = [blocks[a:b] for a, b in zip(begins, [*begins[1:], None], strict=True)]
    head, vocabulary, parameters, rounding, steps, states, precision = sections
    check_head(head, reading)
    check_vocabulary(vocabulary, reading)
    check_parameters(parameters, reading)
    check_rounding(rounding, reading)
    check_steps(steps, reading)
    check_states(states, reading)
    check_precision(precision, reading)
    return reading.count


def of_kind(blocks, kind):
    return [each for each in blocks if isinstance(each, kind)]


# --- what is given ----------------------------------------------------------------------------------


def check_head(blocks, reading):
    (display,) = of_kind(blocks, Display)
    defined = [each.text for each in of_kind(blocks, Text) if r"$\mathrm{ReLU}(a) = \max(0, a)$" in each.text]
    assert len(defined) == (reading.function == "relu")
    ((left, right), relations) = only(statements(display.tex))
    assert (symbols(left).terms, relations) == ((("h_{t}",),), ("=",))
    products = (in_order(reading, reading.W, "x_{t}"), in_order(reading, reading.U, "h_{t-1}"))
    if reading.layout == "fused":
        found = symbols(right)
        assert found == Line(reading.function, ((block(reading, "t", "t-1")),))
    else:
        assert symbols(right) == Line(reading.function, (*products, (reading.b,)))


def whole_table(blocks, keys):
    """Put a table together again that was divided between columns; the first `keys` are repeated."""
    first, *others = of_kind(blocks, Table)
    header, rows = [*first.header], [[*row] for row in first.rows]
    for other in others:
        assert other.header[:keys] == header[:keys]
        header += other.header[keys:]
        for row, more in zip(rows, other.rows, strict=True):
            assert more[:keys] == row[:keys]
            row.extend(more[keys:])
    return Table(header, rows)


def only(items):
    (item,) = items
    return item


def in_order(reading, matrix, vector):
    return (vector, matrix) if reading.rows else (matrix, vector)


def block(reading, now, before):
    return (
        ((reading.W, reading.U, reading.b),),
        ((f"x_{{{now}}}",), (f"h_{{{before}}}",), ("1",)),
    )


def tuple_of(text):
    """Read (0, 1, 0) between dollars."""
    found = re.fullmatch(r"\$\(([^()]*)\)\$", text)
    return tuple(number(each) for each in found[1].split(", "))


def check_vocabulary(blocks, reading):
    words, sentence = of_kind(blocks, Table)
    assert words.rows == [
        [str(position), f"`{word}`", words.rows[position - 1][2]]
        for position, word in enumerate(reading.vocabulary, start=1)
    ]
    assert [tuple_of(row[2]) for row in words.rows] == [reading.one_hot(word) for word in reading.vocabulary]
    assert [row[:2] for row in sentence.rows] == [
        [str(t), f"`{word}`"] for t, word in enumerate(reading.words, start=1)
    ]
    assert [tuple_of(row[2]) for row in sentence.rows] == [reading.one_hot(word) for word in reading.words]
    assert sentence.header[::2] == ["$t$", "$x_{t}$"]


def check_parameters(blocks, reading):
    weight_ih, weight_hh = (
        m if not reading.rows else transposed(m) for m in (reading.weight_ih, reading.weight_hh)
    )
    expected = {reading.W: weight_ih, reading.U: weight_hh, reading.b: reading.place(reading.bias)}
    expected["h_{0}"] = reading.place(reading.h_0)
    shown = {}
    for display in of_kind(blocks, Display):
        for (left, *sides), relations in statements(display.tex):
            assert set(relations) == {"="}
            name = only(only(symbols(left).terms))
            shown[name] = value(sides[-1], {})
            if len(sides) > 1:
                assert symbols(sides[0]).terms == tuple((part,) for part in used_parts(reading))
                assert [each for (each,) in line(sides[1], {}).terms] == list(
                    map(reading.place, reading.parts)
                )
    assert shown == expected
    assert shown[reading.b] == total(
        tuple((reading.place(part),) for part in reading.parts or [reading.bias])
    )
    reading.known |= shown
    reading.exact |= {*shown}
    check_sizes(blocks, reading, shown)
    check_orientation(blocks, reading)


def used_parts(reading):
    return [
        name
        for name, key in zip(reading.part_names, ("bias_ih", "bias_hh"), strict=True)
        if key in reading.spec["cell"]
    ]


def check_sizes(blocks, reading, shown):
    """The table of sizes says what the matrices beside it are, and its sum is right."""
    (table,) = of_kind(blocks, Table)
    biases = used_parts(reading) or [reading.b]
    assert [row[0] for row in table.rows] == [f"${name}$" for name in (reading.W, reading.U, *biases)]
    sizes = [shape(shown[reading.W]), shape(shown[reading.U]), *[(len(reading.bias[0]),)] * len(biases)]
    for row, size in zip(table.rows, sizes, strict=True):
        assert tuple(map(int, re.findall(r"\d+", row[2]))) == size, row
        assert tuple(map(int, re.findall(r"\d+", row[3]))) == size, row
        assert int(row[4]) == size[0] * (size[1] if len(size) == 2 else 1), row
    sums = [
        re.sub(r"\$\\cdot\$", "·", each.text)
        for each in of_kind(blocks, Text)
        if "·" in each.text or "cdot" in each.text
    ]
    (terms, result) = re.search(r"([\d·+ ]+) = (\d+)", sums[0]).groups()
    products = [[*map(int, term.split("·"))] for term in terms.split("+")]
    assert products == [[*size] for size in sizes]
    assert int(result) == sum(int(row[4]) for row in table.rows)


def check_orientation(blocks, reading):
    """Each matrix given in rows is said to be; of a square one it is said what the other way would give."""
    remarks = iter(each.text for each in of_kind(blocks, Text) if "weight" in each.text.replace(r"\_", "_"))
    stated = reading.spec["cell"].get("orientation", {})
    for name in ("weight_ih", "weight_hh"):
        matrix = getattr(reading, name)
        rows, columns = shape(matrix)
        if stated.get(name) == "rows":
            expected = [columns, rows] + ([] if reading.rows or rows == columns else [rows, columns])
            values = []
        elif name not in stated and transposed(matrix) != matrix and rows == columns:
            expected = [rows, columns]
            values = [f"h_{{{len(reading.words)}}}", f"({', '.join(last_state(reading, name))})"]
        else:
            continue
        text = next(remarks)
        assert name in text.replace(r"\_", "_")
        formulas = [each for each in re.findall(r"\$([^$]*)\$", text) if each != r"\times"]
        assert formulas == values, text
        assert [int(each) for each in re.findall(r"\d+", re.sub(r"\$[^$]*\$", "", text))] == expected, text
        # What stands on the page is said to be turned where it is, and only there.
        turned = reading.rows != (stated.get(name) == "rows")
        assert bool(re.search("transpose|전치|rows stand here as columns|행을 열로", text)) == turned, text
    assert not [*remarks]


def last_state(reading, turned):
    """The last h with one matrix the other way round."""
    return by_oracle(reading, turned)[-1]["h"][0]


def by_oracle(reading, turned=None):
    """Every written line of every step: its texts, and which of them are the value itself."""
    given = {name: getattr(reading, name) for name in ("weight_ih", "weight_hh", "bias", "h_0")}
    if turned:
        given[turned] = transposed(given[turned])
    scale = 5
    whole = {name: [[int(v * 10**scale) for v in row] for row in rows] for name, rows in given.items()}
    exercise = Exercise(
        scale,
        whole["weight_ih"],
        whole["weight_hh"],
        whole["bias"][0],
        whole["h_0"][0],
        [reading.vocabulary.index(word) for word in reading.words],
        reading.function,
        reading.decimals,
        reading.carry,
        reading.ties,
        tuple(reading.written),
    )
    return solve(exercise)


def check_rounding(blocks, reading):
    """The decimals and the written lines are those of the spec; the example of a tie is rounded its way."""
    texts = " ".join(each.text for each in of_kind(blocks, Text))
    assert re.findall(r"\$([^$]*)\$", texts)[0] == ", ".join(f"{name}_{{t}}" for name in reading.written)
    plain = re.sub(r"\$[^$]*\$", "", texts)
    decimals, five, tie, example = (each for each in re.findall(r"\d+(?:\.\d+)?", plain) if each != "0")
    assert (decimals, five) == (str(reading.decimals), "5")
    assert number(example) == rounded(number(tie), 2, reading.ties)
    other = "half-up" if reading.ties == "half-even" else "half-even"
    assert number(example) != rounded(number(tie), 2, other)
    assert plain.count("=") == 1


# --- the steps --------------------------------------------------------------------------------------


def check_steps(blocks, reading):
    begins = [index for index, each in enumerate(blocks) if isinstance(each, Heading)][1:]
    assert len(begins) == len(reading.words)
    for t, (a, b) in enumerate(zip(begins, [*begins[1:], None], strict=True), start=1):
        heading, *rest = blocks[a:b]
        word = reading.words[t - 1]
        assert re.search(rf"\b{t}: .*\b{word}\b", heading.text), heading
        reading.known[f"x_{{{t}}}"] = reading.place((reading.one_hot(word),))
        reading.exact.add(f"x_{{{t}}}")
        check_step(rest, t, word, reading)


def check_step(blocks, t, word, reading):
    grids = of_kind(blocks, Grid)
    for reads in of_kind(blocks, Reads):
        check_reads(reads.text, t, reading)
    for grid in of_kind(blocks, Grid):
        check_grid(grid, t, reading)
        blocks = [block for block in blocks if block is not grid]
    formulas = of_kind(blocks, Display)
    if grids:
        assert not formulas
    each_line = 2 if reading.full else 1
    assert len(formulas) == (0 if grids else each_line * len(reading.written))
    for index, symbol in enumerate(() if grids else reading.written):
        check_line(symbol, t, formulas[each_line * index : each_line * (index + 1)], reading)
    texts = of_kind(blocks, Text)
    if reading.full:
        # "x_1 has its 1 at position 2, so W x_1 is column 2 of W."
        (text,) = texts
        position = reading.vocabulary.index(word) + 1
        numbers = re.findall(r"\d+", re.sub(r"\$[^$]*\$", "", text.text))
        assert sorted(map(int, numbers)) == [1, position, position], text
        pieces = re.findall(r"\$([^$]*)\$", text.text)
        joined = r"\,".join(in_order(reading, reading.W, f"x_{{{t}}}"))
        assert pieces == [f"x_{{{t}}}", joined, reading.W]
    else:
        assert not texts


def check_reads(text, t, reading):
    """A step says of which step it reads the state, the first one what it starts from."""
    (formula,) = re.findall(r"\$([^$]*)\$", text)
    if t > 1:
        assert formula == f"h_{{{t - 1}}}"
        assert re.findall(r"\d+", re.sub(r"\$[^$]*\$", "", text)) == [str(t - 1)], text
        return
    name, _, values = formula.partition(" = ")
    assert name == "h_{0}"
    assert (tuple_of(f"${values}$"),) == reading.h_0, text


def expected_terms(symbol, t, reading):
    """The terms of a line, by the equations of the cell and what is written on lines of its own."""
    x, before = f"x_{{{t}}}", f"h_{{{t - 1}}}"

    def given(name, terms):
        return [(f"{name}_{{{t}}}",)] if name in reading.written and name != symbol else terms

    if reading.layout == "fused" and (symbol == "a" or "a" not in reading.written):
        return [block(reading, t, t - 1)]
    p = given("p", [in_order(reading, reading.W, x)])
    q = given("q", [in_order(reading, reading.U, before)])
    a = given("a", [*p, *q, (reading.b,)])
    return {"p": p, "q": q, "a": a, "h": a}[symbol]


def check_line(symbol, t, formulas, reading):
    name = f"{symbol}_{{{t}}}"
    chain = only(statements(formulas[0].tex))
    left, symbolic, numbers, result = chain.sides
    assert symbols(left) == Line("", ((name,),))
    assert chain.relations[:2] == ("=", "=")
    function = reading.function if symbol == "h" else ""
    assert symbols(symbolic) == Line(function, tuple(expected_terms(symbol, t, reading)))
    assert sized_everywhere(symbolic) == reading.full
    put_in, shown = line(symbolic, reading.known), line(numbers, {})
    assert put_in == shown, f"{name}: what is put in is not what was printed before"
    assert function_of(numbers) == function
    printed = value(result, {})
    for text in re.findall(
        r"-?[\d.]+", formulas[0].tex.rpartition("pmatrix}\n")[0].rpartition(r"\begin{pmatrix}")[2]
    ):
        assert len(text.partition(".")[2]) == reading.decimals, text
    operands = {each for term in symbols(symbolic).terms for factor in term for each in names_in(factor)}
    judge = Judge(reading, shown, operands)
    results = in_row(reading, printed)
    relations = judge.relations(in_row(reading, total(shown.terms)), results)
    assert chain.relations[2] == ("≈" if "≈" in relations else "="), name
    texts, exact_entries = reading.truth[t - 1][symbol]
    assert results == tuple(map(number, texts)), f"{name} is truly {texts}"
    if all(exact_entries):
        reading.exact.add(name)
    reading.known[name] = printed
    reading.count += len(results)
    if reading.full:
        entries = statements(formulas[1].tex)
        assert len(entries) == len(results)
        for i, entry in enumerate(entries):
            check_entry(entry, i, name, shown, results[i], relations[i], judge)
            reading.count += 1


def check_grid(grid, t, reading):
    """The lines of a step as a table: a column a line, its head in symbols; a row an entry."""
    columns = dict(zip(grid.header, zip(*grid.rows, strict=True), strict=True))
    assert [*columns.pop("")] == [str(entry) for entry in range(1, len(grid.rows) + 1)]
    heads = [head for head in columns if "=" in head]
    assert len(heads) == len(reading.written)
    for head in columns.keys() - {*heads}:
        assert head == reading.b
        assert (tuple(map(number, columns[head])),) == reading.bias
    for symbol, head in zip(reading.written, heads, strict=True):
        name = f"{symbol}_{{{t}}}"
        (left, symbolic), relations = only(statements(head))
        assert (symbols(left), relations) == (Line("", ((name,),)), ("=",))
        function = reading.function if symbol == "h" else ""
        assert symbols(symbolic) == Line(function, tuple(expected_terms(symbol, t, reading)))
        shown = line(symbolic, reading.known)
        operands = {each for term in symbols(symbolic).terms for factor in term for each in names_in(factor)}
        cells = [re.fullmatch(r"(.*?)\s*(=|\\approx)\s*(\S+)", cell).groups() for cell in columns[head]]
        results = tuple(number(text) for *_, text in cells)
        assert all(len(text.partition(".")[2]) == reading.decimals for *_, text in cells)
        judge = Judge(reading, shown, operands)
        fitting = judge.relations(in_row(reading, total(shown.terms)), results)
        texts, exact_entries = reading.truth[t - 1][symbol]
        assert results == tuple(map(number, texts)), f"{name} is truly {texts}"
        for i, (working, relation, _) in enumerate(cells):
            assert {"=": "=", r"\approx": "≈"}[relation] == fitting[i], f"{name}[{i + 1}] {relation}"
            if working:
                ((_, found), _) = only(statements(f"x = {working}"))
                wanted = [factors for term in shown.terms for factors in written_out(term, i, reading.rows)]
                assert line(found, {}) == Line(shown.function, tuple(wanted)), f"{name}[{i + 1}]"
            else:
                assert not shown.function and (symbol == "a" or symbol == "p"), name
        if all(exact_entries):
            reading.exact.add(name)
        reading.known[name] = (results,) if reading.rows else transposed((results,))
        reading.count += 2 * len(results)


def names_in(factor):
    return [factor] if isinstance(factor, str) else [each for row in factor for each in row]


def function_of(tree):
    return line(tree, {}).function


def in_row(reading, matrix):
    """Take a vector of the page as a row, which in the layout rows it is."""
    return (matrix if reading.rows else transposed(matrix))[0]


def check_entry(entry, i, name, shown, result, relation, judge):
    """An entry's line writes out the products of its row and says the same result with a fitting relation."""
    (left, right, last), (first, second) = entry
    assert symbols(left) == Line("", ((f"{name}[{i + 1}]",),))
    found = line(right, {})
    wanted = [factors for term in shown.terms for factors in written_out(term, i, judge.reading.rows)]
    assert found == Line(shown.function, tuple(wanted)), f"{name}[{i + 1}]"
    assert only(only(value(last, {}))) == result
    assert first == "="
    assert second == relation, f"{name}[{i + 1}] {second}"


def written_out(term, i, rows):
    """The summands of entry i of one term; a block product's constant is a product with 1."""
    if len(term) == 1:
        (vector,) = term
        yield (((vector[0][i] if rows else vector[i][0],),),)[0:1]
    elif rows and shape(term[0])[0] == 1:
        vector, matrix = term
        for k, each in enumerate(vector[0]):
            yield ((each,),), ((matrix[k][i],),)
    else:
        matrix, vector = term
        for k, (each,) in enumerate(vector):
            yield ((matrix[i][k],),), ((each,),)


@dataclass
class Judge:
    """Which relation a line must have, and whether its result is right."""

    reading: Reading
    shown: Line
    operands: set

    def relations(self, arguments, results):
        """Check every result and give the relation of every entry."""
        carried_whole = self.reading.carry == "rounded" or self.operands - {"1"} <= self.reading.exact
        check = self._exactly if carried_whole else self._nearly
        return [check(i, *each) for i, each in enumerate(zip(arguments, results, strict=True))]

    def _exactly(self, _, argument, result):
        """From the very numbers that are shown: the argument's value, rounded; = if it is the value."""
        D, ties = self.reading.decimals, self.reading.ties
        if self.shown.function == "tanh" and argument:
            assert result == rounded_tanh(argument, D), f"tanh({argument}) is not {result}"
            return "≈"
        here = max(argument, Fraction(0)) if self.shown.function == "relu" else argument
        assert result == rounded(here, D, ties), f"{here} is not written {result}"
        return "=" if here == result else "≈"

    def _nearly(self, i, argument, result):
        """From numbers that were rounded only to be shown: within ½u · (1 + Σ|coefficients|)."""
        width = Fraction(1, 2 * 10**self.reading.decimals) * (1 + self._coefficients(i))
        if self.shown.function == "tanh":
            ctx.prec = 256
            assert abs(arb(of(argument)).tanh() - of(result)) <= of(width), (
                f"tanh({argument}) is not near {result}"
            )
        else:
            here = max(argument, Fraction(0)) if self.shown.function == "relu" else argument
            assert abs(here - result) <= width, f"{here} is not near {result}"
        return "≈"

    def _coefficients(self, i):
        rows = self.reading.rows
        found = Fraction(0)
        for term in self.shown.terms:
            if len(term) == 1:
                found += 1
            else:
                matrix = transposed(term[1]) if rows and shape(term[0])[0] == 1 else term[0]
                found += sum(map(abs, matrix[i]))
        return found


# --- what comes after the steps ---------------------------------------------------------------------


def check_states(blocks, reading):
    table = whole_table(blocks, keys=2)
    size = len(reading.weight_hh)
    assert table.header[0] == "$t$"
    assert table.header[2:] == [f"$h_{{t}}[{entry}]$" for entry in range(1, size + 1)]
    shown = [tuple(map(number, row[2:])) for row in table.rows]
    assert shown == [in_row(reading, reading.known[f"h_{{{t}}}"]) for t in range(len(reading.words) + 1)]
    assert [row[:2] for row in table.rows] == [
        [str(t), f"`{word}`" if word else ""] for t, word in enumerate(["", *reading.words])
    ]
    assert all(len(text.partition(".")[2]) == reading.decimals for row in table.rows[1:] for text in row[2:])
    last = of_kind(blocks, Text)[-1].text
    assert re.findall(r"\$([^$]*)\$", last) == ["h_{t}", f"h_{{{len(reading.words)}}}"]


def check_precision(blocks, reading):
    """15 digits of h with nothing rounded, and what carrying rounded numbers changes."""
    table = whole_table(blocks, keys=1)
    assert re.findall(r"\d+", of_kind(blocks, Text)[0].text) == ["15"]
    truth = full_states(reading)
    assert [row[0] for row in table.rows] == [str(t) for t in range(1, len(truth) + 1)]
    expected = []
    for t, (row, states) in enumerate(zip(table.rows, truth, strict=True), start=1):
        printed = in_row(reading, reading.known[f"h_{{{t}}}"])
        for i, (text, state) in enumerate(zip(row[1:], states, strict=True)):
            assert text == significant(state), (t, i + 1)
            number(text)
            here = state_rounded(state, reading)
            if here != printed[i]:
                expected.append((f"h_{t}[{i + 1}]", here, printed[i]))
            reading.count += 1
    said = of_kind(blocks, Text)[-1].text.replace(r"\_", "_").replace("{-}", "-")
    listed = [
        (name, number(here), number(printed))
        for name, here, printed in re.findall(r"(h_\d+\[\d+\]) = (-?[\d.]+) \((-?[\d.]+)\)", said)
    ]
    assert listed == expected[:6]
    if expected:
        assert int(re.search(r"(\d+)(?:곳에서| place)", said)[1]) == len(expected)
    if reading.carry == "full":
        assert not expected


def full_states(reading):
    """h of every step as a function that computes it with the precision of the moment, or as a fraction."""
    given = (reading.weight_ih, reading.weight_hh, reading.bias[0], reading.h_0[0])

    def states(upto):
        weight_ih, weight_hh, bias, h = given
        for word in reading.words[:upto]:
            column = reading.vocabulary.index(word)
            a = [
                sum((w * v for w, v in zip(row, h, strict=True)), start=weight_ih[i][column] + bias[i])
                if reading.function == "relu"
                else sum(
                    (arb(of(w)) * v for w, v in zip(row, map(as_arb, h), strict=True) if w),
                    start=arb(of(weight_ih[i][column] + bias[i])),
                )
                for i, row in enumerate(weight_hh)
            ]
            h = [max(each, Fraction(0)) if reading.function == "relu" else each.tanh() for each in a]
        return h

    if reading.function == "relu":
        return [states(t) for t in range(1, len(reading.words) + 1)]
    return [
        [lambda t=t, i=i: states(t)[i] for i in range(len(reading.weight_hh))]
        for t in range(1, len(reading.words) + 1)
    ]


def state_rounded(state, reading):
    if isinstance(state, Fraction):
        return rounded(state, reading.decimals, reading.ties)
    if is_zero(state):
        return Fraction(0)
    return Fraction(settled(lambda: state() * 10**reading.decimals), 10**reading.decimals)
