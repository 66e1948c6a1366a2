"""What a call refuses in its start values, in words: which axis disagrees, and a line to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.calls.cells import CRASH
from tutor.calls.forward import Extent, extent, state_shape
from tutor.calls.modules import Module, Refusal, Shape
from tutor.calls.repairs import accepts, changed, zeros
from tutor.calls.starts import Pair, Start
from tutor.calls.tensors import operand, shape_text, state_names, wanted_operand
from tutor.language.faults import Count, Fault, Operand, Sentence, say


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
    return Fault(
        "P28",
        say("nn.{kind} wants two start values, (h_0, c_0)", kind=module.kind.name),
        (Operand("h_0", shape_text(shape)),),
        say(
            "An LSTM carries a cell state c beside h. Of one tensor torch takes the first two slices instead."
        ),
        say("put both in parentheses: {example}", example=f"lstm(input, {example})"),
    )


def _no_pair(module: Module) -> Fault:
    return Fault(
        "P28",
        say("nn.{kind} takes one start value, h_0", kind=module.kind.name),
        because=say("Only an LSTM has a cell state c."),
        help=say(
            "leave c_0 out: {example}", example=f"{module.kind.name.lower().removesuffix('cell')}(input, h_0)"
        ),
    )


def _state_axes(refusal: Refusal, module: Module, input: Shape) -> Fault:
    wanted, found, symbol = state_shape(module, input), refusal.found, refusal.subject
    if "batch" in state_names(module, input):
        because = say("A batch wants a start value for every sequence.")
    else:
        because = say("A single sequence, an input without a batch, wants a start value without one.")
    if refusal.exception == CRASH:
        because = say(
            "torch 2.13 does not look for this and reads past the shape: most often the process ends with "
            "a segmentation fault, else with a message about something else."
        )
    return Fault(
        "P23",
        say("{symbol} has {count:axis|axes}", symbol=symbol, count=Count(len(found))),
        (
            operand("input", module, input, input),
            Operand(symbol, shape_text(found)),
            wanted_operand(symbol, module, input, wanted),
        ),
        because,
        _reshaped(symbol, found, wanted),
    )


def _reshaped(symbol: str, found: Shape, wanted: Shape) -> Sentence:
    """Add or take away the axis of size 1 that makes it fit; else make a new tensor."""
    for at in range(max(len(found), len(wanted))):
        if len(wanted) == len(found) + 1 and (*found[:at], 1, *found[at:]) == wanted:
            return say("write {example}", example=f"{symbol}.unsqueeze({at})")
        if len(found) == len(wanted) + 1 and found[at] == 1 and found[:at] + found[at + 1 :] == wanted:
            return say("write {example}", example=f"{symbol}.squeeze({at})")
    return say("make it with {example}", example=f"{symbol} = {zeros(wanted)}")


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
        because = say("batch_first turns the input and the output round, never h_0, c_0, h_n and c_n.")
        if not module.batch_first:
            because = say("The layers come first in h_0, c_0, h_n and c_n, then the batch.")
        help_ = say("write {example}", example=f"{symbol}.transpose(0, 1)")
    else:
        code = {"layers·directions": "P24", "batch": "P25"}.get(wrong[0], "P26")
        because = _disagreement(module, extent(module, input), wrong, found, symbol)
        help_ = _mended(refusal, module, input, start, wanted)
    title = {
        "P24": say("{symbol} does not fit the layers", symbol=symbol),
        "P25": say("{symbol} does not fit the batch", symbol=symbol),
        "P26": say("{symbol} does not fit hidden_size", symbol=symbol),
        "P27": say("the first two axes of {symbol} are exchanged", symbol=symbol),
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
            say(
                "Every layer has a start value in every direction: {layers:layer|layers} · "
                "{directions:direction|directions} = {count}; {symbol} has {found}.",
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
            say(
                "The batch is axis {axis} of the input and has size {size}; {symbol} has {found}.",
                axis=first,
                size=read.batch,
                symbol=symbol,
                found=found[-2],
            )
        )
    if "hidden_size" in wrong:
        parts.append(
            say(
                "The module has {count:hidden unit|hidden units}, {symbol} has {found}.",
                count=Count(module.size("hidden_size")),
                symbol=symbol,
                found=found[-1],
            )
        )
    said = parts[0]
    for part in parts[1:]:
        said = say("{first} {second}", first=said, second=part)
    return said


def _mended(refusal: Refusal, module: Module, input: Shape, start: Start, wanted: Shape) -> Sentence:
    """Offer what torch would take: another way to make the module where one fits, and the right tensor."""
    right = f"{refusal.subject} = {zeros(wanted)}"
    offers = [*_other_modules(refusal.found, module, input, start)]
    match offers:
        case [("batch_first", other), *_]:
            return say(
                "if the first axis of the input is the batch, write {example}; if not, {right}",
                example=other,
                right=right,
            )
        case [("time first", other), *_]:
            return say(
                "if the first axis of the input is time, write {example}; if not, {right}",
                example=other,
                right=right,
            )
        case [("layers", layers), ("directions", both)]:
            return say(
                "for more layers write {layers}, for both directions {both}; if neither is meant, {right}",
                layers=layers,
                both=both,
                right=right,
            )
        case [(_, other), *_]:
            return say("write {example}, or {right}", example=other, right=right)
    return say("write {right}", right=right)


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
