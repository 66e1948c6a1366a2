"""What the statements of a text make, as far as it is followed: values, and what is not known and why.

Numbers, words and tuples are Python's own. What can change stands in a
:class:`~tutor.calls.following.store.Store` and is spoken of by :class:`Ref`; so two names of one tensor stay
two names of one tensor.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from tutor.calls.rules.modules import Kind
from tutor.calls.rules.sizes import Symbolic, symbolic
from tutor.record import NamedTuple, field, record

# A value of the text, of any kind below or of Python's own.
Found = Any


class Cause(NamedTuple):
    """What of the text was not understood: its words, its line, and what kind of thing it is."""

    text: str
    line: int
    kind: str = "value"


@record()
class Unknown:
    """A value that the text does not tell. The same key is the same value."""

    cause: Cause
    key: str

    def part(self, what: str) -> Unknown:
        """Give a part of it that is as little known, the same one each time."""
        text = f"{self.cause.text}{what}"
        return Unknown(Cause(text if len(text) < 60 else self.cause.text, *self.cause[1:]), self.key + what)


class Ref(NamedTuple):
    """A place in the store."""

    at: int


class Lib(NamedTuple):
    """Something of a library, by its full name: ``torch.nn.RNN``."""

    path: str


class Method(NamedTuple):
    """A method of a value, not called yet."""

    owner: Found
    name: str


class Bound(NamedTuple):
    """A function of the text with the object it belongs to."""

    function: Found
    owner: Found


class Axis(NamedTuple):
    """An axis of a tensor: its size, what the text calls it, whether the text puts it there, of size 1."""

    size: int
    label: str = ""
    put: bool = False


Axes = tuple[Axis, ...]


@record()
class Tensor:
    """A tensor, or with ``array`` an array of NumPy; with ``None`` there it may be either.

    ``axes`` is ``None`` where not even their number is known; ``dtype`` is "" where it is not known. ``role``
    remembers what a tensor is of a recurrent call: its output or a state. ``device`` is where it lies, ""
    where that is not known. ``span`` are the least and the largest whole number that may stand in it.
    """

    axes: Axes | None
    dtype: str = "float32"
    array: bool | None = False
    key: str = ""
    cause: Cause | None = None
    zeros: bool = False
    data: tuple[int, ...] | None = None
    role: tuple[str, int] = ("", 0)
    device: str = ""
    span: tuple[int, int] | None = None

    @property
    def shape(self) -> tuple[int, ...] | None:
        """The sizes alone."""
        return None if self.axes is None else tuple(axis.size for axis in self.axes)


@record()
class Packed:
    """A packed batch of sequences of different lengths."""

    batch: int
    features: int
    steps: int
    dtype: str
    total: int
    role: tuple[str, int] = ("", 0)
    device: str = ""


@record()
class Items:
    """A list; of one whose length is not known, ``items`` is ``None`` and ``element`` stands for all."""

    items: tuple[Found, ...] | None
    element: Found = None


@record()
class Entries:
    """A dict; ``None`` where what it holds is not known."""

    entries: Mapping[Found, Found] | None


@record()
class Scope:
    """Names of a function's body or of the top level, and the scope around them."""

    names: Mapping[str, Found]
    around: Ref | None = None


@record()
class Function:
    """A function of the text; ``class_`` is the class that it stands in."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scope: Ref
    defaults: tuple[Found, ...] = ()
    class_: Ref | None = None


@record()
class Class:
    """A class of the text."""

    name: str
    node: ast.ClassDef
    bases: tuple[Found, ...]
    members: Mapping[str, Found]


@record()
class Instance:
    """An object of a class of the text."""

    class_: Ref
    attributes: Mapping[str, Found] = field(default_factory=dict)


@record()
class Recurrent:
    """A recurrent module of torch as it was made."""

    kind: Kind
    positional: tuple[Found, ...]
    keywords: tuple[tuple[str, Found], ...]
    source: str
    line: int
    dtype: str = "float32"
    ignored: tuple[str, ...] = ()
    unread: tuple[tuple[str, Unknown], ...] = ()
    nodes: tuple[tuple[str, ast.expr], ...] = ()
    device: str = "cpu"


@record()
class Layer:
    """Another layer of torch: its name, and the numbers that decide shapes."""

    name: str
    sizes: Mapping[str, Found] = field(default_factory=dict)
    parts: tuple[Found, ...] = ()
    dtype: str = "float32"
    device: str = "cpu"


# What a layer is called that is not known: one that is some of the ``parts``, or has some of them.
ANY_OF = "?"


@record()
class Options:
    """Options of a command line with their defaults, or an object that only groups names."""

    values: Mapping[str, Found] = field(default_factory=dict)


@record()
class Batches:
    """Batches of a data set: how many of its rows, what one row is; ``held`` is all of it, by its names."""

    tensors: tuple[Tensor, ...]
    size: Found = None
    drop_last: bool = False
    single: bool = False
    held: Mapping[str, Tensor] = field(default_factory=dict)


Content = (
    Tensor | Items | Entries | Scope | Class | Instance | Recurrent | Layer | Batches | Function | Options
)


# What is longer names nothing in a shape.
_LONGEST_NAME = 32


def as_size(value: Found) -> int | None:
    """Take a value for a size: a whole number, or a symbol where it is not known."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, Unknown):
        text = value.cause.text
        return symbolic(text if len(text) <= _LONGEST_NAME else "?", value.key)
    return None


def is_symbolic(value: object) -> bool:
    """Tell a size that has a symbol."""
    return isinstance(value, Symbolic)


class Misfit(NamedTuple):
    """A layer behind recurrent calls that torch refuses to call with what it gets.

    ``argument`` is what it was made with and ``axis`` the axis that it meets; without them it gets a tuple.
    ``after`` counts the recurrent calls before it.
    """

    cause: Cause
    after: int
    layer: str
    argument: str = ""
    axis: int = 0
    found: int = 0
    wanted: int = 0


class Stops(Exception):  # noqa: N818 - what the program does, no error of ours
    """The program of the text ends here with an error: torch's or Python's.

    ``inside`` tells that it came out of a statement of a body, not out of its head.
    """

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.text)
        self.cause = cause
        self.inside = False


class TooLongError(Exception):
    """More steps than are followed."""
