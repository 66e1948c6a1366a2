"""What Python puts in order, or takes the least or largest of, also by what a function says of each."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Bound, Found, Function, Items, Lib, Tensor
from tutor.calls.rules.sizes import Symbolic

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

_MOST = 64


def ordered(
    name: str, arguments: Sequence[Found], keywords: Mapping[str, Found], run: Run, node: ast.Call
) -> Found:
    """Follow ``sorted``, ``min`` and ``max`` with one list, or of several values ``min`` and ``max``."""
    parts = list(arguments)
    if len(arguments) == 1:
        whole = None if isinstance(run.store.get(arguments[0]), Tensor) else run.elements(arguments[0], node)
        parts = [] if whole is None else whole
    known = bool(parts) and len(parts) <= _MOST and set(keywords) <= {"key", "reverse"}
    keys = _keys(parts, keywords.get("key"), run, node) if known else None
    if keys is None:  # somebody calls the function with something
        unknown = run.somebody([*arguments], keywords, node) if "key" in keywords else None
        nothing = run.unknown(run.cause(node), node) if unknown is None else unknown
        return Items(None, None) if name == "sorted" else nothing
    flipped = keywords.get("reverse", False)
    places = range(len(parts))
    if all(each == parts[0] for each in parts):
        order = list(places)
    elif _comparable(keys) and isinstance(flipped, bool):
        order = sorted(places, key=keys.__getitem__, reverse=flipped or name == "max")
    else:
        return Items(None, None) if name == "sorted" else run.unknown(run.cause(node), node)
    return Items(tuple(parts[at] for at in order)) if name == "sorted" else parts[order[0]]


def _keys(parts: Sequence[Found], key: Found, run: Run, node: ast.Call) -> list[Found] | None:
    """Give what decides the order of every part; nothing where the function that says it is not followed."""
    if key is None:
        return [run.store.get(each) for each in parts]
    if not isinstance(run.store.get(key), Function | Bound | Lib):
        return None
    written = next((each.value for each in node.keywords if each.arg == "key"), node.func)
    call = ast.copy_location(ast.Call(written, [*node.args[:1]], []), node)
    return [run.store.get(run.apply(key, [each], {}, call)) for each in parts]


def _comparable(keys: Sequence[Found]) -> bool:
    """Tell numbers, or words, or alike rows of them."""
    if all(type(each) is tuple for each in keys):
        return len({len(each) for each in keys}) == 1 and all(map(_comparable, zip(*keys, strict=True)))
    return all(isinstance(each, str) for each in keys) or all(
        isinstance(each, int | float) and not isinstance(each, Symbolic) for each in keys
    )
