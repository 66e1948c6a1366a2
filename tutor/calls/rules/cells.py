"""What torch checks when a cell, one step of a recurrent module, is called.

A single input (one axis) with a matrix for its state is an accident that torch does not look for: RNNCell
stretches it, GRUCell fails late, and LSTMCell may take the whole process down.
"""

from __future__ import annotations

from collections.abc import Iterator

from tutor.calls.rules.modules import NONLINEARITIES, Module, Refusal, Shape
from tutor.calls.rules.starts import Dtypes, Pair, Start, not_the_same, part_of

CRASH = "crash"


def refusals(module: Module, input: Shape, start: Start, dtypes: Dtypes | None = None) -> Iterator[Refusal]:
    """Find what torch refuses in a call of a cell, the one that it raises first."""
    name = module.kind.name
    if len(input) not in module.kind.input_axes:
        words = f"{name}: Expected input to be 1D or 2D, got {len(input)}D instead"
        yield Refusal("input axes", "ValueError", words, "input", found=input)
        return
    unusable = list(_unusable(name, len(input) == 2, start))
    yield from unusable[:1]
    states = () if unusable else states_of(name, start)
    if name == "RNNCell" and module["nonlinearity"] not in NONLINEARITIES:
        words = f"Unknown nonlinearity: {module['nonlinearity']}"
        yield Refusal("nonlinearity", "RuntimeError", words, "nonlinearity")
    size = module.size("input_size")
    if input[-1] != size:
        words = f"input has inconsistent input_size: got {input[-1]} expected {size}"
        yield Refusal("input size", "RuntimeError", words, "input", found=input)
    wrong = [each for at, state in enumerate(states) for each in _size(module, input, state, at)]
    yield from wrong
    if dtypes is not None:
        yield from _kinds(module, dtypes)
    if not wrong and len(input) == 1:
        yield from _stretched(module, states)


def _kinds(module: Module, dtypes: Dtypes) -> Iterator[Refusal]:
    """Compare the kinds of number in the products of a cell: with the input, and with h_0, not with c_0."""
    wrong = [("input", dtypes.input)] if dtypes.differ else []
    wrong += [("h_0", dtypes.states[at]) for at in dtypes.wrong_states if at == 0]
    name, bias = module.kind.name, bool(module["bias"])
    if name != "GRUCell":  # the others begin with h_0
        wrong.reverse()
    for subject, kind in wrong:
        yield Refusal("dtype", "RuntimeError", not_the_same(kind, dtypes.weights, bias=bias), subject)


def states_of(name: str, start: Start) -> tuple[Shape, ...]:
    """Give the states that a cell computes with; of one tensor LSTMCell takes the first two slices."""
    if start is None:
        return ()
    if isinstance(start, Pair):
        return tuple(start)
    return (start[1:],) * 2 if name == "LSTMCell" else (start,)


def stretched_shape(module: Module, input: Shape, start: Start) -> Shape | None:
    """Give the shape that the result takes by accident, where a single input has a matrix for its state."""
    states = states_of(module.kind.name, start)
    if len(input) != 1 or all(len(each) == 1 for each in states):
        return None
    size, columns = module.size("hidden_size"), states[-1][-1]
    return (size, size if columns == 1 else columns)


def _unusable(name: str, batched: bool, start: Start) -> Iterator[Refusal]:
    """Check the axes of the start values."""
    if start is None:
        return
    if name != "LSTMCell":
        if isinstance(start, Pair):
            yield Refusal("no pair taken", "AttributeError", "'tuple' object has no attribute 'dim'", "h_0")
        elif len(start) not in (1, 2):
            words = f"{name}: Expected hidden to be 1D or 2D, got {len(start)}D instead"
            yield Refusal("state axes", "ValueError", words, "h_0", found=start)
        return
    if isinstance(start, Pair):
        for at, (subject, state) in enumerate(zip(("h_0", "c_0"), start, strict=True)):
            if len(state) not in (1, 2):
                words = f"LSTMCell: Expected hx[{at}] to be 1D or 2D, got {len(state)}D instead"
                yield Refusal("state axes", "ValueError", words, subject, found=state)
        return

    def refused(exception: str, words: str) -> Refusal:
        return Refusal("pair wanted", exception, words, "h_0")

    if not start:
        yield refused("TypeError", "iteration over a 0-d tensor")
    elif start[0] and len(start) not in (2, 3):
        words = f"LSTMCell: Expected hx[0] to be 1D or 2D, got {len(start) - 1}D instead"
        yield refused("ValueError", words)
    elif batched:
        yield refused(
            "TypeError", "lstm_cell(): argument 'hx' (position 2) must be tuple of Tensors, not Tensor"
        )
    else:
        try:
            part_of(start, 0), part_of(start, 1)
        except IndexError as error:
            yield refused("IndexError", str(error))


def _size(module: Module, input: Shape, state: Shape, at: int) -> Iterator[Refusal]:
    """Compare a state with the batch and the hidden size."""
    size, subject = module.size("hidden_size"), ("h_0", "c_0")[at]
    if len(input) == 1:
        if state[0] != size:
            words = f"hidden{at} has inconsistent hidden_size: got {state[0]}, expected {size}"
            yield Refusal("state size", "RuntimeError", words, subject, (size,), state)
        return
    wanted = (input[0], size)
    if state[0] != input[0]:
        words = f"Input batch size {input[0]} doesn't match hidden{at} batch size {state[0]}"
        yield Refusal("state size", "RuntimeError", words, subject, wanted, state)
    elif len(state) == 1:
        words = "Dimension out of range (expected to be in range of [-1, 0], but got 1)"
        yield Refusal("state size", "IndexError", words, subject, wanted, state)
    elif state[1] != size:
        words = f"hidden{at} has inconsistent hidden_size: got {state[1]}, expected {size}"
        yield Refusal("state size", "RuntimeError", words, subject, wanted, state)


def _stretched(module: Module, states: tuple[Shape, ...]) -> Iterator[Refusal]:
    """Follow a single input whose state is a matrix through the products and sums of the cell."""
    name, size = module.kind.name, module.size("hidden_size")
    for at, (subject, state) in enumerate(zip(("h_0", "c_0"), states, strict=False)):
        if len(state) == 1:
            continue
        exception, words = "RuntimeError", None
        if at == 0 and state[1] != size:
            rows = module.kind.blocks * size
            words = f"mat1 and mat2 shapes cannot be multiplied ({size}x{state[1]} and {size}x{rows})"
        elif at == 0 and name == "GRUCell" and size > 1:
            words = (
                f"The size of tensor a ({3 * size}) must match the size of tensor b ({size}) "
                "at non-singleton dimension 2"
            )
        elif at == 0 and name == "RNNCell":
            return
        elif at == 0:
            exception = CRASH
        elif state[1] not in (1, size) and size != 1:
            words = (
                f"The size of tensor a ({size}) must match the size of tensor b ({state[1]}) "
                "at non-singleton dimension 2"
            )
        else:
            return
        yield Refusal("state axes", exception, words, subject, (size,), state)
        return
