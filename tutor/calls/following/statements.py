"""The statements of a text, followed one after the other without running them.

After an error, what follows is followed as in an interpreter.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.calls.following import assignments, autocast, functions, objects, unreached, ways
from tutor.calls.following.abstract import Cause, Stops, Unknown
from tutor.calls.following.pasted import UNREAD
from tutor.calls.following.ways import Ended, Flow
from tutor.calls.library import devices

if TYPE_CHECKING:
    from tutor.calls.following.state import Run


def program(run: Run, tree: ast.Module) -> None:
    """Follow the top level; after an error, what follows is followed as in an interpreter."""
    flow = Flow()
    for statement in tree.body:
        try:
            run.block([statement], flow)
        except Ended:
            continue
        except Stops as stop:
            run.stopped = run.stopped or stop.cause
            run.ended.append(stop.cause)
            unreached.forget_targets(run, statement, stop.cause)


def block(run: Run, statements: Sequence[ast.stmt], flow: Flow) -> None:
    """Follow statements in their order. Raises Ended where nothing goes on."""
    for at, each in enumerate(statements):
        run.count_step()
        outside, run.done = run.done, set()
        try:
            statement(run, each, flow)
        except Stops as stop:
            unreached.follow(run, each, statements[at + 1 :], stop)
            stop.inside = True
            raise
        finally:
            run.done = outside


def statement(run: Run, node: ast.stmt, flow: Flow) -> None:
    """Follow one statement."""
    if not simple(run, node):
        compound(run, node, flow)


def simple(run: Run, node: ast.stmt) -> bool:
    """Follow a statement that goes on to the next one; tell whether it is such a one."""
    match node:
        case ast.Expr(ast.Call(ast.Name(name), arguments)) if name == UNREAD:
            not_read(run, node, arguments)
        case ast.Expr(value):
            run.value(value)
        case ast.Assign(targets, value):
            made = run.value(value)
            for target in targets:
                run.assign(target, made)
        case ast.AnnAssign(target, _, ast.expr() as value):
            run.assign(target, run.value(value))
        case ast.AugAssign(target, operator, value):
            assignments.augmented(run, target, operator, value)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            run.bind(node.name, functions.function(run, node))
        case ast.ClassDef():
            run.bind(node.name, functions.class_(run, node))
        case ast.Import() | ast.ImportFrom():
            assignments.imports(run, node)
        case ast.Delete(targets):
            deleted(run, targets)
        case ast.Global(names) | ast.Nonlocal(names):
            run.outer |= {(run.scope.at, name) for name in names}
        case ast.Assert(test):
            if run.truth(run.value(test)) is False:
                raise Stops(run.cause(node, "raise"))
        case ast.Pass() | ast.AnnAssign():
            pass
        case _:
            return False
    return True


def deleted(run: Run, targets: Sequence[ast.expr]) -> None:
    """Forget what is deleted."""
    for target in targets:
        if isinstance(target, ast.Name):
            run.bind(target.id, run.unknown(Cause(target.id, target.lineno), target))
        elif isinstance(target, ast.Subscript):
            if not isinstance(target.slice, ast.Slice):
                run.value(target.slice)
            run.store.forget(run.value(target.value), run.cause(target), run.key(target))


def compound(run: Run, node: ast.stmt, flow: Flow) -> None:
    """Follow a statement that decides what comes next."""
    match node:
        case ast.If(test, body, other):
            made = run.value(test)
            by = made.key if isinstance(made, Unknown) else ""
            ways.branches(run, node, run.truth(made), body, other, flow, by)
        case ast.For() | ast.AsyncFor():
            ways.for_loop(run, node, flow)
        case ast.While(test, body, other):
            ways.while_loop(run, node, flow)
        case ast.With(items, body) | ast.AsyncWith(items, body):
            managers = []
            for item in items:
                manager = run.value(item.context_expr)
                managers.append((item.context_expr, manager))
                made = objects.entered(run, manager, item.context_expr)
                if item.optional_vars is not None:
                    run.assign(item.optional_vars, made)
            with autocast.within(run, managers), devices.within(run, managers):
                run.block(body, flow)
        case ast.Return(value):
            made = None if value is None else run.value(value)
            flow.returns.append((run.store, made))
            raise Ended
        case ast.Break():
            flow.leaves.append(run.store)
            raise Ended
        case ast.Continue():
            flow.skips.append(run.store)
            raise Ended
        case ast.Raise(raised):
            if raised is not None:
                run.value(raised)
            raise Ended
        case ast.Try():
            ways.attempt(run, node, flow)
        case ast.Match():
            ways.match(run, node, flow)
        case _:
            forget_names(run, node)


def not_read(run: Run, node: ast.stmt, arguments: Sequence[ast.expr]) -> None:
    """Forget what a line may have changed that is not Python."""
    for each in arguments:
        if isinstance(each, ast.Name):
            run.store.forget(run.value(each), run.cause(each), run.key(each))
            if run.bound(each.id):
                run.bind(each.id, run.unknown(run.cause(each), each))


def forget_names(run: Run, node: ast.stmt) -> None:
    """Forget every name in a statement that is not followed."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            run.store.forget(run.value(each), run.cause(each), run.key(each))
            if isinstance(each.ctx, ast.Store) or run.bound(each.id):
                run.bind(each.id, run.unknown(run.cause(each), each))
