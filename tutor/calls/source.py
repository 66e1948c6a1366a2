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

from tutor.calls.forward import Pair, Start
from tutor.calls.modules import KINDS, Kind, Shape, Value
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
from tutor.errors import CallError

MAX_CHARACTERS = 20_000
NOT_LOOKED_AT = ("device", "dtype")

_PREFIXES = ("", "nn", "torch.nn", "torch.nn.modules.rnn")
_MAKERS = ("randn", "rand", "zeros", "ones", "empty")
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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # SyntaxWarnings of the text are not ours to give
            return ast.parse(text)
    except SyntaxError as error:
        unclosed = "was never closed" in error.msg or "unexpected EOF" in error.msg
        raise CallError(not_closed(error) if unclosed else not_read(error, text)) from None
    except ValueError:  # a null byte
        raise CallError(not_read(None, text)) from None


def dotted(node: ast.expr) -> str:
    """Give a name with its dots, as in ``torch.nn.RNN``; nothing for anything else."""
    match node:
        case ast.Name(name):
            return name
        case ast.Attribute(owner, name):
            before = dotted(owner)
            return f"{before}.{name}" if before else ""
    return ""


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
    call = None
    for statement in tree.body:
        if statement is made_in:
            call = _read_call(node, known)
        else:
            _learn(statement, known, settings)
    assert call is not None
    input, start = _use(tree, made_in, node, known)
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
    """Take what an assignment says of numbers and of the sizes of tensors; what is set beforehand stays."""
    match statement:
        case ast.Assign([target], assigned) | ast.AnnAssign(target, _, ast.expr() as assigned):
            pass
        case _:
            return
    pairs: Sequence[tuple[ast.expr, ast.expr]] = [(target, assigned)]
    if isinstance(target, ast.Tuple) and isinstance(assigned, ast.Tuple):
        if len(target.elts) != len(assigned.elts):
            return
        pairs = list(zip(target.elts, assigned.elts, strict=True))
    for left, right in pairs:
        name = dotted(left)
        if not name or name in settings:
            continue
        known.names.pop(name, None)
        known.tensors.pop(name, None)
        shape = _tensor(right, known)
        if shape is not None:
            known.tensors[name] = shape
            continue
        try:
            known.names[name] = value(right, known.names)
        except UnknownValueError:
            continue


def _tensor(node: ast.expr, known: _Known) -> Shape | None:
    """Give the shape of a tensor: by its name, or by how it is made, as in ``torch.zeros(1, 3, 10)``."""
    if dotted(node) in known.tensors:
        return known.tensors[dotted(node)]
    if not isinstance(node, ast.Call):
        return None
    owner, _, maker = dotted(node.func).rpartition(".")
    if owner not in ("", "torch") or maker not in _MAKERS:
        return None
    sizes = node.args or [each.value for each in node.keywords if each.arg == "size"]
    try:
        given = [value(each, known.names) for each in sizes]
    except UnknownValueError:
        return None
    flat = given[0] if len(given) == 1 and isinstance(given[0], tuple | list) else given
    whole = [each for each in flat if isinstance(each, int) and not isinstance(each, bool) and each >= 0]
    return tuple(whole) if len(whole) == len(flat) else None


def _use(tree: ast.Module, made_in: ast.stmt, module: ast.Call, known: _Known) -> tuple[Shape | None, Start]:
    """Find where the module is called, and with which sizes, as far as the text tells them."""
    name = ""
    match made_in:
        case ast.Assign([target], made) | ast.AnnAssign(target, _, made) if made is module:
            name = dotted(target)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            direct = node.func is module
            if direct or (name and dotted(node.func) == name):
                return _tensor(node.args[0], known), _start(node, known)
    return None, None


def _start(node: ast.Call, known: _Known) -> Start:
    """Read the start value, or both of an LSTM, of a call."""
    given = node.args[1:2] or [each.value for each in node.keywords if each.arg == "hx"]
    match given:
        case [ast.Tuple([h_0, c_0])]:
            first, second = _tensor(h_0, known), _tensor(c_0, known)
            return None if first is None or second is None else Pair(first, second)
        case [single]:
            return _tensor(single, known)
    return None
