"""What torch checks when a module is called with an input and start values, in torch's order and words.

The first refusal is the one that torch raises. The later ones are what it would find once that is mended; the
checks go on as far as the sizes still mean something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.calls.rules import cells
from tutor.calls.rules.modules import Module, Refusal, Shape, Value
from tutor.calls.rules.starts import (
    HALF_KINDS,
    Dtypes,
    Pair,
    Start,
    not_of_onednn,
    not_the_same,
    part_of,
    wider,
)
from tutor.record import NamedTuple


class Extent(NamedTuple):
    """How an input is read: how many sequences (none for a single one) of how many steps."""

    batch: int | None
    time: int

    @property
    def sequences(self) -> int:
        """The size of the batch that is computed; a single sequence is a batch of one."""
        return 1 if self.batch is None else self.batch


def extent(module: Module, input: Shape, *, batch_first: bool | None = None) -> Extent:
    """Read an input of 2 or 3 axes (of 1 or 2 for a cell, which takes one step) as the module reads it.

    ``batch_first`` reads it as if the module had been made so.
    """
    if module.kind.is_cell:
        return Extent(input[0] if len(input) == 2 else None, 1)
    if len(input) == 2:
        return Extent(None, input[0])
    first = module.batch_first if batch_first is None else batch_first
    return Extent(input[0], input[1]) if first else Extent(input[1], input[0])


def state_shape(module: Module, input: Shape, *, batch_first: bool | None = None) -> Shape:
    """Give the shape that h_0 (and c_0) must have for this input.

    Shape: (num_layers · num_directions, batch, hidden_size), for a single sequence without the batch; for a
    cell (batch, hidden_size) or (hidden_size).
    """
    batch = extent(module, input, batch_first=batch_first).batch
    layers = () if module.kind.is_cell else (module.num_layers * module.directions,)
    return (*layers, *(() if batch is None else (batch,)), module.size("hidden_size"))


def output_shapes(module: Module, input: Shape, start: Start) -> dict[str, Shape]:
    """Give the shapes of what an accepted call returns.

    >>> from tutor.calls.rules.modules import KINDS
    >>> rnn = Module(KINDS["RNN"], {"input_size": 10, "hidden_size": 20, "num_layers": 2})
    >>> output_shapes(rnn, (5, 3, 10), None)
    {'output': (5, 3, 20), 'h_n': (2, 3, 20)}
    """
    state = state_shape(module, input)
    if module.kind.is_cell:
        state = cells.stretched_shape(module, input, start) or state
        return {f"{name}_1": state for name in module.kind.table.states}
    output = (*input[:-1], module.directions * module.size("hidden_size"))
    return {"output": output, **{f"{name}_n": state for name in module.kind.table.states}}


def refusals(module: Module, input: Shape, start: Start, dtypes: Dtypes | None = None) -> list[Refusal]:
    """Find what torch refuses in a call, the one that it raises first."""
    if module.kind.is_cell:
        return list(cells.refusals(module, input, start, dtypes))
    return list(_of_stack(module, input, start, dtypes))


def _of_stack(module: Module, input: Shape, start: Start, dtypes: Dtypes | None) -> Iterator[Refusal]:
    name = module.kind.name
    if len(input) not in module.kind.input_axes:
        what = "D tensor" if name == "RNN" else "D"
        words = f"{name}: Expected input to be 2D or 3D, got {len(input)}{what} instead"
        yield Refusal("input axes", "ValueError", words, "input", found=input)
        return
    pair = name == "LSTM"
    as_given = start
    if start is not None:
        unusable = _not_a_pair(module, input, start) if pair else _no_state(input, start)
        if unusable:
            yield unusable
            start = None
        elif not isinstance(start, Pair) and pair:
            start = Pair(start[1:], start[1:])
    if dtypes is not None and dtypes.differ:
        words = (
            f"RNN input dtype ({dtypes.input}) does not match weight dtype ({dtypes.weights}). "
            f"Convert input: input.to({dtypes.weights}), or convert model: model.to({dtypes.input})"
        )
        yield Refusal("dtype", "ValueError", words, "input")
    if input[-1] != module["input_size"]:
        expected = module["input_size"]
        words = f"input.size(-1) must be equal to input_size. Expected {expected}, got {input[-1]}"
        yield Refusal("input size", "RuntimeError", words, "input", found=input)
    wanted = state_shape(module, input)
    for at, state in enumerate(start if isinstance(start, Pair) else (start,)):
        if state is not None and state != wanted:
            subject = ("h_0", "c_0")[at]
            words = _wrong_size(module, input, wanted, state, f"hidden[{at}]" if pair else "hidden")
            yield Refusal("state size", "RuntimeError", words, subject, wanted, state)
    yield from _of_kernel(module, input, as_given)
    if dtypes is not None:
        yield from _kinds_of_states(module, input, dtypes)


def _kinds_of_states(module: Module, input: Shape, dtypes: Dtypes) -> Iterator[Refusal]:
    """Compare the kinds of number of the start values with that of the weights.

    An LSTM of torch.float32 is computed by oneDNN, which compares both, unless there is nothing to compute.
    Else nothing is multiplied with c_0; but h takes its kind, where that is wider, and is multiplied then.
    """
    pair, bias = module.kind.name == "LSTM", bool(module["bias"])
    wrong = dtypes.wrong_states
    if pair and dtypes.weights == "torch.float32" and 0 not in input:
        # It converts both before it looks for a way to compute with them.
        for at in sorted(wrong, key=lambda at: dtypes.states[at] in HALF_KINDS):
            words = not_of_onednn(dtypes.states[at])
            yield Refusal("dtype", "RuntimeError", words, ("h_0", "c_0")[at])
        return
    for at in wrong:
        kind = dtypes.states[at] if at == 0 else wider(dtypes.states[at], dtypes.weights)
        goes_on = extent(module, input).time > 1 or module["num_layers"] != 1
        if kind != dtypes.weights and (at == 0 or goes_on):
            words = not_the_same(kind, dtypes.weights, bias=bias)
            yield Refusal("dtype", "RuntimeError", words, ("h_0", "c_0")[at])


def _wrong_size(module: Module, input: Shape, wanted: Shape, found: Shape, what: str) -> str:
    """Say it as torch does: with a batch of one where there is none, and the sizes as they were written."""
    if len(input) == 2:
        wanted, found = (wanted[0], 1, wanted[-1]), (found[0], 1, found[-1])
    expected = (*wanted[:-1], module["hidden_size"])
    return f"Expected {what} size {expected}, got {list(found)}"


def _no_state(input: Shape, start: Shape | Pair) -> Refusal | None:
    """Check the start value of an RNN or a GRU: one tensor with as many axes as the input."""
    if isinstance(start, Pair):
        words = "'tuple' object has no attribute 'dim'"
        return Refusal("no pair taken", "AttributeError", words, "h_0")
    if len(start) == len(input):
        return None
    words = f"{_batched(input)}, hx should also be {len(input)}-D but got {len(start)}-D tensor"
    return Refusal("state axes", "RuntimeError", words, "h_0", found=start)


def _batched(input: Shape) -> str:
    return "For batched 3-D input" if len(input) == 3 else "For unbatched 2-D input"


def _not_a_pair(module: Module, input: Shape, start: Shape | Pair) -> Refusal | None:
    """Check the start values of an LSTM: two; of a single tensor torch takes the first two slices."""
    try:
        pair = start if isinstance(start, Pair) else Pair(part_of(start, 0), part_of(start, 1))
    except IndexError as error:
        return Refusal("pair wanted", "IndexError", str(error), "h_0")
    axes = tuple(len(each) for each in pair)
    if axes == (len(input),) * 2:
        return None
    words = (
        f"{_batched(input)}, hx and cx should also be {len(input)}-D "
        f"but got ({axes[0]}-D, {axes[1]}-D) tensors"
    )
    if pair is not start:
        return Refusal("pair wanted", "RuntimeError", words, "h_0")
    wrong = 0 if axes[0] != len(input) else 1
    subject = ("h_0", "c_0")[wrong]
    return Refusal("state axes", "RuntimeError", words, subject, found=pair[wrong])


def _of_kernel(module: Module, input: Shape, start: Start) -> Iterator[Refusal]:
    """Check what is left to the compiled part: the kinds of the arguments, and that there is a step."""
    single = module.kind.name == "LSTM" and start is not None and not isinstance(start, Pair)
    sliced = single and len(input) == 2  # then torch has made two of it
    for name, kind in (("num_layers", int), ("bidirectional", bool)):
        if isinstance(module[name], bool) != (kind is bool):
            yield Refusal("kind at call", "TypeError", _combination(module, single and not sliced), name)
    if single and not sliced:
        yield Refusal("pair wanted", "TypeError", _combination(module, tensor=True), "h_0")
    if extent(module, input).time == 0:
        words = "Expected sequence length to be larger than 0 in RNN"
        yield Refusal("no step", "RuntimeError", words, "input", found=input)


def _combination(module: Module, tensor: bool) -> str:
    """List the arguments that the compiled function got beside those that it takes, as torch does."""
    pair = module.kind.name == "LSTM"
    function = f"rnn_{module['nonlinearity']}" if module.kind.name == "RNN" else module.kind.name.lower()
    parameters = (4 if module.has_bias else 2) * module.directions * module.num_layers
    layers, both = module["num_layers"], module["bidirectional"]
    start = "tuple" if pair and not tensor else "Tensor"
    got = [
        "Tensor",
        start,
        "list",
        "bool",
        type(layers).__name__,
        "float",
        "bool",
        type(both).__name__,
        "bool",
    ]
    detailed = list(got)
    detailed[1] = "tuple of (Tensor, Tensor)" if start == "tuple" else start
    detailed[2] = f"list of [{', '.join(['Parameter'] * parameters)}]"
    detailed[7] = _contents(both)
    states = "tuple of Tensors hx" if pair else "Tensor hx"
    flags = (
        "tuple of Tensors params, bool has_biases, int num_layers, float dropout, bool train, "
        "bool bidirectional"
    )
    takes = (
        f"(Tensor data, Tensor batch_sizes, {states}, {flags})",
        f"(Tensor input, {states}, {flags}, bool batch_first)",
    )
    flag = not isinstance(both, bool)
    wrong = (
        {2, 3, 5, 6} | ({1} if start == "tuple" else set()) | (set() if isinstance(layers, bool) else {4}),
        ({1, 2} if pair else {2}) | ({4} if isinstance(layers, bool) else set()),
    )
    lines = [
        f" * {signature}\n      didn't match because some of the arguments have invalid types: "
        f"({_marked(detailed, places | ({7} if flag else set()))})\n"
        for signature, places in zip(takes, wrong, strict=True)
    ]
    return (
        f"{function}() received an invalid combination of arguments - got ({', '.join(got)}), "
        f"but expected one of:\n{''.join(lines)}"
    )


def _marked(arguments: Sequence[str], places: set[int]) -> str:
    return ", ".join(f"!{each}!" if at in places else each for at, each in enumerate(arguments))


def _contents(value: Value) -> str:
    """Name the kind of a value, with the kinds inside where it is a list or a tuple."""
    kinds = [type(each).__name__ for each in value] if isinstance(value, list | tuple) else []
    match value:
        case list():
            return f"list of [{', '.join(kinds)}]"
        case tuple():
            return f"tuple of ({', '.join(kinds)}{',' * (len(kinds) == 1)})"
    return type(value).__name__
