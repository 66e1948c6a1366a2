"""Expressions that choose or compare: ``and``, ``or``, ``a if b else c``, ``a < b``."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Found, Ref, Scope, Tensor
from tutor.calls.following.store import Joining
from tutor.calls.library.arithmetic import compared, computed
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run


def either(run: Run, operator: ast.boolop, values: Sequence[ast.expr], node: ast.expr) -> Found:
    """Follow ``and`` and ``or``."""
    wanted = isinstance(operator, ast.Or)
    for at, each in enumerate(values):
        made = run.value(each)
        truth = run.truth(made)
        if truth is None:
            for other in values[at + 1 :]:
                run.value(other)
            return run.unknown(run.cause(node), node)
        if truth is wanted or at == len(values) - 1:
            return made
    return None


def comparison(
    run: Run, left: ast.expr, operators: Sequence[ast.cmpop], rights: Sequence[ast.expr], node: ast.expr
) -> Found:
    """Compare, as far as that is known."""
    first, found = run.value(left), True
    for operator, right in zip(operators, rights, strict=True):
        second = run.value(right)
        contents = run.store.get(first), run.store.get(second)
        if any(isinstance(each, Tensor) for each in contents) and not isinstance(
            operator, ast.Is | ast.IsNot
        ):
            made = computed(contents[0], ast.Add(), contents[1], run.cause(node))
            if isinstance(made, Tensor):
                return run.store.put(replace(made, dtype="bool", zeros=False))
            return run.unknown(run.cause(node), node)
        if isinstance(operator, ast.Is | ast.IsNot) and isinstance(first, Ref) and isinstance(second, Ref):
            truth: bool | None = (first == second) is isinstance(operator, ast.Is)
        else:
            truth = compared(contents[0], operator, contents[1])
        if truth is None:
            return run.unknown(run.cause(node), node)
        found = found and truth
        first = second
    return found


def choice(run: Run, test: ast.expr, body: ast.expr, other: ast.expr, node: ast.expr) -> Found:
    """Follow ``a if test else b``."""
    truth = run.truth(run.value(test))
    if truth is not None:
        return run.value(body if truth else other)
    start = run.store
    run.store = start.copy()
    one = run.value(body)
    first, run.store = run.store, start.copy()
    two = run.value(other)
    place = run.scope
    for store, value in ((first, one), (run.store, two)):
        scope = store[place]
        assert isinstance(scope, Scope)
        store[place] = Scope({**scope.names, "?": value}, scope.around)
    run.store = Joining(first, run.store, run.cause(node, "branch"), run.key(node)).stores()
    scope = run.store[place]
    assert isinstance(scope, Scope)
    names = dict(scope.names)
    made = names.pop("?")
    run.store[place] = Scope(names, scope.around)
    return made
