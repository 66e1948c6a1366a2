"""The explanation of a call as text for a terminal, and as the plain data of ``shapes --json``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tutor.calls import call_messages as says
from tutor.calls.explanation import Explanation
from tutor.calls.following.abstract import is_symbolic
from tutor.calls.rules.forward import state_shape
from tutor.calls.rules.modules import Module
from tutor.calls.rules.tensors import Axis, Block, Tensor, axes_said, blocks, named, shape_text, state_names
from tutor.calls.several import shown
from tutor.language.faults import Count, Fault, Sentence
from tutor.language.languages import Language
from tutor.language.messages import message, padded, visible, width

COLUMNS = 80
# The page about them; they are no finding.
TWO_BIASES = "P44"
# Of what is done with the result.
BEHIND = ("P50", "P51")


def page(explanation: Explanation, language: Language, *, colour: bool = False) -> str:
    """Give the call, every tensor, the parameters counted, what the axes mean, torch's word, the findings.

    Args:
        explanation: what is told.
        language: the reader's.
        colour: whether to mark severities with terminal colours.
    """
    if explanation.calls:
        pages: list[str] = []
        for number, each in shown(explanation.calls):
            heading = says.CALL_OF(number=number, count=len(explanation.calls), name=each.name)
            pages.append(language.say(heading) + "\n\n" + page(each, language, colour=colour))
        return "\n".join([*pages, *_not_shown(explanation.calls, language)])
    parts = [
        visible(explanation.source),
        *_tensors(explanation, language),
        *_parameters(explanation, language),
        *_axes(explanation, language),
        _verdict(explanation, language),
        *(message(each, language, colour=colour) for each in explanation.findings),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _not_shown(calls: Sequence[Explanation], language: Language) -> Iterator[str]:
    """Count the calls that a page has no room for."""
    seen = {number for number, _ in shown(calls)}
    left = [each.accepted for number, each in enumerate(calls, 1) if number not in seen]
    if left:
        counts = {"accepted": left.count(True), "refused": left.count(False), "open": left.count(None)}
        yield language.say(says.CALLS_NOT_SHOWN(count=Count(len(left)), **counts)) + "\n"


def report(explanation: Explanation, language: Language) -> dict[str, Any]:
    """Give the plain data: accepted, torch_message, shapes, parameters, findings; of several calls all."""
    data: dict[str, Any] = {} if explanation.kind == "call" else {"kind": explanation.kind}
    data |= {
        "accepted": explanation.accepted,
        "torch_message": explanation.torch_message,
        "shapes": _shapes(explanation),
        "parameters": {
            each.name: {"shape": _sizes(each.shape), "count": _size(each.numbers)}
            for each in explanation.parameters
        },
        "findings": findings(explanation.findings, language),
    }
    if explanation.calls:
        data["calls"] = [
            {
                "module": each.name,
                "accepted": each.accepted,
                "torch_message": each.torch_message,
                "shapes": _shapes(each),
                "findings": findings(each.findings, language),
            }
            for each in explanation.calls
        ]
    return data


def not_explained(faults: Sequence[Fault], language: Language) -> dict[str, Any]:
    """Give the plain data of a text in which nothing can be explained."""
    return {
        "accepted": None,
        "torch_message": None,
        "shapes": {},
        "parameters": {},
        "findings": findings(faults, language),
    }


def findings(faults: Sequence[Fault], language: Language) -> list[dict[str, Any]]:
    """Give findings as plain data."""
    return [
        {
            "code": each.code,
            "severity": each.severity,
            "message": " ".join(
                [language.say(each.title) + ".", *([language.say(each.because)] if each.because else [])]
            ),
            "fix": language.say(each.help) if each.help else None,
        }
        for each in faults
    ]


def _shapes(explanation: Explanation) -> dict[str, list[int | str]]:
    return {name: _sizes(shape) for name, shape in explanation.shapes.items()}


def _sizes(shape: Sequence[int]) -> list[int | str]:
    return [_size(size) for size in shape]


def _size(size: int) -> int | str:
    """Give a size: a number, or a symbol where the text leaves it open."""
    return str(size) if is_symbolic(size) else size


# The table of the tensors


def _tensors(explanation: Explanation, language: Language) -> Iterator[str]:
    tensors = [*explanation.given, *explanation.parameters, *explanation.results]
    if not tensors:
        return
    gettext = language.gettext
    heading = (gettext(says.TENSOR), gettext(says.SHAPE), "ndim", gettext(says.AXES))
    rows = [heading, *(_row(each, language) for each in tensors)]
    widths = [max(width(row[column]) for row in rows) for column in range(3)]
    indent = 2 + sum(widths) + 6
    lines = []
    for name, shape, ndim, axes in rows:
        start = f"  {padded(name, widths[0])}  {padded(shape, widths[1])}  {padded(ndim, widths[2])}  "
        first, *more = _wrapped(axes, COLUMNS - indent) or [""]
        lines += [(start + first).rstrip(), *(" " * indent + line for line in more)]
    yield "\n".join(lines)


def _row(tensor: Tensor, language: Language) -> tuple[str, str, str, str]:
    axes = axes_said(tensor.axes, sizes=False)
    said = language.say(axes) if axes else language.gettext(says.NOT_READ) if tensor.axes else ""
    return tensor.name, shape_text(tensor.shape), str(len(tensor.axes)), said


def _wrapped(text: str, columns: int) -> list[str]:
    """Break a text at spaces into lines of so many columns."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}") <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


# The parameters


