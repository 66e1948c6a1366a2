"""Comprehensions: round by round where the rounds are known, else one that stands for all."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Entries, Found, Items, Scope, Tensor, Unknown
from tutor.calls.following.rounds import MOST_ELEMENTS, is_quick
from tutor.calls.rules.sizes import Symbolic

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

# Rounds in which modules may be called are many steps each.
_MOST_WITH_CALLS = 64
_Listing = ast.ListComp | ast.GeneratorExp | ast.SetComp


class _OpenError(Exception):
    """Which rounds there are is not known."""


def listed(node: _Listing, run: Run) -> Found:
    """Follow a comprehension that makes a list."""
    made: list[Found] = []
    most = MOST_ELEMENTS if is_quick([node.elt], 1) else _MOST_WITH_CALLS

    def visit() -> None:
        if len(made) >= most:
            raise _OpenError
        made.append(run.value(node.elt))

    outside = run.scope
    run.scope = run.store.put(Scope({}, outside))
    try:
        _visited(node.generators, visit, run)
    except _OpenError:
        return run.store.put(_any(node, run))
    finally:
        run.scope = outside
    if isinstance(node, ast.SetComp):
        if not all(isinstance(each, str) for each in made):
            return run.store.put(Items(None, Unknown(run.cause(node), run.key(node))))
        made = sorted(set(made))
    return run.store.put(Items(tuple(made)))


def mapped(node: ast.DictComp, run: Run) -> Found:
    """Follow a comprehension that makes a dict."""
    made: dict[Found, Found] = {}

    def visit() -> None:
        key, value = run.value(node.key), run.value(node.value)
        if not _is_key(key) or len(made) >= MOST_ELEMENTS:
            raise _OpenError
        made[key] = value

    outside = run.scope
    run.scope = run.store.put(Scope({}, outside))
    try:
        _visited(node.generators, visit, run)
    except _OpenError:
        for each in node.generators:
            run.assign(each.target, run.element(run.value(each.iter), each.iter))
        run.store.forget(run.value(node.value), run.cause(node), run.key(node))
        return run.store.put(Entries(None))
    finally:
        run.scope = outside
    return run.store.put(Entries(made))


def _is_key(value: Found) -> bool:
    if type(value) is tuple:
        return all(map(_is_key, value))
    return isinstance(value, str | int | bool | None) and not isinstance(value, Symbolic)


def _visited(generators: Sequence[ast.comprehension], visit: Callable[[], None], run: Run) -> None:
    """Go through every round of every ``for``. Raises _OpenError where one is not known."""
    if not generators:
        visit()
        return
    generator, *inner = generators
    over = run.rounds(run.value(generator.iter), generator.iter)
    if over is None or len(over) > MOST_ELEMENTS:
        raise _OpenError
    for element in over:
        run.assign(generator.target, element)
        tests = [run.truth(run.value(each)) for each in generator.ifs]
        if any(test is None for test in tests):
            raise _OpenError
        if all(tests):
            _visited(inner, visit, run)


def _any(node: _Listing, run: Run) -> Items:
    """Follow one round that stands for all."""
    recording, run.recording = run.recording, False
    for each in node.generators:
        run.assign(each.target, run.element(run.value(each.iter), each.iter))
    element = run.value(node.elt)
    run.recording = recording
    content = run.store.get(element)
    if recording and _has_call(node.elt):
        run.value(node.elt)
    plain = isinstance(content, Tensor) and content.axes is not None and not _has_call(node.elt)
    if plain and not any(isinstance(each, Symbolic) for each in content.shape):
        return Items(None, element)  # every round makes the same
    run.store.forget(element, run.cause(node), run.key(node))
    return Items(None, Unknown(run.cause(node), run.key(node)))


def _has_call(node: ast.expr) -> bool:
    return any(isinstance(each, ast.Call) for each in ast.walk(node))
