"""What is done to a module and to everything in it: ``apply``, and functions hung on its calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import ANY_OF, Found, Instance, Layer, Recurrent, Ref
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
