"""Reads a page of HTML back: its formulas become TeX again, its blocks those of a page of Markdown.

Strict where a browser forgives: every element is closed in its place. Nothing from `tutor`.
"""

import re
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser

from tests.documents.reading import Display, Grid, Heading, Reads, Table, Text

_VOID = {"meta", "wbr"}


@dataclass
class Element:
    name: str
    attributes: dict
    inside: list = field(default_factory=list)

    def all(self, name):
        """Every element of a name below this one, in order."""
        for each in self.inside:
            if isinstance(each, Element):
                if each.name == name:
                    yield each
                yield from each.all(name)

    def words(self):
        return "".join(each if isinstance(each, str) else each.words() for each in self.inside)

    @property
    def elements(self):
        """The elements in this one; text between them is white."""
        assert all(isinstance(each, Element) or each.isspace() for each in self.inside), self
        return [each for each in self.inside if isinstance(each, Element)]

    @property
    def kinds(self):
        return self.attributes.get("class", "").split()


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = [Element("", {})]
        self.declarations = []

    def handle_decl(self, decl):
        self.declarations.append(decl)

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), attrs
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop().name == tag, f"</{tag}> closes nothing"

    def handle_data(self, data):
        self.open[-1].inside.append(data)


def tree(page):
    """The whole page as one element."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    (root,) = builder.open
    assert builder.declarations == ["DOCTYPE html"]
    (html,) = (each for each in root.inside if isinstance(each, Element))
    return html


# --- blocks -----------------------------------------------------------------------------------------


def read_html(page):
    """The blocks of a page, as those of a page of Markdown."""
    head, body = tree(page).elements
    assert [each.name for each in head.elements].count("title") == 1
    # In the letters of the source the gate stands first: W_{fx}.
    gate_first = bool(re.search("<mi>W</mi><mrow><mi>[a-z]</mi><mi>x</mi>", page))
    return [*_blocks(body, gate_first=gate_first)]


def _blocks(parent, *, gate_first):
    blocks = partial(_blocks, gate_first=gate_first)
    for each in parent.elements:
        match each.name:
            case "section":
                assert each.kinds == ["step"]
                first, *_ = each.elements
                assert first.name == ("header" if "id" in each.attributes else "h3")
                yield from blocks(each)
            case "header" | "main":
                yield from blocks(each)
            case "p" if each.kinds == ["reads"]:
                for link in each.all("a"):
                    assert link.attributes["href"].startswith("#")
                yield Reads(_inline(each.elements[0]) if [*each.all("a")] else _inline(each))
            case "h1" | "h2" | "h3":
                yield Heading(int(each.name[1]), _inline(each))
            case "p":
                yield Text(("> " if each.kinds else "") + _inline(each))
            case "ul":
                for item in each.elements:
                    yield Text(f"- {_inline(item)}")
            case "dl":
                for pair in each.elements:
                    label, value = pair.elements
                    assert (label.name, value.name) == ("dt", "dd")
                    yield Text(f"- {_inline(label)} {_inline(value)}")
            case "figure":
                drawing, caption = each.elements
                assert (drawing.name, caption.name) == ("svg", "figcaption")
                yield Text(f"![{_inline(caption)}]")
            case "div" if each.kinds[:1] == ["line"]:
                whole, *entries = each.elements
                assert whole.kinds == ["whole"]
                yield Display(_chain([_tex(piece).strip() for piece in whole.elements]))
                for inner in entries:
                    assert inner.kinds[:2] == ["entries", "formula"]
                    (formula,) = inner.elements
                    yield Display(_tex(formula).strip() if formula.name == "math" else _lines(formula))
            case "div" if each.kinds == ["legend"]:
                formula, keys = each.elements
                (inner,) = formula.elements
                yield Display(_tex(inner).strip())
                assert {key.kinds[0] for key in keys.elements} <= {*ROLES}
            case "div" if each.kinds == ["grid"]:
                (table,) = each.elements
                yield _grid(table)
            case "div" if each.kinds[:1] == ["given"]:
                for table in each.elements:
                    yield from _given(table, gate_first)
            case "div" if each.kinds in (["pages"], ["under"], ["columns"], []):
                yield from blocks(each)
            case "div" if "formula" in each.kinds:
                (inner,) = each.elements
                yield Display(_tex(inner).strip() if inner.name == "math" else _lines(inner))
            case "div" if each.kinds == ["table", "rows"]:
                (table,) = each.elements
                yield from _rows(table)
            case "div" if each.kinds == ["table"]:
                (table,) = each.elements
                yield _table(table)
            case "footer":
                pass
            case _:
                raise AssertionError(f"<{each.name}> is no block")


def _chain(pieces):
    """A row of formulas that may be broken before a relation, as lines that are."""
    first, *others = pieces
    left, relation, right = re.fullmatch(r"(.*?) (=|\\approx) (.*)", first, re.DOTALL).groups()
    return "\\begin{aligned}\n" + f"{left} &{relation} {right} \\\\\n&{' '.join(others)}" + "\n\\end{aligned}"


def _given(table, gate_first):
    """The given numbers of a unit as the equations that they stand for."""
    head, body = [each for each in table.elements if each.name != "caption"]
    heads, below = (row.elements[1:] for row in head.elements)
    spans = [int(each.attributes.get("colspan", 1)) for each in heads]
    assert sum(spans) == len(below)
    groups = [(_inline(each).strip("$"), each.kinds[0]) for each in heads]
    columns = {}
    for row in body.elements:
        label, *cells = row.elements
        gate = re.fullmatch(r"([a-z]?)\[[0-9]+\]", label.words())[1]
        texts = [re.sub("^−", "-", cell.words()) for cell in cells]
        for (symbol, role), span in zip(groups, spans, strict=True):
            part, texts = texts[:span], texts[span:]
            if any(part):
                assert all(part)
                columns.setdefault(gate, {}).setdefault((symbol, role), []).append(part)
        assert not texts
    for gate, matrices in columns.items():
        yield from _equations(gate, matrices, gate_first)


def _equations(gate, matrices, gate_first):
    """Of a bias in parts, the last column is the sum of the others."""
    biases = [symbol for symbol, role in matrices if role == "bias"]
    for (symbol, role), rows in matrices.items():
        matrix = _matrix(rows)
        if role == "bias" and len(biases) == 3:
            if symbol != biases[-1]:
                continue
            parts = [_matrix(matrices[part, role]) for part in biases[:-1]]
            names = " + ".join(_of_gate(part, gate, gate_first) for part in biases[:-1])
            matrix = f"{names} = {' + '.join(parts)} = {matrix}"
        yield Display(f"{_of_gate(symbol, gate, gate_first)} = {matrix}")


def _of_gate(symbol, gate, gate_first):
    """W_{i} of the gate f is W_{if}, W_{x} is W_{xf}, b is b_{f}; what stands above stays above."""
    if not gate:
        return symbol
    if "_{" not in symbol:
        base, mark, above = symbol.partition("^")
        return f"{base}_{{{gate}}}{mark}{above}"
    first = symbol.partition("_{")[2][0]
    order = f"{gate}{first}" if gate_first else f"{first}{gate}"
    return symbol.replace(f"_{{{first}}}", f"_{{{order}}}")


def _matrix(rows):
    return "\\begin{pmatrix}\n" + " \\\\\n".join(" & ".join(row) for row in rows) + "\n\\end{pmatrix}"


def _grid(table):
    """Lines of a step as a table: the head of every column, the label of every row, the cells."""
    head, body = table.elements
    (row,) = head.elements
    header = [_inline(each).strip("$") for each in row.elements]
    rows = []
    for line in body.elements:
        cells = [
            _inline(each).strip("$") for each in line.elements if each.attributes.get("scope") != "rowgroup"
        ]
        rows.append(cells)
    width = len(rows[0])
    return Grid(header[len(header) - width :], rows)


def _rows(table):
    """Rows of boxes, each an equation, as the lines that they stand for."""
    head, body = table.elements
    (heads,) = head.elements
    rows = [row.elements for row in body.elements]
    summed = []
    for at, column in enumerate(heads.elements):
        if column.name == "td":  # a sign, beside the boxes of the next column
            assert len({row[at].words() for row in rows}) == 1
            continue
        formula = _inline(column).strip("$")
        cells = [row[at].elements[0] for row in rows]
        if column.kinds != ["bias"]:
            sign = rows[0][at - 1].words() if at else ""
            whole = f"{formula} = {' + '.join(summed)}" if sign == "=" else formula
            entries = [_boxed(each) for each in cells]
            vector = (
                entries[0]
                if len(entries) == 1 and formula[0] in "EL"
                else _matrix([[each] for each in entries])
            )
            yield Display(f"{whole} = {vector}")
        summed.append(formula.partition(" = ")[0])


def _boxed(cell):
    if cell.name == "math":
        return _tex(cell).strip()
    assert cell.kinds[0] == "slot"
    return rf"\boxed{{{cell.words().replace('−', '-') or chr(92) + 'qquad'}}}"


def _table(table):
    head, body = table.elements
    (row,) = head.elements
    assert {each.name for each in row.elements} <= {"th"}
    rows = [[_cell(each) for each in row.elements] for row in body.elements]
    return Table([_inline(each) for each in row.elements], rows)


def _cell(cell):
    assert cell.name == "td"
    text = _inline(cell)
    return re.sub("^−(?=[0-9])", "-", text) if cell.kinds == ["number"] else text


def _inline(element):
    text = "".join(_piece(each) for each in element.inside)
    return text.replace("$<wbr>$", " ").replace("\N{WORD JOINER}", "").replace("<wbr>", "")


def _piece(piece):
    if isinstance(piece, str):
        return piece
    match piece.name:
        case "math":
            return f"${_tex(piece).strip()}$"
        case "code":
            return f"`{piece.words()}`"
        case "bdi":
            return piece.words()
        case "wbr":
            return "<wbr>"
        case "span":
            assert piece.kinds == ["blank"]
            return f"**{piece.words()}**" if piece.words() else "____"
    raise AssertionError(f"<{piece.name}> in a line")


# --- formulas ---------------------------------------------------------------------------------------

_NAMES = {
    "tanh": r"\tanh",
    "ReLU": r"\mathrm{ReLU}",
    "σ": r"\sigma",
    "exp": r"\exp",
    "ln": r"\ln",
    "max": r"\max",
}
_SIGNS = {
    "−": "-",
    "⋅": r"\cdot ",
    "≈": r"\approx",
    "⊙": r"\odot",
    "×": r"\times ",
    "⊤": r"\top",
    "…": r"\ldots",
    "⋯": r"\cdots",
    "⋮": r"\vdots",
    "⋱": r"\ddots",
    "\u2061": "",
    ",": ", ",
    **{sign: sign for sign in "=+()[]"},
}
_SPACES = {"0.17em": r"\,", "1em": r"\quad ", "0.3em": ""}


ROLES = ("input", "recurrent", "bias", "state", "memory")


def _bare(elements):
    """Elements without the rows that only give them a colour."""
    for each in elements:
        if each.name == "mrow" and each.kinds[:1] and each.kinds[0] in ROLES:
            yield from _bare(each.elements)
        else:
            yield each


def _tex(element):
    """The TeX of what an element holds, in a row."""
    text = ""
    for each in _bare(element.elements):
        sign = each.words() if each.name == "mo" else ""
        if sign in ("=", "≈", "+", "⊙") or (sign == "−" and text and each.attributes.get("form") != "prefix"):
            text = f"{text} {_of(each)} "
        else:
            text += _of(each)
    return text


def _of(element):
    inside = [*_bare(element.elements)] if element.name not in ("mi", "mn", "mo", "mtext") else ()
    match element.name:
        case "mi":
            name = element.words()
            assert name in _NAMES or re.fullmatch("[A-Za-z]+", name), name
            return _NAMES.get(name, name)
        case "mn":
            assert re.fullmatch(r"[0-9]+(\.[0-9]+)?", element.words())
            return element.words()
        case "mo":
            return _SIGNS[element.words()]
        case "mspace":
            return _SPACES[element.attributes["width"]]
        case "mtext":
            text = element.words().replace("−", "-")
            if text.startswith("(#"):
                return r"\;" + text.replace("#", r"\#")
            (box,) = element.inside
            assert (box.name, box.kinds) == ("span", ["box"])
            return rf"\boxed{{{text}}}" if text else r"\boxed{\qquad}"
        case "mrow":
            return _row(element)
        case "msub":
            base, below = map(_of, inside)
            return f"{base}_{{{_index(below)}}}"
        case "msup":
            base, above = map(_of, inside)
            return f"{base}^{{{above}}}"
        case "msubsup":
            base, below, above = map(_of, inside)
            return f"{base}_{{{_index(below)}}}^{{{above}}}"
        case "mover":
            base, arrow = inside
            way = {"→": "right", "←": "left"}[arrow.words()]
            return rf"\over{way}arrow{{{_of(base)}}}"
        case "mfrac":
            over, under = map(_of, inside)
            return rf"\frac{{{over}}}{{{under}}}"
        case "munder":
            base, below = inside
            if base.words() == "∑":
                return rf"\sum_{{{_of(below)}}} "
            assert base.elements[1].words() == "⏟"
            return rf"\underbrace{{{_of(base.elements[0])}}}_{{{_of(below)}}}"
        case "mtable":
            assert element.kinds[-1] == "lines", "a matrix stands in parentheses"
            return _lines(element)
    raise AssertionError(f"<{element.name}> in a formula")


def _row(row):
    inside = [*_bare(row.elements)]
    if inside[0].words() != "(" or inside[0].attributes or inside[0].name != "mo":
        return _tex(row)
    assert inside[-1].words() == ")" and not inside[-1].attributes, "both parentheses are tall"
    if len(inside) == 3 and inside[1].name == "mtable":
        rows = [" & ".join(_tex(cell) for cell in line.elements) for line in inside[1].elements]
        return "\\begin{pmatrix}\n" + " \\\\\n".join(rows) + "\n\\end{pmatrix}"
    return rf"\left({''.join(map(_of, inside[1:-1]))}\right)"


def _index(text):
    return text.replace(", ", ",")


def _lines(table):
    """Lines aligned at their relations: the rows of a table of MathML, or of HTML where there are many."""
    rows = []
    for row in table.elements:
        left, relation, right = (_cell_tex(cell).strip() for cell in row.elements)
        rows.append(f"{left} &{relation} {right}".strip())
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"


def _cell_tex(cell):
    if cell.name == "td":
        (formula,) = cell.elements
        return _tex(formula)
    return _tex(cell)
