"""What gives names, attributes and places in lists their values."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.calls.following import recurrent
from tutor.calls.following.abstract import (
    Class,
    Entries,
    Found,
    Instance,
    Items,
    Layer,
    Lib,
    Recurrent,
    Stops,
    Tensor,
    Unknown,
)
from tutor.calls.following.objects import WEIGHTS
from tutor.calls.library import containers
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run


def assign(run: Run, target: ast.expr, value: Found) -> None:
    """Give a value to what stands left of the sign."""
    match target:
        case ast.Name(name):
            run.bind(name, value)
        case ast.Tuple(targets) | ast.List(targets):
            unpack(run, targets, value, target)
        case ast.Starred(inner):
            run.assign(inner, value)
        case ast.Attribute(owner, name):
            set_attribute(run, run.value(owner), name, value, target)
        case ast.Subscript(owner, index):
            set_item(run, run.value(owner), index, value, target)


def unpack(run: Run, targets: Sequence[ast.expr], value: Found, node: ast.expr) -> None:
    """Take a value apart."""
    parts = run.elements(value, node)
    starred = next((at for at, each in enumerate(targets) if isinstance(each, ast.Starred)), None)
    if parts is not None and starred is not None and len(parts) >= len(targets) - 1:
        after = len(targets) - starred - 1
        middle = list(parts[starred : len(parts) - after])
        rest = list(parts[len(parts) - after :]) if after else []
        parts = [*parts[:starred], run.store.put(Items(tuple(middle))), *rest]
    if parts is not None and len(parts) != len(targets):
        raise Stops(run.cause(node, "unpacking"))
    for at, target in enumerate(targets):
        if parts is not None:
            run.assign(target, parts[at])
        else:
            whole = value if isinstance(value, Unknown) else run.unknown(run.cause(node), node)
            run.assign(target, whole.part(f"[{at}]"))


def augmented(run: Run, target: ast.expr, operator: ast.operator, value: ast.expr) -> None:
    """Follow ``x += 1``."""
    before = ast.copy_location(
        ast.Name(target.id, ast.Load()) if isinstance(target, ast.Name) else _load(target), target
    )
    whole = ast.copy_location(ast.BinOp(before, operator, value), target)
    made = run.value(whole)
    left = run.store.get(run.value(before))
    if isinstance(left, Tensor) and isinstance(run.store.get(made), Tensor):
        run.changed_in_place(run.value(before), target)
        run.store[run.value(before)] = replace(left, axes=left.axes, zeros=False)
    elif isinstance(left, Items) and isinstance(run.store.get(made), Items):
        run.store[run.value(before)] = run.store.get(made)
    else:
        run.assign(target, made)


def set_attribute(run: Run, owner: Found, name: str, value: Found, node: ast.expr) -> None:
    """Follow ``object.name = value``."""
    content = run.store.get(owner)
    match content:
        case Instance(class_, attributes):
            run.store[owner] = Instance(class_, {**attributes, name: value})
        case Class():
            run.store[owner] = replace(content, members={**content.members, name: value})
        case Recurrent():
            if name == "batch_first" and isinstance(value, bool):
                run.store[owner] = recurrent.with_argument(run, content, name, value)
            elif name in content.kind.arguments or name == "forward" or name.startswith(WEIGHTS):
                unread = ((name, run.unknown(run.cause(node), node)),)
                run.store[owner] = replace(content, unread=unread)
        case Tensor():
            if name not in ("requires_grad", "grad", "names"):
                run.store.forget(owner, run.cause(node), run.key(node))
        case Unknown():
            run.forget_alias(content, node)
            run.patched[f"{content.key}.{name}"] = value
        case Lib(path):
            run.patched[f"{path}.{name}"] = value


def set_item(run: Run, owner: Found, index: ast.expr, value: Found, node: ast.expr) -> None:
    """Follow ``object[index] = value``."""
    content = run.store.get(owner)
    run.changed_in_place(owner, node)
    at = run.value(index) if not isinstance(index, ast.Slice) else None
    other = containers.with_part(content, at, value) if isinstance(content, Layer) else None
    match content:
        case Items(items, _):
            if items is not None and isinstance(at, int) and -len(items) <= at < len(items):
                changed = list(items)
                changed[at] = value
                run.store[owner] = Items(tuple(changed))
            else:
                run.store.forget(owner, run.cause(node), run.key(node))
        case Entries(entries):
            if entries is not None and isinstance(at, str | int | bool | None):
                run.store[owner] = Entries({**entries, at: value})
            else:
                run.store[owner] = Entries(None)
        case Tensor():
            run.store[owner] = replace(content, zeros=False)
        case Layer() if other is not None:
            run.store[owner] = other
        case Instance() | Recurrent() | Layer():
            run.hand_over([value, *getattr(content, "parts", ())], run.cause(node, "handed"))
            run.store.forget(owner, run.cause(node), run.key(node))


def imports(run: Run, node: ast.Import | ast.ImportFrom) -> None:
    """Name what is imported."""
    for each in node.names:
        if isinstance(node, ast.Import):
            path = each.name if each.asname else each.name.partition(".")[0]
            run.bind(each.asname or path, Lib(path))
        elif each.name == "*":
            if node.module in ("torch.nn", "torch.nn.modules.rnn"):
                for name in ("RNN", "GRU", "LSTM", "RNNCell", "GRUCell", "LSTMCell", "Module", "Linear"):
                    run.bind(name, Lib(f"torch.nn.{name}"))
        else:
            start = "." * node.level + (node.module or "")
            run.bind(each.asname or each.name, Lib(f"{start}.{each.name}"))


def _load(target: ast.expr) -> ast.expr:
    """Give the same place as something that is read."""
    match target:
        case ast.Attribute(owner, name):
            return ast.Attribute(owner, name, ast.Load())
        case ast.Subscript(owner, index):
            return ast.Subscript(owner, index, ast.Load())
    return target
