"""Parts of tensors, lists and tuples by index."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Axes, Axis, Entries, Found, Items, Stops, Tensor
from tutor.calls.rules.sizes import Symbolic, same, symbolic

if TYPE_CHECKING:
    from tutor.calls.following.state import Run


def indexed(content: Found, at: Found) -> Found:
    """Take a part of a list, a tuple or a dict; this function itself where it is not known."""
    if type(content) is tuple or isinstance(content, str | range):
        if isinstance(at, slice) or (_whole(at) and -len(content) <= at < len(content)):
            return content[at]
        return indexed
    match content:
        case Items(items, element):
            if items is not None and isinstance(at, slice):
                return Items(items[at])
            if items is not None and _whole(at):
                return items[at] if -len(items) <= at < len(items) else indexed
            if isinstance(at, slice):
                return Items(None, element)
            if items is None and element is not None and _whole(at):
                return element
        case Entries(entries):
            if entries is not None and not isinstance(at, slice) and isinstance(at, str | int | None):
                return entries.get(at, indexed)
    return indexed


def _whole(at: object) -> bool:
    return isinstance(at, int) and not isinstance(at, bool | Symbolic)


def part_of_tensor(tensor: Tensor, index: ast.expr, run: Run, node: ast.Subscript) -> Tensor:
    """Take a part of a tensor. Raises Stops for an index that it never has."""
    parts = list(index.elts) if isinstance(index, ast.Tuple) else [index]
    values = [each if isinstance(each, ast.Slice) else run.value(each) for each in parts]
    lost = Tensor(None, tensor.dtype, tensor.array, run.key(node), run.cause(node))
    if not isinstance(index, ast.Tuple) and type(values[0]) is tuple:
        values = list(values[0])
    if tensor.role[0]:
        run.uses.append((tensor.role, tuple(map(_written, parts)), run.cause(node)))
    if tensor.axes is None:
        return lost
    if tensor.array is not False and any(
        isinstance(each, ast.Slice) and _is_backwards(each, run) for each in values
    ):
        return lost  # NumPy goes backwards, torch makes no tensor of what it gives
    axes = _taken(tensor.axes, values, run, node)
    return lost if axes is None else Tensor(axes, tensor.dtype, tensor.array, run.key(node))


def _is_backwards(part: ast.Slice, run: Run) -> bool:
    step = None if part.step is None else run.value(part.step)
    return isinstance(step, int) and not isinstance(step, Symbolic) and step < 0


def _written(part: ast.expr) -> str:
    return ast.unparse(part)


def _taken(axes: Axes, values: Sequence[Found], run: Run, node: ast.Subscript) -> Axes | None:
    """Go through the axes with the parts of an index."""
    used = sum(1 for each in values if each is not None and each is not ...)
    left = list(axes)
    found: list[Axis] = []
    advanced = 0
    for value in values:
        content = run.store.get(value)
        if content is ...:
            keep = len(left) - (used - _used_before(values, value))
            found += left[: max(keep, 0)]
            del left[: max(keep, 0)]
        elif content is None:
            found.append(Axis(1))
        elif not left:
            raise Stops(run.cause(node, "index"))
        elif isinstance(content, ast.Slice):
            found.append(_sliced(left.pop(0), content, run, node))
        elif isinstance(content, bool):
            return None
        elif isinstance(content, int):
            size = left.pop(0).size
            plain = not isinstance(size, Symbolic) and not isinstance(content, Symbolic)
            if plain and not -size <= content < size:
                raise Stops(run.cause(node, "index"))
        elif isinstance(content, Items) and content.items is not None:
            advanced += 1
            left.pop(0)
            if not all(isinstance(each, int) and not isinstance(each, bool) for each in content.items):
                return None
            found.append(Axis(len(content.items)))
        elif isinstance(content, Tensor) and content.axes is not None and content.dtype:
            advanced += 1
            if content.dtype == "bool":
                if len(content.axes) > len(left):
                    return None
                del left[: len(content.axes)]
                found.append(Axis(symbolic("?", run.key(node), 0)))
            elif content.dtype.startswith(("int", "uint")):
                left.pop(0)
                found += content.axes
            else:
                return None
        else:
            return None
    if advanced > 1:
        return None
    return (*found, *left)


def _used_before(values: Sequence[Found], value: Found) -> int:
    before = values[: list(map(id, values)).index(id(value))]
    return sum(1 for each in before if each is not None)


def _sliced(axis: Axis, part: ast.Slice, run: Run, node: ast.Subscript) -> Axis:
    """Give what is left of an axis."""
    bounds = [None if each is None else run.value(each) for each in (part.lower, part.upper, part.step)]
    if bounds == [None, None, None]:
        return axis
    if any(each is not None and (not isinstance(each, int) or isinstance(each, bool)) for each in bounds):
        return Axis(symbolic("?", run.key(node), 0))
    lower, upper, step = bounds
    if not any(isinstance(each, Symbolic) for each in (axis.size, lower, upper, step)):
        if step == 0 or (step is not None and step < 0):
            raise Stops(run.cause(node, "index"))
        return Axis(len(range(*slice(lower, upper, step).indices(axis.size))))
    if step in (None, 1):
        if upper is None and isinstance(lower, int) and not isinstance(lower, Symbolic):
            if lower >= 0 and _at_least(axis.size, lower):
                return Axis(axis.size - lower)
            if lower < 0 and _at_least(axis.size, -lower):
                return Axis(-lower)
        if lower in (None, 0) and isinstance(upper, int):
            if not isinstance(upper, Symbolic) and upper < 0 and _at_least(axis.size, -upper):
                return Axis(axis.size + upper)
            if isinstance(upper, Symbolic | int) and same(upper, axis.size):
                return axis
    return Axis(symbolic("?", run.key(node), 0))


def _at_least(size: int, number: int) -> bool:
    """Tell whether a size is never smaller than a number."""
    if not isinstance(size, Symbolic):
        return size >= number
    factors = [factor for monomial, factor in size.terms if monomial]
    return min(factors) > 0 and size.at({each: each.least for each in size.symbols}) >= number
