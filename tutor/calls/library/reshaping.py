"""What moves, joins and takes apart the axes of a tensor."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from math import prod
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Axes, Axis, Found, Items, Lib, Stops, Unknown, as_size
from tutor.calls.rules.sizes import Symbolic, divided, same, symbolic

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

REDUCTIONS = frozenset(
    [
        "sum",
        "mean",
        "std",
        "var",
        "prod",
        "argmax",
        "argmin",
        "max",
        "min",
        "median",
        "all",
        "any",
        "norm",
        "logsumexp",
        "amax",
        "amin",
    ]
)


def numbers(values: Sequence[Found], run: Run) -> list[int] | None:
    """Read sizes, given one by one or as one tuple or list."""
    if len(values) == 1:
        content = run.store.get(values[0])
        if type(content) is tuple:
            values = content
        elif isinstance(content, Items):
            if content.items is None:
                return None
            values = content.items
        elif isinstance(content, Unknown):
            return None  # a number, or as many as there are axes
    if any(isinstance(each, Unknown) and each.cause.kind == "star" for each in values):
        return None  # nobody knows how many these are
    found = [as_size(each) for each in values]
    return None if any(each is None for each in found) else [each for each in found if each is not None]


def place_of(value: Found, count: int, run: Run, node: ast.expr) -> int | None:
    """Read which axis is meant. Raises Stops for one that is not there."""
    if not isinstance(value, int) or isinstance(value, bool | Symbolic):
        return None
    if not -count <= value < count:
        raise Stops(run.cause(node, "axis"))
    return value % count


def reshaped(
    axes: Axes,
    name: str,
    given: Sequence[Found],
    keywords: Mapping[str, Found],
    run: Run,
    node: ast.expr,
) -> Axes | list[Axes] | None:
    """Give the axes after a method that moves them."""
    count = len(axes)
    match name:
        case "unsqueeze" | "expand_dims" if len(given) == 1:
            at = place_of(given[0], count + 1, run, node)
            return None if at is None else (*axes[:at], Axis(1, put=True), *axes[at:])
        case "squeeze":
            return _squeezed(axes, given, run, node)
        case "transpose" | "swapaxes" | "swapdims" if len(given) == 2:
            first, second = (place_of(each, count, run, node) for each in given)
            return None if first is None or second is None else _swapped(axes, first, second)
        case "t":
            if count > 2:
                raise Stops(run.cause(node, "axis"))
            return axes[::-1]
        case "permute" | "transpose":
            order = numbers(given, run)
            if order is None or any(isinstance(each, Symbolic) for each in order):
                return None
            if not order and name == "transpose":
                return axes[::-1]
            if sorted(each % count if count else each for each in order) != list(range(count)):
                raise Stops(run.cause(node, "axis"))
            return tuple(axes[each] for each in order)
        case "view" | "reshape":
            sizes = numbers(given, run)
            if sizes is None or (len(given) == 1 and isinstance(given[0], Lib)):
                return None
            return viewed(axes, sizes, given, run, node)
        case "resize":
            sizes = numbers(given, run)
            plain = sizes is not None and all(isinstance(each, Symbolic) or each >= 0 for each in sizes)
            return tuple(map(Axis, sizes or ())) if plain else None
        case "flatten" | "ravel":
            start = given[0] if given else 0
            end = given[1] if len(given) > 1 else -1
            first, last = place_of(start, count, run, node), place_of(end, count, run, node)
            if first is None or last is None or first > last:
                return None
            return (
                *axes[:first],
                Axis(prod(each.size for each in axes[first : last + 1])),
                *axes[last + 1 :],
            )
        case "expand":
            return _expanded(axes, numbers(given, run), run, node)
        case "repeat" | "tile":
            times = numbers(given, run)
            if times is None or len(times) < count:
                return None
            padded = (*(Axis(1) for _ in range(len(times) - count)), *axes)
            return tuple(
                Axis(axis.size * number, axis.label if number == 1 else "")
                for axis, number in zip(padded, times, strict=True)
            )
        case "select" if len(given) == 2:
            at = place_of(given[0], count, run, node)
            return None if at is None else (*axes[:at], *axes[at + 1 :])
        case "narrow" if len(given) == 3:
            at, size = place_of(given[0], count, run, node), as_size(given[2])
            return None if at is None or size is None else (*axes[:at], Axis(size), *axes[at + 1 :])
        case "unbind" | "split" | "chunk":
            return _parts(axes, name, given, keywords, run, node)
        case "unfold" if len(given) == 3:
            return _unfolded(axes, given, run, node)
        case "sort" | "topk":
            return None
    if name in REDUCTIONS:
        return _reduced(axes, name, given, keywords, run, node)
    return None


def _unfolded(axes: Axes, given: Sequence[Found], run: Run, node: ast.expr) -> Axes | None:
    """Give the axes of overlapping windows: their number stands where they are taken, their size last."""
    at, size, step = place_of(given[0], len(axes), run, node), as_size(given[1]), as_size(given[2])
    if at is None or size is None or step is None:
        return None
    whole = axes[at].size
    windows: int
    if any(isinstance(each, Symbolic) for each in (whole, size, step)):
        windows = symbolic("?", run.key(node), 0)
    elif step < 1 or size > whole:
        raise Stops(run.cause(node, "axis"))
    else:
        windows = (whole - size) // step + 1
    return (*axes[:at], Axis(windows), *axes[at + 1 :], Axis(size))


def _swapped(axes: Axes, first: int, second: int) -> Axes:
    sizes = list(axes)
    sizes[first], sizes[second] = sizes[second], sizes[first]
    return tuple(sizes)


def _squeezed(axes: Axes, given: Sequence[Found], run: Run, node: ast.expr) -> Axes | None:
    if not given:
        ones = [same(axis.size, 1) for axis in axes]
        if None in ones:
            return None
        return tuple(axis for axis, one in zip(axes, ones, strict=True) if not one)
    if not axes:
        return axes
    at = place_of(given[0], len(axes), run, node)
    if at is None:
        return None
    one = same(axes[at].size, 1)
    return None if one is None else (*axes[:at], *axes[at + 1 :]) if one else axes


def viewed(axes: Axes, sizes: Sequence[int], given: Sequence[Found], run: Run, node: ast.expr) -> Axes | None:
    """Give the axes after view or reshape. Raises Stops where the numbers never fit."""
    total: int = prod((axis.size for axis in axes), start=1)
    open_ones = [at for at, size in enumerate(sizes) if not isinstance(size, Symbolic) and size == -1]
    known: int = prod((size for at, size in enumerate(sizes) if at not in open_ones), start=1)
    if len(open_ones) > 1 or any(not isinstance(each, Symbolic) and each < -1 for each in sizes):
        raise Stops(run.cause(node, "view"))
    made = [Axis(size, label) for size, label in zip(sizes, labels(node, len(sizes)), strict=True)]
    if not open_ones:
        fits = same(total, known)
        if fits is False:
            raise Stops(run.cause(node, "view"))
        return tuple(made) if fits else None
    left = divided(total, known)
    if left is None:
        if not isinstance(total, Symbolic) and not isinstance(known, Symbolic):
            raise Stops(run.cause(node, "view"))
        return None if not isinstance(total, Symbolic) else _open_view(made, open_ones[0], run, node)
    made[open_ones[0]] = Axis(left, "" if len(axes) != len(sizes) else axes[open_ones[0]].label)
    return tuple(made)


def _open_view(made: list[Axis], at: int, run: Run, node: ast.expr) -> Axes:
    made[at] = Axis(symbolic("?", run.key(node), 0))
    return tuple(made)


def labels(node: ast.expr, count: int) -> list[str]:
    """Give what the text calls the sizes it writes."""
    arguments = node.args if isinstance(node, ast.Call) else []
    if len(arguments) == 1 and isinstance(arguments[0], ast.Tuple | ast.List):
        arguments = arguments[0].elts
    found = [label_of(each) for each in arguments]
    return found if len(found) == count else [""] * count


def label_of(node: ast.expr) -> str:
    """Give the name that stands for a size: the last part of it."""
    match node:
        case ast.Name(name) | ast.Attribute(_, name):
            return name
    return ""


def _expanded(axes: Axes, sizes: list[int] | None, run: Run, node: ast.expr) -> Axes | None:
    if sizes is None or len(sizes) < len(axes):
        return None
    padded = (*(Axis(1) for _ in range(len(sizes) - len(axes))), *axes)
    found = []
    for axis, size in zip(padded, sizes, strict=True):
        if not isinstance(size, Symbolic) and size == -1:
            found.append(axis)
        elif same(axis.size, size) or same(axis.size, 1):
            found.append(Axis(size))
        elif same(axis.size, size) is False and same(axis.size, 1) is False:
            raise Stops(run.cause(node, "view"))
        else:
            return None
    return tuple(found)


def _parts(
    axes: Axes,
    name: str,
    given: Sequence[Found],
    keywords: Mapping[str, Found],
    run: Run,
    node: ast.expr,
) -> list[Axes] | None:
    """Give the parts of a tensor that is taken apart."""
    own = [each for each in given if each is not keywords.get("dim")] if "dim" in keywords else list(given)
    where = keywords.get("dim", own[-1] if len(own) > (0 if name == "unbind" else 1) else 0)
    at = place_of(where, len(axes), run, node)
    if at is None or isinstance(axes[at].size, Symbolic):
        return None
    size, rest = axes[at].size, (axes[:at], axes[at + 1 :])
    if name == "unbind":
        return [rest[0] + rest[1]] * size if size <= 64 else None
    if not own:
        return None
    content = run.store.get(own[0])
    if isinstance(content, Items) or type(content) is tuple:
        sizes = numbers([own[0]], run)
    elif isinstance(content, int) and not isinstance(content, bool | Symbolic) and content > 0:
        step = content if name == "split" else -(-size // content)
        sizes = [min(step, size - begin) for begin in range(0, size, step)] if step else None
    else:
        return None
    if sizes is None or len(sizes) > 64:
        return None
    return [(*rest[0], Axis(each), *rest[1]) for each in sizes]


def _reduced(
    axes: Axes,
    name: str,
    given: Sequence[Found],
    keywords: Mapping[str, Found],
    run: Run,
    node: ast.expr,
) -> Axes | None:
    """Give what is left after a sum or a mean."""
    where = keywords.get("dim", keywords.get("axis", given[0] if given else None))
    keep = keywords.get("keepdim", keywords.get("keepdims", False))
    if where is None:
        return () if not given and not keywords else None
    if name in ("max", "min", "median", "norm", "std", "var"):
        return None
    places = numbers([where], run)
    if places is None or not isinstance(keep, bool):
        return None
    dims = {place_of(each, len(axes), run, node) for each in places}
    if None in dims:
        return None
    kept = [Axis(1) if at in dims else axis for at, axis in enumerate(axes) if keep or at not in dims]
    return tuple(kept)
