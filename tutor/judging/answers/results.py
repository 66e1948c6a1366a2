"""What a derivation comes to: the results of its lines, by the names that the problem has for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from tutor.binding.normalisation import settled
from tutor.binding.roles import bind
from tutor.binding.steps import counted
from tutor.calculation.cells import CELLS
from tutor.calculation.equations import MatVec
from tutor.reading.formulas import syntax as w
from tutor.reading.sequences import sequences
from tutor.reading.signs import BACKWARD, FORWARD
from tutor.reading.work import Chain, Work

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

# What courses call the candidates of a GRU and of an LSTM.
_CANDIDATES: Mapping[str, str] = MappingProxyType({"h_tilde": "n", "c_tilde": "g", "C_tilde": "g"})


def results(work: Work, named_in: Named) -> Iterator[tuple[str, str]]:
    """Give the names of what is computed, and the texts of their values; the last of a chain counts.

    >>> from tutor.reading.reader import read
    >>> dict(results(read("h1 = tanh([0.2, 0.4]) = [0.197, 0.380]"), lambda name: name))
    {'a_1': '[0.2, 0.4]', 'h_1': '[0.197, 0.380]'}
    """
    for number, part in enumerate(sequences(work), start=1):
        yield from _results(counted(settled(part)), named_in, "" if number == 1 else f"#{number}")


def _results(work: Work, named_in: Named, sequence: str) -> Iterator[tuple[str, str]]:
    """Read the results of one sequence."""
    roles = bind(work).roles
    # Layers are counted from 0, or from 1 where there is none that is called 0.
    layers = {chain.name.base.partition("^")[2][:1] for chain in work.chains if chain.name is not None}
    first = 0 if "0" in layers or not layers - {""} else 1
    yield from _products(work, named_in, sequence)
    for chain in work.chains:
        # Where a text goes backwards, what adds up is no pre-activation: letters are what they are.
        turned = work.backward is not None and chain.place.line >= work.backward
        if found := list(_gradient(chain, named_in)):
            yield from found
            continue
        if chain.name is None or not isinstance(chain.name.step, int):
            continue
        base = chain.name.base if turned else roles.get(chain.name.base, chain.name.base)
        symbol, unit = _of_unit(base, first)
        symbol = _CANDIDATES.get(symbol, symbol)
        entry = f"[{chain.name.entry[0]}]" if len(chain.name.entry) == 1 else ""

        def named(of: str, rest: str = f"_{chain.name.step}{entry}{unit}{sequence}") -> str | None:
            return named_in(f"{of}{rest}")

        for segment in chain.segments[1:]:
            side = segment.expression
            if isinstance(side, w.Apply) and symbol == "h":
                inside, name = _numbers(side.argument), named("a")
                if inside is not None and name is not None:
                    yield name, inside
        result = _numbers(chain.segments[-1].expression)
        # A letter that custom takes for a sum may be a line of the problem: z is a gate.
        name = named(symbol) or named(chain.name.base)
        if result is not None and name is not None:
            yield name, result


def _gradient(chain: Chain, named_in: Named) -> Iterator[tuple[str, str]]:
    """Read the entries of a gradient or of a new parameter: dW_hh, dW_{hh,2}, db, W_hh', W_hh^new."""
    name = chain.segments[0].expression
    prime = "'" if isinstance(name, w.Transpose) else ""
    name = name.argument if isinstance(name, w.Transpose) else name
    if not isinstance(name, w.Name):
        return
    whole = re.sub(r"[{}\\$\s]|text|mathrm", "", name.text).replace(",", "_") + prime
    if (new := re.fullmatch(r"(.+?)\^?\(?(?:new|neu|')\)?", whole)) is not None:
        whole = f"new_{new[1]}"
    elif not re.match(r"d[A-Za-z]", whole):
        return
    result = chain.segments[-1].expression
    rows = result.rows if isinstance(result, w.Matrix) else ()
    cells = {f"[{i},{j}]": each for i, row in enumerate(rows, 1) for j, each in enumerate(row, 1)}
    entries = result.entries if isinstance(result, w.Vector) else [row[0] for row in rows if len(row) == 1]
    cells |= {f"[{i}]": each for i, each in enumerate(entries, 1)}
    for entry, each in (cells or {"": result}).items():
        if isinstance(each, w.Number) and (known := named_in(f"{whole}{entry}")) is not None:
            yield known, each.token


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
