"""What a call refuses in its input, in words: which axis disagrees, and a line to write instead."""

from __future__ import annotations

from tutor.calls import reading_messages as says
from tutor.calls.modules import Module, Refusal, Shape
from tutor.calls.repairs import changed, zeros
from tutor.calls.starts import Dtypes
from tutor.calls.tensors import axes_said, blocks, operand, shape_text
from tutor.language.faults import Count, Fault, Operand, say


def input_fault(refusal: Refusal, module: Module, input: Shape) -> Fault:
    """Say what does not fit in the input, with the names of its axes."""
    match refusal.check:
        case "input axes":
            return _input_axes(module, input)
        case "input size":
            return _input_size(module, input)
    return _no_step(module, input)


def _input_axes(module: Module, input: Shape) -> Fault:
    size = module.size("input_size")
    if module.kind.is_cell:
        because = say("A cell reads one step: (batch, input_size), or (input_size) for a single sequence.")
        help_ = say("go through the steps: {example}", example="for x in input: h = cell(x, h)")
    else:
        because = (
            say("A batch is (batch, time, input_size), a single sequence (time, input_size).")
            if module.batch_first
            else say("A batch is (time, batch, input_size), a single sequence (time, input_size).")
        )
        if len(input) == 1 and input[0] == size:
            help_ = say("make it a sequence of one step: {example}", example="input.unsqueeze(0)")
        elif len(input) == size == 1:
            help_ = say("give every step its own row: {example}", example="input.unsqueeze(-1)")
        elif len(input) == 4 and 1 in input[:3]:
            at = input.index(1)
            help_ = say("take the axis of size 1 away: {example}", example=f"input.squeeze({at})")
        else:
            help_ = say("make it a tensor such as {example}", example=zeros((5, 3, size)))
    return Fault(
        "P21",
        say("the input has {count:axis|axes}", count=Count(len(input))),
        (Operand("input", shape_text(input)),),
        because,
        help_,
    )


def _input_size(module: Module, input: Shape) -> Fault:
    size, hidden = module.size("input_size"), module.size("hidden_size")
    found, weight = input[-1], blocks(module)[0].tensors[0]
    elsewhere = [axis for axis in range(len(input) - 1) if input[axis] == size]
    if elsewhere and hidden != found:
        help_ = say(
            "the axis of size {size} must be the last: {example}",
            size=size,
            example=f"input.transpose({elsewhere[-1]}, {len(input) - 1})",
        )
    elif hidden == found and not elsewhere:
        help_ = say("input_size comes first, then hidden_size: {example}", example=exchanged(module).source)
    elif found > 0:
        help_ = say(
            "if every step has {count:number|numbers}, write {example}",
            count=Count(found),
            example=changed(module, input_size=found).source,
        )
    else:
        help_ = say("make it a tensor such as {example}", example=zeros((*input[:-1], size)))
    return Fault(
        "P22",
        say("the last axis of the input is not input_size"),
        (
            operand("input", module, input, input),
            Operand(weight.name, shape_text(weight.shape), axes_said(weight.axes)),
        ),
        say(
            "Every step has {found:number|numbers}; the module multiplies {size} by weight_ih.",
            found=Count(found),
            size=size,
        ),
        help_,
    )


def exchanged(module: Module) -> Module:
    """Give the module with its two sizes exchanged."""
    return changed(module, input_size=module.size("hidden_size"), hidden_size=module.size("input_size"))


def _no_step(module: Module, input: Shape) -> Fault:
    return Fault(
        "P29",
        say("the sequence has no step"),
        (operand("input", module, input, input),),
        say("The axis of time has size 0."),
        say("leave empty sequences out"),
    )


def dtype_fault(subject: str, dtypes: Dtypes) -> Fault:
    """Say that the numbers of the input or of a start value and those of the weights are of two kinds."""
    if subject == "input":
        return Fault(
            "P47",
            say("the input holds {input}, the weights {weights}", input=dtypes.input, weights=dtypes.weights),
            because=say("Both must be of the same kind. One-hot vectors from one_hot are whole numbers."),
            help=say("write {example}", example=f"input.to({dtypes.weights})"),
        )
    kind = dtypes.states[0 if subject == "h_0" else 1]
    return says.STATE_OF_ANOTHER_KIND(
        symbol=subject, kind=kind, weights=dtypes.weights, example=f"{subject}.to({dtypes.weights})"
    )
