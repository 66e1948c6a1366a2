"""Expressions of a text: what they make, without running them."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.calls.following import choices, comprehensions, objects
from tutor.calls.following.abstract import (
    ANY_OF,
    Class,
    Entries,
    Found,
    Function,
    Instance,
    Items,
    Layer,
    Recurrent,
    Ref,
    Tensor,
    TooLongError,
    Unknown,
)
from tutor.calls.following.state import MOST_DEPTH
from tutor.calls.library import devices
from tutor.calls.library.arithmetic import LARGEST, computed, negated
from tutor.calls.library.indexing import indexed, part_of_tensor
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run


def value(run: Run, node: ast.expr) -> Found:
    """Find what an expression makes."""
    run.count_step()
    if run.settings:
        text = ast.unparse(node)
        if text in run.settings:
            return run.settings[text]
    run.depth += 1
    try:
        if run.depth > MOST_DEPTH * 4:
            raise TooLongError
        return _value(run, node)
    finally:
        run.depth -= 1


def _value(run: Run, node: ast.expr) -> Found:
    match node:
        case ast.Constant(bool() | str() | None as constant):
            return constant
        case ast.Constant(int() | float() as number) if abs(number) <= LARGEST:
            return number
        case ast.Constant(constant) if constant is ...:
            return constant
        case ast.Name():
            return run.name(node)
        case ast.Attribute(owner, name):
            return run.attribute(run.value(owner), name, node)
        case ast.Call():
            return run.call(node)
        case ast.Tuple(elements):
            return tuple(spread(run, elements))
        case ast.List(elements):
            return run.store.put(Items(tuple(spread(run, elements))))
        case ast.Dict(keys, values):
            return mapping(run, keys, values, node)
        case ast.Subscript(owner, index):
            return subscript(run, node, run.value(owner), index)
        case ast.BinOp(left, operator, right):
            return binary(run, run.value(left), operator, run.value(right), node)
        case ast.UnaryOp(operator, operand):
            return unary(run, operator, run.value(operand), node)
        case ast.BoolOp(operator, values):
            return choices.either(run, operator, values, node)
        case ast.Compare(left, operators, rights):
            return choices.comparison(run, left, operators, rights, node)
        case ast.IfExp(test, body, other):
            return choices.choice(run, test, body, other, node)
        case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
            return comprehensions.listed(node, run)
        case ast.DictComp():
            return comprehensions.mapped(node, run)
        case ast.Lambda():
            return run.store.put(
                Function(node, run.scope, tuple(run.value(each) for each in node.args.defaults))
            )
        case ast.NamedExpr(target, inner):
            made = run.value(inner)
            run.assign(target, made)
            return made
        case ast.Starred(inner) | ast.Await(inner):
            return run.value(inner)
    for each in ast.iter_child_nodes(node):
        if isinstance(each, ast.expr):
            run.store.forget(run.value(each), run.cause(node), run.key(node))
    return run.unknown(run.cause(node), node)


def spread(run: Run, elements: Sequence[ast.expr]) -> list[Found]:
    """Find the elements of a tuple or a list, with what a star adds."""
    found: list[Found] = []
    for each in elements:
        if isinstance(each, ast.Starred):
            value = run.value(each.value)
            parts = run.elements(value, each)
            found += parts if parts is not None else [run.unknown(run.cause(each, "star"), each)]
        else:
            found.append(run.value(each))
    return found


def mapping(run: Run, keys: Sequence[ast.expr | None], values: Sequence[ast.expr], node: ast.AST) -> Ref:
    """Make a dict."""
    entries: dict[Found, Found] | None = {}
    for key, value in zip(keys, values, strict=True):
        at = None if key is None else run.value(key)
        made = run.value(value)
        more = run.store.get(made) if key is None else None
        if isinstance(more, Entries) and more.entries is not None and entries is not None:
            entries.update(more.entries)
        elif key is None or not isinstance(at, str | int | bool | None | tuple):
            entries = None
        elif entries is not None:
            entries[at] = made
    return run.store.put(Entries(entries))


def binary(run: Run, left: Found, operator: ast.operator, right: Found, node: ast.expr) -> Found:
    """Find what an operator makes of two values."""
    first, second = run.store.get(left), run.store.get(right)
    if isinstance(first, Instance | Layer | Recurrent | Class | Function) or isinstance(second, Instance):
        return run.unknown(run.cause(node), node)
    made = computed(first, operator, second, run.cause(node), run.default_dtype)
    if isinstance(made, Tensor) and run.autocast and isinstance(operator, ast.MatMult):
        made = replace(made, dtype="")
    if isinstance(made, Tensor | Items):
        return devices.placed(run, run.store.put(made), [left, right], {})
    return run.unknown(run.cause(node), node) if made is None else made


def unary(run: Run, operator: ast.unaryop, value: Found, node: ast.expr) -> Found:
    """Find what a sign makes of a value."""
    if isinstance(operator, ast.Not):
        truth = run.truth(value)
        return run.unknown(run.cause(node), node) if truth is None else not truth
    made = negated(operator, run.store.get(value))
    if isinstance(made, Tensor):
        return run.store.put(made)
    return run.unknown(run.cause(node), node) if made is None else made


def subscript(run: Run, node: ast.Subscript, owner: Found, index: ast.expr) -> Found:
    """Take a part by its index."""
    content = run.store.get(owner)
    if isinstance(content, Tensor):
        made = part_of_tensor(content, index, run, node)
        return devices.placed(run, run.derived(owner, run.store.put(made)), [owner], {})
    if isinstance(content, Instance):
        found = objects.member(run, content.class_, "__getitem__")
        if found is not None:
            at = run.unknown(run.cause(index), index) if isinstance(index, ast.Slice) else run.value(index)
            return run.own(found[0], [owner, at], {}, node, found[1], owner)
    if isinstance(content, Unknown):
        for each in ast.walk(index):
            if isinstance(each, ast.Name):
                run.value(each)
        known = isinstance(index, ast.Constant | ast.UnaryOp)
        return content.part(f"[{ast.unparse(index)}]") if known else run.unknown(run.cause(node), node)
    if isinstance(content, Layer) and content.name == ANY_OF:
        return run.one_of(run.unknown(run.cause(node), node), content.parts)
    if isinstance(content, Layer):
        content = content.sizes and Entries(content.sizes) if content.name == "ModuleDict" else content.parts
    if isinstance(index, ast.Slice):
        bounds = [
            None if each is None else run.value(each) for each in (index.lower, index.upper, index.step)
        ]
        made = indexed(content, slice(*bounds) if all(_plain(each) for each in bounds) else None)
    else:
        made = indexed(content, run.value(index))
    if isinstance(made, Items):
        return run.store.put(made)
    return run.one_of(run.unknown(run.cause(node), node), content) if made is indexed else made


def _plain(bound: object) -> bool:
    return bound is None or (isinstance(bound, int) and not hasattr(bound, "terms"))
