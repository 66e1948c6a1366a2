"""Functions of the text that somebody calls who is not followed: a decorator, a library, a loop.

What they are called with is not known, so the calls in them are recorded without a verdict; none is lost.
What they may change is not known either.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from tutor.calls.following import objects
from tutor.calls.following.abstract import (
    Cause,
    Class,
    Found,
    Function,
    Instance,
    Recurrent,
    Ref,
    TooLongError,
)
from tutor.calls.following.records import Record
from tutor.calls.following.store import Joining, Store
from tutor.calls.following.unreached import aside

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

# What a trainer calls of a module that it is given.
_OF_TRAINERS = ("forward", "training_step", "validation_step", "test_step", "predict_step")
_WIDENINGS = 6


def follow(run: Run) -> None:
    """Follow aside what was handed over and never followed."""
    for function, owner, cause in [*run.handed, *_of_objects(run)]:
        content = run.store.get(function)
        if isinstance(content, Instance):
            for method in _methods(run, function, content.class_, _OF_TRAINERS):
                _function(run, method, function, cause)
        elif isinstance(content, Function):
            _function(run, function, owner, cause)
    if not run.given:  # else the input is that of the module
        _modules(run)


def inner(run: Run) -> None:
    """Follow aside what nobody calls of the functions made in a block, in another function or as a lambda.

    Whether there is such a function, and how often, may hang on what is around it.
    """
    for at, content in list(run.store.contents.items()):
        if isinstance(content, Function) and content.class_ is None:
            name = getattr(content.node, "name", "lambda")
            _function(run, Ref(at), None, Cause(name, content.node.lineno, "uncalled"))


def _modules(run: Run) -> None:
    """Record that a module of which no call was met is handed to somebody who may call it."""
    for value, _, cause in run.handed:
        module = run.store.get(value)
        if isinstance(module, Recurrent) and all(each.module.line != module.line for each in run.records):
            site = f"{cause.line}:handed"
            run.records.append(
                Record(module.source, module, site, cause.line, number=len(run.records), unreached=cause)
            )


def _of_objects(run: Run) -> Iterator[tuple[Found, Found, Cause]]:
    """Give the methods of objects that Python calls: to go through them, or to take a part."""
    for at, content in list(run.store.contents.items()):
        if isinstance(content, Instance):
            for method in _methods(run, Ref(at), content.class_, ("__getitem__", "__iter__", "__next__")):
                function = run.store.get(method)
                assert isinstance(function, Function)
                name = getattr(function.node, "name", "")
                class_ = run.store.get(content.class_)
                assert isinstance(class_, Class)
                yield method, Ref(at), Cause(f"{class_.name}.{name}", function.node.lineno, "handed")


def _methods(run: Run, owner: Found, class_: Ref, names: tuple[str, ...]) -> Iterator[Found]:
    for name in names:
        found = objects.member(run, class_, name)
        if found is not None and isinstance(run.store.get(found[0]), Function):
            yield found[0]


def lent(run: Run, value: Found, owner: Found, cause: Cause) -> None:
    """Forget what a function, or an object's method, may change: somebody may call it any number of times."""
    content = run.store.get(value)
    if isinstance(content, Instance):
        for method in _methods(run, value, content.class_, _OF_TRAINERS):
            lent(run, method, value, cause)
    elif isinstance(content, Function) and content.node not in run.entering:
        recording, entered = run.recording, set(run.entered)
        run.recording = False
        try:
            run.store = _after_calls(run, content, partial(_call, run, value, owner, cause), cause)
        finally:
            run.recording, run.entered = recording, entered


def _after_calls(run: Run, function: Function, call: Callable[[], object], cause: Cause) -> Store:
    """Give what holds after no call of a function, or one, or many."""
    head, key = run.store, run.key(function.node)
    for _ in range(_WIDENINGS):
        ends: list[Store] = []
        run.store = head.copy()

        def once(ends: list[Store] = ends) -> None:
            try:
                call()
            finally:
                ends.append(run.store)

        aside(run, cause, once)
        joining = Joining(head, ends[0], cause, key)
        after = joining.stores()
        if not joining.changed:
            return head
        head = after
    raise TooLongError


def _function(run: Run, function: Found, owner: Found, cause: Cause) -> None:
    """Follow a function with arguments that are not known, unless its calls were met."""
    content = run.store.get(function)
    assert isinstance(content, Function)
    if content.node not in run.entered:
        aside(run, cause, partial(_call, run, function, owner, cause))


def _call(run: Run, function: Found, owner: Found, cause: Cause) -> None:
    """Call a function with arguments that are not known."""
    content = run.store.get(function)
    assert isinstance(content, Function)
    spec = content.node.args
    arguments = [] if owner is None else [owner]
    order = [*spec.posonlyargs, *spec.args][len(arguments) :]
    arguments += [run.unknown(Cause(each.arg, each.lineno, "argument"), each) for each in order]
    only = {each.arg: run.unknown(Cause(each.arg, each.lineno, "argument"), each) for each in spec.kwonlyargs}
    node = ast.copy_location(ast.Name(cause.text, ast.Load()), content.node)
    run.own(function, arguments, only, node, content.class_, owner)
