"""The same call with other arguments, as text that can be pasted, and whether torch would take it."""

from __future__ import annotations

import ast

from tutor.calls.rules.forward import refusals
from tutor.calls.rules.modules import Kind, Module, Shape, Value
from tutor.calls.rules.modules import refusals as refused_arguments
from tutor.calls.rules.starts import Start
from tutor.record import replace


def changed(module: Module, **arguments: Value) -> Module:
    """Give the module with other arguments; its text changes only there.

    >>> from tutor.calls.rules.modules import KINDS
    >>> rnn = Module(KINDS["RNN"], {"input_size": 10, "hidden_size": 1}, "nn.RNN(10, H)")
    >>> changed(rnn, batch_first=True, hidden_size=2).source
    'nn.RNN(10, 2, batch_first=True)'
    """
    call = ast.parse(module.source, mode="eval").body
    assert isinstance(call, ast.Call)
    for name, value in arguments.items():
        _put(call, module.kind, name, value)
    return replace(module, arguments={**module.arguments, **arguments}, source=ast.unparse(call))


def _put(call: ast.Call, kind: Kind, name: str, value: Value) -> None:
    new = ast.Constant(value)  # type: ignore[arg-type] # numbers, words, True and False
    for keyword in call.keywords:
        if keyword.arg == name:
            keyword.value = new
            return
    place = kind.arguments.index(name)
    if place < len(call.args):
        call.args[place] = new
    else:
        call.keywords.append(ast.keyword(name, new))


def without(module: Module, name: str) -> str:
    """Give the text of the call without one of its arguments by name."""
    call = ast.parse(module.source, mode="eval").body
    assert isinstance(call, ast.Call)
    call.keywords = [keyword for keyword in call.keywords if keyword.arg != name]
    return ast.unparse(call)


def accepts(module: Module, input: Shape, start: Start) -> bool:
    """Tell whether torch takes a call."""
    return not refused_arguments(module) and not refusals(module, input, start)


def zeros(shape: Shape) -> str:
    """Give the text that makes a tensor of this shape.

    >>> zeros((1, 3, 20))
    'torch.zeros(1, 3, 20)'
    """
    return f"torch.zeros({', '.join(map(str, shape))})"
