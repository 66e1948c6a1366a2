"""Why the text of a call could not be read, in words."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from tutor.calls import unread_messages as says
from tutor.calls.rules.modules import KINDS, NONLINEARITIES
from tutor.language.faults import Fault

EXAMPLE = "nn.RNN(10, 20, batch_first=True)"

# A value that an argument might have.
_EXAMPLES = {
    "input_size": "10",
    "num_layers": "2",
    "nonlinearity": "relu",
    "dropout": "0.5",
    "bias": "True",
    "batch_first": "True",
    "bidirectional": "True",
}

_KERAS_OWNERS = {"keras", "tf", "tensorflow", "layers"}
_KERAS_NAMES = {"SimpleRNN", "SimpleRNNCell"}
_KERAS_ARGUMENTS = {
    "activation",
    "go_backwards",
    "input_shape",
    "recurrent_activation",
    "recurrent_dropout",
    "return_sequences",
    "return_state",
    "stateful",
    "units",
}


def dotted(node: ast.expr) -> str:
    """Give a name with its dots, as in ``torch.nn.RNN``; nothing for anything else."""
    match node:
        case ast.Name(name):
            return name
        case ast.Attribute(owner, name):
            before = dotted(owner)
            return f"{before}.{name}" if before else ""
    return ""


def too_long(found: int, limit: int) -> Fault:
    """Refuse a text that is longer than anybody's call."""
    return says.THE_TEXT_HAS_FOUND_CHARACTERS(found=found, limit=limit)


def not_closed(error: SyntaxError) -> Fault:
    """Point at the bracket that is not closed."""
    return says.A_BRACKET_IS_NOT_CLOSED(example=EXAMPLE).at("", error.lineno or 0, error.offset or 0)


def not_read(error: SyntaxError | None, text: str) -> Fault:
    """Point at what Python does not read."""
    return (
        says.THE_TEXT_IS_NOT_PYTHON(example=EXAMPLE)
        .saying(because=says.PYTHON_STOPS_HERE_MESSAGE(message=error.msg) if error else None)
        .at("", error.lineno or 0 if error else 0, error.offset or 0 if error else 0)
        if text.strip()
        else says.THERE_IS_NO_TEXT(example=EXAMPLE)
        .saying(because=says.PYTHON_STOPS_HERE_MESSAGE(message=error.msg) if error else None)
        .at("", error.lineno or 0 if error else 0, error.offset or 0 if error else 0)
    )


# They make tensors, and are not misspelt modules.
_MAKERS = frozenset(["rand", "randn", "randint"])


def no_module(tree: ast.Module) -> Fault:
    """Say what stands there in place of a recurrent module."""
    names = [(dotted(node), node) for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name)]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in calls:
        if is_of_keras(call):
            return keras(call)
    for name, node in names:
        last = name.rpartition(".")[2]
        if last in KINDS and isinstance(node.ctx, ast.Load):
            if any(call.func is node for call in calls):
                return _foreign(name, node)
            is_behind = any(node is each for _, each in handed_on(tree))
            return _handed_on(name, node) if is_behind else _not_called(name, node)
    folded = {kind.casefold(): kind for kind in KINDS}
    for name, node in names:
        last = name.rpartition(".")[2].casefold()
        near = get_close_matches(last, folded, n=1, cutoff=0.6)
        if near and last not in _MAKERS and any(call.func is node for call in calls):
            return says.THERE_IS_NO_MODULE_NAME(name=name, near=f"nn.{folded[near[0]]}").at(
                "", node.lineno, node.col_offset + 1
            )
    return says.NO_RECURRENT_MODULE_IS_CALLED_IN_THE_TEXT(
        known=", ".join(f"nn.{kind}" for kind in KINDS), example=EXAMPLE
    )


def _not_called(name: str, node: ast.expr) -> Fault:
    return says.NAME_IS_NOT_CALLED(name=name, example=f"{name}(10, 20)").at(
        "", node.lineno, node.col_offset + 1
    )


