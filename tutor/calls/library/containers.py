"""Modules that hold modules, in a row or by names: what they hold, and how that is changed."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Entries, Found, Items, Layer, Ref
from tutor.calls.rules.sizes import Symbolic
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

NAMES = frozenset(["Sequential", "ModuleList", "ModuleDict", "ParameterList"])


def made(name: str, arguments: list[Found], run: Run, node: ast.Call) -> Layer:
    """Make a container."""
    found = _parts(arguments, run, node)
    if found is None:
        run.hand_over(arguments, run.cause(node, "handed"))
    names = _names(arguments, run, node) or []
    sizes = dict(zip(names, found or [], strict=False))
    return Layer(name, sizes if len(sizes) == len(found or []) else {}, tuple(found or ()))


def _parts(arguments: list[Found], run: Run, node: ast.Call) -> list[Found] | None:
    """Give what a container holds."""
    if len(arguments) == 1:
        content = run.store.get(arguments[0])
        if isinstance(content, Entries):
            return None if content.entries is None else list(content.entries.values())
        if isinstance(content, Items) or type(content) is tuple:
            elements = run.elements(arguments[0], node)
            rows = [run.store.get(each) for each in elements or ()]
            rows = [
                each.items if isinstance(each, Items) and each.items is not None else one
                for each, one in zip(rows, elements or (), strict=True)
            ]
            pairs = [each[1] if type(each) is tuple and len(each) == 2 else each for each in rows]
            return None if elements is None else pairs
    return arguments


def _names(arguments: list[Found], run: Run, node: ast.Call) -> list[Found] | None:
    """Give what the parts of a container are called by: the keys of a dict, or the first of each pair."""
    content = run.store.get(arguments[0]) if len(arguments) == 1 else None
    if isinstance(content, Entries):
        return None if content.entries is None else list(content.entries)
    pairs = (
        [run.store.get(each) for each in run.elements(arguments[0], node) or ()]
        if content is not None
        else []
    )
    rows = [tuple(each.items or ()) if isinstance(each, Items) else each for each in pairs]
    named = all(type(each) is tuple and len(each) == 2 and isinstance(each[0], str) for each in rows)
    return [each[0] for each in rows] if named else None


def of_names(owner: Ref, layer: Layer, name: str, arguments: list[Found], run: Run, node: ast.Call) -> Found:
    """Follow a method of a ModuleDict that a dict has, too; nothing for another one."""
    match name:
        case "items":
            return run.store.put(Items(tuple(layer.sizes.items())))
        case "keys":
            return run.store.put(Items(tuple(layer.sizes)))
        case "values":
            return run.store.put(Items(tuple(layer.sizes.values())))
        case "update" | "pop" | "clear" | "popitem":
            run.hand_over(layer.parts, run.cause(node, "handed"))
            more = run.store.get(arguments[0]) if name == "update" and arguments else None
            added = more.entries if isinstance(more, Entries) else None
            sizes = {} if added is None else {**layer.sizes, **added}
            run.store[owner] = replace(layer, sizes=sizes, parts=tuple(sizes.values()))
            return run.unknown(run.cause(node), node)
    return None


def with_part(layer: Layer, at: Found, part: Found) -> Layer | None:
    """Give a container with another part; nothing where it is not known which one that is."""
    if layer.name == "ModuleDict" and isinstance(at, str):
        sizes = {**layer.sizes, at: part}
        return replace(layer, sizes=sizes, parts=tuple(sizes.values()))
    plain = isinstance(at, int) and not isinstance(at, bool | Symbolic)
    if plain and layer.name != "ModuleDict" and -len(layer.parts) <= at < len(layer.parts):
        parts = list(layer.parts)
        parts[at] = part
        sizes = {name: part if each == layer.parts[at] else each for name, each in layer.sizes.items()}
        return replace(layer, sizes=sizes, parts=tuple(parts))
    return None
