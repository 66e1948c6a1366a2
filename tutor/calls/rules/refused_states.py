"""What a call refuses in its start values, in words: which axis disagrees, and a line to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.calls.rules import refusal_messages as says
from tutor.calls.rules.cells import CRASH
from tutor.calls.rules.forward import Extent, extent, state_shape
from tutor.calls.rules.modules import Module, Refusal, Shape
from tutor.calls.rules.repairs import accepts, changed, zeros
from tutor.calls.rules.sizes import count_of
from tutor.calls.rules.starts import Pair, Start
from tutor.calls.rules.tensors import operand, shape_text, state_names, wanted_operand
from tutor.language.faults import Count, Fault, Operand, Sentence


def state_fault(refusal: Refusal, module: Module, input: Shape, start: Start) -> Fault:
    """Say what does not fit in h_0 or c_0, with the names of its axes."""
    match refusal.check:
        case "pair wanted":
            return _pair_wanted(module, input, start)
        case "no pair taken":
            return _no_pair(module)
        case "state axes":
            return _state_axes(refusal, module, input)
    return _state_size(refusal, module, input, start)


def _pair_wanted(module: Module, input: Shape, start: Start) -> Fault:
    wanted = state_shape(module, input)
    shape = () if start is None or isinstance(start, Pair) else start
    example = f"(h_0, {zeros(wanted)})" if shape == wanted else f"({zeros(wanted)}, {zeros(wanted)})"
    return says.NN_KIND_WANTS_TWO_START_VALUES_H_0_C_0(
        kind=module.kind.name, example=f"lstm(input, {example})"
    ).of(Operand("h_0", shape_text(shape)))


def _no_pair(module: Module) -> Fault:
    return says.NN_KIND_TAKES_ONE_START_VALUE_H_0(
        kind=module.kind.name, example=f"{module.kind.name.lower().removesuffix('cell')}(input, h_0)"
    )


def _state_axes(refusal: Refusal, module: Module, input: Shape) -> Fault:
    wanted, found, symbol = state_shape(module, input), refusal.found, refusal.subject
    if "batch" in state_names(module, input):
        because = says.A_BATCH_WANTS_A_START_VALUE_FOR_EVERY()
    else:
        because = says.A_SINGLE_SEQUENCE_AN_INPUT_WITHOUT_A_BATCH()
    if refusal.exception == CRASH:
        because = says.TORCH_2_13_DOES_NOT_LOOK_FOR_THIS_AND_READS()
    return (
        says.SYMBOL_HAS_AXES(symbol=symbol, count=Count(len(found)))
        .saying(because=because, help=_reshaped(symbol, found, wanted))
        .of(
            operand("input", module, input, input),
            Operand(symbol, shape_text(found)),
            wanted_operand(symbol, module, input, wanted),
        )
    )


def _reshaped(symbol: str, found: Shape, wanted: Shape) -> Sentence:
    """Add or take away the axis of size 1 that makes it fit; else make a new tensor."""
    for at in range(max(len(found), len(wanted))):
        if len(wanted) == len(found) + 1 and (*found[:at], 1, *found[at:]) == wanted:
            return says.WRITE_EXAMPLE(example=f"{symbol}.unsqueeze({at})")
        if len(found) == len(wanted) + 1 and found[at] == 1 and found[:at] + found[at + 1 :] == wanted:
            return says.WRITE_EXAMPLE(example=f"{symbol}.squeeze({at})")
    return says.MAKE_IT_WITH_EXAMPLE(example=f"{symbol} = {zeros(wanted)}")


def _state_size(refusal: Refusal, module: Module, input: Shape, start: Start) -> Fault:
    wanted, found, symbol = refusal.wanted, refusal.found, refusal.subject
    names = state_names(module, input)
    wanted = state_shape(module, input)
    if len(found) != len(wanted):
        return _state_axes(refusal, module, input)
    wrong = [name for name, have, want in zip(names, found, wanted, strict=True) if have != want]
    swapped = len(found) == 3 and (found[1], found[0], found[2]) == wanted
    if swapped:
        code = "P27"
        because = says.BATCH_FIRST_TURNS_THE_INPUT_AND_THE_OUTPUT()
        if not module.batch_first:
            because = says.THE_LAYERS_COME_FIRST_IN_H_0_C_0_H_N_AND_C_N()
        help_ = says.WRITE_EXAMPLE(example=f"{symbol}.transpose(0, 1)")
    else:
        code = {"layers·directions": "P24", "batch": "P25"}.get(wrong[0], "P26")
        because = _disagreement(module, extent(module, input), wrong, found, symbol)
        help_ = _mended(refusal, module, input, start, wanted)
    title = {
        "P24": says.SYMBOL_DOES_NOT_FIT_THE_LAYERS(symbol=symbol),
        "P25": says.SYMBOL_DOES_NOT_FIT_THE_BATCH(symbol=symbol),
        "P26": says.SYMBOL_DOES_NOT_FIT_HIDDEN_SIZE(symbol=symbol),
        "P27": says.THE_FIRST_TWO_AXES_OF_SYMBOL_ARE_EXCHANGED(symbol=symbol),
    }[code]
    operands = (
        operand("input", module, input, input),
        operand(symbol, module, input, found),
        wanted_operand(symbol, module, input, wanted),
    )
    return Fault(code, title, operands, because, help_)


def _disagreement(module: Module, read: Extent, wrong: Sequence[str], found: Shape, symbol: str) -> Sentence:
    """Say every axis that disagrees, with both sizes."""
    parts: list[Sentence] = []
    if "layers·directions" in wrong:
        parts.append(
            says.EVERY_LAYER_HAS_A_START_VALUE_IN_EVERY(
                layers=Count(module.num_layers),
                directions=Count(module.directions),
                count=module.num_layers * module.directions,
                symbol=symbol,
                found=found[0],
            )
        )
    if "batch" in wrong:
        first = 0 if module.kind.is_cell or module.batch_first else 1
        parts.append(
            says.THE_BATCH_IS_AXIS_OF_THE_INPUT_AND_HAS_SIZE(
                axis=first, size=read.batch, symbol=symbol, found=found[-2]
            )
        )
    if "hidden_size" in wrong:
        parts.append(
            says.THE_MODULE_HAS_HIDDEN_UNITS_SYMBOL_HAS_FOUND(
                count=count_of(module.size("hidden_size")), symbol=symbol, found=found[-1]
            )
        )
    said = parts[0]
    for part in parts[1:]:
        said = says.FIRST_SECOND(first=said, second=part)
    return said


def _mended(refusal: Refusal, module: Module, input: Shape, start: Start, wanted: Shape) -> Sentence:
    """Offer what torch would take: another way to make the module where one fits, and the right tensor."""
    right = f"{refusal.subject} = {zeros(wanted)}"
    offers = [*_other_modules(refusal.found, module, input, start)]
    match offers:
        case [("batch_first", other), *_]:
            return says.IF_THE_FIRST_AXIS_OF_THE_INPUT_IS_THE_BATCH(example=other, right=right)
        case [("time first", other), *_]:
            return says.IF_THE_FIRST_AXIS_OF_THE_INPUT_IS_TIME(example=other, right=right)
        case [("layers", layers), ("directions", both)]:
            return says.FOR_MORE_LAYERS_WRITE_LAYERS(layers=layers, both=both, right=right)
        case [(_, other), *_]:
            return says.WRITE_EXAMPLE_OR_RIGHT(example=other, right=right)
    return says.WRITE_RIGHT(right=right)


def _other_modules(found: Shape, module: Module, input: Shape, start: Start) -> Iterator[tuple[str, str]]:
    """Try the arguments that people forget, one at a time."""
    if module.kind.is_cell:
        trials = [("hidden", {"hidden_size": found[-1]})]
    else:
        first = not module.batch_first
        trials = [
            ("batch_first" if first else "time first", {"batch_first": first}),
            ("layers", {"num_layers": found[0] // module.directions}),
            ("directions", {"bidirectional": True}),
            ("hidden", {"hidden_size": found[-1]}),
        ]
    for name, arguments in trials:
        other = changed(module, **arguments)
        if accepts(other, input, start):
            yield name, other.source
