"""Ways that a text may go.

Where it is open which one it goes, all are followed and what they have in common is kept; what a loop
changes is not known in it and after it, unless every round leaves the same.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tutor.calls.following import choices
from tutor.calls.following.abstract import Cause, Found, Stops, TooLongError
from tutor.calls.following.rounds import is_quick
from tutor.calls.following.store import Joining, Store
from tutor.record import field, record

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

MOST_ROUNDS = 24
_WIDENINGS = 6


@record(frozen=False)
class Flow:
    """How a stretch of statements may end, beside going on: with a value, or out of a loop's round."""

    returns: list[tuple[Store, Found]] = field(default_factory=list)
    leaves: list[Store] = field(default_factory=list)
    skips: list[Store] = field(default_factory=list)


class Ended(Exception):  # noqa: N818 - nothing follows this statement on this way
    """The rest of the statements is not reached on this way."""


def branches(
    run: Run,
    node: ast.AST,
    test: bool | None,
    body: Sequence[ast.stmt],
    other: Sequence[ast.stmt],
    flow: Flow,
    by: str = "",
) -> None:
    """Follow the way that is taken, or both; ``by`` is the condition, the same word for the same one."""
    if test is not None:
        run.block(body if test else other, flow)
        return
    start, misfits = run.store, len(run.misfits)
    ends = []
    for way in (body, other):
        run.store = start.copy()
        try:
            run.block(way, flow)
            ends.append(run.store)
        except Ended:
            continue
        except Stops as stop:
            run.may_stop = run.may_stop or stop.cause
    del run.misfits[misfits:]  # of a way that torch may not go
    if not ends:
        raise Ended
    run.store = joined(run, ends, node, by if len(ends) == 2 else "")


def match(run: Run, node: ast.Match, flow: Flow) -> None:
    """Follow the case that is taken, or all that may be."""
    subject = run.value(node.subject)
    ends: list[Store] = []
    misfits, rest = len(run.misfits), run.store
    for case in node.cases:
        run.store = rest.copy()
        matched = choices.fits(run, subject, case.pattern)
        if case.guard is not None and matched is not False:
            guard = run.truth(run.value(case.guard))
            matched = False if guard is False else matched if guard else None
            rest = joined(run, [rest, run.store.copy()], node)  # names of a pattern stay bound
        if matched is False:
            continue
        if matched and not ends:
            run.block(case.body, flow)
            return
        try:
            run.block(case.body, flow)
            ends.append(run.store)
        except Ended:
            pass
        except Stops as stop:
            run.may_stop = run.may_stop or stop.cause
        if matched:
            break
    else:
        ends.append(rest)
    del run.misfits[misfits:]  # of a way that torch may not go
    if not ends:
        raise Ended
    run.store = joined(run, ends, node)


def joined(run: Run, ends: Sequence[Store], node: ast.AST, by: str = "") -> Store:
    """Keep what several ways have in common."""
    result = ends[0]
    for end in ends[1:]:
        result = Joining(result, end, run.cause(node, "branch"), run.key(node), by).stores()
    return result


def attempt(run: Run, node: ast.Try, flow: Flow) -> None:
    """Follow ``try``: its body as far as it goes, or a handler after a part of it."""
    start = run.store.copy()
    ends: list[Store] = []
    try:
        run.block([*node.body, *node.orelse], flow)
        ends.append(run.store)
    except (Ended, Stops):
        pass
    middle = Joining(start, run.store, run.cause(node, "branch"), run.key(node)).stores()
    for handler in node.handlers:
        run.store = middle.copy()
        try:
            if handler.name:
                run.bind(handler.name, run.unknown(Cause(handler.name, handler.lineno), handler))
            run.block(handler.body, flow)
            ends.append(run.store)
        except (Ended, Stops):
            continue
    if not ends:
        run.store = middle
        if node.finalbody:
            run.block(node.finalbody, flow)
        raise Ended
    run.store = joined(run, ends, node)
    run.block(node.finalbody, flow)


def for_loop(run: Run, node: ast.For | ast.AsyncFor, flow: Flow) -> None:
    """Follow every round where they are few and known; else any round."""
    over = run.value(node.iter)
    rounds = run.rounds(over, node.iter)
    inner = Flow(flow.returns)
    if rounds is not None and (len(rounds) <= MOST_ROUNDS or is_quick(node.body, len(rounds))):
        left, calls = run.left, run.open_calls
        for element in rounds:
            run.left = left or _left(inner, node, run.open_calls > calls)
            ends: list[Store] = []
            try:
                run.assign(node.target, element)
                run.block(node.body, inner)
                ends.append(run.store)
            except Ended:
                pass
            ends = [*inner.skips, *ends]
            inner.skips = []
            if not ends:
                run.left = left
                if not inner.leaves:
                    raise Ended
                run.store = joined(run, inner.leaves, node)
                return
            run.store = joined(run, ends, node)
        run.left = left or _left(inner, node, run.open_calls > calls)
        run.block(node.orelse, flow)
        run.left = left
        run.store = joined(run, [run.store, *inner.leaves], node)
        return
    any_round(run, node, inner, lambda: run.assign(node.target, run.element(over, node.iter)))
    run.block(node.orelse, flow)


def _left(inner: Flow, node: ast.For | ast.AsyncFor, may_end: bool) -> Cause | None:
    """Say that a loop may have been left before, or that an open call (``may_end``) may have ended it.

    What is refused after that may never be called.
    """
    text = f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}"
    return Cause(text, node.lineno, "branch") if inner.leaves or may_end else None


def while_loop(run: Run, node: ast.While, flow: Flow) -> None:
    """Follow any round of ``while``."""
    if run.truth(run.value(node.test)) is False:
        run.block(node.orelse, flow)
        return
    any_round(run, node, Flow(flow.returns), lambda: run.value(node.test) and None)


def any_round(
    run: Run, node: ast.For | ast.AsyncFor | ast.While, inner: Flow, begin: Callable[[], None]
) -> None:
    """Follow a round that may be any: what the rounds before it may have changed is not known.

    Only the last pass, which stands for all rounds, records calls of modules.
    """
    head, recording = run.store, run.recording
    run.recording = False
    try:
        for _ in range(_WIDENINGS):
            joining = _round(run, node, Flow(), begin, head)
            head = joining.stores() if joining else head
            if joining is None or not joining.changed:
                break
        else:
            raise TooLongError
    finally:
        run.recording = recording
    last = _round(run, node, inner, begin, head)
    ends = [head.copy(), *inner.leaves, *([last.second] if last else [])]
    run.store = joined(run, ends, node)


def _round(
    run: Run, node: ast.For | ast.AsyncFor | ast.While, inner: Flow, begin: Callable[[], None], head: Store
) -> Joining | None:
    """Follow one round from ``head``; nothing where no round comes to its end."""
    run.store = head.copy()
    ends = []
    try:
        begin()
        run.block(node.body, inner)
        ends.append(run.store)
    except Ended:
        pass
    except Stops as stop:
        run.may_stop = run.may_stop or stop.cause
        run.ended.append(stop.cause)
    ends += inner.skips
    inner.skips = []
    if not ends:
        return None
    return Joining(head, joined(run, ends, node), run.cause(node, "loop"), f"loop{node.lineno}")
