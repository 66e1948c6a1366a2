r"""What stands in brackets: vectors, matrices, groups, and the sizes written beside an operand.

Entries are separated by commas, ``&`` or spaces, rows by ``;``, ``\\`` or brackets of their own; a comma
makes a vector of parentheses, otherwise they only group.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from tutor.reading import reading_messages as says
from tutor.reading.formulas.syntax import Expression, Matrix, Name, Number, Place, Vector, Written, walk
from tutor.reading.tokens import Token
from tutor.reading.work import Size
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.reading.formulas.operands import Operands, Parsed

Row = tuple[Expression, ...]

_SEPARATORS = frozenset({"comma", "amp", "bar"})
_ROWS = frozenset({"row", "semicolon"})
_SIZE = re.compile(r"(\d{1,3})(?:(?:×|x|by|·|\*)(\d{1,3}))?")
_WRAPPED_WIDTH = 60

AMBIGUOUS_COMMA = says.A_COMMA_STANDS_HERE_FOR_THE_DECIMAL_POINT()
WRITE_POINTS = says.WRITE_DECIMAL_POINTS()


def bracketed(grammar: Operands, opened: int, closed: int) -> Parsed | None:
    """Read the bracket between two tokens."""
    kinds = _top_level(grammar, opened, closed)
    if not kinds:
        return None
    if kinds & {"relation", "colon", "blank"}:
        return None
    if kinds & _SEPARATORS or (kinds & _ROWS and not _spaced(grammar, opened, closed)):
        rows = _separated(grammar, opened, closed)
    elif _spaced(grammar, opened, closed):
        rows = _by_spaces(grammar, opened, closed)
    else:
        got = grammar.expression(opened + 1)
        if got is None or got[1] != closed:
            return None
        rows = [(got[0],)]
    if rows is None:
        return None
    node = _build(grammar, opened, closed, rows)
    return None if node is None else (node, closed + 1)


def _top_level(grammar: Operands, opened: int, closed: int) -> set[str]:
    return {grammar.tokens[index].kind for index in _each(grammar, opened, closed)}


def _each(grammar: Operands, opened: int, closed: int) -> list[int]:
    """Give the tokens directly inside a bracket; an inner bracket counts by its opening."""
    indices = []
    index = opened + 1
    while index < closed:
        indices.append(index)
        inner = grammar.partner[index]
        index = inner + 1 if inner > index else index + 1
    return indices


def _spaced(grammar: Operands, opened: int, closed: int) -> bool:
    """Say whether entries follow each other with nothing but space: ``[0.1 -0.2]``, ``[W_ih W_hh b]``."""
    indices = _each(grammar, opened, closed)
    tokens = grammar.tokens
    if grammar.tokens[opened].text == "matrix":
        return False
    starts = 0
    operand = False  # whether the token before ends an operand
    for index in indices:
        token = tokens[index]
        if token.kind in _SEPARATORS:
            return False
        if token.kind == "op":
            following = tokens[index + 1]
            signed = token.text in "+-" and following.gap == 0 and (token.gap > 0 or not operand)
            if not signed:
                return False
            operand = False
        elif token.kind in {"number", "open", "dots"} or (token.kind == "ident" and token.gap > 0):
            if token.kind == "open" and token.gap == 0 and operand and token.text != "[":
                continue
            starts += 1
            operand = True
            if token.kind == "open" and token.text not in {"[", "("}:
                return False
        else:
            operand = True
    if starts < 2:
        return False
    plain = all(tokens[index].kind in {"number", "op", "semicolon", "row", "dots"} for index in indices)
    nested = tokens[opened].text == "[" and all(
        tokens[index].kind in {"open", "semicolon"} for index in indices
    )
    names = tokens[opened].text == "[" and all(
        tokens[index].kind in {"ident", "under", "number", "semicolon", "sub", "open", "caret", "sup"}
        and tokens[index].text not in {"tanh", "exp", "softmax"}
        for index in indices
    )
    return plain or nested or names


def _by_spaces(grammar: Operands, opened: int, closed: int) -> list[Row] | None:
    """Read entries separated by spaces; a line end starts a row where all rows come out equally long."""
    rows: list[list[Expression]] = [[]]
    lines: list[int] = []
    index = opened + 1
    while index < closed:
        if grammar.tokens[index].kind in _ROWS:
            rows.append([])
            index += 1
            continue
        got = grammar.factor(index)
        if got is None or got[1] > closed:
            return None
        rows[-1].append(got[0])
        lines.append(grammar.tokens[index].line)
        index = got[1]
    if len(rows) == 1 and lines[0] != lines[-1] and grammar.tokens[opened].text == "[":
        by_line = [
            tuple(entry for entry, on in zip(rows[0], lines, strict=True) if on == line)
            for line in dict.fromkeys(lines)
        ]
        width = max(entry.place.end_column for entry in rows[0])
        numbers = all(isinstance(entry, Number) for entry in rows[0])
        if numbers and len(set(map(len, by_line))) == 1 and width < _WRAPPED_WIDTH:
            return list(by_line)
    return [tuple(row) for row in rows if row]


def _separated(grammar: Operands, opened: int, closed: int) -> list[Row] | None:
    """Read entries separated by commas or ``&``."""
    rows: list[list[Expression]] = [[]]
    index = opened + 1
    while index < closed:
        token = grammar.tokens[index]
        if token.kind in _ROWS:
            rows.append([])
            index += 1
            continue
        got = grammar.expression(index)
        after = got[1] if got else index
        if got is None or not (after == closed or grammar.tokens[after].kind in _SEPARATORS | _ROWS):
            _entry_fault(grammar, opened, index, after, len(rows))
            return None
        rows[-1].append(got[0])
        index = after + 1 if grammar.tokens[after].kind in _SEPARATORS and after < closed else after
    if _ambiguous_commas(grammar, opened, closed, rows):
        return None
    return [tuple(row) for row in rows if row] or None


def _entry_fault(grammar: Operands, opened: int, index: int, after: int, row: int) -> None:
    token = grammar.tokens[after]
    if grammar.tokens[opened].text == "matrix":
        grammar.fail(index, after + 1, says.ROW_OF_THE_MATRIX_CANNOT_BE_READ(row=row))
    elif token.kind == "number" and after > index:
        grammar.fail(index, after + 1, says.A_COMMA_IS_MISSING_BETWEEN_TWO_ENTRIES(), says.PUT_A_COMMA_HERE())


def _ambiguous_commas(grammar: Operands, opened: int, closed: int, rows: list[list[Expression]]) -> bool:
    """Say whether some commas touch the digits after them and others do not: ``[0,1, 0,2]``."""
    entries = [entry for row in rows for entry in row]
    if not all(isinstance(entry, Number) and entry.token.lstrip("-").isdigit() for entry in entries):
        return False
    commas = [index for index in _each(grammar, opened, closed) if grammar.tokens[index].kind == "comma"]
    touching = [grammar.tokens[index + 1].gap == 0 for index in commas]
    pairs = not any(touching[1::2]) and all(touching[::2])
    if len(entries) < 4 or not any(touching) or all(touching) or not pairs:
        return False
    grammar.fail(
        opened,
        closed + 1,
        AMBIGUOUS_COMMA,
        WRITE_POINTS,
        ask=True,
    )
    return True


def _build(grammar: Operands, opened: int, closed: int, rows: list[Row]) -> Expression | None:
    sign = grammar.tokens[opened].text
    place = grammar.span(opened, closed + 1)
    separated = bool(_top_level(grammar, opened, closed) & (_SEPARATORS | _ROWS))
    if sign == "matrix":
        return _grid(place, rows)
    if len(rows) == 1 and len(rows[0]) == 1 and not separated:
        (only,) = rows[0]
        if sign != "[":
            return only
        if _is_list(only):
            return _nested(place, (only,))
        return Vector(place, (only,)) if _is_scalar(only) else only
    if sign == "{" and separated and not grammar.tokens[opened].math:
        return None
    if grammar.decimal_comma and all(len(row) == 1 for row in rows):
        return _nested(place, tuple(row[0] for row in rows))  # (0,5; -0,2): commas cannot divide entries
    if len(rows) > 1:
        return _grid(place, rows)
    return _nested(place, _rows_of_lists(rows[0], round_=sign == "("))


def _rows_of_lists(entries: Row, *, round_: bool) -> Row:
    """Take ``(0,5; -0,2)`` for a list in ``((0,5; -0,2), (0,3; 0,4))``: beside a decimal comma a ; separates.

    In square brackets without such commas, ``[[1; 2], [3; 4]]``, columns stand side by side.
    """
    inner = [entry for entry in entries if isinstance(entry, Vector) and entry.written == "column"]
    sizes = {len(each.entries) for each in inner}
    if len(inner) < len(entries) or len(entries) < 2 or sizes == {1} or len(sizes) > 1:
        return entries
    tokens = [node.token for each in inner for node in walk(each) if isinstance(node, Number)]
    if not (round_ or any("," in token for token in tokens)):
        return entries
    return tuple(replace(each, written="list") for each in inner)


def _is_list(node: Expression) -> bool:
    return isinstance(node, Vector) and node.written == "list"


def _is_scalar(node: Expression) -> bool:
    """Say whether an expression is made of numbers alone."""
    return not any(isinstance(each, Name | Vector | Matrix) for each in walk(node))


def _grid(place: Place, rows: list[Row]) -> Expression:
    if len(rows) > 1 and all(len(row) == 1 and isinstance(row[0], Vector) for row in rows):
        inner = [row[0].entries for row in rows if isinstance(row[0], Vector)]
        if len({len(each) for each in inner}) == 1 and len(inner[0]) > 1:
            return Matrix(place, tuple(inner), tuple(row[0].place for row in rows))  # [[1; 2]; [3; 4]]
    if all(len(row) == 1 for row in rows) and len(rows) > 1:
        return Vector(place, tuple(row[0] for row in rows), "column")
    if len(rows) == 1 and len(rows[0]) > 1:
        return Vector(place, rows[0], "row")
    return Matrix(place, tuple(rows), tuple(row[0].place.to(row[-1].place) for row in rows))


def _nested(place: Place, entries: Row) -> Expression:
    """Make a matrix, a row or a column of lists in a list."""
    lists = [entry for entry in entries if isinstance(entry, Vector) and entry.written == "list"]
    if len(lists) < len(entries):
        return Vector(place, entries)
    rows = [entry.entries for entry in lists]
    written: Written = "column"
    if len(rows) == 1 and len(rows[0]) > 1:
        return Vector(place, rows[0], "row")
    if len(rows) > 1 and all(len(row) == 1 for row in rows):
        return Vector(place, tuple(row[0] for row in rows), written)
    return Matrix(place, tuple(rows), tuple(entry.place for entry in lists))


# Calls that hold an array


def array_call(grammar: Operands, start: int) -> Parsed | None:
    """Read ``np.array([…], dtype=…)`` as what it holds, ``np.zeros(2)`` as zeros, ``zeros_like(W)`` as 0."""
    opened = start + 1
    closed = grammar.partner[opened]
    if closed < 0:
        grammar.fail_at_bracket(start, opened + 1, f"{grammar.tokens[start].text}(")
        return None
    if grammar.tokens[start].text == "zeros":
        return _zeros(grammar, start, closed)
    if grammar.tokens[start].text == "zeros_like":
        return Number(grammar.span(start, closed + 1), "0", Decimal(0)), closed + 1
    got = grammar.expression(opened + 1)
    if got is None or not (got[1] == closed or grammar.tokens[got[1]].kind == "comma"):
        return None
    return got[0], closed + 1


def _zeros(grammar: Operands, start: int, closed: int) -> Parsed | None:
    text = "".join(token.text for token in grammar.tokens[start + 2 : closed]).strip("()").rstrip(",")
    match = re.fullmatch(r"(\d{1,2})(?:,(\d{1,2}))?", text)
    if match is None:
        return None
    place = grammar.span(start, closed + 1)
    zero = Number(place, "0", Decimal(0))
    rows, columns = int(match[1]), int(match[2]) if match[2] else None
    if not rows or columns == 0:
        return None
    if columns is None:
        return Vector(place, (zero,) * rows), closed + 1
    return _grid(place, [(zero,) * columns] * rows), closed + 1


# Sizes and what is raised


def text_of(grammar: Operands, index: int) -> tuple[str, int] | None:
    """Give what a ``^`` or a raised sign holds, as text, and the index after it."""
    token = grammar.tokens[index]
    if token.kind == "sup":
        return token.text, index + 1
    inner = grammar.tokens[index + 1]
    if inner.kind == "open" and grammar.partner[index + 1] > 0:
        closed = grammar.partner[index + 1]
        return "".join(each.text for each in grammar.tokens[index + 2 : closed][:8]), closed + 1
    if inner.kind in {"ident", "number", "op", "prime"}:
        return inner.text, index + 2
    return None


def labelled(grammar: Operands, node: Expression, index: int) -> Parsed:
    """Pass over the label of a brace; note a size."""
    if grammar.tokens[index].kind in {"under", "caret"} and grammar.tokens[index + 1].kind == "open":
        closed = grammar.partner[index + 1]
        if closed > 0:
            _note_size(grammar, node, index + 2, closed)
            return node, closed + 1
    return node, index


def size_remark(grammar: Operands, node: Expression, index: int) -> int | None:
    """Pass over a size beside an operand: ``W (2×3)``, ``x_{3×1}``; None where there is none."""
    tokens = grammar.tokens
    opened = index + 1 if tokens[index].kind == "under" else index
    if tokens[opened].kind != "open" or grammar.partner[opened] < 0 or tokens[opened].text == "matrix":
        return None
    closed = grammar.partner[opened]
    inner = tokens[opened + 1 : closed]
    if not 1 <= len(inner) <= 3 or not isinstance(node, Name | Vector | Matrix):
        return None
    both = inner[0].kind == "size" or (
        len(inner) == 3 and _integer(inner[0]) and _integer(inner[2]) and inner[1].text in {"×", "x", "by"}
    )
    pair = (
        len(inner) == 3
        and inner[1].kind == "comma"
        and _integer(inner[0])
        and _integer(inner[2])
        and isinstance(node, Name)
        and tokens[closed + 1].kind in {"relation", "colon"}
        and tokens[opened].gap > 0
    )
    if not both and not pair:
        return None
    _note_size(grammar, node, opened + 1, closed)
    return closed + 1


def _integer(token: Token) -> bool:
    return token.kind == "number" and token.text.isdigit()


def _note_size(grammar: Operands, node: Expression, start: int, end: int) -> None:
    text = "".join(token.text for token in grammar.tokens[start:end]).replace(",", "×").replace(" ", "")
    match = _SIZE.fullmatch(text)
    if match:
        place = grammar.span(start, end)
        shape = tuple(int(number) for number in match.groups() if number is not None)
        grammar.sizes[place] = Size(place, node, shape)
