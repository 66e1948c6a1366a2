"""Copies of values: ``copy.deepcopy`` shares nothing, and ``copy.copy`` what is inside."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import (
    Batches,
    Entries,
    Found,
    Instance,
    Items,
    Layer,
    Options,
    Recurrent,
    Ref,
    Stops,
    Tensor,
)
from tutor.calls.following.objects import is_module
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run


def deep_copied(run: Run, value: Found, node: ast.expr) -> Found:
    """Copy a value with everything in it; what is in it twice is one thing in the copy, too."""
    copies: dict[int, Ref] = {}

    def copied(each: Found) -> Found:
        if type(each) is tuple:
            return tuple(map(copied, each))
        if not isinstance(each, Ref):
            return each
        if each.at not in copies:
            content = run.store[each]
            if isinstance(content, Tensor) and content.role[0] and run.graded:
                raise Stops(run.cause(node))  # torch copies no tensor that a module has made
            if not isinstance(content, _COPIED):
                return each  # functions and classes are not copied
            copies[each.at] = run.store.put(content)
            run.store[copies[each.at]] = _with_parts(content, copied, run.key(node))
        return copies[each.at]

    return copied(value)


def copied(run: Run, value: Found, node: ast.expr) -> Found:
    """Copy a value, but nothing in it; a copied module of torch has the same weights, so it is the same."""
    content = run.store.get(value)
    if not isinstance(content, _COPIED) or isinstance(content, Recurrent | Layer):
        return value
    if isinstance(content, Instance) and is_module(run, content.class_):
        return run.somebody([value], {}, node)
    return run.store.put(_with_parts(content, lambda each: each, run.key(node)))


_COPIED = (Tensor, Items, Entries, Instance, Recurrent, Layer, Options, Batches)


def _with_parts(content: Found, copied: Callable[[Found], Found], key: str) -> Found:
    match content:
        case Tensor():
            return replace(content, key=key)
        case Items(items, element):
            return Items(None if items is None else tuple(map(copied, items)), copied(element))
        case Entries(entries):
            return Entries(
                None if entries is None else {name: copied(each) for name, each in entries.items()}
            )
        case Instance(class_, attributes):
            return Instance(class_, {name: copied(each) for name, each in attributes.items()})
        case Layer(parts=parts):
            return replace(content, parts=tuple(map(copied, parts)))
        case Options(values):
            return Options({name: copied(each) for name, each in values.items()})
    return content
