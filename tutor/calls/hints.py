"""What names, slices and the way of writing tell of a call that torch takes in silence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tutor.calls import handed_messages as handed
from tutor.calls import reading_messages as says
from tutor.calls.following.abstract import Tensor
from tutor.calls.rules.modules import Module
from tutor.calls.rules.repairs import changed
from tutor.language.faults import Fault
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.explanation import Explanation
    from tutor.calls.following.records import Record
    from tutor.calls.following.source import Source

_BATCH = re.compile(r"^(n_?)?(bs|bsz|b|batch(_?size)?|n_?batch(es)?|num_?batch(es)?)$|batch", re.IGNORECASE)
_TIME = re.compile(
    r"^(t|l|seq(uence)?(_?len(gth)?)?|src_?len|max_?len(gth)?|n_?steps?|time(_?steps?)?|num_?steps?|steps?)$|"
    r"seq_?len|time_?step",
    re.IGNORECASE,
)
_STATE = re.compile(r"^(self\.)?_?(?P<letter>[hc])(x|t|n|idden|ell|_?0|_?t|_?prev(ious)?|_?n|_?init)?\d?$")


def hints(record: Record | None, found: Explanation, source: Source) -> Iterator[Fault]:
    """Find what the text tells beside the sizes."""
    module = found.module
    if module is None:
        return
    yield from _true_is_bias(module)
    if record is None:
        return
    if found.accepted:
        yield from _names(record, module, found)
        yield from _slices(record, module, source)
        yield from _exchanged(record)
    else:
        yield from _leave_out(record, module, found)


def put_there(record: Record, found: Explanation) -> Explanation:
    """Of one step that the text makes itself, with a start value that fits, nothing is suspected.

    A decoder reads one step of a batch at a time: ``x.unsqueeze(0)``, and the state of the step before.
    """
    axes = record.input.axes if isinstance(record.input, Tensor) else None
    if not found.accepted or not record.has_start or not axes or not axes[0].put:
        return found
    return replace(found, findings=tuple(each for each in found.findings if each.code not in ("P31", "P33")))


def behind(record: Record, source: Source) -> Iterator[Fault]:
    """Find layers behind a call, and before the next one, that torch refuses to call with what they get."""
    seen = set()
    for each in source.misfits:
        if each.after != record.number + 1 or each.cause in seen:
            continue
        seen.add(each.cause)
        if not each.argument:
            fault = handed.A_TUPLE_IS_HANDED_ON(call=each.cause.text, layer=f"nn.{each.layer}")
        else:
            more = ", …" if each.argument.startswith("in_") else ""
            fault = says.LAYER_BEHIND_DOES_NOT_FIT(
                call=each.cause.text,
                found=each.found,
                wanted=each.wanted,
                argument=each.argument,
                axis=says.LAST_AXIS() if each.axis == -1 else says.AXIS_OF_CHANNELS(),
                example=f"nn.{each.layer}({each.found}{more})",
            )
        yield replace(fault, line=each.cause.line, column=1)


def _true_is_bias(module: Module) -> Iterator[Fault]:
    """Find True in the place of bias, where batch_first or bidirectional is meant."""
    order = module.kind.arguments
    place = order.index("bias")
    call = ast.parse(module.source, mode="eval").body
    if (
        not isinstance(call, ast.Call)
        or len(call.args) <= place
        or any(isinstance(each, ast.Starred) for each in call.args)
    ):
        return
    written = call.args[place]
    last = len(call.args) == place + 1
    named = {each.arg for each in call.keywords}
    if isinstance(written, ast.Constant) and written.value is True and last and "batch_first" not in named:
        example = "bias=True" if module.kind.is_cell else "batch_first=True"
        shown = ", ".join(each for each in order if each not in ("device", "dtype", "proj_size"))
        yield says.TRUE_IS_BIAS(place=_ordinal(place + 1), value="True", order=shown, example=example)


def _ordinal(number: int) -> str:
    return {3: "3", 4: "4", 5: "5"}.get(number, str(number))


def _names(record: Record, module: Module, found: Explanation) -> Iterator[Fault]:
    """Compare what the sizes are called with how the module reads the axes."""
    if module.kind.is_cell or not isinstance(record.input, Tensor) or record.input.axes is None:
        return
    if len(record.input.axes) != 3:
        return
    first, second = (axis.label for axis in record.input.axes[:2])
    if not first or not second:
        return
    batch_first = bool(_BATCH.search(first)) and bool(_TIME.search(second))
    time_first = bool(_TIME.search(first)) and bool(_BATCH.search(second))
    if batch_first and not module.batch_first:
        example = changed(module, batch_first=True).source
        yield says.NAMES_SAY_BATCH_FIRST(first=first, second=second, example=example)
    elif time_first and module.batch_first:
        example = changed(module, batch_first=False).source
        yield says.NAMES_SAY_TIME_FIRST(first=first, second=second, example=example)


def _slices(record: Record, module: Module, source: Source) -> Iterator[Fault]:
    """Look at the parts that are taken of the output."""
    if module.kind.is_cell:
        return
    seen = set()
    for (role, number), parts, cause in source.uses:
        if role != "output" or number != record.number or cause.text in seen:
            continue
        seen.add(cause.text)
        axis = 0 if parts[:1] == ("-1",) else 1 if parts[:2] == (":", "-1") else None
        if axis is None or not isinstance(record.input, Tensor) or len(record.input.axes or ()) != 3:
            continue
        time = 1 if module.batch_first else 0
        whole = cause.text.partition("[")[0]
        if axis != time:
            example = f"{whole}[-1]" if time == 0 else f"{whole}[:, -1]"
            axes = "batch, time, hidden_size" if module.batch_first else "time, batch, hidden_size"
            if time == 0:
                better = changed(module, batch_first=True).source
                yield says.SLICE_TAKES_THE_BATCH_OR_MODULE(
                    slice=cause.text, axes=axes, index="-1", example=example, module=better
                )
            else:
                yield says.SLICE_TAKES_THE_BATCH(slice=cause.text, axes=axes, index="-1", example=example)
        elif module.directions == 2 and (len(parts) < 3 or parts[2] == ":"):  # both halves
            yield says.LAST_STEP_OF_TWO_DIRECTIONS(slice=cause.text, state="h_n", axis=1)


def _exchanged(record: Record) -> Iterator[Fault]:
    """Find (c_0, h_0), by the names."""
    if not record.module.kind.name.startswith("LSTM") or "hx" not in record.written:
        return
    if record.written["hx"].startswith("*"):  # what it hands over has no names
        return
    node = ast.parse(record.written["hx"], mode="eval").body
    if not isinstance(node, ast.Tuple) or len(node.elts) != 2:
        return
    first, second = (ast.unparse(each) for each in node.elts)
    letters = [found["letter"] if (found := _STATE.match(each)) else "" for each in (first, second)]
    if letters == ["c", "h"]:
        yield says.STATES_ARE_EXCHANGED(first=first, second=second)


def _leave_out(record: Record, module: Module, found: Explanation) -> Iterator[Fault]:
    """Say that zeros can be left out, where they have the wrong size."""
    parts = record.start if type(record.start) is tuple else (record.start,)
    zeros = record.has_start and all(isinstance(each, Tensor) and each.zeros for each in parts)
    wrong = any(each.code in ("P24", "P25", "P26", "P27") for each in found.findings)
    if zeros and wrong and "input" in record.written:
        axis = 0 if module.batch_first or module.kind.is_cell else 1
        input = record.written["input"]
        yield says.LEAVE_THE_START_OUT(example=f"{record.name}({input})", size=f"{input}.size({axis})")
