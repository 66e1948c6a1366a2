"""Expressions of a text: what they make, without running them."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tutor.calls import comprehensions, rounds
from tutor.calls.abstract import (
    Axis,
    Cause,
    Class,
    Entries,
    Found,
    Function,
    Instance,
    Items,
    Layer,
    Lib,
    Recurrent,
    Ref,
    Scope,
    Tensor,
    TooLongError,
    Unknown,
)
from tutor.calls.arithmetic import LARGEST, compared, computed, negated
from tutor.calls.indexing import indexed, part_of_tensor
from tutor.calls.modules import Shape
from tutor.calls.prelude import PRELUDE, PYTHON
from tutor.calls.store import Joining, Store

MOST_STEPS = 100_000
MOST_DEPTH = 60


@dataclass
class Evaluating:
    """Where the following of a text stands: its store, its scope, and what was met on the way."""

    settings: Mapping[str, Found]
    given: Mapping[str, Shape]
    bound_names: frozenset[str]
    store: Store = field(default_factory=Store)
    steps: int = 0
    depth: int = 0
    fresh: int = 0
    recording: bool = True
    records: list[Found] = field(default_factory=list)
    made: dict[tuple[int, int], Found] = field(default_factory=dict)
    classes: list[Ref] = field(default_factory=list)
    entered: set[ast.AST] = field(default_factory=set)
    patched: dict[str, Found] = field(default_factory=dict)
    outer: set[tuple[int, str]] = field(default_factory=set)
    stopped: Cause | None = None
    may_stop: Cause | None = None
    uses: list[Found] = field(default_factory=list)
    default_dtype: str = "float32"
    prompted: bool = False

    def __post_init__(self) -> None:
        """Begin at the top level."""
        self.top = self.store.put(Scope({}))
        self.scope = self.top

    # keeping account

    def count_step(self) -> None:
        """Give up on a text that goes on and on. Raises TooLongError."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooLongError

    def cause(self, node: ast.AST, kind: str = "value") -> Cause:
        """Say which part of the text it is."""
        try:
            text = ast.unparse(node) if isinstance(node, ast.expr) else ""
        except (RecursionError, ValueError):
            text = ""
        text = " ".join(text.split())
        return Cause(text if len(text) <= 60 else f"{text[:57]}…", getattr(node, "lineno", 0), kind)

    def site(self, node: ast.AST) -> str:
        """Name the place of a part of the text."""
        return f"{getattr(node, 'lineno', 0)}:{getattr(node, 'col_offset', 0)}"

    def key(self, node: ast.AST) -> str:
        """Give a key that no other value has."""
        self.fresh += 1
        return f"{self.site(node)}@{self.fresh}"

    def unknown(self, cause: Cause, node: ast.AST) -> Found:
        """Make a value that is not known, or the tensor that is given for it from outside."""
        site = self.site(node)
        if site in self.given:
            return self.store.put(given_tensor(self.given[site], site))
        return Unknown(cause, self.key(node))

    # names

    def scope_of(self, name: str) -> Ref | None:
        """Find the scope that a name is read from."""
        place: Ref | None = self.scope
        while place is not None:
            scope = self.store[place]
            assert isinstance(scope, Scope)
            if name in scope.names:
                return place
            place = scope.around
        return None

    def bound(self, name: str) -> bool:
        """Tell whether the text has given a name something."""
        return self.scope_of(name) is not None

    def bind(self, name: str, value: Found) -> None:
        """Give a name a value in the scope where it stands."""
        place: Ref = self.scope
        if (place.at, name) in self.outer:
            scope = self.store[place]
            assert isinstance(scope, Scope)
            if scope.around is not None:
                here, self.scope = self.scope, scope.around
                place = self.scope_of(name) or self.top
                self.scope = here
        scope = self.store[place]
        assert isinstance(scope, Scope)
        self.store[place] = Scope({**scope.names, name: value}, scope.around)

    def name(self, node: ast.Name) -> Found:
        """Read a name."""
        place = self.scope_of(node.id)
        if place is not None:
            scope = self.store[place]
            assert isinstance(scope, Scope)
            return scope.names[node.id]
        if node.id in PYTHON:
            return Lib(f"python.{node.id}")
        if node.id in PRELUDE and node.id not in self.bound_names:
            return Lib(PRELUDE[node.id])
        site = f"name:{node.id}"
        if site in self.given:
            return self.store.put(given_tensor(self.given[site], site))
        return Unknown(Cause(node.id, node.lineno, "name"), site)

    # values

    def value(self, node: ast.expr) -> Found:
        """Find what an expression makes."""
        self.count_step()
        if self.settings:
            text = ast.unparse(node)
            if text in self.settings:
                return self.settings[text]
        self.depth += 1
        try:
            if self.depth > MOST_DEPTH * 4:
                raise TooLongError
            return self._value(node)
        finally:
            self.depth -= 1

    def _value(self, node: ast.expr) -> Found:
        match node:
            case ast.Constant(bool() | str() | None as constant):
                return constant
            case ast.Constant(int() | float() as number) if abs(number) <= LARGEST:
                return number
            case ast.Constant(constant) if constant is ...:
                return constant
            case ast.Name():
                return self.name(node)
            case ast.Attribute(owner, name):
                return self.attribute(self.value(owner), name, node)
            case ast.Call():
                return self.call(node)
            case ast.Tuple(elements):
                return tuple(self.spread(elements))
            case ast.List(elements):
                return self.store.put(Items(tuple(self.spread(elements))))
            case ast.Dict(keys, values):
                return self.mapping(keys, values, node)
            case ast.Subscript(owner, index):
                return self.subscript(node, self.value(owner), index)
            case ast.BinOp(left, operator, right):
                return self.binary(self.value(left), operator, self.value(right), node)
            case ast.UnaryOp(operator, operand):
                return self.unary(operator, self.value(operand), node)
            case ast.BoolOp(operator, values):
                return self.either(operator, values, node)
            case ast.Compare(left, operators, rights):
                return self.comparison(left, operators, rights, node)
            case ast.IfExp(test, body, other):
                return self.choice(test, body, other, node)
            case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
                return comprehensions.listed(node, self)
            case ast.DictComp():
                return comprehensions.mapped(node, self)
            case ast.Lambda():
                return self.store.put(
                    Function(node, self.scope, tuple(self.value(each) for each in node.args.defaults))
                )
            case ast.NamedExpr(target, inner):
                made = self.value(inner)
                self.assign(target, made)
                return made
            case ast.Starred(inner) | ast.Await(inner):
                return self.value(inner)
        for each in ast.iter_child_nodes(node):
            if isinstance(each, ast.expr):
                self.store.forget(self.value(each), self.cause(node), self.key(node))
        return self.unknown(self.cause(node), node)

    def spread(self, elements: Sequence[ast.expr]) -> list[Found]:
        """Find the elements of a tuple or a list, with what a star adds."""
        found: list[Found] = []
        for each in elements:
            if isinstance(each, ast.Starred):
                value = self.value(each.value)
                parts = self.elements(value, each)
                found += parts if parts is not None else [self.unknown(self.cause(each, "star"), each)]
            else:
                found.append(self.value(each))
        return found

    def mapping(self, keys: Sequence[ast.expr | None], values: Sequence[ast.expr], node: ast.AST) -> Ref:
        """Make a dict."""
        entries: dict[Found, Found] | None = {}
        for key, value in zip(keys, values, strict=True):
            at = None if key is None else self.value(key)
            made = self.value(value)
            if key is None or not isinstance(at, str | int | bool | None | tuple):
                entries = None
            elif entries is not None:
                entries[at] = made
        return self.store.put(Entries(entries))

    def binary(self, left: Found, operator: ast.operator, right: Found, node: ast.expr) -> Found:
        """Find what an operator makes of two values."""
        first, second = self.store.get(left), self.store.get(right)
        if isinstance(first, Instance | Layer | Recurrent | Class | Function) or isinstance(second, Instance):
            return self.unknown(self.cause(node), node)
        made = computed(first, operator, second, self.cause(node))
        if isinstance(made, Tensor | Items):
            return self.store.put(made)
        return self.unknown(self.cause(node), node) if made is None else made

    def unary(self, operator: ast.unaryop, value: Found, node: ast.expr) -> Found:
        """Find what a sign makes of a value."""
        if isinstance(operator, ast.Not):
            truth = self.truth(value)
            return self.unknown(self.cause(node), node) if truth is None else not truth
        made = negated(operator, self.store.get(value))
        if isinstance(made, Tensor):
            return self.store.put(made)
        return self.unknown(self.cause(node), node) if made is None else made

    def truth(self, value: Found) -> bool | None:
        """Tell whether a value is true, where that is known."""
        content = self.store.get(value)
        match content:
            case bool() | str() | float() | None:
                return bool(content)
            case tuple() if type(content) is tuple:
                return bool(content)
            case int():
                return None if hasattr(content, "terms") else bool(content)
            case Items(items, _):
                return None if items is None else bool(items)
            case Entries(entries):
                return None if entries is None else bool(entries)
            case Recurrent() | Function() | Class() | Layer():
                return True
        return None

    def either(self, operator: ast.boolop, values: Sequence[ast.expr], node: ast.expr) -> Found:
        """Follow ``and`` and ``or``."""
        wanted = isinstance(operator, ast.Or)
        for at, each in enumerate(values):
            made = self.value(each)
            truth = self.truth(made)
            if truth is None:
                for other in values[at + 1 :]:
                    self.value(other)
                return self.unknown(self.cause(node), node)
            if truth is wanted or at == len(values) - 1:
                return made
        return None

    def comparison(
        self, left: ast.expr, operators: Sequence[ast.cmpop], rights: Sequence[ast.expr], node: ast.expr
    ) -> Found:
        """Compare, as far as that is known."""
        first, found = self.value(left), True
        for operator, right in zip(operators, rights, strict=True):
            second = self.value(right)
            contents = self.store.get(first), self.store.get(second)
            if any(isinstance(each, Tensor) for each in contents) and not isinstance(
                operator, ast.Is | ast.IsNot
            ):
                made = computed(contents[0], ast.Add(), contents[1], self.cause(node))
                if isinstance(made, Tensor):
                    return self.store.put(replace(made, dtype="bool", zeros=False))
                return self.unknown(self.cause(node), node)
            if (
                isinstance(operator, ast.Is | ast.IsNot)
                and isinstance(first, Ref)
                and isinstance(second, Ref)
            ):
                truth: bool | None = (first == second) is isinstance(operator, ast.Is)
            else:
                truth = compared(contents[0], operator, contents[1])
            if truth is None:
                return self.unknown(self.cause(node), node)
            found = found and truth
            first = second
        return found

    def choice(self, test: ast.expr, body: ast.expr, other: ast.expr, node: ast.expr) -> Found:
        """Follow ``a if test else b``."""
        truth = self.truth(self.value(test))
        if truth is not None:
            return self.value(body if truth else other)
        start = self.store
        self.store = start.copy()
        one = self.value(body)
        first, self.store = self.store, start.copy()
        two = self.value(other)
        place = self.scope
        for store, value in ((first, one), (self.store, two)):
            scope = store[place]
            assert isinstance(scope, Scope)
            store[place] = Scope({**scope.names, "?": value}, scope.around)
        self.store = Joining(first, self.store, self.cause(node, "branch"), self.key(node)).stores()
        scope = self.store[place]
        assert isinstance(scope, Scope)
        names = dict(scope.names)
        made = names.pop("?")
        self.store[place] = Scope(names, scope.around)
        return made

    # parts

    def subscript(self, node: ast.Subscript, owner: Found, index: ast.expr) -> Found:
        """Take a part by its index."""
        content = self.store.get(owner)
        if isinstance(content, Tensor):
            made = part_of_tensor(content, index, self, node)
            return self.store.put(made)
        if isinstance(content, Unknown):
            for each in ast.walk(index):
                if isinstance(each, ast.Name):
                    self.value(each)
            known = isinstance(index, ast.Constant | ast.UnaryOp)
            return content.part(f"[{ast.unparse(index)}]") if known else self.unknown(self.cause(node), node)
        if isinstance(index, ast.Slice):
            bounds = [
                None if each is None else self.value(each) for each in (index.lower, index.upper, index.step)
            ]
            made = indexed(content, slice(*bounds) if all(_plain(each) for each in bounds) else None)
        else:
            made = indexed(content, self.value(index))
        if isinstance(made, Items):
            return self.store.put(made)
        if isinstance(content, Layer) and content.parts and isinstance(index, ast.Constant):
            at = index.value
            if isinstance(at, int) and -len(content.parts) <= at < len(content.parts):
                return content.parts[at]
        return self.unknown(self.cause(node), node) if made is indexed else made

    def elements(self, value: Found, node: ast.AST) -> list[Found] | None:
        """Give the elements of what is gone through, where all are known."""
        return rounds.elements(value, self)

    def rounds(self, over: Found, node: ast.AST) -> list[Found] | None:
        """Give what a loop goes through: its elements, or of batches one of every size."""
        return rounds.rounds(over, self)

    def element(self, over: Found, node: ast.AST) -> Found:
        """Give one element of what is gone through, which may be any."""
        return rounds.element(over, self, node)

    # what stands in other modules

    def assign(self, target: ast.expr, value: Found) -> None:
        """Give a value to a target."""
        raise NotImplementedError

    def call(self, node: ast.Call) -> Found:
        """Find what a call returns."""
        raise NotImplementedError

    def attribute(self, owner: Found, name: str, node: ast.expr) -> Found:
        """Find an attribute."""
        raise NotImplementedError


def _plain(bound: object) -> bool:
    return bound is None or (isinstance(bound, int) and not hasattr(bound, "terms"))


def given_tensor(shape: Shape, site: str) -> Tensor:
    """Make the tensor that is given from outside."""
    return Tensor(tuple(Axis(size) for size in shape), "any", key=site)
