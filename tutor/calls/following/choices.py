"""Expressions that choose or compare: ``and``, ``or``, ``a if b else c``, ``a < b``; patterns of ``case``."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Cause, Found, Items, Ref, Scope, Tensor, Unknown
from tutor.calls.following.store import Joining
from tutor.calls.library import devices
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
                compared_ = run.store.put(replace(made, dtype="bool", zeros=False))
                return devices.placed(run, compared_, [first, second], {})
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
    decided = run.value(test)
    truth = run.truth(decided)
    if truth is not None:
        return run.value(body if truth else other)
    by = decided.key if isinstance(decided, Unknown) else ""
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
    run.store = Joining(first, run.store, run.cause(node, "branch"), run.key(node), by).stores()
    scope = run.store[place]
    assert isinstance(scope, Scope)
    names = dict(scope.names)
    made = names.pop("?")
    run.store[place] = Scope(names, scope.around)
    return made


def fits(run: Run, subject: Found, pattern: ast.pattern) -> bool | None:
    """Tell whether a value is what a ``case`` asks for, and give the names in it their values."""
    match pattern:
        case ast.MatchValue(value):
            return compared(run.store.get(subject), ast.Eq(), run.store.get(run.value(value)))
        case ast.MatchSingleton(value):
            return compared(run.store.get(subject), ast.Is(), value)
        case ast.MatchOr(patterns):
            found = [fits(run, subject, each) for each in patterns]
            return True if True in found else None if None in found else False
        case ast.MatchAs(inner, name):
            whole = True if inner is None else fits(run, subject, inner)
            if name is not None:
                run.bind(name, subject)
            return whole
        case ast.MatchSequence(patterns):
            return _fits_each(run, subject, patterns, pattern)
    for name in names_of(pattern):
        run.bind(name, run.unknown(Cause(name, pattern.lineno), pattern))
    return None


def _fits_each(run: Run, subject: Found, patterns: Sequence[ast.pattern], whole: ast.pattern) -> bool | None:
    """Tell whether the elements of a list are what a ``case`` asks for."""
    content = run.store.get(subject)
    if isinstance(content, str | int | float | None):
        return False
    parts = run.elements(subject, whole) if isinstance(content, Items) or type(content) is tuple else None
    stars = [at for at, each in enumerate(patterns) if isinstance(each, ast.MatchStar)]
    if parts is None:
        for name in names_of(whole):
            run.bind(name, run.unknown(Cause(name, whole.lineno), whole))
        return None
    if len(parts) < len(patterns) - len(stars) or (not stars and len(parts) > len(patterns)):
        return False
    if stars:
        after = len(patterns) - stars[0] - 1
        star, rest = patterns[stars[0]], parts[len(parts) - after :] if after else []
        middle = parts[stars[0] : len(parts) - after]
        if isinstance(star, ast.MatchStar) and star.name is not None:
            run.bind(star.name, run.store.put(Items(tuple(middle))))
        parts = [*parts[: stars[0]], *rest]
        patterns = [each for each in patterns if not isinstance(each, ast.MatchStar)]
    found = [fits(run, *each) for each in zip(parts, patterns, strict=True)]
    return False if False in found else None if None in found else True


def names_of(pattern: ast.AST) -> Iterator[str]:
    """Give the names that the patterns in a part of a text bind."""
    for each in ast.walk(pattern):
        match each:
            case (
                ast.MatchAs(_, str() as name)
                | ast.MatchStar(str() as name)
                | ast.MatchMapping(rest=str() as name)
            ):
                yield name
