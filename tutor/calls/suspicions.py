"""What torch takes in silence: surely not meant (a warning), or legal and worth knowing (a note).

Sizes alone often cannot tell what was meant. Who writes ``batch_first`` in the call, True or False, has said
it, and then the same sizes are a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from tutor.calls.cells import stretched_shape
from tutor.calls.forward import Extent, extent, output_shapes, state_shape
from tutor.calls.modules import Module, Shape
from tutor.calls.repairs import accepts, changed, zeros
from tutor.calls.starts import Pair, Start
from tutor.calls.tensors import operand, shape_text, wanted_operand
from tutor.language.faults import Count, Fault, Operand, Sentence, Severity, say


def of_arguments(module: Module) -> Iterator[Fault]:
    """Find what is doubtful in a module, whatever it is called with."""
    if module.warns_of_dropout:
        yield Fault(
            "P35",
            say("dropout has nothing to act on"),
            because=say(
                "It drops numbers between one layer and the next, and there is one layer. torch warns of it, "
                "too: {words}",
                words=dropout_words(module),
            ),
            help=say(
                "leave dropout out, or use more layers: {example}",
                example=changed(module, num_layers=2).source,
            ),
            severity="warning",
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
        yield Fault(
            "P29",
            say("there is nothing to compute"),
            (operand("input", module, input, input),),
            say("An axis has size 0, and torch takes that without a word."),
            say("leave empty batches out"),
            severity="warning",
        )


# Which axis is time


def _says_which(module: Module) -> bool:
    return "batch_first" in module.given or module.batch_first


def _axes(module: Module, input: Shape, start: Start, read: Extent, accepted: bool) -> Iterator[Fault]:
    """Look for a batch that is taken for time."""
    batch, time = read.sequences, read.time
    if not accepted and accepts(changed(module, batch_first=True), input, start):
        return  # that is what the refusal says
    says = _says_which(module)
    severity: Severity = "note" if says else "warning"
    if time == 1 and batch > 1:
        yield Fault(
            "P31",
            say("torch reads {batch} sequences of one step each", batch=batch),
            (operand("input", module, input, input),),
            _one_step(says),
            None if says else _say_which(module),
            severity,
        )
        if accepted and start is not None and not says:
            yield _fits_by_accident(module, input, start, batch)
    elif time == batch > 1:
        yield Fault(
            "P32",
            say("time and batch have the same size, {size}", size=time),
            (operand("input", module, input, input),),
            say(
                "The sizes do not tell which of the two axes is time: torch takes the {place}, and would "
                "take the other one as readily.",
                place=say("second") if module.batch_first else say("first"),
            ),
            None if says else _say_which(module),
            severity,
        )
    layers = module.num_layers * module.directions
    if accepted and start is not None and module.batch_first and batch == layers > 1:
        wanted = state_shape(module, input)
        yield Fault(
            "P34",
            say("h_0 would fit with its first two axes exchanged, too"),
            (operand("h_0", module, input, wanted),),
            say(
                "batch_first does not turn h_0 round: its first axis is layers·directions, its second the "
                "batch, and here both have size {size}.",
                size=layers,
            ),
            say(
                "if the batch is its first axis, write {example}; to be sure, try a batch of another size",
                example="h_0.transpose(0, 1)",
            ),
            severity="warning",
        )


def _one_step(says: bool) -> Sentence:
    if says:
        return say("Nothing recurs: every sequence is one step long, and W_hh sees only h_0.")
    return say(
        "Without batch_first the first axis is time, the second the batch. Nothing recurs, and no message is "
        "given.",
    )


def _say_which(module: Module) -> Sentence:
    return say(
        "if the first axis is the batch, write {first}; if it is time, say so: {second}",
        first=changed(module, batch_first=True).source,
        second=changed(module, batch_first=False).source,
    )


def _fits_by_accident(module: Module, input: Shape, start: Start, batch: int) -> Fault:
    """Say that h_0 fits only because the batch is not what it seems."""
    first = state_shape(module, input, batch_first=True)
    return Fault(
        "P33",
        say("h_0 fits only because {batch} is taken for the batch", batch=batch),
        (
            operand("h_0", module, input, state_shape(module, input)),
            Operand("h_0", shape_text(first), say("with batch_first=True")),
        ),
        say("Its size hides that the axes of the input are not what they seem."),
        say("with batch_first=True make it with {example}", example=f"h_0 = {zeros(first)}"),
        severity="warning",
    )


# A single sequence


def _single_sequence(module: Module, input: Shape, start: Start, accepted: bool) -> Iterator[Fault]:
    time = input[0]
    because = say(
        "An input of two axes is one sequence of {time:step|steps}, not a batch of {size}.",
        time=Count(time),
        size=time,
    )
    if module.batch_first:
        because = say("{because} batch_first makes no difference to it.", because=because)
    yield Fault(
        "P41",
        say("the input is a single sequence, without a batch"),
        (operand("input", module, input, input),),
        because,
        say(
            "for a batch of one write {example}", example=f"input.unsqueeze({0 if module.batch_first else 1})"
        ),
        severity="note",
    )
    if accepted and module.kind.name == "LSTM" and start is not None and not isinstance(start, Pair):
        wanted = zeros(state_shape(module, input))
        yield Fault(
            "P33",
            say("one tensor is taken for both h_0 and c_0"),
            (Operand("h_0", shape_text(start)),),
            say("torch takes its first slice for h_0 and its second for c_0, which fits by accident."),
            say("put both in parentheses: {example}", example=f"lstm(input, ({wanted}, {wanted}))"),
            severity="warning",
        )


def _stretched(module: Module, input: Shape, start: Start) -> Iterator[Fault]:
    """Find a cell that got a matrix, or one tensor for two, for the state of a single input."""
    if start is None:
        return
    wanted = state_shape(module, input)
    if stretched_shape(module, input, start):
        yield Fault(
            "P33",
            say("the state of a single input is a matrix"),
            (
                operand("input", module, input, input),
                wanted_operand("h_0", module, input, wanted),
            ),
            say(
                "The sum in the cell stretches the rest to it, and a matrix comes out where a vector should."
            ),
            say("make it with {example}", example=f"h_0 = {zeros(wanted)}"),
            severity="warning",
        )
    elif module.kind.name == "LSTMCell" and not isinstance(start, Pair):
        yield Fault(
            "P33",
            say("one tensor is taken for both h_0 and c_0"),
            (Operand("h_0", shape_text(start)),),
            say("torch takes its first slice for h_0 and its second for c_0, which fits by accident."),
            say(
                "put both in parentheses: {example}",
                example=f"cell(input, ({zeros(wanted)}, {zeros(wanted)}))",
            ),
            severity="warning",
        )


# What comes out


def _results(module: Module, input: Shape, start: Start) -> Iterator[Fault]:
    """Say where output and h_n are easily confused, and in which order h_n stands."""
    shapes = output_shapes(module, input, start)
    both = module.directions == 2
    if shapes["output"] == shapes["h_n"] or both:
        if both:
            because = say(
                "output holds both directions side by side, for every step; the reverse direction ends at "
                "the first step. h_n holds where each direction ends, so the last step of output is not h_n."
            )
        elif extent(module, input).time == 1 and module.num_layers == 1:
            because = say(
                "With one step and one layer they hold the same numbers; with more steps they do not."
            )
        else:
            because = say(
                "output holds the last layer at every step, h_n every layer at the last step; that the "
                "sizes are the same is an accident."
            )
        title = (
            say("the last step of output is not h_n")
            if both
            else say("output and h_n have the same shape, {shape}", shape=shape_text(shapes["h_n"]))
        )
        yield Fault("P42", title, because=because, severity="note")
    if both and module.num_layers > 1:
        yield Fault(
            "P43",
            say("h_n holds layers and directions in one axis"),
            because=say("Its order is {order}.", order=_order(module)),
            help=say(
                "take them apart: {example}",
                example=f"h_n.view({module.num_layers}, 2, {', '.join(map(str, shapes['h_n'][1:]))})",
            ),
            severity="note",
        )


def _order(module: Module) -> Sentence:
    said = say("layer {layer} forward, layer {layer} reverse", layer=0)
    for layer in range(1, min(module.num_layers, 3)):
        said = say(
            "{first}, {rest}",
            first=said,
            rest=say("layer {layer} forward, layer {layer} reverse", layer=layer),
        )
    return say("{first}, …", first=said) if module.num_layers > 3 else said


def not_looked_at(names: tuple[str, ...]) -> Iterator[Fault]:
    """Say which arguments change no shape."""
    if names:
        yield Fault(
            "P46",
            say("{names} is not looked at", names=", ".join(names)),
            because=say("It changes no shape; the tensors are taken to have the same."),
            severity="note",
        )
