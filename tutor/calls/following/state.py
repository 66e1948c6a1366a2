"""Where the following of a text stands: its store, its scope, what was met on the way.

The parts that follow expressions, calls and statements call each other; a Run knows all of them.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence

from tutor.calls.following import rounds
from tutor.calls.following.abstract import (
    Axis,
    Bound,
    Cause,
    Class,
    Entries,
    Found,
    Function,
    Instance,
    Items,
    Layer,
    Lib,
    Misfit,
    Recurrent,
    Ref,
    Scope,
    Tensor,
    TooLongError,
    Unknown,
)
from tutor.calls.following.store import Store
from tutor.calls.library.prelude import PRELUDE, PYTHON
from tutor.calls.rules.modules import Shape
from tutor.record import field, record

MOST_STEPS = 100_000
MOST_DEPTH = 60


@record()
class Parts:
    """What follows each kind of thing; every function takes the Run first."""

    value: Callable[..., Found]
    call: Callable[..., Found]
    attribute: Callable[..., Found]
    apply: Callable[..., Found]
    own: Callable[..., Found]
    assign: Callable[..., None]
    block: Callable[..., None]
    body: Callable[..., Found]
    lent: Callable[..., None]


@record(frozen=False)
class Run:
    """One following of a text."""

    parts: Parts
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
    unreached: Cause | None = None
    left: Cause | None = None
    open_calls: int = 0
    done: set[ast.AST] = field(default_factory=set)
    handed: list[tuple[Found, Found, Cause]] = field(default_factory=list)
    may_stop: Cause | None = None
    uses: list[Found] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)
    ended: list[Cause] = field(default_factory=list)
    arguments: list[str] = field(default_factory=list)
    prompted: bool = False
    graded: bool = True
    autocast: int = 0
    frames: list[tuple[Found, Found]] = field(default_factory=list)
    entering: list[ast.AST] = field(default_factory=list)
    keras: list[ast.Call] = field(default_factory=list)
    aliases: dict[str, tuple[Found, ...]] = field(default_factory=dict)
    strange: list[Cause] = field(default_factory=list)
    twins: list[tuple[Ref, Ref]] = field(default_factory=list)
    views: list[tuple[Ref, Ref]] = field(default_factory=list)
    devices: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin at the top level."""
        self.top = self.store.put(Scope({}))
        self.scope = self.top
        self.switches = self.store.put(Entries({"default": "float32"}))

    @property
    def default_dtype(self) -> str:
        """The kind of number of what is made without one; "" where that is not known."""
        found = self.switch("default")
        return found if isinstance(found, str) else ""

    def switch(self, name: str) -> Found:
        """Give a setting of torch that holds for all that follows; it is of the way that the text goes."""
        content = self.store[self.switches]
        assert isinstance(content, Entries)
        return (content.entries or {}).get(name)

    def set_switch(self, name: str, value: Found) -> None:
        """Set such a setting."""
        content = self.store[self.switches]
        assert isinstance(content, Entries)
        self.store[self.switches] = Entries({**(content.entries or {}), name: value})

    def count_step(self) -> None:
        """Give up on a text that goes on and on. Raises TooLongError."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooLongError

    def cause(self, node: ast.AST, kind: str = "value") -> Cause:
        """Say which part of the text it is."""
        try:
            text = ast.unparse(node) if isinstance(node, ast.expr | ast.Assert) else ""
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

    def misfit(self, node: ast.expr, layer: str, *numbers: Found) -> Cause:
        """Note a layer that torch refuses, unless the program has ended before it; say where that is."""
        cause = self.cause(node, "linear" if numbers else "tuple")
        if self.recording and self.unreached is None and (self.stopped is None or self.prompted):
            self.misfits.append(Misfit(cause, len(self.records), layer, *numbers))
        return cause

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

    def elements(self, value: Found, node: ast.AST) -> list[Found] | None:
        """Give the elements of what is gone through, where all are known."""
        return rounds.elements(value, self)

    def rounds(self, over: Found, node: ast.AST) -> list[Found] | None:
        """Give what a loop goes through: its elements, or of batches one of every size."""
        return rounds.rounds(over, self)

    def element(self, over: Found, node: ast.AST) -> Found:
        """Give one element of what is gone through, which may be any."""
        return rounds.element(over, self, node)

    def somebody(self, arguments: Sequence[Found], keywords: Mapping[str, Found], node: ast.AST) -> Found:
        """Somebody unknown is called, who may change whatever he is given."""
        self.hand_over([*arguments, *keywords.values()], self.cause(node, "handed"))
        for each in (*arguments, *keywords.values()):
            self.store.forget(each, self.cause(node), self.key(node))
            self.forget_alias(each, node)
        return self.unknown(self.cause(node), node)

    def hand_over(self, values: Sequence[Found], cause: Cause) -> None:
        """Note the functions and objects of the text that somebody gets who is not followed.

        When and how often he calls them is not known: what they may change is not known from here on.
        """
        for value in values:
            match self.store.get(value):
                case Bound(function, owner):
                    self.handed.append((function, owner, cause))
                case Function() | Instance() | Recurrent():
                    self.handed.append((value, None, cause))
                case _:
                    continue
            self.parts.lent(self, *self.handed[-1])

    def forget_all(self, node: ast.expr) -> None:
        """Forget the values of all names here: code that is not read may have given them others."""
        place: Ref | None = self.scope
        while place is not None:
            scope = self.store[place]
            assert isinstance(scope, Scope)
            names = dict(scope.names)
            for name, value in scope.names.items():
                if not isinstance(self.store.get(value), Lib | Function | Class):
                    self.store.forget(value, self.cause(node), self.key(node))
                    names[name] = Unknown(Cause(name, getattr(node, "lineno", 0), "value"), self.key(node))
            self.store[place] = Scope(names, scope.around)
            place = scope.around

    def taken_apart(self, whole: Found, parts: Sequence[Found]) -> None:
        """Note that tensors are the parts of another, all made at once."""
        if isinstance(whole, Ref):
            for part in parts:
                if isinstance(part, Ref):
                    self.views += [(whole, part), (part, whole)]

    def derived(self, tensor: Found, made: Ref) -> Ref:
        """Note that what is made of a part may share the numbers of the whole, too."""
        self.views += [(whole, made) for whole, part in self.views if part == tensor]
        return made

    def changed_in_place(self, tensor: Found, node: ast.AST) -> None:
        """Forget what shares its numbers with a tensor that is changed: torch may refuse its next use."""
        for one, other in self.views:
            if one == tensor and other.at in self.store.contents:  # else it is of a way that was given up
                self.store.forget(other, self.cause(node), self.key(node))

    def forget_alias(self, value: Found, node: ast.AST) -> None:
        """Forget what something unknown may be itself: functions of torch may give what they get."""
        if isinstance(value, Unknown):
            for each in self.aliases.get(value.key, ()):
                self.store.forget(each, self.cause(node), self.key(node))

    def one_of(self, unknown: Found, content: Found) -> Found:
        """Note that something unknown is one of the parts of a container."""
        match content:
            case Items(items, element):
                parts = (*(items or ()), element)
            case Entries(entries):
                parts = tuple((entries or {}).values())
            case tuple() if type(content) is tuple:
                parts = content
            case _:
                return unknown
        if isinstance(unknown, Unknown):
            self.aliases[unknown.key] = tuple(each for each in parts if each is not None)
        return unknown

    # what the parts do for each other

    def value(self, node: ast.expr) -> Found:
        """Find what an expression makes."""
        return self.parts.value(self, node)

    def call(self, node: ast.Call) -> Found:
        """Find what a call returns."""
        return self.parts.call(self, node)

    def attribute(self, owner: Found, name: str, node: ast.expr) -> Found:
        """Find an attribute."""
        return self.parts.attribute(self, owner, name, node)

    def apply(
        self, callee: Found, arguments: list[Found], keywords: dict[str, Found], node: ast.Call
    ) -> Found:
        """Call a value."""
        return self.parts.apply(self, callee, arguments, keywords, node)

    def own(
        self,
        function: Found,
        arguments: list[Found],
        keywords: Mapping[str, Found],
        node: ast.AST,
        class_: Found,
        owner: Found,
    ) -> Found:
        """Follow a function of the text."""
        return self.parts.own(self, function, arguments, keywords, node, class_, owner)

    def assign(self, target: ast.expr, value: Found) -> None:
        """Give a value to a target."""
        self.parts.assign(self, target, value)

    def block(self, statements: Sequence[ast.stmt], flow: Found) -> None:
        """Follow statements in their order."""
        self.parts.block(self, statements, flow)

    def body(self, function: Function, names: Mapping[str, Found], node: ast.AST) -> Found:
        """Follow the body of a function."""
        return self.parts.body(self, function, names, node)


def given_tensor(shape: Shape, site: str) -> Tensor:
    """Make the tensor that is given from outside."""
    return Tensor(tuple(Axis(size) for size in shape), "any", key=site)
