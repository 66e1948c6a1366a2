"""What of a call was not read, in words, and what to add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from tutor.calls import reading_messages as says
from tutor.calls.following.abstract import Cause, Recurrent
from tutor.calls.unread import handed_on
from tutor.language.faults import Fault, Pattern, Sentence
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.records import Record
    from tutor.calls.following.source import Source

_WHY: Mapping[str, Pattern] = MappingProxyType(
    {
        "input": says.IT_IS_INPUT,
        "start": says.IT_IS_START,
        "name": says.IT_IS_NAME,
        "argument": says.IT_IS_ARGUMENT,
        "element": says.IT_IS_ELEMENT,
        "branch": says.IT_IS_BRANCH,
        "loop": says.IT_IS_LOOP,
        "star": says.IT_IS_STAR,
        "kind of number": says.IT_IS_KIND_OF_NUMBER,
        "kind of number alone": says.THE_SIZES_FIT,
        "size": says.IT_IS_SIZE,
        "device": says.IT_IS_MOVED_ELSEWHERE,
        "rows": says.IT_IS_OUT_OF_ROWS,
        "projection": says.IT_IS_PROJECTION,
        "handed": says.IT_IS_HANDED,
        "uncalled": says.NOTHING_CALLS_IT,
        "long": says.IT_IS_LONG,
    }
)
# Errors that end a program before its call.
_ENDS = ("linear", "view", "index", "axis", "pack", "tuple", "unpacking", "arguments", "raise")


def faults_of(unread: Sequence[Cause], call: str, record: Record) -> list[Fault]:
    """Say of every part that was not read which it is, why it matters and what to add."""
    faults = []
    for cause in dict.fromkeys(unread):
        again = any(each.text == cause.text for each in unread if each is not cause)
        if cause.kind == "value" and again:
            continue
        why = says.IT_IS_STOPPED() if cause.kind in _ENDS else _WHY.get(cause.kind, says.IT_IS_VALUE)()
        what = _what(cause, record)
        made = (
            says.A_SIZE_WAS_NOT_READ(call=call, why=why, what=what)
            if cause.text == "?"  # a size without a name
            else says.PART_WAS_NOT_READ(call=call, text=cause.text, why=why, what=what)
        )
        faults.append(_at(made, cause.line))
    return faults


def ended_before(cause: Cause, module: Recurrent) -> tuple[Fault, ...]:
    """Say where the following of a text ended before it came to a call."""
    why, what = says.IT_IS_STOPPED(), says.MAKE_IT_SHORTER()
    if cause.kind == "long":
        why = says.IT_IS_LONG()
    elif cause.kind == "strange":
        why, what = says.IT_MAY_BE_THE_MODULE(), says.CALL_IT_BY_NAME()
    fault = says.PART_WAS_NOT_READ(call=module.source, text=cause.text, why=why, what=what)
    return (_at(fault, cause.line),)


def _at(fault: Fault, line: int) -> Fault:
    return replace(fault, line=line, column=1 if line else 0)


def _what(cause: Cause, record: Record) -> Sentence:
    """Say what to add."""
    kind = record.module.kind
    axes = "3,10" if kind.is_cell else "5,3,10"
    states = "3,20" if kind.is_cell else "1,3,20"
    match cause.kind:
        case "input":
            return says.GIVE_THE_INPUT(example=axes)
        case "start":
            pair = f"--h0 {states} --c0 {states}" if kind.name.startswith("LSTM") else f"--h0 {states}"
            return says.GIVE_THE_START(example=pair)
        case "long":
            return says.MAKE_IT_SHORTER()
        case "handed":
            return says.CALL_THE_FUNCTION()
        case "uncalled":
            return says.CALL_IT()
        case "projection":
            return says.LEAVE_PROJ_SIZE_OUT()
        case "kind of number" | "kind of number alone" if not cause.text.startswith("("):
            return says.SAY_THE_KIND(example=f"{cause.text}.float()")
        case "rows":
            return says.MAKE_MORE_ROWS()
        case "device":
            return says.MOVE_IT_ALIKE(example=f"{cause.text}.to({_device_of(record)})")
        case "name" | "argument" | "size" if cause.text.isidentifier():
            return says.SET_THE_NAME(example=f"--set {cause.text}=20")
    if record.input is not None and cause.kind in ("value", "element") and record.has_start is False:
        return says.GIVE_THE_INPUT(example=axes)
    return says.WRITE_IT_OUT()


def _device_of(record: Record) -> str:
    """Write the device of a module, as torch tells it."""
    module = "rnn" if "(" in record.name else record.name
    return f"next({module}.parameters()).device"


def lines_not_read(source: Source) -> Iterator[Fault]:
    """Say which lines look like Python and are none, and which make of a module what is not followed."""
    for name, node in handed_on(source.pasted.tree):
        fault = says.MODULE_IS_NOT_FOLLOWED(line=node.lineno, name=name, example=f"{name}(10, 20)")
        yield _at(fault, node.lineno)
    for line, text in source.pasted.dropped:
        yield _at(says.LINE_WAS_NOT_READ(line=line, text=text if len(text) < 60 else f"{text[:57]}…"), line)