def handed_on(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Give the modules from which a class is derived, or that functools.partial gets."""
    for each in ast.walk(tree):
        places: Sequence[ast.expr] = ()
        if isinstance(each, ast.ClassDef):
            places = each.bases
        elif isinstance(each, ast.Call) and dotted(each.func).rpartition(".")[2] == "partial":
            places = each.args[:1]
        for node in places:
            if (name := dotted(node)).rpartition(".")[2] in KINDS:
                yield name, node


def _handed_on(name: str, node: ast.expr) -> Fault:
    return says.NAME_STANDS_IN_ANOTHER(name=name, example=f"{name}(10, 20)").at(
        "", node.lineno, node.col_offset + 1
    )


def _foreign(name: str, node: ast.expr) -> Fault:
    return says.NAME_IS_NOT_TORCHS(name=name, known=", ".join(f"nn.{kind}" for kind in KINDS)).at(
        "", node.lineno, node.col_offset + 1
    )


def is_of_keras(call: ast.Call) -> bool:
    """Tell a layer of Keras by its name, by who has it, or by arguments that torch has not."""
    owner, _, name = dotted(call.func).rpartition(".")
    arguments = {each.arg for each in call.keywords}
    return name in _KERAS_NAMES or (
        name in KINDS and bool(set(owner.split(".")) & _KERAS_OWNERS or arguments & _KERAS_ARGUMENTS)
    )


def keras(call: ast.Call) -> Fault:
    """Say what is the other way round in Keras."""
    name = dotted(call.func).rpartition(".")[2].removeprefix("Simple")
    more = "" if name.endswith("Cell") else ", batch_first=True"
    return says.CALL_IS_A_LAYER_OF_KERAS_NOT_OF_TORCH(
        call=ast.unparse(call), example=f"nn.{name if name in KINDS else 'RNN'}(input_size, units{more})"
    ).at("", call.lineno, call.col_offset + 1)


def unknown_values(
    unknown: Sequence[tuple[str, ast.expr]], twice: Sequence[str], largest: int
) -> list[Fault]:
    """List every argument whose value the text does not tell, and every one that is given twice."""
    faults = {ast.unparse(node): _unknown_value(name, node, largest) for name, node in unknown}
    return [*faults.values(), *_given_twice(twice)]


def _given_twice(names: Sequence[str]) -> Iterator[Fault]:
    for name in dict.fromkeys(names):
        yield says.NAME_IS_GIVEN_TWICE(name=name)


def _unknown_value(name: str, node: ast.expr, largest: int) -> Fault:
    text = ast.unparse(node)
    line, column = node.lineno, node.col_offset + 1
    if isinstance(node, ast.Starred) or not name or name == "**":
        return says.TEXT_IS_NOT_READ(text=text).at("", line, column)
    if text in ("true", "false", "none"):
        return says.TEXT_IS_WRITTEN_WITH_A_CAPITAL(text=text, example=f"{name}={text.capitalize()}").at(
            "", line, column
        )
    last = text.rpartition(".")[2].casefold()
    if name == "nonlinearity" and last in NONLINEARITIES:
        return says.NONLINEARITY_IS_A_WORD_NOT_THE_FUNCTION_TEXT(
            text=text, example=f'nonlinearity="{last}"'
        ).at("", line, column)
    if isinstance(node, ast.Constant | ast.BinOp) and not any(
        isinstance(each, ast.Name | ast.Call) for each in ast.walk(node)
    ):
        return says.TEXT_IS_NO_ARGUMENT(
            text=text if len(text) <= 40 else f"{text[:40]}…", largest=largest
        ).at("", line, column)
    setting = f"{text}={_EXAMPLES.get(name, 20)}"
    example = f"--set {setting}" if text.isidentifier() else f'--set "{setting}"'
    return says.THE_VALUE_OF_TEXT_IS_NOT_KNOWN(text=text, name=name, example=example).at("", line, column)
