"""A call of a module that Python itself refuses: too many arguments, names that are not there, no tensor."""

from __future__ import annotations

from tutor.calls import handed_messages as handed
from tutor.calls import reading_messages as says
from tutor.calls.explanation import Explanation
from tutor.calls.following.records import Record


def misused(record: Record) -> Explanation:
    """Explain a call whose arguments the module does not take."""
    refusal = record.misused
    assert refusal is not None
    written = list(record.written.values())
    call = f"{record.name}({', '.join(written)})"
    lstm = record.module.kind.name.startswith("LSTM")
    example = f"{record.name}(input, (h_0, c_0))" if lstm else f"{record.name}(input, h_0)"
    fault = says.WRONG_ARGUMENTS_OF_A_CALL(call=call, example=example)
    if refusal.check == "no tensor":
        fault = handed.AN_ARRAY_IS_HANDED(call=call, input=record.written.get("input", "x"))
    return Explanation(
        record.module.source,
        None,
        None,
        None,
        False,
        refusal.words,
        refusal.exception,
        (fault,),
        name=record.name,
    )
