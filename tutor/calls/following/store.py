"""The store of what can change while a text is followed, and what is left of two ways through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from tutor.calls.following.abstract import (
    ANY_OF,
    Axis,
    Cause,
    Class,
    Content,
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
    Unknown,
)
from tutor.calls.library.devices import CHOSEN, named, of_choice
from tutor.calls.library.prelude import PRELUDE, PYTHON
from tutor.calls.rules.sizes import symbolic
from tutor.record import field, record, replace


@record(frozen=False)
class Store:
    """Contents by place. A copy is another way that the text may go."""

    contents: dict[int, Content] = field(default_factory=dict)
    places: Iterator[int] = field(default_factory=count)

    def put(self, content: Content) -> Ref:
        """Store something new."""
        place = Ref(next(self.places))
        self.contents[place.at] = content
        return place

    def __getitem__(self, ref: Ref) -> Content:
        return self.contents[ref.at]

    def __setitem__(self, ref: Ref, content: Content) -> None:
        self.contents[ref.at] = content

    def get(self, value: Found) -> Found:
        """Give what a value refers to, or the value itself."""
        return self.contents[value.at] if isinstance(value, Ref) else value

    def copy(self) -> Store:
        """Give a store that changes on its own."""
        return Store(dict(self.contents), self.places)

    def reachable(self, value: Found) -> set[int]:
        """Find every place that can be changed through a value."""
        found: set[int] = set()
        waiting = [value]
        while waiting:
            each = waiting.pop()
            if isinstance(each, Ref):
                if each.at not in found:
                    found.add(each.at)
                    content = self.contents[each.at]
                    if not isinstance(content, Function | Class | Scope):
                        waiting += _inside(content)
            elif isinstance(each, tuple):
                waiting += list(each)
        return found

    def forget(self, value: Found, cause: Cause, key: str) -> None:
        """Forget what somebody unknown may have changed."""
        for at in self.reachable(value):
            content = self.contents[at]
            match content:
                case Tensor():
                    self.contents[at] = Tensor(None, "", content.array, f"{key}#{at}", cause)
                case Items():
                    self.contents[at] = Items(None, Unknown(cause, f"{key}#{at}"))
                case Entries():
                    self.contents[at] = Entries(None)


def _inside(content: Content) -> list[Found]:
    match content:
        case Items(items, element):
            return [*(items or ()), element]
        case Entries(entries):
            return list((entries or {}).values())
        case Instance(_, attributes):
            return list(attributes.values())
    return list(getattr(content, "parts", ()))


def _device(value: Found) -> str:
    """Give the device that a value is, where it is one and the text says which."""
    if isinstance(value, Lib) and value.path.startswith("device."):
        return value.path.removeprefix("device.")
    return value.key if isinstance(value, Unknown) and value.key.startswith(CHOSEN) else ""


_MOST_PARTS = 8


class Joining:
    """What two ways through a text have in common; what differs is not known.

    ``changed`` tells whether the result says less than the first way.
    """

    def __init__(self, first: Store, second: Store, cause: Cause, key: str, by: str = "") -> None:
        self.by = by  # the condition that decides between the two
        self.first, self.second, self.cause, self.key = first, second, cause, key
        self.result = Store({}, first.places)
        self.changed = False
        self._pairs: dict[tuple[int, int], Ref] = {}

    def stores(self) -> Store:
        """Join two stores that come from the same one."""
        for at in self.first.contents.keys() & self.second.contents.keys():
            self._place(Ref(at), Ref(at), f"{self.key}#{at}")
        for at, content in (*self.first.contents.items(), *self.second.contents.items()):
            self.result.contents.setdefault(at, content)
        return self.result

    def _place(self, one: Ref, two: Ref, key: str) -> Ref:
        pair = (one.at, two.at)
        if pair in self._pairs:
            return self._pairs[pair]
        first, second = self.first.contents[one.at], self.second.contents[two.at]
        place = one if one == two else Ref(next(self.result.places))
        self._pairs[pair] = place
        same = first is second and not isinstance(first, Scope | Items | Entries | Instance)
        self.result.contents[place.at] = first if same else self._content(first, second, key)
        return place

    def _content(self, first: Content, second: Content, key: str) -> Content:
        match first, second:
            case Tensor(), Tensor():
                return self._tensor(first, second, key)
            case Items(), Items():
                return self._items(first, second, key)
            case Entries(one), Entries(two):
                if one is None or two is None or one.keys() != two.keys():
                    self.changed |= one is not None
                    return Entries(None)
                return Entries(self._names(one, two, key))
            case Scope(one, around), Scope(two, _):
                return Scope(self._names(one, two, key, bound=True), around)
            case Instance(class_, one), Instance(other, two) if class_ == other:
                return Instance(class_, self._names(one, two, key))
        if first == second:
            return first
        if isinstance(first, Recurrent | Layer) and isinstance(second, Recurrent | Layer):
            where = of_choice(self.by, first.device, second.device)
            if replace(first, device="") == replace(second, device=""):
                self.changed |= where != first.device
                return replace(first, device=where)
        if isinstance(first, Layer) and isinstance(second, Layer):
            parts = self._any_parts(first, second)
            kind = first.dtype if first.dtype == second.dtype else ""
            joined = Layer(ANY_OF, {}, parts, kind)
            self.changed |= joined != first
            return joined
        unknown = self._unknown(key)
        if isinstance(first, Recurrent):
            result: Content = replace(first, unread=(("", unknown),))
        else:
            result = Tensor(None, "", False, key, self.cause)
        self.changed |= result != first
        return result

    def _any_parts(self, first: Layer, second: Layer) -> tuple[Found, ...]:
        """Give the parts of two containers; those that a loop makes again and again once."""
        found: dict[Found, Found] = {}
        for each in dict.fromkeys([*first.parts, *second.parts]):
            at = each.at if isinstance(each, Ref) else None
            content = self.first.contents.get(at, self.second.contents.get(at)) if at is not None else each
            found.setdefault(f"{content}", each)
        return tuple(found.values())[:_MOST_PARTS]

    def _names(
        self, one: Mapping[Found, Found], two: Mapping[Found, Found], key: str, *, bound: bool = False
    ) -> dict[Found, Found]:
        """Join what has names. A ``bound`` name that only one way binds is that, wherever it can be read."""
        names = {}
        for name in [*one, *(each for each in two if each not in one)]:
            where = f"{key}.{name}"
            if name in one and name in two:
                names[name] = self.value(one[name], two[name], where, str(name))
            elif bound and name not in PYTHON and name not in PRELUDE:
                names[name] = one[name] if name in one else two[name]
                self.changed |= name not in one
            else:
                names[name] = self._unknown(where, str(name))
                self.changed |= one.get(name) != names[name]
        return names

    def _unknown(self, key: str, name: str = "") -> Unknown:
        return Unknown(Cause(name or self.cause.text, *self.cause[1:]), key)

    def _tensor(self, first: Tensor, second: Tensor, key: str) -> Tensor:
        if first == second:
            return first
        axes: tuple[Axis, ...] | None = None
        if first.axes is not None and second.axes is not None and len(first.axes) == len(second.axes):
            pairs = enumerate(zip(first.axes, second.axes, strict=True))
            axes = tuple(self._axis(one, two, f"{key}[{at}]") for at, (one, two) in pairs)
        result = Tensor(
            axes,
            first.dtype if first.dtype == second.dtype else "",
            first.array if first.array == second.array else None,
            first.key if first.key == second.key else key,
            first.cause if axes is not None else self.cause,
            first.zeros and second.zeros,
            first.data if first.data == second.data else None,
            first.role if first.role == second.role else ("", 0),
            of_choice(self.by, first.device, second.device),
        )
        known = (result.axes, result.dtype, result.array, result.device)
        self.changed |= known != (first.axes, first.dtype, first.array, first.device)
        return result

    def _axis(self, one: Axis, two: Axis, key: str) -> Axis:
        label = one.label if one.label == two.label else ""
        if one.size == two.size:
            return Axis(one.size, label)
        return Axis(symbolic(label or "?", key, 0), label)

    def _items(self, first: Items, second: Items, key: str) -> Items:
        if first.items is not None and second.items is not None and len(first.items) == len(second.items):
            pairs = zip(first.items, second.items, strict=True)
            return Items(tuple(self.value(*pair, f"{key}[{at}]") for at, pair in enumerate(pairs)))
        self.changed |= first.items is not None
        elements = [*(first.items or ()), *(second.items or ())]
        elements += [each.element for each in (first, second) if each.items is None]
        alike = elements and all(each == elements[0] for each in elements)
        joined = elements[0] if alike else self._unknown(f"{key}[]")
        self.changed |= first.items is None and first.element != joined
        return Items(None, joined)

    def value(self, one: Found, two: Found, key: str, name: str = "") -> Found:
        """Join two values of one name."""
        if isinstance(one, Ref) and isinstance(two, Ref):
            return self._place(one, two, key)
        if type(one) is tuple and type(two) is tuple and len(one) == len(two):
            pairs = zip(one, two, strict=True)
            return tuple(self.value(*pair, f"{key}[{at}]", name) for at, pair in enumerate(pairs))
        if type(one) is type(two) and one == two:
            return one
        result = self._unknown(key, name)
        devices = [named(each) if isinstance(each, str) else _device(each) for each in (one, two)]
        if all(devices):
            result = Unknown(result.cause, of_choice(self.by or key, *devices))
        self.changed |= result != one
        return result
