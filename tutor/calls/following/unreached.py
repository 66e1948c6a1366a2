"""Calls that a program would come to if it did not end before them.

No call of a text may be lost: where an error ends a statement, the calls in it that were not made yet, and
what comes after it, are followed aside. They are recorded as not reached, with the error; nothing else stays.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tutor.calls.following import choices
from tutor.calls.following.abstract import (
    Bound,
    Cause,
    Class,
    Found,
    Function,
    Instance,
    Layer,
    Method,
    Recurrent,
    Stops,
)
from tutor.calls.following.ways import Ended, Flow

if TYPE_CHECKING:
    from tutor.calls.following.state import Run


def follow(run: Run, node: ast.stmt, rest: Sequence[ast.stmt], stop: Stops) -> None:
    """Follow aside what is left of a statement that an error ends, and the statements after it."""
    if not run.recording or stop.cause.kind == "refused":
        return
    for each in _expressions(node):
        if isinstance(each, ast.Call) and each not in run.done:
            aside(run, stop.cause, partial(_call, run, each, stop.cause))

    def after() -> None:
        forget_targets(run, node, stop.cause)
        if not stop.inside:
            for block in _blocks(node):
                aside(run, stop.cause, partial(run.block, block, Flow()))
        run.block(rest, Flow())

    aside(run, stop.cause, after)


def aside(run: Run, cause: Cause, act: Callable[[], object]) -> None:
    """Follow something that is not reached, and take back everything but the calls met in it."""
    store, scope, before = run.store.copy(), run.scope, run.unreached
    kept = run.may_stop, run.autocast, dict(run.patched), dict(run.aliases), set(run.outer)
    counts = [(each, len(each)) for each in (run.misfits, run.ended, run.uses)]
    run.unreached = before or cause
    try:
        act()
    except (Ended, Stops):
        pass
    finally:
        run.unreached, run.store, run.scope = before, store, scope
        run.may_stop, run.autocast, run.patched, run.aliases, run.outer = kept
        for found, count in counts:
            del found[count:]


def forget_targets(run: Run, statement: ast.stmt, cause: Cause) -> None:
    """What a failed statement would have named is not known."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            run.bind(node.id, run.unknown(Cause(node.id, cause.line), node))
    for name in choices.names_of(statement):
        run.bind(name, run.unknown(Cause(name, cause.line), statement))


def _call(run: Run, node: ast.Call, cause: Cause) -> None:
    """Follow a call whose arguments were never made."""
    callee = run.value(node.func)
    if not _may_call(run.store.get(callee)):
        return
    arguments = [run.unknown(_of_argument(each, cause), each) for each in node.args]
    keywords = {
        each.arg or "**": run.unknown(_of_argument(each, cause), each.value) for each in node.keywords
    }
    run.apply(callee, arguments, keywords, node)


def _of_argument(node: ast.expr | ast.keyword, cause: Cause) -> Cause:
    several = isinstance(node, ast.Starred) or (isinstance(node, ast.keyword) and node.arg is None)
    return cause._replace(kind="star") if several else cause


def _may_call(content: Found) -> bool:
    """Tell what may call a recurrent module: such a module, and what the text has made."""
    if isinstance(content, Method):
        return content.name in ("forward", "__call__")
    return isinstance(content, Recurrent | Instance | Layer | Function | Bound | Class)


def _expressions(node: ast.stmt) -> Iterator[ast.AST]:
    """Give every part of a statement but the statements in it."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return
    waiting: list[ast.AST] = [node]
    while waiting:
        each = waiting.pop(0)
        yield each
        waiting += [
            inner
            for inner in ast.iter_child_nodes(each)
            if not isinstance(inner, ast.stmt | ast.excepthandler | ast.match_case)
        ]


def _blocks(node: ast.stmt) -> Iterator[Sequence[ast.stmt]]:
    """Give the statements in a statement."""
    if isinstance(node, ast.If | ast.For | ast.AsyncFor | ast.While | ast.With | ast.AsyncWith):
        yield node.body
        if isinstance(node, ast.If | ast.For | ast.AsyncFor | ast.While):
            yield node.orelse
    if isinstance(node, ast.Match):
        yield from (each.body for each in node.cases)
