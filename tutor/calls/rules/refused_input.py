"""What a call refuses in its input, in words: which axis disagrees, and a line to write instead."""

from __future__ import annotations

from tutor.calls.rules import refusal_messages as says
from tutor.calls.rules.modules import Module, Refusal, Shape
from tutor.calls.rules.repairs import changed, zeros
from tutor.calls.rules.sizes import count_of
from tutor.calls.rules.starts import Dtypes
from tutor.calls.rules.tensors import axes_said, blocks, operand, shape_text
from tutor.language.faults import Count, Fault, Operand


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
        because = says.A_CELL_READS_ONE_STEP_BATCH_INPUT_SIZE()
        help_ = says.GO_THROUGH_THE_STEPS_EXAMPLE(example="for x in input: h = cell(x, h)")
    else:
        because = (
            says.A_BATCH_IS_BATCH_TIME_INPUT_SIZE()
            if module.batch_first
            else says.A_BATCH_IS_TIME_BATCH_INPUT_SIZE()
        )
        if len(input) == 1 and input[0] == size:
            help_ = says.MAKE_IT_A_SEQUENCE_OF_ONE_STEP_EXAMPLE(example="input.unsqueeze(0)")
        elif len(input) == size == 1:
            help_ = says.GIVE_EVERY_STEP_ITS_OWN_ROW_EXAMPLE(example="input.unsqueeze(-1)")
        elif len(input) == 4 and 1 in input[:3]:
            at = input.index(1)
            help_ = says.TAKE_THE_AXIS_OF_SIZE_1_AWAY_EXAMPLE(example=f"input.squeeze({at})")
        else:
            help_ = says.MAKE_IT_A_TENSOR_SUCH_AS_EXAMPLE(example=zeros((5, 3, size)))
    return (
        says.THE_INPUT_HAS_AXES(count=Count(len(input)))
        .saying(because=because, help=help_)
        .of(Operand("input", shape_text(input)))
    )


def _input_size(module: Module, input: Shape) -> Fault:
    size, hidden = module.size("input_size"), module.size("hidden_size")
    found, weight = input[-1], blocks(module)[0].tensors[0]
    elsewhere = [axis for axis in range(len(input) - 1) if input[axis] == size]
    if elsewhere and hidden != found:
        help_ = says.THE_AXIS_OF_SIZE_MUST_BE_THE_LAST_EXAMPLE(
            size=size, example=f"input.transpose({elsewhere[-1]}, {len(input) - 1})"
        )
    elif size == 1 and len(input) == 2 and not module.kind.is_cell:
        # Sequences of single numbers, one a row: the axis of the one number is missing.
        help_ = says.GIVE_EVERY_STEP_ITS_OWN_ROW_EXAMPLE(example="input.unsqueeze(-1)")
    elif hidden == found and not elsewhere:
        help_ = says.INPUT_SIZE_COMES_FIRST_THEN_HIDDEN_SIZE(example=exchanged(module).source)
    elif found > 0:
        help_ = says.IF_EVERY_STEP_HAS_NUMBERS_WRITE_EXAMPLE(
            count=count_of(found), example=changed(module, input_size=found).source
        )
    else:
        help_ = says.MAKE_IT_A_TENSOR_SUCH_AS_EXAMPLE(example=zeros((*input[:-1], size)))
    return (
        says.THE_LAST_AXIS_OF_THE_INPUT_IS_NOT_INPUT_SIZE(found=count_of(found), size=size)
        .saying(help=help_)
        .of(
            operand("input", module, input, input),
            Operand(weight.name, shape_text(weight.shape), axes_said(weight.axes)),
        )
    )


def exchanged(module: Module) -> Module:
    """Give the module with its two sizes exchanged."""
    return changed(module, input_size=module.size("hidden_size"), hidden_size=module.size("input_size"))


def _no_step(module: Module, input: Shape) -> Fault:
    return says.THE_SEQUENCE_HAS_NO_STEP().of(operand("input", module, input, input))


def dtype_fault(subject: str, dtypes: Dtypes) -> Fault:
    """Say that the numbers of the input or of a start value and those of the weights are of two kinds."""
    if subject == "input":
        return says.THE_INPUT_HOLDS_INPUT_THE_WEIGHTS(
            input=dtypes.input, weights=dtypes.weights, example=f"input.to({dtypes.weights})"
        )
    kind = dtypes.states[0 if subject == "h_0" else 1]
    return says.STATE_OF_ANOTHER_KIND(
        symbol=subject, kind=kind, weights=dtypes.weights, example=f"{subject}.to({dtypes.weights})"
    )
