"""Classes of plain values: what `dataclasses` and `typing.NamedTuple` give, made in a fraction of their time.

`dataclasses` imports `inspect` and compiles six methods for a class, `typing.NamedTuple` compiles every
annotation: two fifths of what the shortest commands took to start. A record has one compiled method, its
constructor; equality, hash and repr are shared and read the fields. Only what the house uses is offered.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

Value = TypeVar("Value")

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - exported
else:

    class _TupleClass(type):
        """Turns the body of a class into a named tuple with the same fields, defaults and methods."""

        def __new__(cls, name, bases, body):  # noqa: ANN001, ANN204
            if not bases:
                return super().__new__(cls, name, bases, body)
            names = tuple(body.get("__annotations__", ()))
            defaults = [body[each] for each in names if each in body]
            made = namedtuple(name, names, defaults=defaults, module=body["__module__"])
            for each, member in body.items():
                if each not in names:
                    setattr(made, each, member)
            return made

    class NamedTuple(metaclass=_TupleClass):
        """The base that a class of named tuples is written with; see `typing.NamedTuple`."""


_REQUIRED = object()
_FACTORY = object()  # stands in a signature for what is made anew for every record


class FrozenError(AttributeError):
    """A field of a frozen record was set or deleted."""


class Field(NamedTuple):
    """What is known of a field."""

    default: Any = _REQUIRED
    factory: Callable[[], Any] | None = None
    repr: bool = True
    compare: bool = True
    annotation: str = ""


@overload
def field(*, default: Value, repr: bool = ..., compare: bool = ...) -> Value: ...
@overload
def field(*, default_factory: Callable[[], Value], repr: bool = ..., compare: bool = ...) -> Value: ...
@overload
def field(*, repr: bool = ..., compare: bool = ...) -> Any: ...  # noqa: ANN401 - any field at all
def field(
    *,
    default: object = _REQUIRED,
    default_factory: Callable[[], object] | None = None,
    repr: bool = True,
    compare: bool = True,
) -> object:
    """Say the default of a field or what makes it, whether `repr` shows it and whether equality reads it."""
    return Field(default, default_factory, repr, compare)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(
    *, frozen: bool = True, eq: bool = True, slots: bool = False
) -> Callable[[type[Value]], type[Value]]:
    """Make a class a record of its annotated fields, those of its bases first.

    The constructor ends with ``__post_init__`` where the class has one.

    Args:
        frozen: Fields cannot be set after the constructor, and the record has a hash where they have one.
        eq: Records of one class are equal where their fields are; else each is equal to itself alone.
        slots: Instances have no ``__dict__``.

    Examples:
        >>> @record()
        ... class Size:
        ...     rows: int
        ...     columns: int = 1
        >>> Size(2), Size(2) == Size(2, 1)
        (Size(rows=2, columns=1), True)
        >>> replace(Size(2), columns=3)
        Size(rows=2, columns=3)
        >>> Size(2).rows = 3
        Traceback (most recent call last):
        tutor.record.FrozenError: rows of a Size cannot be changed
    """

    def made(kind: type[Value]) -> type[Value]:
        own = _own_fields(kind)
        inherited: dict[str, Field] = {}
        for base in reversed(kind.__mro__[1:]):
            inherited |= _fields_of(base)
        known = inherited | own
        members: dict[str, Any] = {"__record_fields__": known, "__match_args__": tuple(known)}
        members["__init__"] = _constructor(kind, known, frozen)
        if "__repr__" not in vars(kind):
            members["__repr__"] = _show
        if eq and "__eq__" not in vars(kind):
            members |= _equality([name for name, each in known.items() if each.compare], frozen)
        if frozen:
            members |= {"__setattr__": _refuse, "__delattr__": _refuse}
        if slots:
            return _with_slots(kind, tuple(own), members)
        for name, member in members.items():
            setattr(kind, name, member)
        return kind

    return made


def fields(kind: type) -> dict[str, str]:
    """Give the fields of a record with their annotations as they are written, in order.

    >>> @record()
    ... class Size:
    ...     rows: int
    >>> fields(Size)
    {'rows': 'int'}
    """
    return {name: each.annotation for name, each in _fields_of(kind).items()}


def replace(value: Value, /, **changes: object) -> Value:
    """Give the record anew with some fields changed.

    >>> replace(Field(), repr=False)
    Traceback (most recent call last):
    TypeError: Field is no record
    """
    kind = type(value)
    if not hasattr(kind, "__record_fields__"):
        raise TypeError(f"{kind.__name__} is no record")
    return kind(**{name: getattr(value, name) for name in _fields_of(kind)} | changes)


def _fields_of(kind: type) -> dict[str, Field]:
    found: dict[str, Field] = vars(kind).get("__record_fields__", {})
    return found


def _own_fields(kind: type) -> dict[str, Field]:
    """Read the fields that the body of a class annotates, and leave their defaults alone in the class."""
    found = {}
    for name, annotation in kind.__annotations__.items():
        if str(annotation).startswith("ClassVar"):
            continue
        given = vars(kind).get(name, _REQUIRED)
        each = given if isinstance(given, Field) else Field(given)
        if each is given:
            delattr(kind, name)
            if each.default is not _REQUIRED:
                setattr(kind, name, each.default)
        found[name] = each._replace(annotation=annotation)
    return found


def _constructor(kind: type, known: dict[str, Field], frozen: bool) -> object:
    """Compile `__init__`; that of a frozen record goes past the `__setattr__` that refuses."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_factory": _FACTORY}
    signature, body = ["self"], []
    for name, each in known.items():
        value = name
        if each.factory is not None:
            names[f"_{name}"] = each.factory
            signature.append(f"{name}=_factory")
            value = f"_{name}() if {name} is _factory else {name}"
        elif each.default is not _REQUIRED:
            names[f"_{name}"] = each.default
            signature.append(f"{name}=_{name}")
        else:
            signature.append(name)
        body.append(f" _set(self, {name!r}, {value})" if frozen else f" self.{name} = {value}")
    if hasattr(kind, "__post_init__"):
        body.append(" self.__post_init__()")
    exec(f"def __init__({', '.join(signature)}):\n" + "\n".join(body or [" pass"]), names)
    made = names["__init__"]
    made.__qualname__, made.__module__ = f"{kind.__qualname__}.__init__", kind.__module__
    made.__annotations__ = {name: each.annotation for name, each in known.items()} | {"return": None}
    return made


