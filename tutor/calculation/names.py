"""What things are called: parameters in the reader's symbols, values as ``h_2[1]``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from tutor.record import NamedTuple

Symbols = Literal["pytorch", "textbook", "source", "keras"]
Layout = Literal["columns", "rows", "fused"]
Orientation = Literal["columns", "rows"]


class SymbolSet(NamedTuple):
    """The letters of one school: parameter name → symbol, and which way round the symbol's matrix stands.

    PyTorch's W_ih is the tensor of that name, so x W needs its transpose; Keras stores the transpose, so
    W x does. In textbooks the letter stands for whichever matrix the formula needs (``stored = None``).
    """

    names: Mapping[str, str]
    stored: Orientation | None


def _set(
    stored: Orientation | None,
    own: Mapping[str, str],
    weights: tuple[str, str],
    biases: tuple[str, str, str],
) -> SymbolSet:
    """Put the symbols of the simple network together with those of every gate.

    ``weights`` and ``biases`` are patterns for a gate: input and recurrent; sum, input part, recurrent part.
    """
    names = dict(own)
    for gate in GATES:
        patterns = zip(
            ("weight_i{}", "weight_h{}", "bias_{}", "bias_i{}", "bias_h{}"), (*weights, *biases), strict=True
        )
        names |= {name.format(gate): symbol.format(gate) for name, symbol in patterns}
    return SymbolSet(MappingProxyType(names), stored)


GATES = ("r", "z", "n", "i", "f", "g", "o")

SYMBOLS: Mapping[Symbols, SymbolSet] = MappingProxyType(
    {
        "pytorch": _set(
            "columns",
            {
                "weight_ih": "W_ih",
                "weight_hh": "W_hh",
                "bias": "b",
                "bias_ih": "b_ih",
                "bias_hh": "b_hh",
                "weight_hy": "W_hy",
                "bias_y": "b_y",
            },
            ("W_i{}", "W_h{}"),
            ("b_{}", "b_i{}", "b_h{}"),
        ),
        "textbook": _set(
            None,
            {
                "weight_ih": "W_xh",
                "weight_hh": "W_hh",
                "bias": "b_h",
                "bias_ih": "b_xh",
                "bias_hh": "b_hh",
                "weight_hy": "W_hy",
                "bias_y": "b_y",
            },
            ("W_x{}", "W_h{}"),
            ("b_{}", "b_x{}", "b_h{}"),
        ),
        "source": _set(
            "columns",
            {
                "weight_ih": "W_hx",
                "weight_hh": "W_hh",
                "bias": "b_h",
                "bias_ih": "b_hx",
                "bias_hh": "b_hh",
                "weight_hy": "W_yh",
                "bias_y": "b_y",
            },
            ("W_{}x", "W_{}h"),
            ("b_{}", "b_{}x", "b_{}h"),
        ),
        "keras": _set(
            "rows",
            {
                "weight_ih": "W",
                "weight_hh": "U",
                "bias": "b",
                "bias_ih": "b_W",
                "bias_hh": "b_U",
                "weight_hy": "W_y",
                "bias_y": "b_y",
            },
            ("W_{}", "U_{}"),
            ("b_{}", "b_W{}", "b_U{}"),
        ),
    }
)

# torch's symbol of a parameter → its name.
_TORCH: Mapping[str, str] = MappingProxyType(
    {symbol: name for name, symbol in SYMBOLS["pytorch"].names.items()}
)
DELTA = "δ"


class BackwardLetters(NamedTuple):
    """How a quantity of the backward pass is written: its letters, and what stands before or behind them."""

    kind: Literal["loss", "error", "gradient", "updated"]
    name: str

    def texts(self) -> tuple[str, ...]:
        """Give what people type for it, the plainest first.

        >>> BackwardLetters("error", "δ_n").texts(), BackwardLetters("updated", "W_xh").texts()
        (('δ_n', 'delta_n'), ('new_W_xh', "W_xh'"))
        """
        match self.kind:
            case "loss":
                return (self.name,)
            case "error":
                return self.name, self.name.replace(DELTA, "delta")
            case "gradient":
                return (f"d{self.name}",)
        return f"new_{self.name}", f"{self.name}'"


def backward_letters(symbol: str, symbols: Symbols) -> BackwardLetters:
    """Give the letters of a quantity of the backward pass, by its name, in the symbols of a school.

    Sheets, keys and pages are printed with them, and what is handed in is read by them.

    >>> backward_letters("dW_ih", "textbook"), backward_letters("da_n", "source")
    (BackwardLetters(kind='gradient', name='W_xh'), BackwardLetters(kind='error', name='δ_n'))
    >>> backward_letters("new_W_hh", "keras"), backward_letters("da", "keras").texts()
    (BackwardLetters(kind='updated', name='U'), ('da',))
    >>> backward_letters("L", "pytorch").texts()
    ('L',)
    """
    if not (is_new := symbol.startswith("new_")) and not symbol.startswith("d"):
        return BackwardLetters("loss", symbol)
    name = symbol[4:] if is_new else symbol[1:]
    base, _, gate = name.partition("_")
    if symbols in ("textbook", "source") and base == "a":
        return BackwardLetters("error", f"{DELTA}_{gate}" if gate else DELTA)
    parameter = _TORCH.get(name)
    letters = name if parameter is None else SYMBOLS[symbols].names[parameter]
    return BackwardLetters("updated" if is_new else "gradient", letters)


@lru_cache(maxsize=1 << 15)
def quantity_name(
    symbol: str,
    step: int | None,
    entry: int = 0,
    column: int = 0,
    *,
    layer: int = 0,
    reverse: bool = False,
    sequence: int = 1,
) -> str:
    """Name a value: symbol, step, entry from 1, and where there are several, layer, direction, sequence.

    What belongs to no step has none; an entry of a matrix has its ``column``, too.

    >>> quantity_name("h", 2, 1), quantity_name("h", 2, 1, layer=1, reverse=True, sequence=3)
    ('h_2[1]', 'h_2[1]@l1r#3')
    >>> quantity_name("dW_hh", 2, 1, 2), quantity_name("dW_hh", None, 1, 2)
    ('dW_hh_2[1,2]', 'dW_hh[1,2]')
    """
    name = symbol if step is None else f"{symbol}_{step}"
    name += f"[{entry},{column}]" if column else f"[{entry}]" if entry else ""
    name += f"@l{layer}{'r' if reverse else ''}" if layer or reverse else ""
    return name + (f"#{sequence}" if sequence > 1 else "")


class QuantityName(NamedTuple):
    """A value's name, taken apart; ``entry`` is 0 where the whole vector or a scalar is meant."""

    symbol: str
    step: int
    entry: int = 0
    layer: int = 0
    reverse: bool = False
    sequence: int = 1


_NAME = re.compile(
    r"(?P<symbol>[A-Za-z]+(?:_[A-Za-z]+)?)_(?P<step>[0-9]{1,6})(?:\[(?P<entry>[1-9][0-9]{0,5})\])?"
    r"(?:@l(?P<layer>[0-9]{1,3})(?P<reverse>r?))?(?:#(?P<sequence>[1-9][0-9]{0,5}))?"
)


def parse_quantity_name(name: str) -> QuantityName | None:
    """Take a name apart that :func:`quantity_name` made, or ``None`` for anything else.

    >>> parse_quantity_name("a_i_2[1]@l1r#3")
    QuantityName(symbol='a_i', step=2, entry=1, layer=1, reverse=True, sequence=3)
    >>> parse_quantity_name("h2") is None
    True
    """
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    return QuantityName(
        found["symbol"],
        int(found["step"]),
        int(found["entry"] or 0),
        int(found["layer"] or 0),
        bool(found["reverse"]),
        int(found["sequence"] or 1),
    )
