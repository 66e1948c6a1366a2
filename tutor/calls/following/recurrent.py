"""Recurrent modules of torch: made in a text, and called."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tutor.calls.following import expressions
from tutor.calls.following.abstract import Entries, Found, Items, Recurrent, Ref, Stops, Tensor, Unknown
from tutor.calls.following.records import Record, answered
from tutor.calls.library import devices
from tutor.calls.rules.modules import KINDS
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run


def with_argument(run: Run, module: Recurrent, name: str, value: Found) -> Recurrent:
    """Give a module with another argument."""
    keywords = (*(each for each in module.keywords if each[0] != name), (name, value))
    place = module.kind.arguments.index(name)
    if place < len(module.positional):
        positional = list(module.positional)
        positional[place] = value
        return replace(module, positional=tuple(positional))
    return replace(module, keywords=keywords)


def make_module(run: Run, name: str, node: ast.Call) -> Ref:
    """Make a recurrent module of torch; its arguments are read where they stand."""
    kind = KINDS[name]
    positional = tuple(expressions.spread(run, node.args))
    keywords: list[tuple[str, Found]] = []
    unread: list[tuple[str, Unknown]] = []
    nodes: list[tuple[str, ast.expr]] = []
    for at, each in enumerate(node.args):
        nodes.append((kind.arguments[at] if at < len(kind.arguments) else "", each))
    for keyword in node.keywords:
        value = run.value(keyword.value)
        entries = run.store.get(value)
        if keyword.arg is None and isinstance(entries, Entries) and entries.entries is not None:
            keywords += [(str(each), inner) for each, inner in entries.entries.items()]
        else:
            keywords.append((keyword.arg or "**", value))
            nodes.append((keyword.arg or "**", keyword.value))
    for at, value in enumerate(positional):
        argument = kind.arguments[at] if at < len(kind.arguments) else ""
        if isinstance(value, Unknown) and argument not in ("device", "dtype"):
            unread.append((argument, value))
    unread += [
        (argument, value)
        for argument, value in keywords
        if isinstance(value, Unknown) and argument not in ("device", "dtype")
    ]
    dtype, where = dict(keywords).get("dtype"), dict(keywords).get("device")
    asked = run.default_dtype
    if dtype is not None:
        asked = dtype.removeprefix("torch.") if isinstance(dtype, str) else ""
    kept = tuple((argument, _argument(run, value)) for argument, value in keywords)
    made = Recurrent(
        kind,
        tuple(_argument(run, each) for each in positional),
        kept,
        ast.unparse(node),
        node.lineno,
        asked,
        tuple(each.arg for each in node.keywords if each.arg in ("device", "dtype")),
        tuple(unread),
        tuple(nodes),
        devices.default(run) if where is None else devices.asked(run, where),
    )
    place = run.store.put(made)
    run.made.setdefault((node.lineno, node.col_offset), made)
    return place


def _argument(run: Run, value: Found) -> Found:
    """Give an argument as it is shown: a list with its numbers."""
    content = run.store.get(value)
    if isinstance(content, Items) and content.items is not None:
        return [_argument(run, each) for each in content.items]
    if type(content) is tuple:
        return tuple(_argument(run, each) for each in content)
    return value


def run_module(
    run: Run, module: Recurrent, arguments: list[Found], keywords: dict[str, Found], node: ast.Call
) -> Found:
    """Call a recurrent module, and keep what it was called with."""
    forward = isinstance(node.func, ast.Attribute) and node.func.attr == "forward"
    func = node.func.value if forward and isinstance(node.func, ast.Attribute) else node.func
    record = Record.of(module, arguments, keywords, run, node, ast.unparse(func))
    if run.recording:
        ended = run.stopped is not None and run.stopped.kind != "refused" and not run.prompted
        record = replace(record, number=len(run.records), after_stop=ended)
    accepted, results = answered(record)
    unreached = run.unreached or (run.left if accepted is False else None)
    if run.recording:
        run.records.append(replace(record, unreached=unreached))
        run.open_calls += accepted is None
    if accepted is False and unreached is None:
        raise Stops(run.cause(node, "refused"))
    if results is None:
        return run.unknown(run.cause(node), node)
    return _stored(run, results)


def _stored(run: Run, value: Found) -> Found:
    if type(value) is tuple:
        return tuple(_stored(run, each) for each in value)
    return run.store.put(value) if isinstance(value, Tensor) else value
