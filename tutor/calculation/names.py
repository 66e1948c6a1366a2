"""What things are called: parameters in the reader's symbols, values as ``h_2[1]``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Symbols = Literal["pytorch", "textbook", "source", "keras"]
Orientation = Literal["columns", "rows"]


class SymbolSet(NamedTuple):
    """The letters of one school: parameter name → symbol, and which way round the symbol's matrix stands.

    PyTorch's W_ih is the tensor of that name, so x W needs its transpose; Keras stores the transpose, so
    W x does. In textbooks the letter stands for whichever matrix the formula needs (``stored = None``).
    """

    names: Mapping[str, str]
    stored: Orientation | None


def _set(stored: Orientation | None, **names: str) -> SymbolSet:
    return SymbolSet(MappingProxyType(names), stored)


SYMBOLS: Mapping[Symbols, SymbolSet] = MappingProxyType(
    {
        "pytorch": _set(
            "columns", weight_ih="W_ih", weight_hh="W_hh", bias="b", bias_ih="b_ih", bias_hh="b_hh"
        ),
        "textbook": _set(
            None, weight_ih="W_xh", weight_hh="W_hh", bias="b_h", bias_ih="b_xh", bias_hh="b_hh"
        ),
        "source": _set(
            "columns", weight_ih="W_hx", weight_hh="W_hh", bias="b_h", bias_ih="b_hx", bias_hh="b_hh"
        ),
        "keras": _set("rows", weight_ih="W", weight_hh="U", bias="b", bias_ih="b_W", bias_hh="b_U"),
    }
)


def quantity_name(
    symbol: str, step: int, entry: int = 0, *, layer: int = 0, reverse: bool = False, sequence: int = 1
) -> str:
    """Name a value: symbol, step, entry from 1, and where there are several, layer, direction, sequence.

    >>> quantity_name("h", 2, 1), quantity_name("h", 2, 1, layer=1, reverse=True, sequence=3)
    ('h_2[1]', 'h_2[1]@l1r#3')
    """
    name = f"{symbol}_{step}"
    name += f"[{entry}]" if entry else ""
    name += f"@l{layer}{'r' if reverse else ''}" if layer or reverse else ""
    return name + (f"#{sequence}" if sequence > 1 else "")
