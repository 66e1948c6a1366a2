"""The statements of a text, followed one after the other without running them.

Where it is open which way the text goes, both are followed and what they have in common is kept; what a loop
changes is not known in it and after it, unless every round leaves the same.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tutor.calls.abstract import (
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
    Stops,
    Tensor,
    TooLongError,
    Unknown,
)
from tutor.calls.calling import Calling
from tutor.calls.pasted import UNREAD
from tutor.calls.rounds import is_quick
from tutor.calls.store import Joining, Store

MOST_ROUNDS = 24
_WIDENINGS = 6


@dataclass
class Flow:
    """How a stretch of statements may end, beside going on: with a value, or out of a loop's round."""

    returns: list[tuple[Store, Found]] = field(default_factory=list)
    leaves: list[Store] = field(default_factory=list)
    skips: list[Store] = field(default_factory=list)


class Ended(Exception):  # noqa: N818 - nothing follows this statement on this way
    """The rest of the statements is not reached on this way."""


class Running(Calling):
    """Follows statements."""

    def program(self, tree: ast.Module) -> None:
        """Follow the top level; after an error, what follows is followed as in an interpreter."""
        flow = Flow()
        for statement in tree.body:
            try:
                self.block([statement], flow)
            except Ended:
                continue
            except Stops as stop:
                self.stopped = self.stopped or stop.cause
                self.forget_targets(statement, stop.cause)

    def forget_targets(self, statement: ast.stmt, cause: Cause) -> None:
        """What a failed statement would have named is not known."""
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self.bind(node.id, self.unknown(Cause(node.id, cause.line), node))

    def block(self, statements: Sequence[ast.stmt], flow: Flow) -> None:
        """Follow statements in their order. Raises Ended where nothing goes on."""
        for statement in statements:
            self.count_step()
            self.statement(statement, flow)

    def statement(self, node: ast.stmt, flow: Flow) -> None:
        """Follow one statement."""
        if not self.simple(node):
            self.compound(node, flow)

    def simple(self, node: ast.stmt) -> bool:
        """Follow a statement that goes on to the next one; tell whether it is such a one."""
        match node:
            case ast.Expr(ast.Call(ast.Name(name), arguments)) if name == UNREAD:
                self.not_read(node, arguments)
            case ast.Expr(value):
                self.value(value)
            case ast.Assign(targets, value):
                made = self.value(value)
                for target in targets:
                    self.assign(target, made)
            case ast.AnnAssign(target, _, ast.expr() as value):
                self.assign(target, self.value(value))
            case ast.AugAssign(target, operator, value):
                self.augmented(target, operator, value)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.bind(node.name, self.function(node))
            case ast.ClassDef():
                self.bind(node.name, self.class_(node))
            case ast.Import() | ast.ImportFrom():
                self.imports(node)
            case ast.Delete(targets):
                self.deleted(targets)
            case ast.Global(names) | ast.Nonlocal(names):
                self.outer |= {(self.scope.at, name) for name in names}
            case ast.Assert(test):
                if self.truth(self.value(test)) is False:
                    raise Stops(self.cause(node, "raise"))
            case ast.Pass() | ast.AnnAssign():
                pass
            case _:
                return False
        return True

    def deleted(self, targets: Sequence[ast.expr]) -> None:
        """Forget what is deleted."""
        for target in targets:
            if isinstance(target, ast.Name):
                self.bind(target.id, self.unknown(Cause(target.id, target.lineno), target))
            elif isinstance(target, ast.Subscript):
                self.store.forget(self.value(target.value), self.cause(target), self.key(target))

    def compound(self, node: ast.stmt, flow: Flow) -> None:
        """Follow a statement that decides what comes next."""
        match node:
            case ast.If(test, body, other):
                self.branches(node, self.truth(self.value(test)), body, other, flow)
            case ast.For() | ast.AsyncFor():
                self.for_loop(node, flow)
            case ast.While(test, body, other):
                self.while_loop(node, flow)
            case ast.With(items, body) | ast.AsyncWith(items, body):
                for item in items:
                    made = self.value(item.context_expr)
                    if item.optional_vars is not None:
                        self.assign(item.optional_vars, made)
                self.block(body, flow)
            case ast.Return(value):
                made = None if value is None else self.value(value)
                flow.returns.append((self.store, made))
                raise Ended
            case ast.Break():
                flow.leaves.append(self.store)
                raise Ended
            case ast.Continue():
                flow.skips.append(self.store)
                raise Ended
            case ast.Raise():
                raise Ended
            case ast.Try():
                self.attempt(node, flow)
            case _:
                self.forget_names(node)

    def not_read(self, node: ast.stmt, arguments: Sequence[ast.expr]) -> None:
        """Forget what a line may have changed that is not Python."""
        for each in arguments:
            if isinstance(each, ast.Name):
                self.store.forget(self.value(each), self.cause(each), self.key(each))
                if self.bound(each.id):
                    self.bind(each.id, self.unknown(self.cause(each), each))

    def forget_names(self, node: ast.stmt) -> None:
        """Forget every name in a statement that is not followed."""
        for each in ast.walk(node):
            if isinstance(each, ast.Name):
                self.store.forget(self.value(each), self.cause(each), self.key(each))
                if isinstance(each.ctx, ast.Store) or self.bound(each.id):
                    self.bind(each.id, self.unknown(self.cause(each), each))

    # names

    def assign(self, target: ast.expr, value: Found) -> None:
        """Give a value to what stands left of the sign."""
        match target:
            case ast.Name(name):
                self.bind(name, value)
            case ast.Tuple(targets) | ast.List(targets):
                self.unpack(targets, value, target)
            case ast.Starred(inner):
                self.assign(inner, value)
            case ast.Attribute(owner, name):
                self.set_attribute(self.value(owner), name, value, target)
            case ast.Subscript(owner, index):
                self.set_item(self.value(owner), index, value, target)

    def unpack(self, targets: Sequence[ast.expr], value: Found, node: ast.expr) -> None:
        """Take a value apart."""
        parts = self.elements(value, node)
        starred = next((at for at, each in enumerate(targets) if isinstance(each, ast.Starred)), None)
        if parts is not None and starred is not None and len(parts) >= len(targets) - 1:
            after = len(targets) - starred - 1
            middle = list(parts[starred : len(parts) - after])
            rest = list(parts[len(parts) - after :]) if after else []
            parts = [*parts[:starred], self.store.put(Items(tuple(middle))), *rest]
        if parts is not None and len(parts) != len(targets):
            raise Stops(self.cause(node, "unpacking"))
        for at, target in enumerate(targets):
            if parts is not None:
                self.assign(target, parts[at])
            else:
                whole = value if isinstance(value, Unknown) else self.unknown(self.cause(node), node)
                self.assign(target, whole.part(f"[{at}]"))

    def augmented(self, target: ast.expr, operator: ast.operator, value: ast.expr) -> None:
        """Follow ``x += 1``."""
        before = ast.copy_location(
            ast.Name(target.id, ast.Load()) if isinstance(target, ast.Name) else _load(target), target
        )
        whole = ast.copy_location(ast.BinOp(before, operator, value), target)
        made = self.value(whole)
        left = self.store.get(self.value(before))
        if isinstance(left, Tensor) and isinstance(self.store.get(made), Tensor):
            self.store[self.value(before)] = replace(left, axes=left.axes, zeros=False)
        elif isinstance(left, Items) and isinstance(self.store.get(made), Items):
            self.store[self.value(before)] = self.store.get(made)
        else:
            self.assign(target, made)

    def set_attribute(self, owner: Found, name: str, value: Found, node: ast.expr) -> None:
        """Follow ``object.name = value``."""
        content = self.store.get(owner)
        match content:
            case Instance(class_, attributes):
                self.store[owner] = Instance(class_, {**attributes, name: value})
            case Recurrent():
                if name == "batch_first" and isinstance(value, bool):
                    self.store[owner] = self.with_argument(content, name, value)
                elif name in content.kind.arguments or name == "forward":
                    unread = ((name, self.unknown(self.cause(node), node)),)
                    self.store[owner] = replace(content, unread=unread)
            case Tensor():
                if name not in ("requires_grad", "grad", "names"):
                    self.store.forget(owner, self.cause(node), self.key(node))
            case Unknown():
                self.patched[f"{content.key}.{name}"] = value
            case Lib(path):
                self.patched[f"{path}.{name}"] = value

    def set_item(self, owner: Found, index: ast.expr, value: Found, node: ast.expr) -> None:
        """Follow ``object[index] = value``."""
        content = self.store.get(owner)
        at = self.value(index) if not isinstance(index, ast.Slice) else None
        match content:
            case Items(items, _):
                if items is not None and isinstance(at, int) and -len(items) <= at < len(items):
                    changed = list(items)
                    changed[at] = value
                    self.store[owner] = Items(tuple(changed))
                else:
                    self.store.forget(owner, self.cause(node), self.key(node))
            case Entries(entries):
                if entries is not None and isinstance(at, str | int | bool | None):
                    self.store[owner] = Entries({**entries, at: value})
                else:
                    self.store[owner] = Entries(None)
            case Tensor():
                self.store[owner] = replace(content, zeros=False)
            case Instance() | Recurrent() | Layer():
                self.store.forget(owner, self.cause(node), self.key(node))

    def imports(self, node: ast.Import | ast.ImportFrom) -> None:
        """Name what is imported."""
        for each in node.names:
            if isinstance(node, ast.Import):
                path = each.name if each.asname else each.name.partition(".")[0]
                self.bind(each.asname or path, Lib(path))
            elif each.name == "*":
                if node.module in ("torch.nn", "torch.nn.modules.rnn"):
                    for name in ("RNN", "GRU", "LSTM", "RNNCell", "GRUCell", "LSTMCell", "Module", "Linear"):
                        self.bind(name, Lib(f"torch.nn.{name}"))
            else:
                start = "." * node.level + (node.module or "")
                self.bind(each.asname or each.name, Lib(f"{start}.{each.name}"))

    # ways

    def branches(
        self,
        node: ast.AST,
        test: bool | None,
        body: Sequence[ast.stmt],
        other: Sequence[ast.stmt],
        flow: Flow,
    ) -> None:
        """Follow the way that is taken, or both."""
        if test is not None:
            self.block(body if test else other, flow)
            return
        start = self.store
        ends = []
        for way in (body, other):
            self.store = start.copy()
            try:
                self.block(way, flow)
                ends.append(self.store)
            except Ended:
                continue
            except Stops as stop:
                self.may_stop = self.may_stop or stop.cause
        if not ends:
            raise Ended
        self.store = self.joined(ends, node)

    def joined(self, ends: Sequence[Store], node: ast.AST) -> Store:
        """Keep what several ways have in common."""
        result = ends[0]
        for end in ends[1:]:
            result = Joining(result, end, self.cause(node, "branch"), self.key(node)).stores()
        return result

    def attempt(self, node: ast.Try, flow: Flow) -> None:
        """Follow ``try``: its body as far as it goes, or a handler after a part of it."""
        start = self.store.copy()
        ends: list[Store] = []
        try:
            self.block([*node.body, *node.orelse], flow)
            ends.append(self.store)
        except (Ended, Stops):
            pass
        middle = Joining(start, self.store, self.cause(node, "branch"), self.key(node)).stores()
        for handler in node.handlers:
            self.store = middle.copy()
            try:
                if handler.name:
                    self.bind(handler.name, self.unknown(Cause(handler.name, handler.lineno), handler))
                self.block(handler.body, flow)
                ends.append(self.store)
            except (Ended, Stops):
                continue
        if not ends:
            self.store = middle
            if node.finalbody:
                self.block(node.finalbody, flow)
            raise Ended
        self.store = self.joined(ends, node)
        self.block(node.finalbody, flow)

    # loops

    def for_loop(self, node: ast.For | ast.AsyncFor, flow: Flow) -> None:
        """Follow every round where they are few and known; else any round."""
        over = self.value(node.iter)
        rounds = self.rounds(over, node.iter)
        inner = Flow(flow.returns)
        if rounds is not None and (len(rounds) <= MOST_ROUNDS or is_quick(node.body, len(rounds))):
            for element in rounds:
                ends: list[Store] = []
                try:
                    self.assign(node.target, element)
                    self.block(node.body, inner)
                    ends.append(self.store)
                except Ended:
                    pass
                ends = [*inner.skips, *ends]
                inner.skips = []
                if not ends:
                    if not inner.leaves:
                        raise Ended
                    self.store = self.joined(inner.leaves, node)
                    return
                self.store = self.joined(ends, node)
            self.store = self.joined([self.store, *inner.leaves], node)
            self.block(node.orelse, flow)
            return
        self.any_round(node, inner, lambda: self.assign(node.target, self.element(over, node.iter)))
        self.block(node.orelse, flow)

    def while_loop(self, node: ast.While, flow: Flow) -> None:
        """Follow any round of ``while``."""
        if self.truth(self.value(node.test)) is False:
            self.block(node.orelse, flow)
            return
        self.any_round(node, Flow(flow.returns), lambda: self.value(node.test) and None)

    def any_round(
        self, node: ast.For | ast.AsyncFor | ast.While, inner: Flow, begin: Callable[[], None]
    ) -> None:
        """Follow a round that may be any: what the rounds before it may have changed is not known.

        Only the last pass, which stands for all rounds, records calls of modules.
        """
        head, recording = self.store, self.recording
        self.recording = False
        try:
            for _ in range(_WIDENINGS):
                joining = self._round(node, Flow(), begin, head)
                head = joining.stores() if joining else head
                if joining is None or not joining.changed:
                    break
            else:
                raise TooLongError
        finally:
            self.recording = recording
        last = self._round(node, inner, begin, head)
        ends = [head.copy(), *inner.leaves, *([last.second] if last else [])]
        self.store = self.joined(ends, node)

    def _round(
        self, node: ast.For | ast.AsyncFor | ast.While, inner: Flow, begin: Callable[[], None], head: Store
    ) -> Joining | None:
        """Follow one round from ``head``; nothing where no round comes to its end."""
        self.store = head.copy()
        ends = []
        try:
            begin()
            self.block(node.body, inner)
            ends.append(self.store)
        except Ended:
            pass
        except Stops as stop:
            self.may_stop = self.may_stop or stop.cause
        ends += inner.skips
        inner.skips = []
        if not ends:
            return None
        return Joining(head, self.joined(ends, node), self.cause(node, "loop"), f"loop{node.lineno}")

    # functions

    def body(self, function: Function, names: Mapping[str, Found], node: ast.AST) -> Found:
        """Follow a function of the text with its arguments; give what it returns."""
        outside = self.scope
        self.scope = self.store.put(Scope(dict(names), function.scope))
        inner = self.scope
        flow = Flow()
        try:
            if isinstance(function.node, ast.Lambda):
                return self.value(function.node.body)
            try:
                self.block(function.node.body, flow)
                flow.returns.append((self.store, None))
            except Ended:
                pass
        finally:
            self.scope = outside
        if not flow.returns:
            raise Stops(self.cause(node, "raise"))
        return self._returned(flow, inner, node)

    def _returned(self, flow: Flow, inner: Ref, node: ast.AST) -> Found:
        """Join the ways in which a function returns."""
        ends = []
        for store, value in flow.returns:
            scope = store[inner]
            assert isinstance(scope, Scope)
            store[inner] = Scope({**scope.names, "return": value}, scope.around)
            ends.append(store)
        self.store = self.joined(ends, node)
        scope = self.store[inner]
        assert isinstance(scope, Scope)
        return scope.names["return"]

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, class_: Ref | None = None) -> Found:
        """Make a function of the text."""
        defaults = tuple(self.value(each) if each is not None else None for each in node.args.defaults)
        made: Found = self.store.put(Function(node, self.scope, defaults, class_))
        return made

    def class_(self, node: ast.ClassDef) -> Ref:
        """Make a class of the text: its functions and the values in its body."""
        bases = tuple(self.value(each) for each in node.bases)
        place = self.store.put(Class(node.name, node, bases, {}))
        outside = self.scope
        self.scope = self.store.put(Scope({}, outside))
        try:
            for each in node.body:
                if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
                    around = self.scope
                    self.scope = outside  # the names of a class are not those of its functions
                    made = self.function(each, place)
                    self.scope = around
                    self.bind(each.name, made)
                elif isinstance(each, ast.Assign | ast.AnnAssign):
                    self.statement(each, Flow())
            scope = self.store[self.scope]
            assert isinstance(scope, Scope)
            self.store[place] = Class(node.name, node, bases, dict(scope.names))
        finally:
            self.scope = outside
        self.classes.append(place)
        return place


def _load(target: ast.expr) -> ast.expr:
    """Give the same place as something that is read."""
    match target:
        case ast.Attribute(owner, name):
            return ast.Attribute(owner, name, ast.Load())
        case ast.Subscript(owner, index):
            return ast.Subscript(owner, index, ast.Load())
    return target
