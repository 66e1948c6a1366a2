"""What torch makes of a program: every call of a recurrent module in it, in order."""

import contextlib
import sys
import traceback
import warnings
from typing import NamedTuple

import torch
from torch import nn

MODULES = (nn.RNN, nn.GRU, nn.LSTM, nn.RNNCell, nn.GRUCell, nn.LSTMCell)
FILE = "<program>"


class DiesError(Exception):
    """Said in place of a call in which torch 2.13 reads past a shape, so that its process may end."""


class Run(NamedTuple):
    """One call: its line, the shape of its output, or what torch says."""

    line: int
    shape: tuple | None
    message: str | None


def runs(text):
    """Run a program; give the calls of torch's recurrent modules in it."""
    return happened(text)[0]


def happened(text):
    """Run a program; give the calls of torch's recurrent modules in it, and the line where it ends with an error."""
    found = []
    with contextlib.ExitStack() as stack:
        stack.enter_context(outliving())
        for kind in MODULES:
            stack.callback(setattr, kind, "forward", kind.forward)
            kind.forward = _recorded(kind.forward, found)
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        try:
            exec(compile(text, FILE, "exec"), {"__name__": "__main__"})
        except Exception as error:
            lines = [
                each.lineno for each in traceback.extract_tb(error.__traceback__) if each.filename == FILE
            ]
            return found, lines[-1] if lines else None
    return found, None


@contextlib.contextmanager
def outliving():
    """Let torch raise, while this lasts, where it would read past a shape: the process outlives any program."""
    with contextlib.ExitStack() as stack:
        stack.callback(torch.set_default_dtype, torch.get_default_dtype())
        for kind in (nn.GRUCell, nn.LSTMCell):
            stack.callback(setattr, kind, "forward", kind.forward)
            kind.forward = _outlived(kind.forward)
        yield


def _outlived(forward):
    def run(self, *arguments, **keywords):
        given = dict(zip(("input", "hx"), arguments, strict=False)) | keywords
        if set(given) == {"input", "hx"} and _is_past(self, given["input"], given["hx"]):
            raise DiesError("torch reads past the shape of a state that is a matrix")
        return forward(self, *arguments, **keywords)

    return run


def _is_past(cell, input, state):
    """Whether a single input meets a square matrix where its state should have as many entries as that rows."""
    states = [state]
    if isinstance(cell, nn.LSTMCell):
        several = isinstance(state, tuple | list) or (isinstance(state, torch.Tensor) and state.dim() > 1)
        states = list(state)[:2] if several else []
    elif cell.hidden_size > 1:
        return False
    if not states or not all(isinstance(each, torch.Tensor) for each in (input, *states)):
        return False
    fits = tuple(input.shape) == (cell.input_size,) and all(each.dim() in (1, 2) for each in states)
    numbers = {each.dtype for each in (input, *states)} == {cell.weight_ih.dtype}
    rows = all(each.dim() and each.shape[0] == cell.hidden_size for each in states)
    return fits and numbers and rows and states[0].shape[1:] == (cell.hidden_size,)


def _recorded(forward, found):
    def run(self, *arguments, **keywords):
        frame = sys._getframe()
        while frame is not None and frame.f_code.co_filename != FILE:
            frame = frame.f_back
        line = frame.f_lineno
        try:
            made = forward(self, *arguments, **keywords)
        except Exception as error:
            found.append(Run(line, None, str(error)))
            raise
        first = made
        while isinstance(first, tuple):
            first = first[0]
        found.append(Run(line, tuple(first.shape), None))
        return made

    return run
