"""The modules of torch that are explained: their arguments, and what their constructors refuse.

Words and order of the refusals are those of torch 2.13, in part Python's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from tutor.calculation.assembly.parameters import Architecture
from tutor.calculation.cells import CELLS
from tutor.calculation.equations import Cell
from tutor.record import NamedTuple, field, record

Value = int | float | str | bool | None | tuple["Value", ...] | list["Value"]
Shape = tuple[int, ...]


class Kind(NamedTuple):
    """A class of torch.nn: its arguments in order, and the equation table of what it computes."""

    name: str
    arguments: tuple[str, ...]
    table: Cell
    is_cell: bool

    @property
    def blocks(self) -> int:
        """How many matrices stand one below the other in weight_ih and in weight_hh: one for every gate.

        >>> [KINDS[name].blocks for name in ("RNN", "GRU", "LSTM")]
        [1, 3, 4]
        """
        return sum(parameter.role == "input weight" for parameter in self.table.parameters)

    @property
    def input_axes(self) -> tuple[int, int]:
        """How many axes an input may have: without and with a batch."""
        return (1, 2) if self.is_cell else (2, 3)


_STACKED = ("bias", "batch_first", "dropout", "bidirectional", "proj_size", "device", "dtype")
_REQUIRED = ("input_size", "hidden_size")


def _kinds() -> Iterator[Kind]:
    for name, table in (("RNN", "rnn_tanh"), ("GRU", "gru"), ("LSTM", "lstm")):
        own = ("nonlinearity",) if name == "RNN" else ()
        yield Kind(name, (*_REQUIRED, "num_layers", *own, *_STACKED), CELLS[table], False)
        yield Kind(f"{name}Cell", (*_REQUIRED, "bias", *own, "device", "dtype"), CELLS[table], True)


KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _kinds()})

DEFAULTS: Mapping[str, Value] = MappingProxyType(
    {
        "num_layers": 1,
        "nonlinearity": "tanh",
        "bias": True,
        "batch_first": False,
        "dropout": 0.0,
        "bidirectional": False,
        "proj_size": 0,
        "device": None,
        "dtype": None,
    }
)
NONLINEARITIES = ("tanh", "relu")


@record()
class Refusal:
    """What torch does not accept: which check, on what, the exception and its words.

    ``words`` is ``None`` where torch says nothing because the process dies. ``subject`` is the argument or
    the tensor; ``wanted`` and ``found`` are sizes where the check compares sizes.
    """

    check: str
    exception: str
    words: str | None
    subject: str = ""
    wanted: Shape = ()
    found: Shape = ()


@record()
class Module:
    """A module as its constructor was called; ``source`` is the call, ``given`` the arguments it names.

    >>> module = Module(KINDS["GRU"], {"input_size": 10, "hidden_size": 20, "num_layers": 2})
    >>> module.directions, module.num_layers, module.batch_first
    (1, 2, False)
    """

    kind: Kind
    arguments: Mapping[str, Value]
    source: str = ""
    given: frozenset[str] = field(default_factory=frozenset)

    def __getitem__(self, name: str) -> Value:
        """Give an argument as it was written, or its default."""
        return self.arguments.get(name, DEFAULTS.get(name))

    def size(self, name: str) -> int:
        """Give an argument that is a size."""
        value = self[name]
        assert isinstance(value, int)
        return int(value) if isinstance(value, bool) else value

    @property
    def directions(self) -> int:
        """How many directions the sequence is read in; torch takes whatever is true for two."""
        return 2 if self["bidirectional"] else 1

    @property
    def num_layers(self) -> int:
        """How many layers stand one above the other."""
        return self.size("num_layers")

    @property
    def batch_first(self) -> bool:
        """Whether the first axis of a batched input is the batch."""
        return bool(self["batch_first"])

    @property
    def has_bias(self) -> bool:
        """Whether there are bias_ih and bias_hh."""
        return bool(self["bias"])

    @property
    def network(self) -> Architecture:
        """Which tables the module is made of, and where they stand."""
        kind = self.kind.table.kind
        if self.kind.is_cell:
            return Architecture(kind, bias=self.has_bias)
        return Architecture(kind, self.num_layers, self.directions == 2, self.has_bias)

    @property
    def warns_of_dropout(self) -> bool:
        """Whether torch itself warns that dropout has nothing to act on."""
        dropout = self["dropout"]
        return (
            not self.kind.is_cell
            and isinstance(dropout, int | float)
            and dropout > 0
            and self["num_layers"] == 1
        )


def bind(
    kind: Kind, positional: Sequence[Value], keywords: Sequence[tuple[str, Value]]
) -> tuple[dict[str, Value], list[Refusal]]:
    """Give every argument its name, as Python does; and what Python or torch refuses while doing so.

    >>> bind(KINDS["RNN"], [10], [("hiden_size", 3)])[1][0].words
    "RNNBase.__init__() got an unexpected keyword argument 'hiden_size'"
    """
    refused = []
    names = list(kind.arguments)
    keywords = list(keywords)
    positional = list(positional)
    bound: dict[str, Value] = {}
    function = f"{kind.name}.__init__()" if kind.is_cell else "RNNBase.__init__()"
    own = 1 if kind.is_cell else 2  # self, and for the stacked modules their mode
    if not kind.is_cell and kind.name != "LSTM" and "proj_size" in dict(keywords):
        words = "proj_size argument is only supported for LSTM, not RNN or GRU"
        refused.append(Refusal("proj_size", "ValueError", words, "proj_size"))
        keywords = [each for each in keywords if each[0] != "proj_size"]
    if kind.name == "RNN":  # its constructor takes this one out before it hands the others on
        names.remove("nonlinearity")
        if len(positional) > 3:
            bound["nonlinearity"] = positional.pop(3)
        else:
            bound.update(each for each in keywords if each[0] == "nonlinearity")
            keywords = [each for each in keywords if each[0] != "nonlinearity"]
        refused += _nonlinearity(bound.get("nonlinearity", "tanh"))
    bound.update(zip(names, positional, strict=False))
    for name, value in keywords:
        if name not in names and (name != "mode" or kind.is_cell):
            words = f"{function} got an unexpected keyword argument '{name}'"
            refused.append(Refusal("unknown argument", "TypeError", words, name))
        elif name in bound or name == "mode":
            words = f"{function} got multiple values for argument '{name}'"
            refused.append(Refusal("argument twice", "TypeError", words, name))
        else:
            bound[name] = value
    if len(positional) > len(names):
        least, most, found = (own + count for count in (len(_REQUIRED), len(names), len(positional)))
        words = f"{function} takes from {least} to {most} positional arguments but {found} were given"
        refused.append(Refusal("too many arguments", "TypeError", words))
    missing = [name for name in _REQUIRED if name not in bound]
    if missing:
        listed = " and ".join(f"'{name}'" for name in missing)
        arguments = "argument" if len(missing) == 1 else "arguments"
        words = f"{function} missing {len(missing)} required positional {arguments}: {listed}"
        refused.append(Refusal("missing arguments", "TypeError", words, ", ".join(missing)))
    return bound, refused


def _nonlinearity(value: Value) -> Iterator[Refusal]:
    if value not in NONLINEARITIES:
        words = f"Unknown nonlinearity '{value}'. Select from 'tanh' or 'relu'."
        yield Refusal("nonlinearity", "ValueError", words, "nonlinearity")


def refusals(module: Module) -> list[Refusal]:
    """Find what the constructor refuses in the values of the arguments, torch's first objection first."""
    found = list(_of_cell(module) if module.kind.is_cell else _of_stack(module))
    first_of = {each.subject: each for each in reversed(found)}
    return [each for each in found if first_of[each.subject] is each]


