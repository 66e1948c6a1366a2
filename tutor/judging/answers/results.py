"""What a derivation comes to: the results of its lines, by the names that the problem has for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from tutor.binding.backwards.gradient_names import wanted
from tutor.binding.normalisation import settled
from tutor.binding.roles import bind
from tutor.binding.steps import counted
from tutor.calculation.cells import CELLS
from tutor.calculation.equations import MatVec
from tutor.calculation.names import DELTA
from tutor.reading.formulas import syntax as w
from tutor.reading.sequences import sequences
from tutor.reading.signs import BACKWARD, FORWARD
from tutor.reading.work import Chain, Work
from tutor.record import NamedTuple, record

# Gives the problem's name of what somebody calls a quantity; None for what it does not have.
Named = Callable[[str], str | None]

# The lines of the table that are a parameter times a vector, by the parameter.
_PRODUCTS: Mapping[str, str] = MappingProxyType(
    {
        equation.expression.matrix.name: equation.symbol
        for equation in CELLS["rnn_tanh"].equations
        if isinstance(equation.expression, MatVec)
    }
)

# What says that a parameter is a new one, and how an error begins.
_NEW, _ERROR = re.compile(r"'|_(?:new|neu)$"), re.compile(rf"(?:{DELTA}|delta)(?![a-z])")

# What courses call the candidates of a GRU and of an LSTM.
_CANDIDATES: Mapping[str, str] = MappingProxyType({"h_tilde": "n", "c_tilde": "g", "C_tilde": "g"})


def results(work: Work, named_in: Named) -> Iterator[tuple[str, str]]:
    """Give the names of what is computed, and the texts of their values; the last of a chain counts.

    >>> from tutor.reading.reader import read
    >>> dict(results(read("h1 = tanh([0.2, 0.4]) = [0.197, 0.380]"), lambda name: name))
    {'a_1': '[0.2, 0.4]', 'h_1': '[0.197, 0.380]'}
    """
    for number, part in enumerate(sequences(work), start=1):
        counted_part, sequence = counted(settled(part)), "" if number == 1 else f"#{number}"
        yield from _products(counted_part, named_in, sequence)
        for _, found in _by_chain(counted_part, named_in, sequence):
            yield from found


@record(slots=True)
class Stranger:
    """A line that says numbers of what is known by no such name; of its ``size`` cells some may be empty."""

    called: Called
    text: str
    numbers: tuple[str, ...]
    size: int
    line: int


def strangers(work: Work, named_in: Named) -> Iterator[Stranger]:
    r"""Find lines that give the numbers of a gradient or a new parameter, by a name that nothing has.

    >>> from tutor.reading.reader import read
    >>> [each.text for each in strangers(read("dW_zz = [[0.3, 0.2]]\ndb = [0.1]"), {"db[1]": "db[1]"}.get)]
    ['dW_zz']
    """
    for part in sequences(work):
        for chain, found in _by_chain(counted(settled(part)), named_in, ""):
            left = chain.segments[0].expression
            called = gradient_of(left)
            cells = [each for _, each in _cells(chain.segments[-1].expression)]
            numbers = tuple(each.token for each in cells if isinstance(each, w.Number))
            if called is None or found or not numbers:
                continue
            name = left.argument if isinstance(left, w.Transpose) else left
            text = name.text if isinstance(name, w.Name) else called.symbol
            yield Stranger(called, text, numbers, len(cells), chain.place.line)


def _by_chain(work: Work, named_in: Named, sequence: str) -> Iterator[tuple[Chain, list[tuple[str, str]]]]:
    """Read the results of one sequence, chain by chain."""
    roles = bind(work).roles
    # Layers are counted from 0, or from 1 where there is none that is called 0.
    layers = {chain.name.base.partition("^")[2][:1] for chain in work.chains if chain.name is not None}
    first = 0 if "0" in layers or not layers - {""} else 1
    for chain in work.chains:
        # Where a text goes backwards, what adds up is no pre-activation: letters are what they are.
        turned = work.backward is not None and chain.place.line >= work.backward
        found = list(_gradient(chain, named_in, first, sequence))
        yield chain, found or list(_of_name(chain, named_in, roles, first, sequence, turned=turned))


def _of_name(
    chain: Chain, named_in: Named, roles: Mapping[str, str], first: int, sequence: str, *, turned: bool
) -> Iterator[tuple[str, str]]:
    """Read the results of a line that is called by a letter."""
    left = chain.name
    if left is None:
        return
    last = chain.segments[-1].expression
    if left.step is None and not left.entry and isinstance(last, w.Number):
        # What belongs to no step and is not in brackets is one number: the loss of all steps.
        whole = named_in(left.base)
        if whole is not None:
            yield whole, last.token
    if not isinstance(left.step, int):
        return
    symbol, unit = _of_unit(left.base if turned else roles.get(left.base, left.base), first)
    symbol = _CANDIDATES.get(symbol, symbol)
    entry = f"[{left.entry[0]}]" if len(left.entry) == 1 else ""

    def named(of: str, rest: str = f"_{left.step}{entry}{unit}{sequence}") -> str | None:
        return named_in(f"{of}{rest}")

    for segment in chain.segments[1:]:
        side = segment.expression
        if isinstance(side, w.Apply) and symbol == "h":
            inside, name = _numbers(side.argument), named("a")
            if inside is not None and name is not None:
                yield name, inside
    result = _numbers(last)
    # A letter that custom takes for a sum may be a line of the problem: z is a gate.
    name = named(symbol) or named(left.base)
    if result is not None and name is not None:
        yield name, result


def _gradient(chain: Chain, named_in: Named, first: int, sequence: str) -> Iterator[tuple[str, str]]:
    """Read the entries of a gradient or of a new parameter: dW_hh, dW_{hh,2}, δ_2, db, W_hh', W_hh^new."""
    called = gradient_of(chain.segments[0].expression)
    if called is None:
        return
    symbol, unit = _of_unit(called.symbol, first)
    step = "" if called.step is None else f"_{called.step}"
    result = chain.segments[-1].expression
    for entries, each in _cells(result) if not called.entry else [((called.entry,), result)]:
        for entry in entries:
            at = f"[{','.join(map(str, entry))}]" if entry else ""
            known = named_in(f"{symbol}{step}{at}{unit}{sequence if step else ''}")
            if isinstance(each, w.Number) and known is not None:
                yield known, each.token
                break


