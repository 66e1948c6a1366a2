"""What torch takes in silence: surely not meant (a warning), or legal and worth knowing (a note).

Sizes alone often cannot tell what was meant. Who writes ``batch_first`` in the call, True or False, has said
it, and then the same sizes are a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from tutor.calls.rules import suspicion_messages as says
from tutor.calls.rules.cells import stretched_shape
from tutor.calls.rules.forward import Extent, extent, output_shapes, state_shape
from tutor.calls.rules.modules import Module, Shape
from tutor.calls.rules.repairs import accepts, changed, zeros
from tutor.calls.rules.sizes import count_of
from tutor.calls.rules.starts import Pair, Start
from tutor.calls.rules.tensors import operand, shape_text, wanted_operand
from tutor.language.faults import Fault, Operand, Sentence, Severity


def of_arguments(module: Module) -> Iterator[Fault]:
    """Find what is doubtful in a module, whatever it is called with."""
    if module.warns_of_dropout:
        yield says.DROPOUT_HAS_NOTHING_TO_ACT_ON(
            words=dropout_words(module), example=changed(module, num_layers=2).source
        )


def dropout_words(module: Module) -> str:
    """Give the words of torch's own warning."""
    return (
        "dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects "
        f"num_layers greater than 1, but got dropout={module['dropout']} "
        f"and num_layers={module['num_layers']}"
    )


def of_call(module: Module, input: Shape, start: Start, accepted: bool) -> list[Fault]:
    """Find what is doubtful in a call; some of it matters only where torch takes the call.

    Args:
        module: the module.
        input: its input, with as many axes as the module reads.
        start: the start values.
        accepted: whether torch takes the call.
    """
    found = [*_empty(module, input)] if accepted else []
    if module.kind.is_cell:
        return [*found, *(_stretched(module, input, start) if accepted else ())]
    read = extent(module, input)
    if read.batch is None:
        found += _single_sequence(module, input, start, accepted)
    else:
        found += _axes(module, input, start, read, accepted)
    if accepted:
        found += _results(module, input, start)
    return found


def _empty(module: Module, input: Shape) -> Iterator[Fault]:
    if 0 in input or module["hidden_size"] == 0:
        yield says.THERE_IS_NOTHING_TO_COMPUTE().of(operand("input", module, input, input))


# Which axis is time


def _says_which(module: Module) -> bool:
    return "batch_first" in module.given or module.batch_first


def _axes(module: Module, input: Shape, start: Start, read: Extent, accepted: bool) -> Iterator[Fault]:
    """Look for a batch that is taken for time."""
    batch, time = read.sequences, read.time
    if not accepted and accepts(changed(module, batch_first=True), input, start):
        return  # that is what the refusal says
    is_said = _says_which(module)
    severity: Severity = "note" if is_said else "warning"
    if time == 1 and batch > 1:
        yield Fault(
            "P31",
            says.TORCH_READS_BATCH_SEQUENCES_OF_ONE_STEP_EACH(batch=batch),
            (operand("input", module, input, input),),
            _one_step(is_said),
            None if is_said else _say_which(module),
            severity,
        )
        if accepted and start is not None and not is_said:
            yield _fits_by_accident(module, input, start, batch)
    elif time == batch > 1:
        yield Fault(
            "P32",
            says.TIME_AND_BATCH_HAVE_THE_SAME_SIZE(size=time),
            (operand("input", module, input, input),),
            says.THE_SIZES_DO_NOT_TELL_WHICH_OF_THE_TWO_AXES(
                place=says.SECOND() if module.batch_first else says.FIRST()
            ),
            None if is_said else _say_which(module),
            severity,
        )
    layers = module.num_layers * module.directions
    if accepted and start is not None and module.batch_first and batch == layers > 1:
        wanted = state_shape(module, input)
        yield says.H_0_WOULD_FIT_WITH_ITS_FIRST_TWO_AXES(size=layers, example="h_0.transpose(0, 1)").of(
            operand("h_0", module, input, wanted)
        )


def _one_step(is_said: bool) -> Sentence:
    if is_said:
        return says.NOTHING_RECURS_EVERY_SEQUENCE_IS_ONE_STEP()
    return says.WITHOUT_BATCH_FIRST_THE_FIRST_AXIS_IS_TIME()


def _say_which(module: Module) -> Sentence:
    return says.IF_THE_FIRST_AXIS_IS_THE_BATCH_WRITE_FIRST(
        first=changed(module, batch_first=True).source, second=changed(module, batch_first=False).source
    )


