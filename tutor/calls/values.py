"""Values in the text of a call: numbers, names and the four operations; nothing is run, all is bounded."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from tutor.calls import unread_messages as says
from tutor.calls.library.arithmetic import LARGEST
from tutor.calls.rules.modules import Shape, Value
from tutor.language.faults import CallError, Fault

# How deep tuples and sums may stand in each other.
_DEPTH = 20

_OPERATIONS: Mapping[type[ast.operator], Callable[[int | float, int | float], int | float]] = (
    MappingProxyType(
        {
            ast.Add: operator.add,
            ast.Sub: operator.sub,
            ast.Mult: operator.mul,
            ast.FloorDiv: operator.floordiv,
            ast.Div: operator.truediv,
        }
    )
)


class UnknownValueError(Exception):
    """A part of the text whose value is not known."""

    def __init__(self, node: ast.expr) -> None:
        super().__init__(ast.unparse(node))
        self.node = node


def value(node: ast.expr, names: Mapping[str, Value], depth: int = 0) -> Value:
    """Read a value. Raises :class:`UnknownValueError` for what is neither a number nor known.

    ``names`` are values by the text that stands for them: a name, or an expression such as ``len(vocab)``.

    >>> value(ast.parse("2*H + 1", mode="eval").body, {"H": 3})
    7
    """
    if names and (text := ast.unparse(node)) in names:
        return names[text]
    if depth > _DEPTH:
        raise UnknownValueError(node)
    match node:
        case ast.Constant(bool() | str() | None as constant):
            return constant
        case ast.Constant(int() | float() as number) if abs(number) <= LARGEST:
            return number
        case ast.UnaryOp(ast.USub() | ast.UAdd() as sign, operand):
            number = _number(operand, names, depth)
            return -number if isinstance(sign, ast.USub) else number
        case ast.BinOp(left, sign, right) if type(sign) in _OPERATIONS:
            numbers = _number(left, names, depth), _number(right, names, depth)
            try:
                result = _OPERATIONS[type(sign)](*numbers)
            except ZeroDivisionError:
                raise UnknownValueError(node) from None
            if abs(result) <= LARGEST:
                return result
        case ast.Tuple(elements):
            return tuple(value(each, names, depth + 1) for each in elements)
        case ast.List(elements):
            return [value(each, names, depth + 1) for each in elements]
    raise UnknownValueError(node)


def _number(node: ast.expr, names: Mapping[str, Value], depth: int) -> int | float:
    number = value(node, names, depth + 1)
    if not isinstance(number, int | float):
        raise UnknownValueError(node)
    return number


def setting(text: str) -> tuple[str, Value]:
    """Read ``NAME=VALUE``; a word that is no number is itself. Raises :class:`CallError`.

    >>> setting("HIDDEN_SIZE=1"), setting("len(vocab) = 12"), setting("MODE=relu")
    (('HIDDEN_SIZE', 1), ('len(vocab)', 12), ('MODE', 'relu'))
    """
    name, _, written = text.partition("=")
    try:
        key = ast.unparse(ast.parse(name.strip(), mode="eval").body)
        node = ast.parse(written.strip(), mode="eval").body
        return key, node.id if isinstance(node, ast.Name) else value(node, {})
    except (SyntaxError, ValueError, MemoryError, RecursionError, UnknownValueError):
        pass
    raise CallError(says.SET_TEXT_GIVES_NO_VALUE(text=text, example="--set HIDDEN_SIZE=20"))


def shape(option: str, text: str, names: Mapping[str, Value]) -> Shape:
    """Read a shape: 1,3,10 or (1, 3, 10) or 1x3x10, with names where they are known. Raises CallError.

    >>> shape("--input", "torch.Size([1, T, 10])", {"T": 3}), shape("--input", "1x3x10", {})
    ((1, 3, 10), (1, 3, 10))
    """
    inside = re.sub(r"^\s*(torch\.)?(Size|randn?|zeros|ones|empty)\s*\(", "", text)
    bare = inside.strip("()[] \t\n").strip(", ")
    separator = "," if "," in bare else r"(?<=\d)\s*[x×*]\s*(?=\d)|\s+"
    parts = [part.strip() for part in re.split(separator, bare)] if bare else []
    sizes = []
    for part in parts:
        size = names.get(part, int(part) if re.fullmatch(r"[0-9]{1,9}", part) else None)
        if not isinstance(size, int) or isinstance(size, bool) or size < 0:
            raise CallError(_no_shape(option, text, part, names))
        sizes.append(size)
    if not bare and not re.search(r"\(\s*\)|\[\s*\]", text):
        raise CallError(_no_shape(option, text, text.strip(), names))
    return tuple(sizes)


def _no_shape(option: str, text: str, part: str, names: Mapping[str, Value]) -> Fault:
    if re.fullmatch(r"[^\W\d]\w*", part) and part not in names:
        help_ = says.SAY_WHAT_IT_IS_EXAMPLE(example=f"--set {part}=3")
    else:
        help_ = says.WRITE_WHOLE_NUMBERS_WITH_COMMAS_BETWEEN_THEM(example=f"{option} 1,3,10")
    return says.OPTION_TEXT_IS_NOT_A_SHAPE(option=option, text=text).saying(
        because=says.PART_IS_NOT_A_SIZE(part=part) if part else None, help=help_
    )
