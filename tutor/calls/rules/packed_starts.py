"""Start values beside a packed batch: torch compares them whole, axes and sizes in one."""

from __future__ import annotations

from tutor.calls.rules.forward import state_shape
from tutor.calls.rules.modules import Module, bind
from tutor.calls.rules.starts import Pair
from tutor.calls.rules.worlds import Question

# The checks that torch makes otherwise, or not at all, of a packed batch.
STARTS_OF_PACKED = ("state axes", "state size", "pair wanted")


def words_of_packed(question: Question) -> str | None:
    """Give what an RNN or a GRU says of a start value that does not fit a packed batch."""
    bound, _ = bind(question.kind, question.positional, question.keywords)
    if question.input is None or question.start is None or isinstance(question.start, Pair):
        return None
    wanted = state_shape(Module(question.kind, bound), question.input)
    return f"Expected hidden size {wanted}, got {list(question.start)}"