def _fits_by_accident(module: Module, input: Shape, start: Start, batch: int) -> Fault:
    """Say that h_0 fits only because the batch is not what it seems."""
    first = state_shape(module, input, batch_first=True)
    return says.H_0_FITS_ONLY_BECAUSE_BATCH_IS_TAKEN(batch=batch, example=f"h_0 = {zeros(first)}").of(
        operand("h_0", module, input, state_shape(module, input)),
        Operand("h_0", shape_text(first), says.WITH_BATCH_FIRST_TRUE()),
    )


# A single sequence


def _single_sequence(module: Module, input: Shape, start: Start, accepted: bool) -> Iterator[Fault]:
    time = input[0]
    because = says.AN_INPUT_OF_TWO_AXES_IS_ONE_SEQUENCE(time=count_of(time), size=time)
    if module.batch_first:
        because = says.BECAUSE_BATCH_FIRST_MAKES_NO_DIFFERENCE(because=because)
    yield (
        says.THE_INPUT_IS_A_SINGLE_SEQUENCE(example=f"input.unsqueeze({0 if module.batch_first else 1})")
        .saying(because=because)
        .of(operand("input", module, input, input))
    )
    if accepted and module.kind.name == "LSTM" and start is not None and not isinstance(start, Pair):
        wanted = zeros(state_shape(module, input))
        yield says.ONE_TENSOR_IS_TAKEN_FOR_BOTH_H_0_AND_C_0(example=f"lstm(input, ({wanted}, {wanted}))").of(
            Operand("h_0", shape_text(start))
        )


def _stretched(module: Module, input: Shape, start: Start) -> Iterator[Fault]:
    """Find a cell that got a matrix, or one tensor for two, for the state of a single input."""
    if start is None:
        return
    wanted = state_shape(module, input)
    if stretched_shape(module, input, start):
        yield says.THE_STATE_OF_A_SINGLE_INPUT_IS_A_MATRIX(example=f"h_0 = {zeros(wanted)}").of(
            operand("input", module, input, input), wanted_operand("h_0", module, input, wanted)
        )
    elif module.kind.name == "LSTMCell" and not isinstance(start, Pair):
        yield says.ONE_TENSOR_IS_TAKEN_FOR_BOTH_H_0_AND_C_0(
            example=f"cell(input, ({zeros(wanted)}, {zeros(wanted)}))"
        ).of(Operand("h_0", shape_text(start)))


# What comes out


def _results(module: Module, input: Shape, start: Start) -> Iterator[Fault]:
    """Say where output and h_n are easily confused, and in which order h_n stands."""
    shapes = output_shapes(module, input, start)
    both = module.directions == 2
    if shapes["output"] == shapes["h_n"] or both:
        if both:
            because = says.OUTPUT_HOLDS_BOTH_DIRECTIONS_SIDE_BY_SIDE()
        elif extent(module, input).time == 1 and module.num_layers == 1:
            because = says.WITH_ONE_STEP_AND_ONE_LAYER_THEY_HOLD()
        else:
            because = says.OUTPUT_HOLDS_THE_LAST_LAYER_AT_EVERY_STEP()
        title = (
            says.THE_LAST_STEP_OF_OUTPUT_IS_NOT_H_N()
            if both
            else says.OUTPUT_AND_H_N_HAVE_THE_SAME_SHAPE(shape=shape_text(shapes["h_n"]))
        )
        yield Fault("P42", title, because=because, severity="note")
    if both and module.num_layers > 1:
        yield says.H_N_HOLDS_LAYERS_AND_DIRECTIONS_IN_ONE_AXIS(
            order=_order(module),
            example=f"h_n.view({module.num_layers}, 2, {', '.join(map(str, shapes['h_n'][1:]))})",
        )


def _order(module: Module) -> Sentence:
    said = says.LAYER_FORWARD_LAYER_REVERSE(layer=0)
    for layer in range(1, min(module.num_layers, 3)):
        said = says.FIRST_REST(first=said, rest=says.LAYER_FORWARD_LAYER_REVERSE(layer=layer))
    return says.AND_SO_ON(first=said) if module.num_layers > 3 else said


def not_looked_at(names: tuple[str, ...]) -> Iterator[Fault]:
    """Say which arguments change no shape."""
    if names:
        yield says.NAMES_IS_NOT_LOOKED_AT(names=", ".join(names))