class Called(NamedTuple):
    """What a gradient or a new parameter is called: ``dW_hh``, ``δ_n``, ``new_b``, its step and its entry."""

    symbol: str
    step: int | None
    entry: tuple[int, ...]


def gradient_of(expression: w.Expression) -> Called | None:
    """Say what a side is called if it is a gradient or a new parameter; ``None`` for anything else.

    >>> from tutor.reading.reader import read
    >>> gradient_of(read("dW_{xh,2} = 0.5").chains[0].segments[0].expression)
    Called(symbol='dW_xh', step=2, entry=())
    >>> gradient_of(read("W_hh' = 0.5").chains[0].segments[0].expression)
    Called(symbol='new_W_hh', step=None, entry=())
    >>> gradient_of(read("h_2 = 0.5").chains[0].segments[0].expression) is None
    True
    """
    match expression:
        case w.Transpose(argument=w.Name(base=base, entry=entry)):
            return Called(f"new_{_way_last(base)}", None, entry)
        case w.Product(factors=(w.Name(base="d", step=None), w.Name(base=base, step=step, entry=entry))):
            # A letter with an arrow stands apart from its d.
            return None if isinstance(step, str) else Called(f"d{_way_last(base)}", step, entry)
    if isinstance(expression, w.Name):
        base, step, entry = expression.base, expression.step, expression.entry
        if _NEW.search(base):
            return Called(f"new_{_NEW.sub('', base)}", None, entry)
        if _ERROR.match(base):
            return Called(_way_last(base), step, entry) if isinstance(step, int) else None
    of = wanted(expression)
    if of is None:
        return None
    return Called(f"{'new_' if of.kind == 'new' else 'd'}{of.base}", of.step, of.entry)


