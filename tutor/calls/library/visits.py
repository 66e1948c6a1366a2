"""What is done to a module and to everything in it: ``apply``, and functions hung on its calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import ANY_OF, Found, Instance, Items, Layer, Recurrent, Ref
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

_DEEPEST = 8


def inner(run: Run, owner: Found, depth: int = 0) -> Iterator[Ref]:
    """Give the modules in a module and then itself, in the order in which torch visits them."""
    content = run.store.get(owner)
    parts: tuple[Found, ...] = ()
    match content:
        case Layer():
            parts = content.parts
        case Instance(_, attributes):
            parts = tuple(attributes.values())
        case Recurrent():
            pass
        case _:
            return
    for each in dict.fromkeys(part for part in parts if isinstance(part, Ref)):
        if depth < _DEEPEST and isinstance(run.store.get(each), Recurrent | Layer | Instance):
            yield from inner(run, each, depth + 1)
    yield owner


def listed(run: Run, owner: Found, name: str) -> Found | None:
    """Give the modules in a module as ``children``, ``modules`` and their named forms give them."""
    found = list(_named(run, owner, "", deep=name.endswith("modules")))
    if any(
        isinstance(run.store.get(each), Layer) and run.store.get(each).name == ANY_OF for _, each in found
    ):
        return None
    if name.endswith("modules"):
        found = [("", owner), *found]
    once = {each: label for label, each in reversed(found)}
    rows = [(label, each) for label, each in found if once.pop(each, None) is not None]
    return run.store.put(Items(tuple(rows if name.startswith("named") else (each for _, each in rows))))


def _named(run: Run, owner: Found, before: str, *, deep: bool, depth: int = 0) -> Iterator[tuple[str, Found]]:
    content = run.store.get(owner)
    names: list[tuple[str, Found]] = []
    match content:
        case Layer(_, sizes, parts):
            known = {part: name for name, part in sizes.items() if part in parts}
            names = [(known.get(part, str(at)), part) for at, part in enumerate(parts)]
        case Instance(_, attributes):
            names = list(attributes.items())
    for name, each in names:
        if isinstance(each, Ref) and isinstance(run.store.get(each), Recurrent | Layer | Instance):
            yield f"{before}{name}", each
            if deep and depth < _DEEPEST:
                yield from _named(run, each, f"{before}{name}.", deep=True, depth=depth + 1)


def converted(owner: Found, kind: str, run: Run, depth: int = 0) -> None:
    """Give a module and everything in it another kind of number."""
    content = run.store.get(owner)
    if depth > 8 or not isinstance(owner, Ref):
        return
    match content:
        case Recurrent():
            run.store[owner] = replace(content, dtype=kind)
        case Layer():
            run.store[owner] = replace(content, dtype=kind)
            for each in content.parts:
                converted(each, kind, run, depth + 1)
        case Instance(_, attributes):
            for each in attributes.values():
                inner = run.store.get(each)
                if isinstance(inner, Recurrent | Layer | Instance):
                    converted(each, kind, run, depth + 1)


def visited(run: Run, owner: Found, arguments: list[Found], node: ast.Call) -> Found:
    """Follow ``module.apply(function)``: the function is called with every module in it."""
    function = arguments[0] if arguments else None
    for each in list(inner(run, owner)):
        run.apply(function, [each], {}, node)
    return owner


def hooked(run: Run, owner: Found, node: ast.Call) -> Found:
    """A function is hung on the calls of a module: what they are given and give is not known any more."""
    content = run.store.get(owner)
    if isinstance(content, Recurrent):
        run.store[owner] = replace(
            content, unread=(*content.unread, ("", run.unknown(run.cause(node), node)))
        )
    elif isinstance(content, Layer):
        run.store[owner] = Layer(ANY_OF, {}, content.parts, content.dtype)
    elif isinstance(content, Instance):
        hook = run.unknown(run.cause(node), node)
        run.store[owner] = Instance(content.class_, {**content.attributes, HOOK: hook})
    return run.unknown(run.cause(node), node)


# What an object remembers a function on its calls by; no name of Python's is like it.
HOOK = "?hook"