def _equality(names: Sequence[str], frozen: bool) -> dict[str, Any]:
    """Make `__eq__` over these fields, and `__hash__` where they cannot change."""
    values: Callable[[object], object] = attrgetter(*names) if names else type

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    return {"__eq__": equal, "__hash__": hashed if frozen else None}


def _show(self: object) -> str:
    shown = [f"{name}={getattr(self, name)!r}" for name, each in _fields_of(type(self)).items() if each.repr]
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: object, name: str, value: object = None) -> None:
    raise FrozenError(f"{name} of a {type(self).__name__} cannot be changed")


def _with_slots(kind: type[Value], own: tuple[str, ...], members: dict[str, Any]) -> type[Value]:
    """Make the class anew, since slots are decided with it; `pickle` and `copy` go past `__setattr__`."""

    def state(self: object) -> list[object]:
        return [getattr(self, name) for name in _fields_of(type(self))]

    def restore(self: object, given: list[object]) -> None:
        for name, value in zip(_fields_of(type(self)), given, strict=True):
            object.__setattr__(self, name, value)

    body = {name: each for name, each in vars(kind).items() if name not in (*own, "__dict__", "__weakref__")}
    body |= members | {"__slots__": own, "__getstate__": state, "__setstate__": restore}
    made: Any = type(kind)
    return made(kind.__name__, kind.__bases__, body | {"__qualname__": kind.__qualname__})  # type: ignore[no-any-return]
