"""explain_call: a call of a recurrent module, as text or as torch's own objects, without calling it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import cast

from tutor.calls.explanation import Call, Explanation, explain
from tutor.calls.library.arithmetic import LARGEST
from tutor.calls.rules.modules import DEFAULTS, KINDS, Shape, Value
from tutor.calls.rules.starts import Dtypes, Pair, Start
from tutor.calls.texts import explain_text
from tutor.weights.objects import kind_of, unwrapped


def explain_call(
    module: object,
    input: object = None,
    h_0: object = None,
    *,
    settings: Mapping[str, int | float | str | bool | None] | None = None,
) -> Explanation:
    """Explain what torch makes of ``module(input, h_0)``, without calling it.

    Args:
        module: a torch module (RNN, GRU, LSTM or one of their cells), or the text of a call, which may be
            several lines: ``nn.RNN(10, 1, batch_first=True)``. Text is parsed and never run.
        input: a tensor or its shape; where it is missing and the text has it, that of the text. Axes:
            (time, batch, input_size), with batch_first (batch, time, input_size), or (time, input_size).
        h_0: a tensor or its shape, (layers·directions, batch, hidden_size); of an LSTM a pair (h_0, c_0).
        settings: what names in the text stand for, such as ``{"HIDDEN_SIZE": 1}``.

    Returns:
        The explanation; ``print`` shows it.

    Raises:
        CallError: the text cannot be read, or asks for what is not explained (proj_size).
        TypeError: a module or a tensor that is neither.

    Source of the rules: torch 2.13, ``torch/nn/modules/rnn.py`` and the checks of its compiled part.

    >>> found = explain_call("nn.RNN(10, 1, 1)", (1, 3, 10), (2, 3, 1))
    >>> found.accepted, found.torch_message
    (False, 'Expected hidden size (1, 3, 1), got [2, 3, 1]')
    >>> dict(explain_call("nn.LSTM(10, 20, 2)", (5, 3, 10)).shapes)
    {'output': (5, 3, 20), 'h_n': (2, 3, 20), 'c_n': (2, 3, 20)}
    """
    if isinstance(module, str):
        shape = None if input is None else _shape(input, "input")
        return explain_text(module, settings or {}, shape, _start(h_0))
    module = unwrapped(module)
    call = _call_of(module)
    shape = None if input is None else _shape(input, "input")
    return explain(call, shape, _start(h_0), _dtypes(module, input, h_0))


# Modules and tensors of torch, which is not imported for them


def _call_of(module: object) -> Call:
    """Read the arguments back from a module of torch."""
    kind = KINDS.get(kind_of(module) or "")
    if kind is None:
        raise TypeError(
            f"a module of torch ({', '.join(KINDS)}) or the text of a call is explained, "
            f"not {type(module).__name__}"
        )
    keywords: list[tuple[str, Value]] = []
    for name in kind.arguments:
        value = cast(Value, getattr(module, name, DEFAULTS.get(name)))
        if name not in DEFAULTS or not _same(value, DEFAULTS[name]):
            keywords.append((name, value))
    positional = tuple(value for name, value in keywords if name in ("input_size", "hidden_size"))
    rest = tuple(keywords[len(positional) :])
    node = ast.Call(
        ast.Attribute(ast.Name("nn"), kind.name),
        [ast.Constant(cast(int, value)) for value in positional],
        [ast.keyword(name, ast.Constant(cast(int, value))) for name, value in rest],
    )
    return Call(kind, positional, rest, ast.unparse(node))


def _same(value: Value, default: Value) -> bool:
    """Compare an argument with its default; True is not 1 here."""
    return value == default and isinstance(value, bool) == isinstance(default, bool)


def _dtypes(module: object, input: object, h_0: object) -> Dtypes | None:
    """Read the kinds of number off a module and a tensor of torch."""
    weights = getattr(module, "weight_ih_l0", None)
    weights = getattr(module, "weight_ih", weights)
    kinds = [str(getattr(each, "dtype", "")) for each in (weights, input)]
    if not all(kind.startswith("torch.") for kind in kinds):
        return None
    parts = h_0 if isinstance(h_0, tuple | list) else [h_0]
    states = [str(getattr(each, "dtype", kinds[0])) for each in parts]
    of_weights, own = kinds
    return Dtypes(of_weights, own, tuple(states) if all(kind.startswith("torch.") for kind in states) else ())


def _shape(tensor: object, name: str) -> Shape:
    """Give the shape of a tensor, or take it for one."""
    shape = getattr(tensor, "shape", tensor)
    if isinstance(shape, tuple | list) and all(
        isinstance(size, int) and not isinstance(size, bool) and 0 <= size <= LARGEST for size in shape
    ):
        return tuple(int(size) for size in shape)
    raise TypeError(f"{name} is a tensor or its shape, such as (1, 3, 10), not {tensor!r:.80}")


def _start(h_0: object) -> Start:
    """Give the shapes of the start values: nothing, one, or a pair."""
    if h_0 is None:
        return None
    if isinstance(h_0, tuple | list) and len(h_0) == 2 and not all(isinstance(each, int) for each in h_0):
        return Pair(_shape(h_0[0], "h_0"), _shape(h_0[1], "c_0"))
    return _shape(h_0, "h_0")
