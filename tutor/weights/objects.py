"""Which recurrent module of torch an object is, under what is wrapped around it."""

from __future__ import annotations

from typing import Any

_RECURRENT = "torch.nn.modules.rnn"
_KINDS = ("RNN", "GRU", "LSTM", "RNNCell", "GRUCell", "LSTMCell")
_MOST_WRAPPERS = 16


def unwrapped(module: object) -> object:
    """Take away what ``torch.compile`` and the parallel modules put around a module.

    >>> unwrapped("no module")
    'no module'
    """
    for _ in range(_MOST_WRAPPERS):
        inner = getattr(module, "_orig_mod", None)
        if inner is None and type(module).__module__.startswith("torch.nn.parallel"):
            inner = getattr(module, "module", None)
        if inner is None:
            return module
        module = inner
    return module


def kind_of(module: object) -> str | None:
    """Give the name of the recurrent module of torch that an object is or is made from.

    A class of one's own computes what torch's does as long as it does not have its own ``forward``.

    >>> from torch import nn
    >>> kind_of(nn.LSTM(1, 1)), kind_of(nn.Linear(1, 1))
    ('LSTM', None)
    """
    of_torch: Any = next((each for each in type(module).__mro__ if each.__module__ == _RECURRENT), None)
    if of_torch is None or of_torch.__name__ not in _KINDS:
        return None
    return str(of_torch.__name__) if getattr(type(module), "forward", None) is of_torch.forward else None
