"""The text of a call, as people paste it, read with Python's parser and never run.

One line is enough (``nn.RNN(10, 1, batch_first=True)``). Of longer text the statements are followed from
above: what numbers are called, how large tensors are, where the module is made and with what it is called.
"""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tutor.calls.made import dotted, shape_of
from tutor.calls.modules import KINDS, Kind, Shape, Value
from tutor.calls.starts import Pair, Start
from tutor.calls.unread import (
    is_of_keras,
    no_module,
    not_closed,
    not_read,
    several_modules,
    too_long,
    unknown_values,
)
from tutor.calls.values import LARGEST, UnknownValueError, value
from tutor.language.faults import CallError

MAX_CHARACTERS = 20_000
NOT_LOOKED_AT = ("device", "dtype")

_PREFIXES = ("", "nn", "torch.nn", "torch.nn.modules.rnn")
# What a Korean keyboard, a word processor or a chat makes of Python's own signs.
_SIGNS = str.maketrans("（）［］，＝：．“”‘’＇＂＿\u00a0\u3000", "()[],=:.\"\"'''\"_  ")
# Prompts of a notebook or an interpreter, and commands to a shell.
_PROMPT = re.compile(r"^(\s*(?:In\s*\[[\d *]*\]:|>>>|\.\.\.) ?)|^\s*[!%].*$")


@dataclass(frozen=True)
class Call:
    """A module's call as it was written, with the input and the start values where the text has them."""

    kind: Kind
    positional: tuple[Value, ...]
    keywords: tuple[tuple[str, Value], ...]
    source: str
    input: Shape | None = None
    start: Start = None
    ignored: tuple[str, ...] = ()


@dataclass
class _Known:
    """What the statements so far have said."""

    names: dict[str, Value]
    tensors: dict[str, Shape] = field(default_factory=dict)


def cleaned(text: str) -> str:
    """Take away prompts and the indentation, and give Python its own signs; lines stay lines.

    >>> cleaned(">>> rnn = nn.RNN（10，20）")
    'rnn = nn.RNN(10,20)'
    """
    lines = [_PROMPT.sub("", line) for line in text.translate(_SIGNS).expandtabs().splitlines()]
    return textwrap.dedent("\n".join(lines)).strip("\n").rstrip()


def read(text: str, settings: Mapping[str, Value]) -> Call:
    """Read the one module that a text makes. Raises :class:`CallError` with everything that is wrong.

    >>> call = read("rnn = nn.RNN(10, H)", {"H": 20})
    >>> call.kind.name, call.positional, call.source
    ('RNN', (10, 20), 'nn.RNN(10, H)')
    """
    if len(text) > MAX_CHARACTERS:
        raise CallError(too_long(len(text), MAX_CHARACTERS))
    text = cleaned(text)
    try:
        tree = _parsed(text)
        statement, node = _module_call(tree, text)
        return _followed(tree, statement, node, settings)
    except (RecursionError, MemoryError):
        raise CallError(not_read(None, text)) from None


def _parsed(text: str) -> ast.Module:
    first, _, rest = text.partition("\n")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # SyntaxWarnings of the text are not ours to give
            try:
                return ast.parse(text)
            except IndentationError:  # copied from the middle of the first line
                return ast.parse(f"{first}\n{textwrap.dedent(rest)}")
    except SyntaxError as error:
        unclosed = "was never closed" in error.msg or "unexpected EOF" in error.msg
        raise CallError(not_closed(error) if unclosed else not_read(error, text)) from None
    except ValueError:  # a null byte
        raise CallError(not_read(None, text)) from None


def _module_call(tree: ast.Module, text: str) -> tuple[ast.stmt, ast.Call]:
    """Find the one call of a recurrent module, and the statement at the top level that it stands in."""
    found = []
    for statement in tree.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Call):
                prefix, _, name = dotted(node.func).rpartition(".")
                if name in KINDS and prefix in _PREFIXES and not (prefix == "" and is_of_keras(node)):
                    found.append((statement, node))
    if not found:
        raise CallError(no_module(tree))
    if len(found) > 1:
        raise CallError(several_modules([(ast.unparse(node), node.lineno) for _, node in found]))
    return found[0]


