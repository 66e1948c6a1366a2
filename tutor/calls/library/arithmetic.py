"""What signs make of numbers, sizes, lists and tensors."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType

from tutor.calls.following.abstract import (
    Axes,
    Axis,
    Cause,
    Entries,
    Found,
    Items,
    Stops,
    Tensor,
    Unknown,
    as_size,
)
from tutor.calls.rules.sizes import Symbolic, same

# A size that no tensor of a reader has.
LARGEST = 10**9

_OPERATIONS: Mapping[type[ast.operator], Callable[[Found, Found], Found]] = MappingProxyType(
    {
        ast.Add: operator.add,
        ast.Sub: operator.sub,
        ast.Mult: operator.mul,
        ast.FloorDiv: operator.floordiv,
        ast.Div: operator.truediv,
        ast.Mod: operator.mod,
    }
)
# Kinds of number from narrow to wide; of two, the sum has the wider one.
KINDS_OF_NUMBER = (
    "bool",
    "uint8",
    "int8",
    "int16",
    "int32",
    "int64",
    "bfloat16",
    "float16",
    "float32",
    "float64",
)
_FLOATS = KINDS_OF_NUMBER[6:]


def computed(
    first: Found, sign: ast.operator, second: Found, cause: Cause, default: str = "float32"
) -> Found:
    """Find what a sign between two values makes; nothing where that is not known.

    ``default`` is torch's own kind of number, which whole numbers become beside a fraction.
    """
    if isinstance(first, Tensor) or isinstance(second, Tensor):
        return _tensors(first, sign, second, cause, default)
    if isinstance(first, Items) and isinstance(second, Items) and isinstance(sign, ast.Add):
        if first.items is not None and second.items is not None:
            return Items((*first.items, *second.items))
        return Items(None)
    if isinstance(sign, ast.Mult):
        for one, two in ((first, second), (second, first)):
            if isinstance(two, int) and not isinstance(two, bool | Symbolic) and 0 <= two <= 64:
                if isinstance(one, Items) and one.items is not None and len(one.items) * two <= 256:
                    return Items(one.items * two)
                if type(one) is tuple and len(one) * two <= 256:
                    return one * two
    if type(first) is tuple and type(second) is tuple and isinstance(sign, ast.Add):
        return first + second
    if isinstance(first, str) and isinstance(second, str) and isinstance(sign, ast.Add):
        return first + second if len(first) + len(second) < 10_000 else None
    return _numbers(first, sign, second)


def _numbers(first: Found, sign: ast.operator, second: Found) -> Found:
    if isinstance(first, Unknown | Symbolic) or isinstance(second, Unknown | Symbolic):
        if not isinstance(sign, ast.Add | ast.Sub | ast.Mult | ast.FloorDiv | ast.Mod):
            return None
        sizes = as_size(first), as_size(second)
        if sizes[0] is None or sizes[1] is None:
            return None
        first, second = sizes
    if not isinstance(first, int | float) or not isinstance(second, int | float):
        return None
    if isinstance(sign, ast.Pow):
        small = abs(first) <= 1000 and abs(second) <= 6
        return first**second if small and (first or second >= 0) else None
    operation = _OPERATIONS.get(type(sign))
    if operation is None:
        return None
    try:
        result = operation(first, second)
    except (ZeroDivisionError, TypeError, OverflowError, ValueError):
        return None
    if isinstance(result, Symbolic):
        return result if len(result.terms) <= 8 else None
    return result if abs(result) <= LARGEST else None


def negated(sign: ast.unaryop, value: Found) -> Found:
    """Find what a sign before a value makes."""
    if isinstance(value, Tensor):
        return value if not isinstance(sign, ast.Not) else None
    if not isinstance(value, int | float):
        return None
    match sign:
        case ast.USub():
            return -value
        case ast.UAdd():
            return +value if not isinstance(value, Symbolic) else value
        case ast.Invert():
            return ~value if isinstance(value, int) and not isinstance(value, Symbolic) else None
    return None


def compared(first: Found, sign: ast.cmpop, second: Found) -> bool | None:
    """Compare two values where that is known."""
    if isinstance(sign, ast.Is | ast.IsNot):
        if isinstance(first, Unknown) or isinstance(second, Unknown):
            return None
        if first is None or second is None or isinstance(first, bool) or isinstance(second, bool):
            return (first is second) is isinstance(sign, ast.Is)
        return None
    if isinstance(sign, ast.In | ast.NotIn):
        if isinstance(second, str) and isinstance(first, str):
            return (first in second) is isinstance(sign, ast.In)
        inside = (
            tuple(second.entries)
            if isinstance(second, Entries) and second.entries is not None
            else second.items
            if isinstance(second, Items)
            else second
            if type(second) is tuple
            else None
        )
        if inside is None or not _constant(first) or not all(map(_constant, inside)):
            return None
        return (first in inside) is isinstance(sign, ast.In)
    if isinstance(first, int) and isinstance(second, int):
        return _sizes(first, sign, second)
    if not _constant(first) or not _constant(second):
        return None
    if isinstance(sign, ast.Eq | ast.NotEq):
        return bool(first == second) is isinstance(sign, ast.Eq)
    if isinstance(first, int | float) and isinstance(second, int | float):
        return _ordered(first - second, sign)
    return None


def _constant(value: object) -> bool:
    if type(value) is tuple:
        return all(map(_constant, value))
    return isinstance(value, str | int | float | bool | None) and not isinstance(value, Symbolic)


def _sizes(first: int, sign: ast.cmpop, second: int) -> bool | None:
    if isinstance(sign, ast.Eq | ast.NotEq):
        equal = same(first, second)
        return None if equal is None else equal is isinstance(sign, ast.Eq)
    difference = first - second
    if not isinstance(difference, Symbolic):
        return _ordered(difference, sign)
    least = difference.at({symbol: symbol.least for symbol in difference.symbols})
    factors = [factor for monomial, factor in difference.terms if monomial]
    if min(factors) > 0 and (least > 0 or (least == 0 and isinstance(sign, ast.GtE | ast.Lt))):
        return _ordered(1 if least > 0 else 0, sign)
    if max(factors) < 0 and (least < 0 or (least == 0 and isinstance(sign, ast.LtE | ast.Gt))):
        return _ordered(-1 if least < 0 else 0, sign)
    return None


def _ordered(difference: float, sign: ast.cmpop) -> bool | None:
    match sign:
        case ast.Lt():
            return difference < 0
        case ast.LtE():
            return difference <= 0
        case ast.Gt():
            return difference > 0
        case ast.GtE():
            return difference >= 0
    return None


# tensors


def _tensors(first: Found, sign: ast.operator, second: Found, cause: Cause, default: str) -> Tensor | None:
    kinds = promoted(first, second, default)
    if isinstance(sign, ast.Div) and kinds and kinds not in _FLOATS:
        kinds = "float64" if _is_array(first, second) else default
    array = _is_array(first, second)
    if isinstance(sign, ast.MatMult):
        if not isinstance(first, Tensor) or not isinstance(second, Tensor):
            return Tensor(None, "", array, cause=cause)
        return Tensor(multiplied(first.axes, second.axes, cause), kinds, array, cause=cause)
    axes = [each.axes if isinstance(each, Tensor) else _axes_of_number(each) for each in (first, second)]
    if axes[0] is None or axes[1] is None:
        return Tensor(None, kinds, array, cause=cause)
    together = broadcast(axes[0], axes[1], cause)
    return Tensor(together, kinds, array, cause=cause)


def _is_array(first: Found, second: Found) -> bool | None:
    """Tell whether a sign makes an array; nothing where that depends on what is not known."""
    arrays = [each.array for each in (first, second) if isinstance(each, Tensor)]
    return True if True in arrays else None if None in arrays else False


def _axes_of_number(value: object) -> Axes | None:
    """A number has no axes; something that is not known may have some."""
    return () if isinstance(value, int | float) and not isinstance(value, Symbolic) else None


def promoted(first: object, second: object, default: str = "float32") -> str:
    """Give the kind of number of a sum; "" where that is not known."""
    found = []
    for each in (first, second):
        if isinstance(each, Tensor):
            found.append((each.dtype, each.axes is not None and not each.axes and not each.array))
        elif isinstance(each, bool):
            found.append(("bool", True))
        elif isinstance(each, int):
            found.append(("int8", True))
        elif isinstance(each, float):
            found.append(("bfloat16", True))
        else:
            return ""
    (one, light), (two, other) = found
    if one == two:
        return one
    if "any" in (one, two):
        return "any"
    if one not in KINDS_OF_NUMBER or two not in KINDS_OF_NUMBER:
        return ""
    categories = [0 if kind == "bool" else 2 if kind in _FLOATS else 1 for kind in (one, two)]
    if light != other:
        heavy, weak = (0, 1) if other else (1, 0)
        if categories[heavy] >= categories[weak]:
            return (one, two)[heavy]
        return (
            ""
            if any(isinstance(each, Tensor) and each.array for each in (first, second))
            else (default if categories[weak] == 2 else "int64")
        )
    if (
        any(isinstance(each, Tensor) and each.array for each in (first, second))
        and categories[0] != categories[1]
    ):
        return ""
    if {one, two} == {"float16", "bfloat16"}:
        return "float32"
    return max(one, two, key=KINDS_OF_NUMBER.index)


def broadcast(first: Axes, second: Axes, cause: Cause) -> Axes | None:
    """Give the axes of a sum. Raises Stops where they never fit."""
    longer, shorter = (first, second) if len(first) >= len(second) else (second, first)
    padded = (*(Axis(1) for _ in range(len(longer) - len(shorter))), *shorter)
    found = []
    for one, two in zip(longer, padded, strict=True):
        equal = same(one.size, two.size)
        if equal or same(two.size, 1):
            found.append(one)
        elif same(one.size, 1):
            found.append(two)
        elif equal is False and same(one.size, 1) is False and same(two.size, 1) is False:
            raise Stops(cause)
        else:
            return None
    return tuple(found)


def multiplied(first: Axes | None, second: Axes | None, cause: Cause) -> Axes | None:
    """Give the axes of a matrix product. Raises Stops where they never fit."""
    if first is None or second is None:
        return None
    if not first or not second:
        raise Stops(cause)
    inner = second[-2].size if len(second) > 1 else second[0].size
    equal = same(first[-1].size, inner)
    if equal is False:
        raise Stops(cause)
    if equal is None:
        return None
    rows = first[-2:-1] if len(first) > 1 else ()
    columns = second[-1:] if len(second) > 1 else ()
    batch = broadcast(first[:-2], second[:-2], cause)
    return None if batch is None else (*batch, *rows, *columns)
