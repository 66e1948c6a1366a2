"""What a loop goes through: the elements of a list, a word, a tensor, or the batches of a data set."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import ANY_OF, Axis, Batches, Cause, Entries, Found, Items, Layer, Tensor
from tutor.calls.library.prelude import PYTHON
from tutor.calls.rules.sizes import symbolic
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

MOST_ELEMENTS = 2048
# Calls of a few steps: what fills lists and dicts, functions of Python, makers of arrays.
_QUICK = frozenset(
    ["append", "extend", "update", "add", "split", "strip", "lower", "upper", "index", "find", "get", "join"]
)
_QUICK_LIBRARIES = frozenset(["np", "numpy", "torch", "math"])
_MOST_PARTS = 40_000
# Rows of a tensor are tensors of their own; nobody writes a loop over more of them.
_MOST_ROWS = 64


def is_quick(body: Sequence[ast.AST], rounds: int) -> bool:
    """Tell what only fills lists and dicts, so that each of many rounds is a few steps."""
    parts = [each for node in body for each in ast.walk(node)]
    for each in parts:
        match each:
            case ast.Call(ast.Name(name)) if name in PYTHON:
                pass
            case ast.Call(ast.Attribute(ast.Name(owner), _)) if owner in _QUICK_LIBRARIES:
                pass
            case ast.Call(ast.Attribute(_, name)) if name in _QUICK:
                pass
            case ast.Call():
                return False
    return rounds * len(parts) <= _MOST_PARTS


def elements(value: Found, run: Run) -> list[Found] | None:
    """Give the elements of what is gone through, where all are known."""
    content = run.store.get(value)
    match content:
        case tuple() if type(content) is tuple:
            return list(content)
        case str() | range() if len(content) <= MOST_ELEMENTS:
            return list(content)
        case Items(items, _):
            return None if items is None else list(items)
        case Entries(entries):
            return None if entries is None else list(entries)
        case Layer(name) if name == ANY_OF:
            return None
        case Layer("ModuleDict", names, _):
            return list(names)
        case Layer(_, _, parts) if parts:
            return list(parts)
        case Tensor(axes) if axes:
            size = axes[0].size
            if not hasattr(size, "terms") and size <= _MOST_ROWS:
                rest = replace(content, axes=axes[1:], key="", zeros=False, role=("", 0))
                rows: list[Found] = [run.store.put(rest) for _ in range(size)]
                run.taken_apart(value, rows)
                return rows
    return None


def rounds(over: Found, run: Run) -> list[Found] | None:
    """Give what a loop goes through: its elements, or of batches one of every size."""
    content = run.store.get(over)
    return batches(content, run) if isinstance(content, Batches) else elements(over, run)


def batches(content: Batches, run: Run) -> list[Found] | None:
    """Give a full batch, and the smaller one at the end where there is one."""
    if any(each.axes is None or not each.axes for each in content.tensors):
        return None
    rows = {each.axes[0].size for each in content.tensors if each.axes}
    if len(rows) != 1 or not isinstance(content.size, int):
        return None
    (number,) = rows
    sizes = [content.size]
    if not hasattr(number, "terms") and not hasattr(content.size, "terms") and content.size > 0:
        whole, rest = divmod(number, content.size)
        sizes = [*([content.size] if whole else []), *([rest] if rest and not content.drop_last else [])]
    elif not content.drop_last:
        return None
    found = []
    for size in sizes:
        tensors = []
        for each in content.tensors:
            axes = each.axes or ()
            one = replace(each, axes=(Axis(size), *axes[1:]), key="", zeros=False, data=None)
            tensors.append(run.store.put(one))
        found.append(tensors[0] if content.single else run.store.put(Items(tuple(tensors))))
    return found


def any_batch(content: Batches, run: Run, node: ast.expr) -> Found | None:
    """Give a batch that may be any: where the last one is smaller, its size stays open."""
    found = batches(content, run)
    if found is not None and len(found) > 1:
        return (batches(replace(content, size=symbolic("?", run.key(node)), drop_last=True), run) or [None])[
            0
        ]
    return found[0] if found else None


def element(over: Found, run: Run, node: ast.AST) -> Found:
    """Give one element of what is gone through, which may be any."""
    content = run.store.get(over)
    match content:
        case Items(None, inner) if inner is not None:
            return inner
        case Tensor(axes) if axes:
            return run.store.put(replace(content, axes=axes[1:], key="", zeros=False, role=("", 0)))
        case Items(tuple() as items) if items and all(each == items[0] for each in items):
            return items[0]
    text = ast.unparse(node) if isinstance(node, ast.expr) else ""
    shown = f"{text}[…]" if len(text) < 40 else text
    unknown = run.unknown(Cause(shown, run.cause(node).line, "element"), node)
    return run.one_of(unknown, content.parts if isinstance(content, Layer) else content)