def _followed(tree: ast.Module, made_in: ast.stmt, node: ast.Call, settings: Mapping[str, Value]) -> Call:
    """Follow the statements of the top level; read the module with what is known when it is made."""
    known = _Known(dict(settings))
    call, use = None, None
    for statement in tree.body:
        if statement is made_in:
            call = _read_call(node, known)
        if call is not None and use is None:
            use = _use(statement, made_in, node)
            if use is not None:
                tensors = _given(use, known)
        _learn(statement, known, settings)
    assert call is not None
    input, start = tensors if use is not None else (None, None)
    return Call(*call, input, start, tuple(each for each in NOT_LOOKED_AT if each in _keywords(node)))


def _keywords(node: ast.Call) -> list[str]:
    return [keyword.arg or "**" for keyword in node.keywords]


def _read_call(
    node: ast.Call, known: _Known
) -> tuple[Kind, tuple[Value, ...], tuple[tuple[str, Value], ...], str]:
    """Read the arguments; all whose value is not known are reported at once."""
    kind = KINDS[dotted(node.func).rpartition(".")[2]]
    unknown: list[tuple[str, ast.expr]] = []

    def read_one(name: str, argument: ast.expr) -> Value:
        if name in NOT_LOOKED_AT:
            return None
        try:
            return value(argument, known.names)
        except UnknownValueError as error:
            unknown.append((name, error.node))
            return None

    names = [*kind.arguments, *[""] * len(node.args)]
    positional = tuple(read_one(name, each) for name, each in zip(names, node.args, strict=False))
    keywords = tuple((each.arg or "**", read_one(each.arg or "", each.value)) for each in node.keywords)
    twice = [name for at, name in enumerate(_keywords(node)) if name in _keywords(node)[:at]]
    faults = unknown_values(unknown, twice, LARGEST)
    if faults:
        raise CallError(faults)
    return kind, positional, keywords, ast.unparse(node)


def _learn(statement: ast.stmt, known: _Known, settings: Mapping[str, Value]) -> None:
    """Take what an assignment says of numbers and of the sizes of tensors; what is set beforehand stays.

    What other statements may change is not known any more.
    """
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return  # its names are its own
        case ast.Assign([target], assigned) | ast.AnnAssign(target, _, ast.expr() as assigned):
            pairs: Sequence[tuple[ast.expr, ast.expr]] = [(target, assigned)]
            if isinstance(target, ast.Tuple) and isinstance(assigned, ast.Tuple):
                pairs = list(zip(target.elts, assigned.elts, strict=False))
        case _:
            pairs = []
    said = [(dotted(left), _number(right, known), _shape(right, known)) for left, right in pairs]
    for node in ast.walk(statement):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            name = dotted(node)
            known.tensors.pop(name, None)
            if name not in settings:
                known.names.pop(name, None)
    for name, number, shape in said:
        if name and name not in settings:
            known.names.update([] if number is None else [(name, number[0])])
            known.tensors.update([] if shape is None else [(name, shape)])


def _number(node: ast.expr, known: _Known) -> tuple[Value] | None:
    try:
        return (value(node, known.names),)
    except UnknownValueError:
        return None


def _shape(node: ast.expr, known: _Known) -> Shape | None:
    return shape_of(node, known.names, known.tensors)


def _use(statement: ast.stmt, made_in: ast.stmt, module: ast.Call) -> ast.Call | None:
    """Find the first call of the module in a statement that runs as it stands."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return None
    name = ""
    match made_in:
        case ast.Assign([target], made) | ast.AnnAssign(target, _, made) if made is module:
            name = dotted(target)
    for node in ast.walk(statement):
        if isinstance(node, ast.Call) and node.args:
            called = dotted(node.func)
            if node.func is module or (called and called == name):
                return node
    return None


def _given(use: ast.Call, known: _Known) -> tuple[Shape | None, Start]:
    """Read the sizes of the input and of the start value, or of both of an LSTM, as far as they are known."""
    input = _shape(use.args[0], known)
    match use.args[1:2] or [each.value for each in use.keywords if each.arg == "hx"]:
        case [ast.Tuple([h_0, c_0])]:
            first, second = _shape(h_0, known), _shape(c_0, known)
            return input, None if first is None or second is None else Pair(first, second)
        case [single]:
            return input, _shape(single, known)
    return input, None
