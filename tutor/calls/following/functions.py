"""Functions and classes of a text: made, and followed with their arguments."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tutor.calls.following import ways
from tutor.calls.following.abstract import Class, Found, Function, Ref, Scope, Stops
from tutor.calls.following.ways import Ended, Flow

if TYPE_CHECKING:
    from tutor.calls.following.state import Run


def body(run: Run, function: Function, names: Mapping[str, Found], node: ast.AST) -> Found:
    """Follow a function of the text with its arguments; give what it returns."""
    outside = run.scope
    run.scope = run.store.put(Scope(dict(names), function.scope))
    inner = run.scope
    flow = Flow()
    try:
        if isinstance(function.node, ast.Lambda):
            return run.value(function.node.body)
        try:
            run.block(function.node.body, flow)
            flow.returns.append((run.store, None))
        except Ended:
            pass
        except Stops as stop:
            stop.inside = False  # of the statement that calls, this is its head
            raise
    finally:
        run.scope = outside
    if not flow.returns:
        raise Stops(run.cause(node, "raise"))
    return _returned(run, flow, inner, node)


def _returned(run: Run, flow: Flow, inner: Ref, node: ast.AST) -> Found:
    """Join the ways in which a function returns."""
    ends = []
    for store, value in flow.returns:
        scope = store[inner]
        assert isinstance(scope, Scope)
        store[inner] = Scope({**scope.names, "return": value}, scope.around)
        ends.append(store)
    run.store = ways.joined(run, ends, node)
    scope = run.store[inner]
    assert isinstance(scope, Scope)
    return scope.names["return"]


def function(run: Run, node: ast.FunctionDef | ast.AsyncFunctionDef, class_: Ref | None = None) -> Found:
    """Make a function of the text."""
    defaults = tuple(run.value(each) if each is not None else None for each in node.args.defaults)
    made: Found = run.store.put(Function(node, run.scope, defaults, class_))
    return made


def class_(run: Run, node: ast.ClassDef) -> Ref:
    """Make a class of the text: its functions and the values in its body."""
    bases = tuple(run.value(each) for each in node.bases)
    place = run.store.put(Class(node.name, node, bases, {}))
    outside = run.scope
    run.scope = run.store.put(Scope({}, outside))
    try:
        for each in node.body:
            if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
                around = run.scope
                run.scope = outside  # the names of a class are not those of its functions
                made = function(run, each, place)
                run.scope = around
                run.bind(each.name, made)
            elif isinstance(each, ast.Assign | ast.AnnAssign):
                run.block([each], Flow())
        scope = run.store[run.scope]
        assert isinstance(scope, Scope)
        run.store[place] = Class(node.name, node, bases, dict(scope.names))
    finally:
        run.scope = outside
    run.classes.append(place)
    return place