def _of_stack(module: Module) -> Iterator[Refusal]:
    """Check what the base class of RNN, GRU and LSTM checks."""
    yield from _dropout(module["dropout"])
    for name in ("bias", "batch_first"):
        if not isinstance(module[name], bool):
            yield _wrong_kind(name, "bool", module[name])
    for name in _REQUIRED:
        value = module[name]
        if not isinstance(value, int):
            yield _wrong_kind(name, "int", value)
        elif value <= 0:
            yield Refusal("not positive", "ValueError", f"{name} must be greater than zero", name)
    layers, hidden, projected = module["num_layers"], module["hidden_size"], module["proj_size"]
    if not isinstance(layers, int | float):
        yield _not_comparable("num_layers", "<=", layers)
    elif layers <= 0:
        yield Refusal("not positive", "ValueError", "num_layers must be greater than zero", "num_layers")
    if not isinstance(projected, int | float):
        yield _not_comparable("proj_size", "<", projected)
    elif projected < 0:
        words = "proj_size should be a positive integer or zero to disable projections"
        yield Refusal("proj_size", "ValueError", words, "proj_size")
    elif isinstance(hidden, int) and projected >= hidden and ("proj_size" in module.arguments or hidden > 0):
        yield Refusal("proj_size", "ValueError", "proj_size has to be smaller than hidden_size", "proj_size")
    if isinstance(layers, float):
        words = "'float' object cannot be interpreted as an integer"
        yield Refusal("kind", "TypeError", words, "num_layers")
    if hidden is True and module.kind.blocks == 1:
        yield _no_size(hidden)