def _parameters(explanation: Explanation, language: Language) -> Iterator[str]:
    """Write the sum that gives the number of parameters, one line for each layer and direction."""
    module = explanation.module
    if module is None:
        return
    counted = blocks(module)
    total = sum(each.numbers for each in counted)
    lines = []
    if len(counted) == 1:
        lines.append(language.say(says.PARAMETERS_TERMS_TOTAL(terms=counted[0].terms, total=total)))
    else:
        lines.append(language.gettext(says.PARAMETERS))
        names = [language.say(_block_name(each)) for each in counted]
        broad = max(map(width, names))
        lines += [
            f"  {padded(name, broad)}  {each.terms} = {each.numbers}"
            for name, each in zip(names, counted, strict=True)
        ]
        lines.append(f"  {' + '.join(str(each.numbers) for each in counted)} = {total}")
    if module.has_bias:
        lines += _said(_two_biases(module), language)
    yield "\n".join(lines)


def _block_name(block: Block) -> Sentence:
    if block.reverse:
        return says.LAYER_REVERSE(layer=block.layer)
    return says.LAYER(layer=block.layer)


def _two_biases(module: Module) -> Sentence:
    biases = [each for each in module.network.cell.parameters if each.torch.startswith("bias")]
    if not all(each.sum_of for each in biases):  # in a GRU two of them are no sum
        return says.TWO_BIASES_BIAS_IH_AND_BIAS_HH(code=TWO_BIASES)
    return says.TWO_BIASES_BIAS_IH_AND_BIAS_HH_ARE_ADDED(code=TWO_BIASES)


def _said(sentence: Sentence, language: Language) -> list[str]:
    return [f"  {line}" for line in _wrapped(language.say(sentence), COLUMNS - 2)]


# What the axes mean


def _axes(explanation: Explanation, language: Language) -> Iterator[str]:
    """Say what every named axis means, once."""
    module, input = explanation.module, explanation.input
    if module is None:
        return
    states: tuple[Axis, ...] = ()
    if input is not None and len(input) in module.kind.input_axes:
        states = named(state_shape(module, input), state_names(module, input))
    tensors = [*explanation.given[:1], *explanation.parameters, *explanation.results]
    axes = {axis.name: axis for each in tensors for axis in each.axes if axis.name}
    axes = {**axes, **{axis.name: axis for axis in states}}
    names = {
        name: language.say(says.NAME_SIZE(name=axis.said, size=axis.size)) for name, axis in axes.items()
    }
    broad = max(map(width, names.values()))
    lines = []
    for name, axis in axes.items():
        meaning = language.say(_meaning(axis, explanation))
        first, *more = _wrapped(meaning, COLUMNS - broad - 4)
        lines += [f"  {padded(names[name], broad)}  {first}", *(" " * (broad + 4) + line for line in more)]
    yield "\n".join(lines)


def _meaning(axis: Axis, explanation: Explanation) -> Sentence:
    module = explanation.module
    assert module is not None
    match axis.name:
        case "batch":
            return says.N_WHICH_SEQUENCE_THEY_DO_NOT_MEET()
        case "time":
            return says.T_WHICH_STEP_L_IN_TORCHS_DOCUMENTATION()
        case "input_size":
            return says.THE_NUMBERS_OF_ONE_STEP_OF_A_WORD()
        case "hidden_size":
            return says.THE_HIDDEN_UNITS_THE_ENTRIES_OF_H()
        case "layers·directions":
            return says.WHICH_LAYER_IN_WHICH_DIRECTION(
                layers=Count(module.num_layers), directions=Count(module.directions)
            )
        case "directions·hidden_size":
            return says.FORWARD_AND_REVERSE_SIDE_BY_SIDE_2_HIDDEN(hidden=module.size("hidden_size"))
    return says.BLOCKS_ONE_BELOW_THE_OTHER(
        blocks=", ".join(module.kind.table.gates), gates=module.kind.blocks, hidden=module.size("hidden_size")
    )


# torch's word


def _verdict(explanation: Explanation, language: Language) -> str:
    if explanation.kind == "message":
        return "\n".join([language.say(says.TORCH_SAID()), f"  {visible(explanation.torch_message or '')}"])
    if explanation.accepted is None:
        return language.say(says.NO_VERDICT())
    if explanation.accepted:
        if explanation.input is None:
            return language.gettext(says.TORCH_MAKES_THIS_MODULE_TO_SEE_A_CALL, example=_example(explanation))
        words = language.gettext(says.TORCH_ACCEPTS_THIS_CALL)
        if not explanation.quotes and any(
            each.code in BEHIND and each.severity == "error" for each in explanation.findings
        ):
            words += "\n" + language.say(says.AND_REFUSES_WHAT_COMES_BEHIND())
        if explanation.quotes:
            words += "\n" + language.say(says.AND_THE_TEXT_QUOTES_AN_ERROR())
        return words
    if explanation.torch_exception is None:
        return language.gettext(says.TORCH_2_13_DOES_NOT_SURVIVE_THIS_CALL)
    words = f"{explanation.torch_exception}: {explanation.torch_message}"
    return "\n".join(
        [
            language.gettext(says.TORCH_REFUSES_THIS_CALL),
            *(f"  {visible(line)}" for line in words.splitlines()),
        ]
    )


def _example(explanation: Explanation) -> str:
    """Give a shape that the module reads."""
    module = explanation.module
    assert module is not None
    size = module.size("input_size")
    if module.kind.is_cell:
        return f"3,{size}"
    return f"3,5,{size}" if module.batch_first else f"5,3,{size}"