def _way_last(base: str) -> str:
    """Write the direction behind the name: W_forward_hh is W_hh_forward.

    >>> _way_last("W_forward_hh"), _way_last("W_hh")
    ('W_hh_forward', 'W_hh')
    """
    return re.sub(rf"({FORWARD}|{BACKWARD})(.+)", r"\2\1", base)


def _cells(result: w.Expression) -> Iterator[tuple[tuple[tuple[int, ...], ...], w.Expression]]:
    """Give what stands in brackets cell by cell, with the places that it may have, the likeliest first.

    What is a row or a column may be a matrix of one row or one column.
    """
    match result:
        case w.Matrix(rows=rows):
            for i, row in enumerate(rows, 1):
                for j, each in enumerate(row, 1):
                    yield ((i, j), *([(i,)] if len(row) == 1 else [])), each
        case w.Vector(entries=entries):
            for i, each in enumerate(entries, 1):
                yield ((i,), (i, 1), (1, i)), each
        case _:
            yield ((),), result


def _products(work: Work, named_in: Named, sequence: str) -> Iterator[tuple[str, str]]:
    """Read the results of lines that are called by what they compute: W_hh h_1 = [0.3, 0.2] spoken q_2."""
    binding = bind(work)
    for chain in work.chains:
        product = chain.segments[0].expression
        result = _numbers(chain.segments[-1].expression)
        if not isinstance(product, w.Product) or len(product.factors) != 2 or result is None:
            continue
        names = [each for each in product.factors if isinstance(each, w.Name)]
        symbols = [_PRODUCTS.get(binding.roles.get(each.base, "")) for each in names]
        vectors = [each for each, symbol in zip(names, symbols, strict=True) if symbol is None]
        if len(names) != 2 or len(vectors) != 1:
            continue
        (vector,), symbol = vectors, symbols[0] or symbols[1]
        step = work.step_at(chain)
        if isinstance(vector.step, int):
            step = vector.step + (binding.offset if binding.roles.get(vector.base) == "x" else 1)
        if (name := named_in(f"{symbol}_{step}{sequence}")) is not None:
            yield name, result


def _of_unit(base: str, first: int) -> tuple[str, str]:
    """Take the name of a line apart: its symbol, and the layer and direction as they stand behind the @.

    >>> _of_unit("h^1_backward", 1), _of_unit("a^1", 0), _of_unit("p_forward", 0)
    (('h', '@l0r'), ('a', '@l1'), ('p', ''))
    """
    reverse = base.endswith(BACKWARD)
    plain = base.removesuffix(BACKWARD).removesuffix(FORWARD)
    symbol, _, layer = plain.partition("^")
    number = int(layer) - first if layer.isdecimal() else 0
    return symbol, f"@l{number}{'r' if reverse else ''}" if number or reverse else ""


def _numbers(expression: w.Expression) -> str | None:
    """Write a number or a vector as it stands; a column is a vector."""
    match expression:
        case w.Number(token=token):
            return token
        case w.Transpose(argument=w.Vector() as vector):
            return _numbers(vector)
        case w.Vector(entries=entries) if all(isinstance(entry, w.Number) for entry in entries):
            return f"[{', '.join(entry.token for entry in entries if isinstance(entry, w.Number))}]"
        case w.Matrix(rows=rows) if all(len(row) == 1 for row in rows) and w.is_literal(expression):
            return f"[{', '.join(row[0].token for row in rows if isinstance(row[0], w.Number))}]"
        case _:
            return None