def _dropout(value: Value) -> Iterator[Refusal]:
    words = (
        "dropout should be a number in range [0, 1] representing the probability of an element being zeroed"
    )
    try:
        float(value)  # type: ignore[arg-type] # what does not convert is what is asked
    except (TypeError, ValueError) as error:
        yield Refusal("kind", type(error).__name__, str(error), "dropout")
        return
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield Refusal("kind", "ValueError", words, "dropout")
    elif not 0 <= value <= 1:
        yield Refusal("dropout", "ValueError", words, "dropout")


def _wrong_kind(name: str, wanted: str, value: Value) -> Refusal:
    words = f"{name} should be of type {wanted}, got: {type(value).__name__}"
    return Refusal("kind", "TypeError", words, name)


def _not_comparable(name: str, sign: str, value: Value) -> Refusal:
    words = f"'{sign}' not supported between instances of '{type(value).__name__}' and 'int'"
    return Refusal("kind", "TypeError", words, name)


def _no_size(value: Value) -> Refusal:
    words = (
        "empty(): argument 'size' (position 1) must be tuple of ints, "
        f"but found element of type {type(value).__name__} at pos 0"
    )
    return Refusal("kind", "TypeError", words, "hidden_size")


def _of_cell(module: Module) -> Iterator[Refusal]:
    """Check what making the matrices of a cell checks; its constructor looks at nothing itself."""
    rows, columns = module["hidden_size"], module["input_size"]
    blocks = module.kind.blocks
    if rows is None:
        words = "unsupported operand type(s) for *: 'int' and 'NoneType'"
        yield Refusal("kind", "TypeError", words, "hidden_size")
    elif not isinstance(rows, int):
        yield _no_size(rows)
    if not isinstance(columns, int):
        words = (
            "empty(): argument 'size' failed to unpack the object at pos 2 with error "
            f'"type must be tuple of ints,but got {type(columns).__name__}"'
        )
        yield Refusal("kind", "TypeError", words, "input_size")
    if isinstance(rows, int) and isinstance(columns, int):
        shape = [blocks * rows, int(columns)]
        for name, size in zip(("hidden_size", "input_size"), shape, strict=True):
            if size < 0:
                words = f"Trying to create tensor with negative dimension {size}: {shape}"
                yield Refusal("negative", "RuntimeError", words, name)
