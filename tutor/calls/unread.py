"""Why the text of a call could not be read, in words."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from tutor.calls.modules import KINDS, NONLINEARITIES
from tutor.language.faults import Fault, say

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
    return Fault(
        "P07",
        say("the text has {found} characters; the limit is {limit}", found=found, limit=limit),
        help=say("paste only the lines that make the module and call it"),
    )


def not_closed(error: SyntaxError) -> Fault:
    """Point at the bracket that is not closed."""
    return Fault(
        "P01",
        say("a bracket is not closed"),
        help=say("paste the whole call, such as {example}", example=EXAMPLE),
        line=error.lineno or 0,
        column=error.offset or 0,
    )


def not_read(error: SyntaxError | None, text: str) -> Fault:
    """Point at what Python does not read."""
    return Fault(
        "P01",
        say("the text is not Python") if text.strip() else say("there is no text"),
        because=say("Python stops here: {message}.", message=error.msg) if error else None,
        help=say("paste the whole call, such as {example}", example=EXAMPLE),
        line=error.lineno or 0 if error else 0,
        column=error.offset or 0 if error else 0,
    )


def no_module(tree: ast.Module) -> Fault:
    """Say what stands there in place of a recurrent module."""
    names = [(dotted(node), node) for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name)]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in calls:
        if is_of_keras(call):
            return keras(call)
    for name, node in names:
        last = name.rpartition(".")[2]
        if last in KINDS:
            called = any(call.func is node for call in calls)
            return _foreign(name, node) if called else _not_called(name, node)
    folded = {kind.casefold(): kind for kind in KINDS}
    for name, node in names:
        near = get_close_matches(name.rpartition(".")[2].casefold(), folded, n=1, cutoff=0.6)
        if near and any(call.func is node for call in calls):
            return Fault(
                "P02",
                say("there is no module `{name}`", name=name),
                help=say("did you mean `{near}`?", near=f"nn.{folded[near[0]]}"),
                line=node.lineno,
                column=node.col_offset + 1,
            )
    return Fault(
        "P02",
        say("no recurrent module is called in the text"),
        because=say("Explained are {known}.", known=", ".join(f"nn.{kind}" for kind in KINDS)),
        help=say("write the call, such as {example}", example=EXAMPLE),
    )


def _not_called(name: str, node: ast.expr) -> Fault:
    return Fault(
        "P02",
        say("`{name}` is not called", name=name),
        because=say("Its arguments decide the shapes."),
        help=say("write them in parentheses: {example}", example=f"{name}(10, 20)"),
        line=node.lineno,
        column=node.col_offset + 1,
    )


def _foreign(name: str, node: ast.expr) -> Fault:
    return Fault(
        "P02",
        say("`{name}` is not torch's", name=name),
        because=say("Explained are {known}.", known=", ".join(f"nn.{kind}" for kind in KINDS)),
        help=say("write nn. before it if torch's is meant"),
        line=node.lineno,
        column=node.col_offset + 1,
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
    return Fault(
        "P45",
        say("`{call}` is a layer of Keras, not of torch", call=ast.unparse(call)),
        because=say(
            "Keras keeps the matrices the other way round: kernel is (input_size, units), the transpose of "
            "torch's weight_ih (hidden_size, input_size), recurrent_kernel the transpose of weight_hh. "
            "SimpleRNN and LSTM have one bias where torch has two, and the batch is always the first axis."
        ),
        help=say("the same in torch: {example}", example="nn.RNN(input_size, units, batch_first=True)"),
        line=call.lineno,
        column=call.col_offset + 1,
    )


def unknown_values(
    unknown: Sequence[tuple[str, ast.expr]], twice: Sequence[str], largest: int
) -> list[Fault]:
    """List every argument whose value the text does not tell, and every one that is given twice."""
    faults = {ast.unparse(node): _unknown_value(name, node, largest) for name, node in unknown}
    return [*faults.values(), *_given_twice(twice)]


def _given_twice(names: Sequence[str]) -> Iterator[Fault]:
    for name in dict.fromkeys(names):
        yield Fault(
            "P01",
            say("`{name}` is given twice", name=name),
            because=say("Python does not read a call in which a name is repeated."),
            help=say("remove one of the two"),
        )


def _unknown_value(name: str, node: ast.expr, largest: int) -> Fault:
    text = ast.unparse(node)
    line, column = node.lineno, node.col_offset + 1
    if isinstance(node, ast.Starred) or not name or name == "**":
        return Fault(
            "P04",
            say("`{text}` is not read", text=text),
            because=say("What * and ** hand over cannot be seen in the text."),
            help=say("write the arguments themselves"),
            line=line,
            column=column,
        )
    if text in ("true", "false", "none"):
        return Fault(
            "P04",
            say("`{text}` is not read", text=text),
            because=say("Python writes it with a capital."),
            help=say("write {example}", example=f"{name}={text.capitalize()}"),
            line=line,
            column=column,
        )
    last = text.rpartition(".")[2].casefold()
    if name == "nonlinearity" and last in NONLINEARITIES:
        return Fault(
            "P04",
            say("`nonlinearity` is a word, not the function `{text}`", text=text),
            help=say("write {example}", example=f'nonlinearity="{last}"'),
            line=line,
            column=column,
        )
    if isinstance(node, ast.Constant | ast.BinOp) and not any(
        isinstance(each, ast.Name | ast.Call) for each in ast.walk(node)
    ):
        return Fault(
            "P04",
            say("`{text}` is not read", text=text if len(text) <= 40 else f"{text[:40]}…"),
            because=say(
                "An argument is a number up to {largest}, True, False, a word or a name; "
                "+ - * / may join numbers.",
                largest=largest,
            ),
            help=say("write the number itself"),
            line=line,
            column=column,
        )
    setting = f"{text}={_EXAMPLES.get(name, 20)}"
    example = f"--set {setting}" if text.isidentifier() else f'--set "{setting}"'
    return Fault(
        "P03",
        say("the value of `{text}` is not known", text=text),
        because=say("It is `{name}` of the call; nothing in the text is run to find it.", name=name),
        help=say("say what it is: {example}", example=example),
        line=line,
        column=column,
    )
